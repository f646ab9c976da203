"""What a normative document lacks: its registration number, where the county wants one, and the end of its validity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.organisations.rules.settings import YES
from gongkai.publishing.checking.draft import Draft
from gongkai.publishing.checking.registry import register
from gongkai.publishing.models import Information
from gongkai.publishing.queries.periods import periods_of, settings_for
from gongkai.publishing.rules import norms
from gongkai.publishing.rules.findings import METADATA, Found, Level
from gongkai.publishing.rules.norms import Fault


@register("norms")
def normative(draft: Draft, *, on: date) -> Iterator[Found]:
    """Nothing for other kinds of information."""
    piece = draft.piece
    if piece.kind != Information.Kind.NORMATIVE:
        return
    yield from _registration(piece, on=on)
    yield from _period(piece, on=on)


def _registration(piece: Information, *, on: date) -> Iterator[Found]:
    number = piece.registration_number.strip()
    if not number:
        is_required = settings_for(piece.county, on=on).text("publishing.registration_required") == YES
        yield _found(Fault.REGISTRATION_MISSING, Level.HARD if is_required else Level.WARN)
    elif _is_taken(piece, number):
        yield _found(Fault.REGISTRATION_TAKEN, Level.BLOCK, shown=number)


def _is_taken(piece: Information, number: str) -> bool:
    others = Information.objects.filter(county_id=piece.county_id, registration_number=number)
    return others.exclude(pk__in=[piece.pk, piece.corrects_id or 0]).exclude(corrects_id=piece.pk).exists()


def _period(piece: Information, *, on: date) -> Iterator[Found]:
    since = piece.effective_on or piece.written_on or on
    longest = norms.proposed_expiry(piece.title, since=since, periods=periods_of(piece.county, on=on))
    if piece.expires_on is None:
        yield _found(Fault.PERIOD_MISSING, Level.WARN, shown=longest.isoformat())
    elif piece.expires_on > longest:
        yield _found(Fault.PERIOD_TOO_LONG, Level.WARN, shown=longest.isoformat())


def _found(fault: Fault, level: Level, *, shown: str = "") -> Found:
    return Found(check="norms", kind=str(fault), level=level, place=METADATA, shown=shown)
