"""The compile screen put together: tree, rows of a field, the row that is open, why it stands, what still blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.catalogues import forms, queries
from gongkai.catalogues.models import Row, Version
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.queries.desk import Adaptation
from gongkai.catalogues.queries.tree import FieldNode, Group, RowLine
from gongkai.catalogues.views import desk
from gongkai.catalogues.views.opened import opened
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.ui.chips import Chip

TEMPLATE = "catalogues/workbench/field.html"
MODES = ("adapt", "split", "set_aside", "stages")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of the list, with what it says otherwise."""

    line: RowLine
    changes: tuple[Adaptation, ...]
    is_open: bool

    @property
    def is_undecided(self) -> bool:
        return self.line.decision == "undecided"


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A first-level matter with the rows that pass the filter."""

    name: str
    name_en: str
    undecided: int
    rows: tuple[ShownRow, ...]


def screen(
    request: StaffRequest,
    version: Version,
    *,
    slug: str,
    row: Row | None = None,
    form: django_forms.Form | None = None,
    mode: str = "",
) -> dict[str, Any]:
    """Everything the page shows, in a constant number of queries."""
    nodes = queries.tree(version)
    node = next((node for node in nodes if node.slug == slug), None)
    if node is None:
        raise Http404
    show = request.GET.get("show", "")
    groups = queries.rows_of_field(version, node.id)
    changes = desk_queries.adaptations(version, node.id)
    shown = _shown(groups, changes, show=show, open_id=row.pk if row else None)
    may_decide = desk.may_decide(request, version)
    return {
        "version": version,
        "owner": version.catalogue.owner,
        "nodes": nodes,
        "node": node,
        "groups": shown,
        "first_id": _first(shown),
        "chips": _chips(version, node, groups, show=show),
        "show": show,
        "readiness": queries.readiness(version),
        "finding_counts": [count for count in desk_queries.finding_counts(version) if count.open],
        "last_act": desk_queries.last_act(version) if may_decide else None,
        "may_decide": may_decide,
        "may_manage": desk.may_manage(request),
        **(_opened(request, row, shown, mode=mode if may_decide else "", form=form) if row else {}),
    }


def _shown(
    groups: list[Group], changes: Mapping[int, tuple[Adaptation, ...]], *, show: str, open_id: int | None
) -> list[ShownGroup]:
    found = []
    for group in groups:
        rows = tuple(
            ShownRow(line, changes.get(line.id, ()), line.id == open_id)
            for line in group.rows
            if line.id == open_id or _passes(line, show)
        )
        if rows:
            found.append(ShownGroup(group.l1, group.l1_en, group.undecided, rows))
    return found


def _first(groups: list[ShownGroup]) -> int | None:
    """Where to begin: the first undecided row, else the first."""
    rows = [shown for group in groups for shown in group.rows]
    waiting = [shown for shown in rows if shown.is_undecided]
    return next((shown.line.id for shown in [*waiting, *rows]), None)


def _passes(line: RowLine, show: str) -> bool:
    match show:
        case "undecided":
            return line.decision == "undecided"
        case "findings":
            return line.findings > 0
        case "adapted":
            return line.decision in ("adapted", "split", "added")
        case "not_applicable":
            return line.decision == "not_applicable"
        case _:
            return True


def _chips(version: Version, node: FieldNode, groups: list[Group], *, show: str) -> list[Chip]:
    lines = [line for group in groups for line in group.rows]
    url = reverse("catalogues_workbench:field", args=[version.pk, node.slug])
    labels = {
        "": _("全部"),
        "undecided": _("待决定"),
        "findings": _("有问题"),
        "adapted": _("与指引不同"),
        "not_applicable": _("不适用"),
    }
    return [
        Chip(label, f"{url}?show={key}" if key else url, key == show, count)
        for key, label in labels.items()
        if (count := sum(_passes(line, key) for line in lines)) or key == show
    ]


def _opened(
    request: StaffRequest, row: Row, groups: list[ShownGroup], *, mode: str, form: django_forms.Form | None
) -> dict[str, Any]:
    page = queries.row_page(row.pk)
    form = form or form_of(request, row, mode)
    ids = [shown.line.id for group in groups for shown in group.rows]
    at = ids.index(row.pk)
    return {
        "row": row,
        "page": page,
        "why": desk_queries.why(row.matter_id, page.row.basis, request.county, on=clock.today()),
        "mode": mode,
        "form": form,
        **opened(page, form, mode=mode),
        "previous_id": ids[at - 1] if at else None,
        "next_id": ids[at + 1] if at + 1 < len(ids) else None,
    }


def form_of(
    request: StaffRequest, row: Row, mode: str, data: Mapping[str, Any] | None = None
) -> django_forms.Form | None:
    """The form of a way of deciding, empty or filled in."""
    if mode == "adapt":
        return forms.Adaptation(data, row=row)
    if mode == "split":
        return forms.Splitting(data, row=row)
    if mode == "stages":
        return forms.Stages(data, content=row.content)
    if mode == "set_aside":
        people = desk_queries.approvers(row.version, on=clock.today(), besides=request.user)
        return forms.SetAside(data, approvers=people)
    return None
