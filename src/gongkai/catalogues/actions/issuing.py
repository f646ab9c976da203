"""Issuing: the draft is frozen, numbered, in force from a day; the version before is superseded.

A county's version takes the drafts of its townships along, so that no township hangs on a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import events, policies
from gongkai.catalogues.actions import drafts, findings, townships
from gongkai.catalogues.models import Version
from gongkai.catalogues.rules import compilation, completeness
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.kernel import outbox
from gongkai.kernel.progress import Stage, tell
from gongkai.organisations.models import Body, County, User

# What is issued cannot be taken back, and no later version may begin before it: a mistyped year would be for good.
FARTHEST_AHEAD = timedelta(days=366)


def issue(
    *, version: Version, by: User | None, at: datetime, in_force_from: date, begun_before: datetime | None = None
) -> list[Version]:
    """Issue a draft. A county's draft is issued together with its townships' drafts.

    Refused while a row is undecided or lacks an element, or a finding that forbids issuing is open.
    `begun_before`: as of `compile_townships`.
    """
    on = timezone.localtime(at).date()
    county = version.catalogue.county
    policies.require_manage(by, county, on=on)
    if version.catalogue.owner_id is None and _township_drafts(county, on=on):
        townships.compile_townships(county=county, by=by, at=at, on=on, begun_before=begun_before)
    tell(Stage.WRITING)
    with transaction.atomic():
        return _issue(version.pk, by=by, at=at, on=on, in_force_from=in_force_from)


def refuse_unissuable(*, version: Version, by: User | None, at: datetime, in_force_from: date) -> None:
    """Refuse what would be refused anyway, so that a person need not wait to hear it. Writes nothing."""
    policies.require_manage(by, version.catalogue.county, on=timezone.localtime(at).date())
    if version.state != Version.State.DRAFT:
        raise CatalogueRefused(Refusal.NOT_DRAFT)
    if version.catalogue.owner_id is not None and _hangs_on_draft(version):
        raise CatalogueRefused(Refusal.COUNTY_FIRST)
    _refuse_unready(version)
    _refuse_wrong_day(version, in_force_from, on=timezone.localtime(at).date())


def _issue(version_id: int, *, by: User | None, at: datetime, on: date, in_force_from: date) -> list[Version]:
    main = drafts.lock_draft(version_id, by=by, at=at)
    catalogue = main.catalogue
    if catalogue.owner_id is not None and _hangs_on_draft(main):
        raise CatalogueRefused(Refusal.COUNTY_FIRST)
    findings.reconcile(main, on=on)
    issued = [main, *(_township_drafts(catalogue.county, on=on) if catalogue.owner_id is None else [])]
    for version in issued:
        _refuse_unready(version)
    for version in issued:
        _freeze(version, by=by, at=at, in_force_from=in_force_from)
    if catalogue.owner_id is None:
        _end_abolished(catalogue.county, on=in_force_from)
    _announce(main, issued, by=by, at=at)
    return issued


def _township_drafts(county: County, *, on: date) -> list[Version]:
    """The drafts of the townships that there are; what an abolished one was working on is never issued."""
    own = Version.objects.of(county).drafts().filter(catalogue__owner__in=Body.objects.of(county).living(on=on))
    return list(own.select_related("catalogue__owner").order_by("catalogue_id"))


def _hangs_on_draft(version: Version) -> bool:
    return version.template is None or version.template.state == Version.State.DRAFT


def _refuse_unready(version: Version) -> None:
    owner = str(version.catalogue.owner) if version.catalogue.owner_id else ""
    if not version.rows.exists() and version.catalogue.owner_id is None:
        raise CatalogueRefused(Refusal.NOTHING_TO_ISSUE)
    if undecided := version.rows.undecided().count():
        raise CatalogueRefused(Refusal.UNDECIDED_ROWS, count=undecided, owner=owner)
    if blocks := drafts.unsettled_blocks(version):
        raise CatalogueRefused(Refusal.BLOCKING_FINDINGS, count=blocks, owner=owner)
    # Whatever the findings say: the last look is at the rows themselves.
    rows = version.rows.applicable().values("id", *compilation.ELEMENTS)
    if lacking := [row["id"] for row in rows if completeness.missing(row)]:
        raise CatalogueRefused(Refusal.ELEMENT_MISSING, rows=lacking, owner=owner)


def _end_abolished(county: County, *, on: date) -> None:
    """A township's last version holds until the county's next one, made with its successors, comes into force."""
    gone = Body.objects.of(county).filter(abolished_on__lte=on)
    left = Version.objects.of(county).filter(state=Version.State.ISSUED, catalogue__owner__in=gone)
    left.filter(in_force_from__lt=on).update(state=Version.State.SUPERSEDED, in_force_until=on)


def _predecessor(version: Version) -> Version | None:
    found: Version | None = version.catalogue.versions.filter(state=Version.State.ISSUED).first()
    return found


def _refuse_wrong_day(version: Version, in_force_from: date, *, on: date) -> None:
    if in_force_from > on + FARTHEST_AHEAD:
        raise CatalogueRefused(Refusal.DATE_FAR_AHEAD)
    previous = _predecessor(version)
    if previous is not None and previous.in_force_from and in_force_from <= previous.in_force_from:
        raise CatalogueRefused(Refusal.DATE_BEFORE_PREDECESSOR, in_force_from=previous.in_force_from.isoformat())


def _freeze(version: Version, *, by: User | None, at: datetime, in_force_from: date) -> None:
    _refuse_wrong_day(version, in_force_from, on=timezone.localtime(at).date())
    previous = _predecessor(version)
    if previous is not None:
        previous.state, previous.in_force_until = Version.State.SUPERSEDED, in_force_from
        previous.save(update_fields=["state", "in_force_until"])
    version.state, version.in_force_from = Version.State.ISSUED, in_force_from
    version.issued_at, version.issued_by = at, by
    version.save(update_fields=["state", "in_force_from", "issued_at", "issued_by"])


def _announce(main: Version, issued: Sequence[Version], *, by: User | None, at: datetime) -> None:
    county = main.catalogue.county
    County.objects.filter(pk=county.pk).update(revision=F("revision") + 1)
    ids = [version.pk for version in issued]
    audit.record(
        "catalogue.issue",
        subject=main,
        by=by,
        at=at,
        county_id=county.pk,
        detail={"versions": ids, "in_force_from": str(main.in_force_from), "rows": main.rows.count()},
    )
    payload = {"version": main.pk, "versions": ids, "in_force_from": str(main.in_force_from)}
    outbox.append(events.CATALOGUE_ISSUED, county_id=county.pk, payload=payload, at=at)
    transaction.on_commit(
        lambda: events.catalogue_issued.send_robust(
            None, version_id=main.pk, version_ids=ids, county_id=county.pk, in_force_from=main.in_force_from
        )
    )
