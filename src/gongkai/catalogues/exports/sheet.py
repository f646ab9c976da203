"""The catalogue in its original columns: two header rows, fourteen leaf columns, one line per row.

Sources
    catalogues.md §2.1 (the standard table), §2.3 (■ and √).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gongkai.catalogues.models import RowBody, Version
from gongkai.catalogues.rules import compilation, differences

TICK, MUST, MAY = "√", "■", "□"


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf column and the group above it (empty: it spans both header rows)."""

    group: str
    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, and what machines want to know of it."""

    field: str
    cells: tuple[str, ...]
    record: Mapping[str, Any]
    is_verified: bool


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """A whole catalogue, ready to be written in any format."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    legend: tuple[str, ...]


def columns() -> tuple[Column, ...]:
    """The fourteen columns of the standard table."""
    return (
        Column("", _("序号"), 6),
        Column(_("公开事项"), _("一级事项"), 14),
        Column(_("公开事项"), _("二级事项"), 18),
        Column("", _("公开内容（要素）"), 36),
        Column("", _("公开依据"), 28),
        Column("", _("公开时限"), 22),
        Column("", _("公开主体"), 18),
        Column("", _("公开渠道和载体"), 24),
        Column(_("公开对象"), _("全社会"), 7),
        Column(_("公开对象"), _("特定群体"), 12),
        Column(_("公开方式"), _("主动"), 7),
        Column(_("公开方式"), _("依申请"), 7),
        Column(_("公开层级"), _("县级"), 7),
        Column(_("公开层级"), _("乡、村级"), 7),
    )


def sheet(version: Version, *, field_id: int | None = None) -> CatalogueSheet:
    """The applicable rows of a version (or of one field), in two queries."""
    rows = version.rows.applicable().select_related("matter", "field").order_by("position", "id")
    if field_id is not None:
        rows = rows.filter(field_id=field_id)
    bodies = _bodies(version)
    is_issued = version.state in (Version.State.ISSUED, Version.State.SUPERSEDED)
    return CatalogueSheet(
        title=_title(version),
        subtitle=_subtitle(version),
        columns=columns(),
        lines=tuple(
            _line(row, n, bodies.get(row.pk, []), is_issued=is_issued) for n, row in enumerate(rows.iterator(500), 1)
        ),
        legend=_legend(is_issued=is_issued),
    )


def _title(version: Version) -> str:
    owner = version.catalogue.owner
    return _("%(place)s政务公开事项标准目录") % {"place": owner.name if owner else version.catalogue.county.name}


def _subtitle(version: Version) -> str:
    state = version.get_state_display()
    if version.in_force_from is None:
        return _("第%(number)s版 · %(state)s") % {"number": version.number, "state": state}
    facts = {"number": version.number, "state": state, "day": version.in_force_from.isoformat()}
    return _("第%(number)s版 · %(state)s · 自%(day)s起施行") % facts


def _legend(*, is_issued: bool) -> tuple[str, ...]:
    marks = _("“■”为必选渠道，“□”为可选渠道，“√”为勾选。")
    unconfirmed = _("标“※”的事项依公开资料整理，尚未与正式文本核对。")
    return (marks,) if is_issued else (marks, unconfirmed)


def _bodies(version: Version) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = {}
    lines = RowBody.objects.filter(row__version=version).order_by("row_id", "body__level", "body__number")
    for row_id, name, code, level in lines.values_list("row_id", "body__name", "body__credit_code", "level"):
        found.setdefault(row_id, []).append({"name": name, "credit_code": code, "level": level})
    return found


def _line(row: Any, number: int, bodies: list[dict[str, str]], *, is_issued: bool) -> Line:
    # Issuing is the county's confirmation: only before it is an unverified item marked.
    is_marked = not is_issued and row.national_id is not None and not row.is_verified
    audience, levels = row.audience or {}, row.levels
    return Line(
        field=row.field.seed_name,
        cells=(
            str(number),
            row.l1,
            f"{row.l2}{' ※' if is_marked else ''}",
            "\n".join(f"● {part['text']}" for part in row.content),
            "\n".join(_law(law) for law in row.basis),
            row.time_limit,
            "、".join(row.subject),
            "\n".join([*(MUST + c for c in row.channels), *(MAY + c for c in row.channels_optional)]),
            TICK if audience.get("all") else "",
            "、".join(audience.get("groups") or []),
            TICK if "主动" in row.mode else "",
            TICK if any(m.startswith("依申请") for m in row.mode) else "",
            TICK if "县级" in levels else "",
            _lower(levels),
        ),
        record=_record(row, bodies),
        is_verified=not is_marked,
    )


def _law(law: Mapping[str, Any]) -> str:
    return f"《{law['name']}》" + (f"（{law['no']}）" if law.get("no") else "")


def _lower(levels: list[str]) -> str:
    """One column for both lower levels, as the standard table has it."""
    ticked = [level for level in ("乡级", "村级") if level in levels]
    return {0: "", 1: f"{TICK}（{ticked[0]}）" if ticked else "", 2: TICK}[len(ticked)]


def _record(row: Any, bodies: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "matter": row.matter.number,
        "field": row.field.seed_name,
        "field_slug": row.field.slug,
        "decision": row.decision,
        "reason": row.reason,
        **{name: getattr(row, name) for name in compilation.ELEMENTS},
        "bodies": bodies,
    }


FLAT = ("l1", "l2", "l3", "content", "basis", "time_limit", "subject", "channels", "audience", "mode", "levels")


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """A record whose every value is one text, for CSV."""
    texts = {name: differences.printed(name, record[name]) for name in FLAT}
    return {
        "matter": str(record["matter"]),
        "field": record["field"],
        **texts,
        "bodies": "、".join(body["name"] for body in record["bodies"]),
        "decision": record["decision"],
        "provenance": record["provenance"],
        "is_verified": "yes" if record["is_verified"] else "no",
    }
