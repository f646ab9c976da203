"""The words for tiers, elements, provenance, differences and refusals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.standards.models import Edition, Field, ItemText, Provenance
from gongkai.standards.rules import items, wording
from gongkai.standards.rules.comparison import Item, ItemChange, Kind, Verdict
from gongkai.standards.rules.items import IncomingItem
from gongkai.standards.rules.refusals import Refusal, StandardRefused
from gongkai.standards.rules.wording import Segment
from gongkai.tables.presenters import REFUSALS
from gongkai.tables.questions import Refusal as Unnamed
from gongkai.ui.languages import either

ELEMENTS: Mapping[str, str | Promise] = {
    "content": gettext_lazy("公开内容（要素）"),
    "basis": gettext_lazy("公开依据"),
    "time_limit": gettext_lazy("公开时限"),
    "subject": gettext_lazy("公开主体"),
    "channels": gettext_lazy("公开渠道和载体"),
    "channels_optional": gettext_lazy("可选渠道"),
    "audience": gettext_lazy("公开对象"),
    "mode": gettext_lazy("公开方式"),
    "levels": gettext_lazy("公开层级"),
}
KINDS: Mapping[Kind, str | Promise] = {
    Kind.ADDED: gettext_lazy("新增"),
    Kind.REMOVED: gettext_lazy("删去"),
    Kind.RENAMED: gettext_lazy("更名"),
    Kind.ELEMENTS: gettext_lazy("要素有变"),
}
VERDICTS: Mapping[Verdict, str | Promise] = {
    Verdict.SAME: gettext_lazy("未变"),
    Verdict.UPPER: gettext_lazy("上级改了，本级未动"),
    Verdict.LOWER: gettext_lazy("本级自有写法"),
    Verdict.AGREED: gettext_lazy("两级改得一样"),
    Verdict.CONFLICT: gettext_lazy("两级都改了，写法不同"),
}
_REFUSALS: Mapping[Refusal, str | Promise] = {
    Refusal.NOT_PERMITTED: gettext_lazy("标准指引由上级或平台维护，这个账户不能更改。"),
    Refusal.NO_ITEMS: gettext_lazy("文件里没有读到事项。"),
    Refusal.FIELD_NOT_OF_GUIDELINE: gettext_lazy(
        "有事项属于这份指引以外的领域（序号 %(numbers)s），请另选指引或分开导入。"
    ),
    Refusal.NOT_A_DRAFT: gettext_lazy("“%(name)s”不是草案，不能再次施行。"),
    Refusal.NOT_YET: gettext_lazy("施行日期（%(day)s）还没有到，请届时再施行。"),
    Refusal.LABEL_MISSING: gettext_lazy("请给这个版本起个名称，例如“2026年版”。"),
    Refusal.PARENT_OF_OTHER_TIER: gettext_lazy("“%(name)s”不是这份指引的上级版本。"),
    Refusal.ALREADY_SETTLED: gettext_lazy("这次导入已经处理过了。"),
    Refusal.FINDINGS_IN_FILE: gettext_lazy("文件里还有 %(number)s 处错误，改正后再导入；错误不消除，一条也不会进库。"),
    Refusal.RENAMES_CHANGED: gettext_lazy("勾选之后事项有了变动，更名的对应关系不同了。请重新核对后再入库。"),
    Refusal.COLUMNS_WRONG_LENGTH: REFUSALS[Unnamed.WRONG_LENGTH],
    Refusal.COLUMNS_UNKNOWN_COLUMN: REFUSALS[Unnamed.UNKNOWN_COLUMN],
    Refusal.COLUMNS_COLUMN_TWICE: REFUSALS[Unnamed.COLUMN_TWICE],
    Refusal.COLUMNS_COLUMN_MISSING: REFUSALS[Unnamed.COLUMN_MISSING],
}


def explain(refused: StandardRefused) -> str:
    """Why an act was refused, and how to mend it."""
    words = {
        key: "、".join(map(str, value)) if isinstance(value, list) else value for key, value in refused.detail.items()
    }
    return str(_REFUSALS[refused.refusal]) % words


def field_name(field: Field) -> str:
    """A field in the reader's language."""
    return either(field.seed_name, field.name_en)


@dataclass(frozen=True, slots=True)
class ElementView:
    """An element as a page prints it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of an edition as a page prints it."""

    text: ItemText
    l1: str
    l2: str
    provenance: str
    elements: tuple[ElementView, ...]


def item_views(texts: Iterable[ItemText]) -> list[ItemView]:
    return [_item_view(text) for text in texts]


