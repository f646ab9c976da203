"""Taking in what is public already: from an older site, or for the demo county. Thousands of pieces in one act.

Everything is checked and cleaned before the transaction opens; a single piece that cannot be taken refuses them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import queries as catalogues
from gongkai.duties import actions as duties
from gongkai.kernel import outbox
from gongkai.kernel.ids import public_id
from gongkai.kernel.text import printable, squeeze
from gongkai.organisations import queries as organisations
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import Body, County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import extraction, policies
from gongkai.publishing.actions import numbering, transparency
from gongkai.publishing.actions.attaching import build, checked_kind, safe_name
from gongkai.publishing.actions.keeping import keep_first_versions
from gongkai.publishing.actions.releasing import publication_of
from gongkai.publishing.events import INFORMATION_PUBLISHED
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.queries.records import record_of
from gongkai.publishing.rules import digest, document_number, markup, metadata, prefill
from gongkai.publishing.rules.disclosure import Disclosure
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State

_BATCH = 500
_TOLD = 200  # pieces named in one event, so that the search copy is fed in moderate bites


@dataclass(frozen=True, slots=True)
class PieceFile:
    """An attachment of a piece to be taken in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that is public already. `key` and `interprets` tie pieces of one import to each other."""

    matter_id: int
    body_id: int
    title: str
    html: str
    published_at: datetime
    kind: str = "announcement"
    title_en: str = ""
    summary: str = ""
    document_number: str = ""
    index_number: str = ""
    topic: str = ""
    content_source: str = ""
    written_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    validity: str = ""
    registration_number: str = ""
    filing_number: str = ""
    filed_on: date | None = None
    duty_id: int | None = None
    files: Sequence[PieceFile] = ()
    key: str = ""
    interprets: str = ""


@dataclass(frozen=True, slots=True)
class _Under:
    """Where a piece belongs: whose it is, the row in force, the topic of its field."""

    county: County
    body: Body
    row_id: int
    topic: str


@dataclass(slots=True)
class _Prepared:
    piece: Piece
    information: Information
    files: list[Attachment] = field(default_factory=list)


def import_published(*, county: County, pieces: Sequence[Piece], by: User | None, at: datetime) -> list[Information]:
    """Take pieces in as published, in their order: numbered, digested, recorded, their duties done, search told.

    Nobody reviews them, so only the platform does this, and whoever answers for the whole county's publications.
    """
    policies.require_in_county(by, Permission.MANAGE_DUTIES, county, on=timezone.localtime(at).date())
    prepared = _prepare(county, pieces, by=by, at=at)
    try:
        with transaction.atomic():
            _write(county, prepared, by=by, at=at)
    except IntegrityError as error:
        raise PublishingRefused(Refusal.NUMBER_TAKEN) from error
    return [line.information for line in prepared]


def _prepare(county: County, pieces: Sequence[Piece], *, by: User | None, at: datetime) -> list[_Prepared]:
    on = timezone.localtime(at).date()
    rows = {(line.matter_id, line.body_id): line.row_id for line in catalogues.owed(county, on=on)}
    topics = _topics(county)
    bodies = Body.objects.of(county).in_bulk({piece.body_id for piece in pieces})
    prepared = []
    for place, piece in enumerate(pieces):
        row_id = rows.get((piece.matter_id, piece.body_id))
        if row_id is None:
            raise PublishingRefused(Refusal.NOT_OWED, place=place, title=piece.title)
        under = _Under(county, bodies[piece.body_id], row_id, topics[piece.matter_id])
        line = _Prepared(piece, _information(piece, under, by=by, at=at))
        line.files = [_file(line.information, file, n, at=at) for n, file in enumerate(piece.files, start=1)]
        prepared.append(line)
    return prepared


def _information(piece: Piece, under: _Under, *, by: User | None, at: datetime) -> Information:
    html = markup.clean(piece.html)
    text = markup.plain_text(html)
    published_on = timezone.localtime(piece.published_at).date()
    return Information(
        public_id=public_id(),
        county=under.county,
        body=under.body,
        matter_id=piece.matter_id,
        row_id=under.row_id,
        duty_id=piece.duty_id,
        state=str(State.PUBLISHED),
        disclosure=str(Disclosure.PROACTIVE),
        kind=piece.kind,
        title=squeeze(printable(piece.title))[:300],
        title_en=printable(piece.title_en),
        summary=printable(piece.summary) or metadata.abstract_of(text),
        html=html,
        text=text,
        index_number=printable(piece.index_number),
        document_number=document_number.normalise(printable(piece.document_number)).text,
        topic=printable(piece.topic) or under.topic,
        content_source=printable(piece.content_source) or under.body.name,
        written_on=piece.written_on or published_on,
        effective_on=piece.effective_on,
        expires_on=piece.expires_on,
        validity=piece.validity,
        registration_number=printable(piece.registration_number),
        filing_number=printable(piece.filing_number),
        filed_on=piece.filed_on,
        drafted_at=piece.published_at,
        drafted_by=by,
        changed_at=at,
        published_at=piece.published_at,
        published_by=by,
    )


def _topics(county: County) -> dict[int, str]:
    """The likely topic of each matter, for pieces that bring none along."""
    numbers = county.matters.values_list("pk", "field__number")
    return {pk: prefill.topic_for(number) for pk, number in numbers}


def _file(information: Information, file: PieceFile, place: int, *, at: datetime) -> Attachment:
    name = safe_name(file.name)
    kind = checked_kind(name, file.content)
    text = extraction.text_of(name, file.content)
    return build(information, name=name, content=file.content, kind=kind, text=text, at=at, position=place)


def _write(county: County, prepared: Sequence[_Prepared], *, by: User | None, at: datetime) -> None:
    _number(county, prepared, at=at)
    numbers = dict(county.matters.filter(pk__in={p.piece.matter_id for p in prepared}).values_list("pk", "number"))
    for line in prepared:
        line.information.sha256 = digest.digest(record_of(line.information, line.files, numbers=numbers))
    _insert(prepared)
    keep_first_versions([(line.information, line.files) for line in prepared], by=by, at=at)
    information = [line.information for line in prepared]
    duties.record_publications(
        county=county, publications=[publication_of(piece) for piece in information], by=by, at=at
    )
    audit.record_many("information.import_published", subjects=_details(information), by=by, at=at, county_id=county.pk)
    transparency.tell(transparency.PUBLISHED, information, county=county, at=at)
    ids = [piece.public_id for piece in information]
    for start in range(0, len(ids), _TOLD):
        payload = {"ids": ids[start : start + _TOLD]}
        outbox.append(INFORMATION_PUBLISHED, county_id=county.pk, payload=payload, at=at)
    raise_revision(county.pk)


def _number(county: County, prepared: Sequence[_Prepared], *, at: datetime) -> None:
    """Numbers of ours in the order of publication; a number that a piece brings along is kept."""
    pattern = organisations.settings_of(county, on=timezone.localtime(at).date()).text("publishing.index_pattern")
    waiting: dict[tuple[int, int], list[Information]] = defaultdict(list)
    for line in sorted(prepared, key=lambda line: line.piece.published_at):
        if not line.information.index_number:
            year = timezone.localtime(line.piece.published_at).year
            waiting[line.information.body_id, year].append(line.information)
    # Counters are locked in one order, so that two imports wait for each other instead of blocking each other.
    for (_body, year), pieces in sorted(waiting.items()):
        taken = numbering.take(pieces[0].body, year=year, pattern=pattern, count=len(pieces))
        for piece, number in zip(pieces, taken, strict=True):
            piece.index_number = number


def _insert(prepared: Sequence[_Prepared]) -> None:
    first = [line for line in prepared if not line.piece.interprets]
    Information.objects.bulk_create([line.information for line in first], batch_size=_BATCH)
    known = {line.piece.key: line.information for line in first if line.piece.key}
    others = [line for line in prepared if line.piece.interprets]
    for line in others:
        line.information.interprets = known[line.piece.interprets]
    Information.objects.bulk_create([line.information for line in others], batch_size=_BATCH)
    for line in prepared:
        for file in line.files:
            file.information = line.information
    Attachment.objects.bulk_create([file for line in prepared for file in line.files], batch_size=_BATCH)


def _details(information: Sequence[Information]) -> Mapping[Information, Mapping[str, Any]]:
    return {piece: {"index_number": piece.index_number, "sha256": piece.sha256} for piece in information}
