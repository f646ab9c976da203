"""An edition in the original columns of the national tables: two header rows, fourteen leaf columns.

Until a county issues its catalogue, what nobody has checked against the official text is marked ※, here as on screen.

Sources
    catalogues.md §2.1 (the standard table), §2.3 (■ □ √).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from gongkai.standards.models import Edition, ItemText
from gongkai.standards.rules import items
from gongkai.tables.writers import FORMATS, Column, Line, Sheet, write

TICK, MUST, MAY, UNVERIFIED = "√", "■", "□", "※"
TEXTS = ("l1", "l2", "l3", *items.ELEMENTS)

__all__ = ["FORMATS", "columns", "sheet", "write"]


def columns() -> tuple[Column, ...]:
    """The fourteen columns of the standard table."""
    matter, audience, mode, level = _("公开事项"), _("公开对象"), _("公开方式"), _("公开层级")
    return (
        Column("", _("序号"), 6),
        Column(matter, _("一级事项"), 14, is_merged=True),
        Column(matter, _("二级事项"), 18),
        Column("", _("公开内容（要素）"), 36),
        Column("", _("公开依据"), 28),
        Column("", _("公开时限"), 22),
        Column("", _("公开主体"), 18),
        Column("", _("公开渠道和载体"), 24),
        Column(audience, _("全社会"), 7),
        Column(audience, _("特定群体"), 12),
        Column(mode, _("主动"), 7),
        Column(mode, _("依申请"), 7),
        Column(level, _("县级"), 7),
        Column(level, _("乡、村级"), 9),
    )


def sheet(edition: Edition) -> Sheet:
    """An edition ready to be written, field by field."""
    texts = edition.texts.select_related("item__field").order_by("item__field__number", "position")
    lines = tuple(_line(text, turn) for turn, text in enumerate(texts.iterator(chunk_size=1000), start=1))
    return Sheet(
        title=edition.guideline.title,
        subtitle=f"{edition.label} · {edition.get_state_display()}",
        columns=columns(),
        lines=lines,
        part_name=_("领域"),
        legend=legend(has_unverified=any(not line.record["is_verified"] for line in lines)),
    )


def legend(*, has_unverified: bool) -> tuple[str, ...]:
    """What the marks mean."""
    marks = _("“■”为必选渠道，“□”为可选渠道，“√”为勾选。")
    unverified = _("标“※”的事项依公开资料整理，尚未与正式文本核对。")
    return (marks, unverified) if has_unverified else (marks,)


def _line(text: ItemText, turn: int) -> Line:
    audience: Mapping[str, Any] = text.audience or {}
    second = text.l2 if not text.l3 else f"{text.l2} / {text.l3}"
    return Line(
        part=text.item.field.seed_name,
        cells=(
            str(turn),
            text.l1,
            second if text.is_verified else f"{second} {UNVERIFIED}",
            "\n".join(f"● {part}" for part in text.content),
            "\n".join(items.printed("basis", [law]) for law in text.basis),
            text.time_limit,
            "、".join(text.subject),
            "\n".join([*(MUST + name for name in text.channels), *(MAY + name for name in text.channels_optional)]),
            TICK if audience.get("all") else "",
            "、".join(audience.get("groups") or ()),
            TICK if "主动" in text.mode else "",
            TICK if any(mode.startswith("依申请") for mode in text.mode) else "",
            TICK if "县级" in text.levels else "",
            lower_levels(text.levels),
        ),
        record={
            "key": text.item.key,
            "field": text.item.field.seed_name,
            "nth": text.nth,
            "provenance": text.provenance,
            "is_verified": text.is_verified,
            **{name: getattr(text, name) for name in TEXTS},
            "time_rules": text.time_rules,
        },
    )


def lower_levels(levels: Collection[str]) -> str:
    """One column for both lower levels, as the standard table has it; one of them alone is named."""
    ticked = [level for level in ("乡级", "村级") if level in levels]
    if len(ticked) == 1:
        return f"{TICK}（{ticked[0]}）"
    return TICK if ticked else ""