def _item_view(text: ItemText) -> ItemView:
    second = either(text.l2, text.l2_en)
    return ItemView(
        text=text,
        l1=either(text.l1, text.l1_en),
        l2=f"{second} / {text.l3}" if text.l3 else second,
        provenance=str(Provenance(text.provenance).label),
        elements=_element_views({name: getattr(text, name) for name in items.ELEMENTS}),
    )


@dataclass(frozen=True, slots=True)
class IncomingView:
    """An item as read from a file, before it is taken in."""

    number: int
    row: str
    name: str
    elements: tuple[ElementView, ...]


def incoming_views(records: Iterable[IncomingItem]) -> list[IncomingView]:
    """Items of a dry run, numbered as they would stand in the edition."""
    return [_incoming_view(record, number) for number, record in enumerate(records, start=1)]


def _incoming_view(record: IncomingItem, number: int) -> IncomingView:
    first, last = record.raw.get("row", ("", ""))
    return IncomingView(
        number=number,
        row=f"{first}" if first == last else f"{first}–{last}",
        name=" / ".join(name for name in (record.l1, record.l2, record.l3) if name),
        elements=_element_views({name: getattr(record, name) for name in items.ELEMENTS}),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a comparison, as <c-diff> draws it."""

    title: str
    pieces: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ElementChange:
    """One element in both texts."""

    name: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One item that differs, as a page shows it: `whole` what a new or dropped item says, else `elements` in both."""

    kind: str
    word: str
    title: str
    key: str
    whole: tuple[ElementView, ...]
    elements: tuple[ElementChange, ...]


def change_views(changes: Iterable[ItemChange], *, old: str, new: str) -> list[ChangeView]:
    """Differences with the names of both editions above each pair of texts."""
    return [_change_view(change, old, new) for change in changes]


def _change_view(change: ItemChange, old: str, new: str) -> ChangeView:
    item = change.new or change.old
    assert item is not None
    pairs = [(str(ELEMENTS[name]), *_texts(change, name)) for name in change.elements]
    if change.kind is Kind.RENAMED and change.old and change.new:
        pairs.insert(0, (_("名称"), title(change.old), title(change.new)))
    return ChangeView(
        kind=str(change.kind),
        word=str(KINDS[change.kind]),
        title=title(item),
        key=(change.old or item).key,
        whole=() if change.old and change.new else _element_views(item.elements),
        elements=tuple(ElementChange(name, _pair(before, after, old, new)) for name, before, after in pairs),
    )


def _element_views(elements: Mapping[str, Any]) -> tuple[ElementView, ...]:
    """Every element that says something, as text."""
    printed = ((name, items.printed(name, elements.get(name))) for name in items.ELEMENTS)
    return tuple(ElementView(str(ELEMENTS[name]), text) for name, text in printed if text)


def _texts(change: ItemChange, name: str) -> tuple[str, str]:
    before = items.printed(name, change.old.elements.get(name)) if change.old else ""
    after = items.printed(name, change.new.elements.get(name)) if change.new else ""
    return before, after


def _pair(before: str, after: str, old: str, new: str) -> tuple[Side, Side]:
    left, right = wording.sides(wording.words(before, after))
    return Side(old, left), Side(new, right)


def title(item: Item) -> str:
    """An item by its names; the turn only where there are several of one name."""
    l1, l2, l3, nth = item.name
    names = " / ".join(name for name in (l1, l2, l3) if name)
    return names if nth == 1 else _("%(names)s（第%(nth)s项）") % {"names": names, "nth": nth}


def edition_title(edition: Edition) -> str:
    return f"{edition.guideline.title} · {edition.label}"


def change_records(changes: Iterable[ItemChange]) -> list[dict[str, Any]]:
    """Differences for machines."""
    return [
        {
            "kind": str(change.kind),
            "key": item.key if (item := change.old or change.new) else "",
            "old": list(change.old.name) if change.old else None,
            "new": list(change.new.name) if change.new else None,
            "elements": {
                name: dict(zip(("old", "new"), _texts(change, name), strict=True)) for name in change.elements
            },
        }
        for change in changes
    ]


def change_tabs(views: Iterable[ChangeView]) -> list[tuple[str, str, str, int]]:
    """All differences, then each kind, with its number."""
    counts: dict[str, int] = {}
    for view in views:
        counts[view.kind] = counts.get(view.kind, 0) + 1
    kinds = [(str(kind), str(word), f"?kind={kind}", counts.get(str(kind), 0)) for kind, word in KINDS.items()]
    return [("", _("全部"), "?", sum(counts.values())), *kinds]
