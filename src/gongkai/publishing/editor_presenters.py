"""The words of the editor: attributes and their grounds, types of lists, the buttons over the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.queries.written import Clash
from gongkai.publishing.rules.disclosure import BY_GROUND, Disclosure, Ground
from gongkai.publishing.rules.merging import Field, Part

Words = str | Promise

DISCLOSURES: Final[Mapping[Disclosure, Words]] = {
    Disclosure.PROACTIVE: gettext_lazy("主动公开"),
    Disclosure.ON_REQUEST: gettext_lazy("依申请公开"),
    Disclosure.WITHHELD: gettext_lazy("不予公开"),
}
GROUNDS: Final[Mapping[Ground, Words]] = {
    Ground.STATE_SECRET: gettext_lazy("依法确定为国家秘密"),
    Ground.BARRED_BY_LAW: gettext_lazy("法律、行政法规禁止公开"),
    Ground.PUBLIC_SAFETY: gettext_lazy("可能危及国家安全、公共安全、经济安全、社会稳定"),
    Ground.THIRD_PARTY: gettext_lazy("涉及商业秘密、个人隐私"),
    Ground.INTERNAL_AFFAIRS: gettext_lazy("人事、后勤、内部工作流程等内部事务"),
    Ground.PROCESS: gettext_lazy("讨论记录、过程稿、磋商信函、请示报告"),
    Ground.ENFORCEMENT_FILE: gettext_lazy("行政执法案卷"),
    Ground.NOT_OF_GENERAL_CONCERN: gettext_lazy("不属于应当主动公开的范围"),
}
ARTICLES: Final[Mapping[str, Words]] = {
    "14": gettext_lazy("条例第十四条"),
    "15": gettext_lazy("条例第十五条"),
    "16.1": gettext_lazy("条例第十六条第一款"),
    "16.2": gettext_lazy("条例第十六条第二款"),
    "19": gettext_lazy("条例第十九条"),
}


@dataclass(frozen=True, slots=True)
class Tool:
    """A button over the text. `command` is what editor.js does."""

    command: str
    icon: str
    label: Words
    is_toggle: bool = False
    in_table: bool = False
    on_picture: bool = False


TOOLBAR = (
    Tool("heading2", "heading-2", gettext_lazy("一级标题"), is_toggle=True),
    Tool("heading3", "heading-3", gettext_lazy("二级标题"), is_toggle=True),
    Tool("toggleBold", "bold", gettext_lazy("加粗"), is_toggle=True),
    Tool("toggleItalic", "italic", gettext_lazy("斜体"), is_toggle=True),
    Tool("toggleBulletList", "list", gettext_lazy("项目列表"), is_toggle=True),
    Tool("toggleOrderedList", "list-ordered", gettext_lazy("编号列表"), is_toggle=True),
    Tool("toggleBlockquote", "text-quote", gettext_lazy("引用"), is_toggle=True),
    Tool("link", "link", gettext_lazy("链接"), is_toggle=True),
    Tool("picture", "image", gettext_lazy("图片")),
    Tool("describe", "message-square-text", gettext_lazy("改图片说明"), on_picture=True),
    Tool("table", "table", gettext_lazy("插入表格")),
    Tool("toggleHeaderRow", "panel-top", gettext_lazy("首行作表头"), in_table=True),
    Tool("addRowAfter", "between-horizontal-end", gettext_lazy("在下方加一行"), in_table=True),
    Tool("addColumnAfter", "between-vertical-end", gettext_lazy("在右侧加一列"), in_table=True),
    Tool("deleteRow", "rows-3", gettext_lazy("删除这一行"), in_table=True),
    Tool("deleteColumn", "columns-3", gettext_lazy("删除这一列"), in_table=True),
    Tool("mergeCells", "table-cells-merge", gettext_lazy("合并单元格"), in_table=True),
    Tool("splitCell", "table-cells-split", gettext_lazy("拆分单元格"), in_table=True),
    Tool("deleteTable", "grid-2x2-x", gettext_lazy("删除表格"), in_table=True),
    Tool("undo", "undo-2", gettext_lazy("撤销")),
    Tool("redo", "redo-2", gettext_lazy("重做")),
)


def ground_words(ground: Ground) -> str:
    """A ground with the article it stands in."""
    article = ARTICLES[BY_GROUND[ground].article]
    return _("%(ground)s（%(article)s）") % {"ground": GROUNDS[ground], "article": article}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A stretch of two texts: the same, changed by one of them, or to be chosen."""

    number: int
    kind: str  # same, mine, theirs, conflict
    mine: str
    theirs: str
    word: Words


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field that is not the same in both."""

    name: str
    label: Words
    mine: str
    theirs: str
    is_conflict: bool
    word: Words


_KINDS: Final[Mapping[str, Words]] = {
    "same": gettext_lazy("没有变"),
    "mine": gettext_lazy("只有您改了，合并时采用您的"),
    "theirs": gettext_lazy("只有对方改了，合并时采用对方的"),
    "conflict": gettext_lazy("两边都改了，请选择"),
}


def part_rows(clash: Clash) -> list[PartRow]:
    """The two texts, stretch by stretch."""
    return [
        PartRow(number, kind, "".join(part.mine), "".join(part.theirs), _KINDS[kind])
        for number, part in enumerate(clash.parts)
        for kind in (_kind(part),)
    ]


def field_rows(clash: Clash, form: forms.Form) -> list[FieldRow]:
    """The fields that differ, with the words of their choices."""
    return [
        FieldRow(
            field.name,
            form.fields[field.name].label or "",
            _said(form.fields[field.name], field.mine),
            _said(form.fields[field.name], field.theirs),
            field.is_conflict,
            _KINDS[_kind(field)],
        )
        for field in clash.fields
    ]


def _kind(part: Part | Field) -> str:
    if part.is_conflict:
        return "conflict"
    if part.mine == part.theirs:
        return "same"
    return "theirs" if part.mine == part.base else "mine"


def _said(field: forms.Field, value: Any) -> str:
    if value in ("", None):
        return _("（空）")
    choices = {str(code): str(words) for code, words in getattr(field, "choices", ())}
    return choices.get(str(value), str(value))
