"""The documents of a desk: what is in force, what lapses soon, what is to be filed; one of them with its history.

For everybody: the library of policies (`library`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils import timezone

from gongkai.organisations.models import Body, County
from gongkai.organisations.queries import Staff
from gongkai.publishing import policies
from gongkai.publishing.models import Information
from gongkai.publishing.queries.periods import periods_of
from gongkai.publishing.queries.validity import ShownChange, changes_by, changes_of
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules import document_number, norms
from gongkai.publishing.rules.validity import Act, Validity, open_acts
from gongkai.ui import keyset

NEWEST_FIRST = ("-published_at", "pk")
# What a register is written from: never the texts.
COLUMNS = (
    "title",
    "document_number",
    "registration_number",
    "filing_number",
    "filed_on",
    "index_number",
    "written_on",
    "effective_on",
    "expires_on",
    "validity",
    "ending",
    "ended_on",
    "body__name",
)
LAPSING, TO_BE_FILED = "lapsing", "to_be_filed"
VALIDITIES: Final = tuple(map(str, Validity))
STATES: Final = (*VALIDITIES, LAPSING, TO_BE_FILED)
OFFERED: Final = 60  # so many documents are offered as the basis of a change


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents. Empty: all."""

    state: str = ""
    body: str = ""  # slug
    kind: str = ""
    words: str = ""  # of the title or the number


@dataclass(frozen=True, slots=True)
class NormPage:
    """A document with what happened to it, what it did to others, and what may be done today."""

    piece: Information
    validity: str
    changes: tuple[ShownChange, ...]
    made: tuple[ShownChange, ...]
    acts: tuple[Act, ...]
    filing_due_on: date | None
    longest: date | None  # until when a document of its kind may hold at most, reckoned from today
    last_change_id: int | None  # the one that may be taken back


def library(county: County, *, wanted: Wanted, on: date) -> InformationQuerySet:
    """What everybody may read of a county's documents, as it stands on a day."""
    return _as_wanted(Information.objects.of_county(county).public().documents(), wanted, on=on)


def library_bodies(county: County) -> list[Body]:
    """Whose documents the library holds: what its filter offers."""
    issuing = Information.objects.of_county(county).public().documents().values("body")
    return list(Body.objects.of(county).filter(pk__in=issuing).listed())


def library_counts(county: County, *, wanted: Wanted, on: date) -> Mapping[str, int]:
    """How many documents have each validity, of those that are wanted otherwise."""
    return library(county, wanted=replace(wanted, state=""), on=on).validity_counts(on=on)


def of_desk(staff: Staff, *, wanted: Wanted, on: date) -> InformationQuerySet:
    """The public documents of the bodies that a person sees."""
    return _as_wanted(_desk(staff), wanted, on=on)


def desk_page(staff: Staff, *, wanted: Wanted, on: date, after: str | None) -> keyset.Page[Information]:
    """One page of them, the newest first."""
    return keyset.page(of_desk(staff, wanted=wanted, on=on).select_related("body"), by=NEWEST_FIRST, cursor=after)


def desk_counts(staff: Staff, *, wanted: Wanted, on: date) -> Mapping[str, int]:
    """How many of them are in each state, and how many lapse soon or are to be filed, whatever state is wanted."""
    found = of_desk(staff, wanted=replace(wanted, state=""), on=on)
    more = {state: _in_state(found, state, on=on).count() for state in (LAPSING, TO_BE_FILED)}
    return {**found.validity_counts(on=on), **more}


def desk_bodies(staff: Staff) -> list[Body]:
    """Whose documents a desk holds."""
    return list(Body.objects.of(staff.county).filter(pk__in=_desk(staff).values("body")).listed())


def norm_page(piece: Information, *, on: date) -> NormPage:
    """Everything the desk's page of a document shows."""
    changes = changes_of(piece, on=on, at_desk=True)
    standing = [change.id for change in changes if change.revoked_at is None]
    periods = periods_of(piece.county, on=on)
    is_normative = piece.kind == Information.Kind.NORMATIVE
    published_on = timezone.localdate(piece.published_at)
    return NormPage(
        piece=piece,
        validity=piece.validity_on(on),
        changes=changes,
        made=changes_by(piece, on=on),
        acts=open_acts(piece.validity_facts, on=on) if piece.validity else (),
        filing_due_on=norms.filing_due_on(published_on, periods=periods) if is_normative else None,
        longest=norms.proposed_expiry(piece.title, since=on, periods=periods) if is_normative else None,
        last_change_id=max(standing, default=None),
    )


def offered_as_basis(county: County) -> tuple[tuple[str, str], ...]:
    """Number and title of the newest that have one: one of them is most likely what a change rests on."""
    numbered = Information.objects.of_county(county).public().exclude(document_number="")
    return tuple(numbered.newest_first().values_list("document_number", "title")[:OFFERED])


def found_as_basis(county: County, said: str) -> tuple[Information, ...]:
    """The public documents of a county that bear this number or title, or stand at this address; two are enough."""
    public = Information.objects.of_county(county).public()
    if names_an_address(said):
        return tuple(public.filter(public_id=re.split(r"[/?#]", said.split("/info/", 1)[1], maxsplit=1)[0])[:2])
    number = document_number.normalise(said).text
    title = said.removeprefix("《").removesuffix("》")
    return tuple(public.filter(Q(document_number__in=[said, number]) | Q(title__in=[said, title]))[:2])


def names_an_address(said: str) -> bool:
    """Whether what was written is the address of a piece rather than its name."""
    return "/info/" in said


def _desk(staff: Staff) -> InformationQuerySet:
    """Normative documents, and of the others those that can hold or lapse: a leaflet is none of the register's."""
    return policies.visible(staff).public().documents().filter(Q(kind=Information.Kind.NORMATIVE) | ~Q(validity=""))


def _as_wanted(found: InformationQuerySet, wanted: Wanted, *, on: date) -> InformationQuerySet:
    if wanted.state:
        found = _in_state(found, wanted.state, on=on)
    if wanted.body:
        found = found.filter(body__slug=wanted.body)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.words:
        found = found.filter(Q(title__icontains=wanted.words) | Q(document_number__icontains=wanted.words))
    return found


def _in_state(found: InformationQuerySet, state: str, *, on: date) -> InformationQuerySet:
    if state == LAPSING:
        return found.lapsing(after=on, until=norms.soon_until(on))
    if state == TO_BE_FILED:
        return found.to_be_filed()
    return found.with_validity(state, on=on) if state in set(Validity) else found
