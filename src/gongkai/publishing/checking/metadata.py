"""Metadata that cannot be true, or that the kind of document needs; the disclosure attribute and its ground."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.publishing.checking.draft import Draft
from gongkai.publishing.checking.registry import register
from gongkai.publishing.models import Information
from gongkai.publishing.rules import disclosure, document_number, metadata
from gongkai.publishing.rules.findings import METADATA, Found, Level


@register("metadata")
def agreeing(draft: Draft, *, on: date) -> Iterator[Found]:
    """Dates, numbers, validity."""
    piece = draft.piece
    for fault in metadata.findings(metadata_of(piece), on=on):
        level = Level.HARD if fault in metadata.BLOCKING else Level.WARN
        yield Found(check="metadata", kind=str(fault), level=level, place=METADATA)
    for mending in document_number.normalise(piece.document_number).warnings:
        yield Found(check="number", kind=str(mending), level=Level.WARN, place=METADATA, shown=piece.document_number)


@register("disclosure")
def decided(draft: Draft, *, on: date) -> Iterator[Found]:
    """公开属性 with its ground."""
    for fault in disclosure.faults(decision_of(draft.piece), on=on):
        yield Found(check="disclosure", kind=str(fault), level=Level.HARD, place=METADATA)


def metadata_of(piece: Information) -> metadata.Metadata:
    """The metadata of a piece, as the rule looks at them."""
    return metadata.Metadata(
        kind=piece.kind,
        written_on=piece.written_on,
        effective_on=piece.effective_on,
        expires_on=piece.expires_on,
        document_number=piece.document_number,
        validity=piece.validity,
        has_interpreted=piece.interprets_id is not None,
    )


def decision_of(piece: Information) -> disclosure.Decision:
    """The attribute of a piece, as the rule looks at it."""
    return disclosure.Decision(piece.disclosure, piece.ground, piece.ground_note, piece.reassess_on)
