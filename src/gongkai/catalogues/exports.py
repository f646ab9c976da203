"""The catalogue in its original columns: two header rows, fourteen leaf columns, one line per row.

Sources
    catalogues.md §2.1 (the standard table), §2.3 (■ and √).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from gongkai.catalogues.models import RowBody, Version
from gongkai.catalogues.rules import compilation, differences
from gongkai.standards.exports import MAY, MUST, TICK, UNVERIFIED, columns, legend, lower_levels
from gongkai.tables.writers import FORMATS, Line, Sheet, write

__all__ = ["FORMATS", "sheet", "write"]

NAMES_STAY = 3  # columns: the number and both names of a matter stay in sight


def sheet(version: Version, *, field_id: int | None = None, address: str = "") -> Sheet:
    """The applicable rows of a version (or of one field), in two queries."""
    rows = version.rows.applicable().select_related("matter", "field").order_by("position", "id")
    if field_id is not None:
        rows = rows.filter(field_id=field_id)
    bodies = _bodies(version)
    is_issued = version.state in (Version.State.ISSUED, Version.State.SUPERSEDED)
    return Sheet(
        title=_title(version),
        subtitle=_subtitle(version),
        columns=columns(),
        lines=tuple(
            _line(row, n, bodies.get(row.pk, []), is_issued=is_issued) for n, row in enumerate(rows.iterator(500), 1)
        ),
        legend=legend(has_unverified=not is_issued),
        is_titled_by_part=True,
        frozen_columns=NAMES_STAY,
        flat=FLAT,
        address=address,
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
        part=row.field.seed_name,
        cells=(
            str(number),
            row.l1,
            f"{row.l2} {UNVERIFIED}" if is_marked else row.l2,
            "\n".join(f"● {part['text']}" for part in row.content),
            "\n".join(differences.printed("basis", [law]) for law in row.basis),
            row.time_limit,
            "、".join(row.subject),
            "\n".join([*(MUST + c for c in row.channels), *(MAY + c for c in row.channels_optional)]),
            TICK if audience.get("all") else "",
            "、".join(audience.get("groups") or []),
            TICK if "主动" in row.mode else "",
            TICK if any(m.startswith("依申请") for m in row.mode) else "",
            TICK if "县级" in levels else "",
            lower_levels(levels),
        ),
        record=_record(row, bodies),
    )


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


def _printed(name: str, record: Mapping[str, Any]) -> str:
    return differences.printed(name, record[name])


PRINTED = ("l1", "l2", "l3", "content", "basis", "time_limit", "subject", "channels", "audience", "mode", "levels")
FLAT: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "matter": lambda record: str(record["matter"]),
    "field": itemgetter("field"),
    **{name: partial(_printed, name) for name in PRINTED},
    "bodies": lambda record: "、".join(body["name"] for body in record["bodies"]),
    "decision": itemgetter("decision"),
    "provenance": itemgetter("provenance"),
    "is_verified": lambda record: "yes" if record["is_verified"] else "no",
}
