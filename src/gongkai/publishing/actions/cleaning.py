"""The yearly look through the documents in force: begun on a day, decided line by line, published as a list.

What is published says what shall become of each document. What then does become of it rests on a decision that is
published itself, and is put down by `actions.repeal` and its like.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.organisations import queries as organisations
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.actions.validity import KEEPERS
from gongkai.publishing.models import CleanUp, CleanUpLine, Information
from gongkai.publishing.rules import norms
from gongkai.publishing.rules.states import PublishingRefused, State
from gongkai.publishing.rules.validity import Refused, ValidityRefused


def begin_clean_up_if_due(*, county: County, at: datetime) -> CleanUp | None:
    """Begin the year's look on the day that the county set, once; None: not yet, already, or nothing to look at."""
    on = day_of(at)
    setting = organisations.settings_of(county, on=on).text("publishing.clean_up_on")
    begins_on = norms.clean_up_begins_on(setting, year=on.year)
    if begins_on is None or on < begins_on:
        return None
    try:
        return begin_clean_up(county=county, year=on.year, by=None, at=at)
    except ValidityRefused:
        return None


@transaction.atomic
def begin_clean_up(*, county: County, year: int, by: User | None, at: datetime) -> CleanUp:
    """List every normative document that holds or will hold, for somebody to say what shall become of it."""
    _require_office(by, county, at=at)
    clean_up, is_new = CleanUp.objects.get_or_create(
        county=county, year=year, defaults={"begun_at": at, "begun_by": by}
    )
    if not is_new:
        raise ValidityRefused(Refused.CLEAN_UP_BEGUN)
    documents = Information.objects.of_county(county).public().normative().living(on=day_of(at)).order_by("id")
    lines = [CleanUpLine(clean_up=clean_up, information_id=pk) for pk in documents.values_list("pk", flat=True)]
    if not lines:
        raise ValidityRefused(Refused.CLEAN_UP_EMPTY)
    CleanUpLine.objects.bulk_create(lines, batch_size=500)
    _record("clean_up.begin", clean_up, by=by, at=at, documents=len(lines))
    return clean_up


@transaction.atomic
def decide_clean_up_line(*, line_id: int, proposal: str, by: User | None, at: datetime, note: str = "") -> CleanUpLine:
    """Say what shall become of one document; it may be said anew until the list is published."""
    line = CleanUpLine.objects.select_related("information__body").get(pk=line_id)
    clean_up = CleanUp.objects.select_for_update().get(pk=line.clean_up_id)
    body = line.information.body
    if by is not None and KEEPERS.isdisjoint(policies.permissions_over(by, body, on=day_of(at))):
        raise ValidityRefused(Refused.NOT_PERMITTED, line.information.title)
    if clean_up.published_at is not None:
        raise ValidityRefused(Refused.CLEAN_UP_CLOSED)
    line.proposal, line.note = str(CleanUpLine.Proposal(proposal)), note.strip()[:300]
    line.decided_at, line.decided_by = at, by
    line.save(update_fields=["proposal", "note", "decided_at", "decided_by"])
    detail = {"proposal": line.proposal, "note": line.note, "year": clean_up.year}
    audit.record(
        "information.clean_up_decided",
        subject=line.information,
        by=by,
        at=at,
        county_id=clean_up.county_id,
        detail=detail,
    )
    return line


@transaction.atomic
def publish_clean_up(*, clean_up_id: int, by: User | None, at: datetime) -> CleanUp:
    """Publish the list once every line is decided. It is closed then."""
    clean_up = CleanUp.objects.select_for_update().select_related("county").get(pk=clean_up_id)
    _require_office(by, clean_up.county, at=at)
    if clean_up.published_at is not None:
        raise ValidityRefused(Refused.CLEAN_UP_CLOSED)
    if clean_up.lines.filter(proposal="", information__state=State.PUBLISHED).exists():
        raise ValidityRefused(Refused.CLEAN_UP_UNDECIDED)
    clean_up.published_at, clean_up.published_by = at, by
    clean_up.save(update_fields=["published_at", "published_by"])
    raise_revision(clean_up.county_id)
    _record("clean_up.publish", clean_up, by=by, at=at, documents=clean_up.lines.count())
    return clean_up


def _require_office(by: User | None, county: County, *, at: datetime) -> None:
    """The county's openness office; `None` is the platform itself."""
    try:
        policies.require_in_county(by, Permission.MANAGE_DUTIES, county, on=day_of(at))
    except PublishingRefused:
        raise ValidityRefused(Refused.NOT_PERMITTED) from None


def _record(action: str, clean_up: CleanUp, *, by: User | None, at: datetime, documents: int) -> None:
    detail = {"year": clean_up.year, "documents": documents}
    audit.record(action, subject=clean_up, by=by, at=at, county_id=clean_up.county_id, detail=detail)
