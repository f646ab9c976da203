"""Holding catalogues side by side: two versions, a county's townships, a new edition against the local row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.catalogues.models import RevisionTask, Row, Version
from gongkai.catalogues.rules import compilation, differences
from gongkai.catalogues.rules.completeness import COMPARED
from gongkai.catalogues.rules.differences import Difference, Segment
from gongkai.organisations.models import County
from gongkai.standards.models import ItemText


@dataclass(frozen=True, slots=True)
class RowChange:
    """A matter that came, went, or says something else."""

    matter_id: int
    kind: str  # added, removed, changed
    field: str
    l1: str
    l2: str
    elements: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What a later version changes against an earlier one."""

    added: tuple[RowChange, ...]
    removed: tuple[RowChange, ...]
    changed: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class TownshipLine:
    """A township's catalogue against the others."""

    body_id: int
    name: str
    name_en: str
    version_id: int
    state: str
    rows: int
    own_decisions: int
    set_aside: int
    local: int
    same_as: tuple[int, ...]  # other townships with the very same list


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """One element in the old edition, the new edition and the local row."""

    element: str
    old: str
    new: str
    local: str
    upstream: tuple[Segment, ...]
    is_adapted: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A revision task opened."""

    id: int
    change: str
    field: str
    name: str
    matter_id: int | None
    edition: str
    township_rows: int
    created_at: datetime
    settled_at: datetime | None
    outcome: str
    columns: tuple[ThreeWay, ...]


def version_difference(old: Version, new: Version) -> VersionDifference:
    """Compare the applicable rows of two versions, in two queries."""
    before, after = _rows(old), _rows(new)
    changed = [_changed(before[m], after[m]) for m in after if m in before]
    return VersionDifference(
        added=tuple(_change(after[m], "added") for m in after if m not in before),
        removed=tuple(_change(before[m], "removed") for m in before if m not in after),
        changed=tuple(change for change in changed if change.elements),
    )


def _rows(version: Version) -> dict[int, Mapping[str, Any]]:
    rows = version.rows.applicable().order_by("position", "id")
    return {row["matter_id"]: row for row in rows.values("matter_id", "field__seed_name", *compilation.ELEMENTS)}


def _change(row: Mapping[str, Any], kind: str) -> RowChange:
    return RowChange(row["matter_id"], kind, row["field__seed_name"], row["l1"], row["l2"])


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> RowChange:
    differing = differences.between(old, new)
    return RowChange(new["matter_id"], "changed", new["field__seed_name"], new["l1"], new["l2"], differing)


def township_comparison(county: County) -> list[TownshipLine]:
    """The latest version of every township, in two queries."""
    versions = Version.objects.of(county).filter(catalogue__owner__isnull=False).exclude(state=Version.State.BUILDING)
    latest = {v.catalogue_id: v for v in versions.select_related("catalogue__owner").order_by("number")}
    rows: dict[int, list[tuple[int, str, bool, int | None]]] = defaultdict(list)
    lines = Row.objects.filter(version__in=[v.pk for v in latest.values()])
    for version_id, *facts in lines.values_list("version_id", "matter_id", "decision", "is_inherited", "mirrors_id"):
        rows[version_id].append(tuple(facts))
    lists = {v.pk: frozenset(m for m, d, _, _ in rows[v.pk] if d not in _AWAY) for v in latest.values()}
    found = [_township_line(v, rows[v.pk], lists, list(latest.values())) for v in latest.values()]
    return sorted(found, key=lambda line: line.body_id)


_AWAY = ("not_applicable", "split")


def _township_line(
    version: Version,
    rows: list[tuple[int, str, bool, int | None]],
    lists: Mapping[int, frozenset[int]],
    all_versions: list[Version],
) -> TownshipLine:
    owner = version.catalogue.owner
    assert owner is not None  # asked for by the caller
    return TownshipLine(
        body_id=owner.pk,
        name=owner.name,
        name_en=owner.name_en,
        version_id=version.pk,
        state=version.state,
        rows=len(lists[version.pk]),
        own_decisions=sum(not inherited for _, _, inherited, _ in rows),
        set_aside=sum(decision == "not_applicable" for _, decision, _, _ in rows),
        local=sum(mirrors is None for _, _, _, mirrors in rows),
        same_as=tuple(
            sorted(
                other.catalogue.owner_id or 0
                for other in all_versions
                if other.pk != version.pk and lists[other.pk] == lists[version.pk]
            )
        ),
    )


def revision_tasks(county: County, *, only_open: bool = True) -> list[TaskPage]:
    """The county's revision tasks with their three texts, in four queries."""
    tasks = RevisionTask.objects.filter(county=county).select_related("item__field", "new_edition", "matter")
    if only_open:
        tasks = tasks.filter(settled_at__isnull=True)
    found = list(tasks.order_by("created_at", "pk"))
    texts = _texts(found)
    rows = _latest_rows(county, [task.matter_id for task in found if task.matter_id])
    return [_task_page(task, texts, rows.get(task.matter_id or 0)) for task in found]


def _texts(tasks: list[RevisionTask]) -> dict[tuple[int, int], ItemText]:
    editions = {task.old_edition_id for task in tasks} | {task.new_edition_id for task in tasks}
    items = [task.item_id for task in tasks]
    texts = ItemText.objects.filter(edition_id__in=[e for e in editions if e], item_id__in=items)
    return {(text.edition_id, text.item_id): text for text in texts}


def _latest_rows(county: County, matters: list[int]) -> dict[int, Row]:
    rows = Row.objects.filter(matter_id__in=matters, version__catalogue__county=county)
    own = rows.filter(version__catalogue__owner__isnull=True).exclude(version__state=Version.State.BUILDING)
    return {row.matter_id: row for row in own.order_by("version__number")}


def _task_page(task: RevisionTask, texts: Mapping[tuple[int, int], ItemText], row: Row | None) -> TaskPage:
    old = texts.get((task.old_edition_id or 0, task.item_id))
    new = texts.get((task.new_edition_id, task.item_id))
    named = row or new or old
    return TaskPage(
        id=task.pk,
        change=task.change,
        field=task.item.field.seed_name,
        name=str(named or task.item),
        matter_id=task.matter_id,
        edition=task.new_edition.label,
        township_rows=task.township_rows,
        created_at=task.created_at,
        settled_at=task.settled_at,
        outcome=task.outcome,
        columns=tuple(_three_way(element, old, new, row) for element in task.changed_elements or COMPARED),
    )


def _three_way(element: str, old: ItemText | None, new: ItemText | None, row: Row | None) -> ThreeWay:
    before, after, local = (_printed(text, element) for text in (old, new, row))
    return ThreeWay(element, before, after, local, differences.words(before, after), is_adapted=local != before)


def _printed(text: Row | ItemText | None, element: str) -> str:
    return "" if text is None else differences.printed(element, getattr(text, element))
