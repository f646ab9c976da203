"""What a new edition of a guideline asks of a county: one task for each changed item, and what becomes of it.

Nothing local is overwritten: a task only proposes. Its outcome is written into the open draft, which is made from the
issued rows where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import policies, sources
from gongkai.catalogues.actions import compiling, deciding, drafts, findings
from gongkai.catalogues.models import Decision, Matter, RevisionTask, Row, Version
from gongkai.catalogues.rules import compilation, revision
from gongkai.catalogues.rules.completeness import ADAPTABLE
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.organisations.models import County, User
from gongkai.standards.models import Edition, ItemText, Tier


class Outcome(StrEnum):
    """How a person settles a task."""

    TAKE_NEW = "take_new"
    KEEP_LOCAL = "keep_local"
    ADAPT = "adapt"


@transaction.atomic
def revise_for_edition(*, county: County, edition: Edition, by: User | None, at: datetime) -> list[RevisionTask]:
    """Compare a new edition with the texts the county's rows were made from; make the tasks that are missing."""
    policies.require_manage(by, county, on=timezone.localtime(at).date())
    held = _held(county)
    old, new = _compared(held, edition)
    known = set(RevisionTask.objects.filter(county=county, new_edition=edition).values_list("item_id", flat=True))
    found = [change for change in revision.changes(old=old, new=new) if change.item not in known]
    matters = sources.matters_by_item(county)
    below = _township_rows(county)
    made = RevisionTask.objects.bulk_create(
        RevisionTask(
            county=county,
            item_id=change.item,
            old_edition_id=held[change.item].edition_id if change.item in held else None,
            new_edition=edition,
            matter_id=matters.get(change.item),
            change=str(change.change),
            changed_elements=list(change.elements),
            township_rows=below.get(matters.get(change.item, 0), 0),
            created_at=at,
        )
        for change in found
    )
    if made:
        detail = {"tasks": [task.pk for task in made]}
        audit.record("catalogue.revise", subject=edition, by=by, at=at, county_id=county.pk, detail=detail)
    return made


@dataclass(frozen=True, slots=True)
class Held:
    """The text that a county's latest row was made from."""

    edition_id: int
    guideline_id: int
    is_provincial: bool
    text: Mapping[str, Any]


def _held(county: County) -> dict[int, Held]:
    draft, issued = sources.base_of(sources.county_catalogue(county))
    latest = draft or issued
    if latest is None:
        raise CatalogueRefused(Refusal.COUNTY_FIRST)
    rows = ItemText.objects.filter(rows__version=latest).distinct()
    values = rows.values(
        "item_id", "edition_id", "edition__guideline_id", "edition__guideline__tier", *compilation.ELEMENTS
    )
    return {
        row["item_id"]: Held(
            row["edition_id"], row["edition__guideline_id"], row["edition__guideline__tier"] == Tier.PROVINCIAL, row
        )
        for row in values
    }


def _compared(held: Mapping[int, Held], edition: Edition) -> tuple[dict[int, Any], dict[int, Any]]:
    """The texts to compare. What the county holds from its province, a national edition does not touch; what a
    province refines is compared with the national text that the county holds."""
    is_provincial = edition.guideline.tier == Tier.PROVINCIAL
    new = {row["item_id"]: row for row in edition.texts.values("item_id", *compilation.ELEMENTS)}
    new = {item: text for item, text in new.items() if is_provincial or not _from_province(held.get(item))}
    old = {
        item: one.text
        for item, one in held.items()
        if one.guideline_id == edition.guideline_id or (is_provincial and item in new)
    }
    return old, new


def _from_province(held: Held | None) -> bool:
    return held is not None and held.is_provincial


def _township_rows(county: County) -> dict[int, int]:
    """Matter → rows of township catalogues, each township counted once in its latest version."""
    versions = Version.objects.of(county).filter(catalogue__owner__isnull=False).exclude(state=Version.State.BUILDING)
    latest = versions.values("catalogue").annotate(last=Max("id")).values("last")
    rows = Row.objects.filter(version__in=latest).values("matter_id").annotate(count=Count("id"))
    return dict(rows.values_list("matter_id", "count"))


@transaction.atomic
def open_draft(*, county: County, by: User | None, at: datetime) -> Version:
    """The county's open draft; where there is none, a copy of the version issued last, decisions and all."""
    on = timezone.localtime(at).date()
    policies.require_manage(by, county, on=on)
    draft, issued = sources.base_of(compiling.lock_catalogue(county))
    if draft is not None:
        return draft
    if issued is None:
        raise CatalogueRefused(Refusal.COUNTY_FIRST)
    made: Version = compiling.copy_version(issued, at=at, on=on)
    audit.record("catalogue.open_draft", subject=made, by=by, at=at, county_id=county.pk, detail={"from": issued.pk})
    return made


