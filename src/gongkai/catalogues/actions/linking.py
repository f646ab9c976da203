"""Linking matters with the powers and services they disclose."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import policies, sources
from gongkai.catalogues.models import ListEntry, Matter, MatterLink, Version
from gongkai.catalogues.rules import gaps
from gongkai.organisations.models import County, User

How = MatterLink.How


def link_by_name(county: County, version: Version, *, at: datetime) -> None:
    """Link what bears the same name or alias; propose what comes near. Runs in the caller's transaction.

    A pair that a person judged, either way, is left alone.
    """
    rows = sources.row_facts(version)
    entries = [e for e in sources.entry_facts(county) if e.is_living]
    links = MatterLink.objects.filter(matter__county=county)
    links.proposed().delete()
    judged = set(links.values_list("matter_id", "entry_id"))
    fresh: dict[tuple[int, int], MatterLink] = {}
    for found in gaps.links_by_name(rows, entries):
        if (found.row, found.entry) not in judged:
            how = How.ALIAS if found.is_alias else How.NAME
            fresh.setdefault((found.row, found.entry), _link(found, how, at=at))
    MatterLink.objects.bulk_create(fresh.values(), batch_size=1000)
    _propose(county, rows, entries)


def _propose(county: County, rows: list[gaps.RowFacts], entries: list[gaps.EntryFacts]) -> None:
    links = MatterLink.objects.filter(matter__county=county)
    linked = set(links.closing().values_list("entry_id", flat=True))
    settled = set(links.values_list("matter_id", "entry_id"))
    lonely = [entry for entry in entries if entry.key not in linked]
    near = gaps.proposals(rows, lonely, settled=settled)
    MatterLink.objects.bulk_create(_link(found, How.PROPOSED, at=None) for found, _nearness in near)


def _link(found: gaps.Found, how: MatterLink.How, *, at: datetime | None) -> MatterLink:
    return MatterLink(matter_id=found.row, entry_id=found.entry, how=how, confirmed_at=at)


def confirm_link(*, link: MatterLink, by: User | None, at: datetime) -> MatterLink:
    """A person says: this matter does disclose this power. From now on it closes a gap."""
    return _judge(link, How.PERSON, by=by, at=at)


def reject_link(*, link: MatterLink, by: User | None, at: datetime) -> MatterLink:
    """A person says: they only sound alike. The pair is not proposed again."""
    return _judge(link, How.REJECTED, by=by, at=at)


@transaction.atomic
def link(*, matter: Matter, entry: ListEntry, by: User | None, at: datetime) -> MatterLink:
    """A person joins a matter with a power or service that no name joins."""
    made = MatterLink.objects.get_or_create(matter=matter, entry=entry, defaults={"how": How.PROPOSED})[0]
    return _judge(made, How.PERSON, by=by, at=at)


@transaction.atomic
def _judge(link: MatterLink, how: MatterLink.How, *, by: User | None, at: datetime) -> MatterLink:
    locked = MatterLink.objects.select_for_update(of=("self",)).select_related("matter__county")
    current: MatterLink = locked.get(pk=link.pk)
    county = current.matter.county
    policies.require_manage(by, county, on=timezone.localtime(at).date())
    current.how, current.confirmed_at, current.confirmed_by = how, at, by
    current.save(update_fields=["how", "confirmed_at", "confirmed_by"])
    audit.record(
        f"catalogue.link_{how}",
        subject=current.matter,
        by=by,
        at=at,
        county_id=county.pk,
        detail={"entry": current.entry_id},
    )
    refresh(county, at=at)
    return current


def refresh(county: County, *, at: datetime) -> None:
    """Bring the findings of the county's open draft up to date after its links changed."""
    from gongkai.catalogues.actions import findings

    draft, _issued = sources.base_of(sources.county_catalogue(county))
    if draft is not None:
        findings.reconcile(draft, on=timezone.localtime(at).date())
