"""Fulfilling duties: by what was published here, or by an external address; and opening them again.

Publishing calls `record_publications` inside its own transaction, so that nothing is public without its duty being
done, and the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.duties import calendars, fetching, policies
from gongkai.duties.models import Duty, Fulfilment
from gongkai.duties.queries import owing
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.organisations.rules.roles import Permission

_CLOSED = ["state", "fulfilled_on", "closed_at", "closed_by", "review_on"]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Publication:
    """A piece of information that has become public, as duties need to know it."""

    information_id: str
    title: str
    published_on: date
    matter_id: int
    body_id: int
    duty_id: int | None = None


@transaction.atomic
def record_publications(
    *, county: County, publications: Sequence[Publication], by: User | None, at: datetime
) -> list[int]:
    """Fulfil the duties that publications were made for, and the standing ones of their matters. Return their ids.

    A duty that is closed already gets one more piece of evidence and stays as it is.
    """
    named, standing = _touched(county, publications)
    closing = _Closing(county, by=by, at=at)
    for publication in sorted(publications, key=lambda p: p.published_on):  # the first to appear closes
        duty = named.get(publication.duty_id or 0)
        if duty is not None:
            closing.fulfil(duty, publication)
        for other in _standing_for(publication, duty, standing):
            closing.fulfil(other, publication)
    return closing.save()


def fulfil_with_external(
    *,
    duty_id: int,
    url: str,
    by: User | None,
    at: datetime,
    title: str = "",
    published_on: date | None = None,
    fetch: fetching.Fetch = fetching.fetch,
) -> Duty:
    """Fulfil a duty by a page elsewhere: fetched now, its title, day and digest kept as evidence.

    What the officer says of title and day counts before what the page says of itself.
    """
    on = timezone.localtime(at).date()
    _refuse_closed(Duty.objects.select_related("body").get(pk=duty_id), by=by, on=on)
    fetched = fetch(url)
    shown = title or fetched.title
    if not shown:
        raise DutyRefused(Refusal.TITLE_MISSING)
    day = min(published_on or fetched.published_on or on, on)
    with transaction.atomic():
        duty = lock(duty_id)
        _refuse_closed(duty, by=by, on=on)
        _refuse_used(duty, fetched)
        _close(duty, fulfilled_on=day, by=by, at=at)
        Fulfilment.objects.create(
            duty=duty,
            by_kind=Fulfilment.By.EXTERNAL,
            url=fetched.url,
            title=shown[:300],
            published_on=day,
            fetched_at=at,
            sha256=fetched.sha256,
            made_at=at,
            made_by=by,
        )
        record("duty.fulfilled", duty, by=by, at=at, detail={"url": fetched.url, "sha256": fetched.sha256})
    return duty


@transaction.atomic
def reopen(*, duty_id: int, reason: str, by: User | None, at: datetime) -> Duty:
    """Open a closed duty again: it was closed by mistake, or what closed it no longer holds."""
    duty = lock(duty_id)
    policies.require(by, Permission.MANAGE_DUTIES, duty.body, on=timezone.localtime(at).date())
    if duty.state == Duty.State.OPEN:
        raise DutyRefused(Refusal.NOT_CLOSED)
    if not reason.strip():
        raise DutyRefused(Refusal.REASON_MISSING)
    duty.fulfilments.all().delete()
    _open(duty, reason=reason)
    record("duty.reopened", duty, by=by, at=at, detail={"reason": reason})
    return duty


@transaction.atomic
def forget_publication(*, information_id: str, reason: str, by: User | None, at: datetime) -> list[int]:
    """Take back what a withdrawn piece had fulfilled. Return the ids of the duties that open again.

    A duty with other evidence stays fulfilled, from the day of the earliest that remains.
    """
    gone = Fulfilment.objects.filter(information_id=information_id, by_kind=Fulfilment.By.INFORMATION)
    touched = Duty.objects.select_for_update(of=("self",)).select_related("body").filter(pk__in=gone.values("duty"))
    duties = list(touched.order_by("id"))
    gone.delete()
    reopened = []
    for duty in duties:
        if duty.state != Duty.State.FULFILLED:
            continue
        days = list(duty.fulfilments.order_by("published_on").values_list("published_on", flat=True))
        if days:
            _date_anew(duty, first=days[0], last=days[-1])
            continue
        _open(duty, reason=reason)
        record("duty.reopened", duty, by=by, at=at, detail={"information": information_id})
        reopened.append(duty.pk)
    return reopened


def lock(duty_id: int) -> Duty:
    """The duty, locked until the transaction ends."""
    duty: Duty = Duty.objects.select_for_update(of=("self",)).select_related("body", "county").get(pk=duty_id)
    return duty


def record(action: str, duty: Duty, *, by: User | None, at: datetime, detail: dict[str, object] | None = None) -> None:
    """How each act on one duty ends: in the record, and with stale public pages."""
    audit.record(action, subject=duty, by=by, at=at, county_id=duty.county_id, detail=detail)
    raise_revision(duty.county_id)


def review_day(county: County, *, since: date) -> date:
    """When something standing must be looked at again."""
    months = owing.numbers_of(county, on=since).review_months
    return calendars.reckoner_of(county).after(since, amount=months, unit="month").on


def _refuse_closed(duty: Duty, *, by: User | None, on: date) -> None:
    policies.require(by, Permission.FULFIL_DUTIES, duty.body, on=on)
    if duty.state != Duty.State.OPEN:
        raise DutyRefused(Refusal.NOT_OPEN)


def _refuse_used(duty: Duty, fetched: fetching.Fetched) -> None:
    """One page, unchanged, is not this quarter's evidence and last quarter's too."""
    same = Fulfilment.objects.filter(url=fetched.url, sha256=fetched.sha256)
    if same.filter(duty__matter=duty.matter_id, duty__body=duty.body_id, duty__rule_key=duty.rule_key).exists():
        raise DutyRefused(Refusal.ADDRESS_IN_USE, url=fetched.url)


def _close(duty: Duty, *, fulfilled_on: date, by: User | None, at: datetime) -> None:
    duty.state, duty.fulfilled_on = Duty.State.FULFILLED, fulfilled_on
    duty.closed_at, duty.closed_by = at, by
    if duty.review_on is not None:
        duty.review_on = review_day(duty.county, since=fulfilled_on)
    duty.save(update_fields=_CLOSED)


def _date_anew(duty: Duty, *, first: date, last: date) -> None:
    """Fulfilled since the first evidence that remains; what stands is looked at again from the last."""
    duty.fulfilled_on = first
    if duty.review_on is not None:
        duty.review_on = review_day(duty.county, since=last)
    duty.save(update_fields=["fulfilled_on", "review_on"])


def _open(duty: Duty, *, reason: str) -> None:
    duty.state, duty.fulfilled_on = Duty.State.OPEN, None
    duty.closed_at = duty.closed_by = duty.approved_by = None
    duty.reason = reason[:300]
    duty.save(update_fields=["state", "fulfilled_on", "closed_at", "closed_by", "approved_by", "reason"])


def _touched(
    county: County, publications: Iterable[Publication]
) -> tuple[dict[int, Duty], dict[tuple[int, int], list[Duty]]]:
    """The duties named, and the standing ones by matter and body: two queries, locked in the order of their ids."""
    ids = {p.duty_id for p in publications if p.duty_id}
    matters = {p.matter_id for p in publications}
    mine = Duty.objects.select_for_update().of_county(county).order_by("id")
    standing: dict[tuple[int, int], list[Duty]] = defaultdict(list)
    known = {duty.pk: duty for duty in mine.filter(kind=Duty.Kind.STANDING, matter_id__in=matters)}
    named = {duty.pk: duty for duty in mine.filter(pk__in=ids).exclude(pk__in=known.keys() & ids)}
    for duty in known.values():
        standing[duty.matter_id, duty.body_id].append(duty)
    return named | {pk: known[pk] for pk in known.keys() & ids}, standing


def _standing_for(
    publication: Publication, named: Duty | None, standing: dict[tuple[int, int], list[Duty]]
) -> list[Duty]:
    """The standing duties of the matter that a piece speaks for: of the whole row, of its own part, or the only one."""
    others = [d for d in standing.get((publication.matter_id, publication.body_id), ()) if d is not named]
    scope = named.scope if named else ""
    return [duty for duty in others if duty.scope in ("", scope)] or (others if len(others) == 1 else [])


class _Closing:
    """Closes duties one by one in memory and writes them together."""

    def __init__(self, county: County, *, by: User | None, at: datetime) -> None:
        self.county, self.by, self.at = county, by, at
        self.closed: dict[int, Duty] = {}
        self.evidence: list[Fulfilment] = []
        self._review_days: dict[date, date] = {}

    def fulfil(self, duty: Duty, publication: Publication) -> None:
        self.evidence.append(
            Fulfilment(
                duty=duty,
                by_kind=Fulfilment.By.INFORMATION,
                information_id=publication.information_id,
                title=publication.title[:300],
                published_on=publication.published_on,
                made_at=self.at,
                made_by=self.by,
            )
        )
        is_renewed = duty.state == Duty.State.FULFILLED and duty.kind == Duty.Kind.STANDING
        if duty.state == Duty.State.OPEN or is_renewed:
            self._close(duty, publication.published_on, is_renewed=is_renewed)

    def _close(self, duty: Duty, day: date, *, is_renewed: bool) -> None:
        if duty.review_on is not None:
            duty.review_on = max(self._review_day(day), duty.review_on if is_renewed else date.min)
        if not is_renewed:
            duty.state, duty.fulfilled_on = Duty.State.FULFILLED, day
            duty.closed_at, duty.closed_by = self.at, self.by
        self.closed[duty.pk] = duty

    def _review_day(self, day: date) -> date:
        if day not in self._review_days:
            self._review_days[day] = review_day(self.county, since=day)
        return self._review_days[day]

    def save(self) -> list[int]:
        # An upsert on the key is an update of many rows at a fifth of the cost of bulk_update's long CASE.
        Duty.objects.bulk_create(
            self.closed.values(),
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=_CLOSED,
            batch_size=_BATCH,
        )
        Fulfilment.objects.bulk_create(self.evidence, batch_size=_BATCH)
        return sorted(self.closed)