@transaction.atomic
def settle_task(
    *,
    task: RevisionTask,
    outcome: str,
    by: User | None,
    at: datetime,
    reason: str = "",
    approved_by: User | None = None,
    changes: Mapping[str, Any] | None = None,
) -> RevisionTask:
    """Settle a task: take the new text (adapted elements stay), keep the local one, or adapt it by hand."""
    if outcome not in set(Outcome):
        raise CatalogueRefused(Refusal.OUTCOME_UNKNOWN)
    current = RevisionTask.objects.select_for_update().get(pk=task.pk)
    if current.settled_at is not None:
        raise CatalogueRefused(Refusal.ALREADY_SETTLED)
    draft = open_draft(county=current.county, by=by, at=at)
    new = ItemText.objects.filter(edition=current.new_edition, item=current.item).first()
    row = draft.rows.filter(matter__item=current.item, matter__split_from__isnull=True).first()
    if new is None:
        _settle_removed(row, outcome, reason=reason, approved_by=approved_by, by=by, at=at)
    else:
        row = row or _added_row(draft, new, at=at)
        _settle_changed(row, new, outcome, reason=reason, approved_by=approved_by, by=by, at=at)
        if outcome == Outcome.ADAPT:
            deciding.adapt(row=row, changes=changes or {}, reason=reason, by=by, at=at)
    draft.editions.add(current.new_edition)
    findings.reconcile(draft, on=timezone.localtime(at).date())
    return _close(current, outcome, draft=draft, reason=reason, by=by, at=at)


def _settle_removed(
    row: Row | None, outcome: str, *, reason: str, approved_by: User | None, by: User | None, at: datetime
) -> None:
    """An item that the guideline dropped: set aside, or kept as the county's own."""
    if row is None:
        return
    if outcome == Outcome.TAKE_NEW:
        deciding.mark_not_applicable(rows=[row], reason=reason, approved_by=approved_by, by=by, at=at)
        return
    _save_decision(row, Decision.ADDED, reason=reason, by=by, at=at)


def _settle_changed(
    row: Row,
    new: ItemText,
    outcome: str,
    *,
    reason: str,
    approved_by: User | None,
    by: User | None,
    at: datetime,
) -> None:
    text = compilation.from_text({name: getattr(new, name) for name in compilation.ELEMENTS})
    local = {name: getattr(row, name) for name in compilation.ELEMENTS}
    is_new_here = row.decided_at is None and row.national_id == new.pk
    if outcome == Outcome.KEEP_LOCAL and is_new_here:
        deciding.mark_not_applicable(rows=[row], reason=reason, approved_by=approved_by, by=by, at=at)
        return
    if outcome == Outcome.KEEP_LOCAL:
        kept = {str(ADAPTABLE.get(e, e)) for e in revision.differing(local, text)}
        row.adapted_elements = sorted({*row.adapted_elements, *kept})
    else:
        for name, value in revision.merged(local=local, new=text, adapted=row.adapted_elements).items():
            setattr(row, name, value)
    row.national = new
    decision = Decision.ADAPTED if row.adapted_elements else Decision.ADOPTED
    _save_decision(row, decision, reason=reason or row.reason, by=by, at=at)


def _save_decision(row: Row, decision: Decision, *, reason: str, by: User | None, at: datetime) -> None:
    row.decision, row.reason, row.decided_at, row.decided_by = decision, reason, at, by
    row.save()
    on = timezone.localtime(at).date()
    directory = sources.directory(row.version.catalogue.county, on=on)
    drafts.set_owed(row, directory.resolve(row.subject, levels=row.levels).owed)
    drafts.follow([row])


def _added_row(draft: Version, new: ItemText, *, at: datetime) -> Row:
    """A row, and its matter, for an item that the edition added."""
    county = draft.catalogue.county
    matter = Matter.objects.filter(county=county, item=new.item, split_from__isnull=True).first()
    if matter is None:
        matter = Matter.objects.create(
            county=county,
            number=compiling.next_number(county),
            field_id=new.item.field_id,
            item=new.item,
            name=new.l2,
            name_en=new.l2_en,
            created_at=at,
        )
    last = draft.rows.filter(field_id=new.item.field_id).aggregate(last=Max("position"))["last"] or 0
    text = compilation.from_text({name: getattr(new, name) for name in compilation.ELEMENTS})
    return Row.objects.create(
        version=draft,
        matter=matter,
        county=county,
        field_id=new.item.field_id,
        position=last + 1,
        national=new,
        **text,
    )


def _close(
    task: RevisionTask, outcome: str, *, draft: Version, reason: str, by: User | None, at: datetime
) -> RevisionTask:
    task.settled_at, task.settled_by, task.outcome = at, by, outcome
    task.matter = (
        task.matter or Matter.objects.filter(county=task.county, item=task.item, split_from__isnull=True).first()
    )
    task.save(update_fields=["settled_at", "settled_by", "outcome", "matter"])
    audit.record(
        "catalogue.settle_task",
        subject=task,
        by=by,
        at=at,
        county_id=draft.catalogue.county_id,
        detail={"outcome": outcome, "reason": reason, "draft": draft.pk},
    )
    return task
