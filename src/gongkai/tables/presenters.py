"""Findings in words: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.tables.findings import Code, Finding, Level
from gongkai.tables.questions import Refusal

Vocabulary = Mapping[str, tuple[str | Promise, str | Promise]]
"""Code → what is wrong, how to mend it; with the finding's params, row, column and sheet as %(name)s."""

WORDS: Final[Vocabulary] = {
    Code.FILE_EMPTY: (gettext_lazy("文件是空的"), gettext_lazy("请确认上传的是有内容的文件")),
    Code.FILE_TOO_LARGE: (
        gettext_lazy("文件过大，或工作表中有内容的范围过大"),
        gettext_lazy("请删去多余的空行、空列和图片，或拆成几个文件"),
    ),
    Code.FILE_DAMAGED: (gettext_lazy("文件已损坏，无法读取"), gettext_lazy("请用办公软件打开后另存一份再上传")),
    Code.FILE_ENCRYPTED: (gettext_lazy("文件设有密码"), gettext_lazy("请取消打开密码后再上传")),
    Code.KIND_UNSUPPORTED: (
        gettext_lazy("不能读取这种文件（%(kind)s）"),
        gettext_lazy("请另存为 xlsx、docx、csv 或网页文件后再上传"),
    ),
    Code.ENCODING_UNKNOWN: (
        gettext_lazy("无法识别文件的文字编码"),
        gettext_lazy("请另存为 UTF-8 或 GB18030 编码的文件"),
    ),
    Code.EXTENSION_WRONG: (
        gettext_lazy("文件扩展名是“%(extension)s”，内容却是 %(kind)s"),
        gettext_lazy("已按内容读取；请核对是否选错了文件"),
    ),
    Code.NO_TABLE: (gettext_lazy("文件中没有表格"), gettext_lazy("请确认选对了文件；图片中的表格无法读取")),
    Code.NO_ROWS: (gettext_lazy("表格只有表头，没有内容"), gettext_lazy("请补上各行后再上传")),
    Code.EMPTY_SHEET: (
        gettext_lazy("工作表“%(sheet)s”中没有可读的表格"),
        gettext_lazy("如不需要，可以删去这张工作表"),
    ),
    Code.TABLE_SKIPPED: (
        gettext_lazy("有一个 %(width)s 列的表格没有表头，未读取"),
        gettext_lazy("如它是上一个表格的续表，请与上表合并，或补上表头"),
    ),
    Code.HIDDEN_SHEET: (
        gettext_lazy("工作表“%(sheet)s”是隐藏的，也已读取"),
        gettext_lazy("如不需要，请删去这张工作表"),
    ),
    Code.HEADER_NOT_FOUND: (
        gettext_lazy("没有找到表头。%(guess_words)s"),
        gettext_lazy("请补上表头，或逐列指定各列的含义"),
    ),
    Code.COLUMN_MISSING: (
        gettext_lazy("缺少“%(column)s”列"),
        gettext_lazy("请补上这一列；如已有而名称不同，请指定是哪一列"),
    ),
    Code.COLUMN_UNKNOWN: (
        gettext_lazy("不认识“%(column)s”列，未读取"),
        gettext_lazy("请指定它的含义；指定一次以后都记得"),
    ),
    Code.ROW_TRUNCATED: (
        gettext_lazy("第%(row)s行只有%(cells)s列，应有%(width)s列，从“%(column)s”起缺失"),
        gettext_lazy("请补全这一行；其他各行不受影响"),
    ),
    Code.NOTHING_ABOVE: (gettext_lazy("写着“同上”，上面却没有内容"), gettext_lazy("请写明内容")),
    Code.CELL_BLANK: (gettext_lazy("“%(column)s”是空的"), gettext_lazy("请填写")),
}

LEVELS: Final = {Level.ERROR: gettext_lazy("错误"), Level.WARNING: gettext_lazy("注意")}


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding as a person reads it."""

    level: str
    where: str
    what: str
    mend: str


def explain(finding: Finding, words: Vocabulary = WORDS) -> Explained:
    """A finding in the words of a vocabulary."""
    what, mend = words[finding.code]
    facts = _facts(finding)
    return Explained(str(LEVELS[finding.level]), where(finding), str(what) % facts, str(mend) % facts)


def where(finding: Finding) -> str:
    """The place of a finding."""
    parts = []
    if finding.table:
        parts.append(_("第%(number)s个表") % {"number": finding.table})
    if finding.sheet:
        parts.append(_("工作表“%(sheet)s”") % {"sheet": finding.sheet})
    if finding.row:
        parts.append(_("第%(row)s行") % {"row": finding.row})
    if finding.column:
        parts.append(_("“%(column)s”列") % {"column": finding.column})
    if finding.cell:
        parts.append(_("单元格 %(cell)s") % {"cell": finding.cell})
    return " ".join(parts)


def _facts(finding: Finding) -> dict[str, Any]:
    facts = {"row": finding.row, "column": finding.column, "sheet": finding.sheet, **finding.params}
    if "guess" in finding.params:
        facts["guess_words"] = _guess(finding.params["guess"])
    return facts


def _guess(titles: list[str]) -> str:
    """What the columns look like, as far as anything can be said."""
    known = [title for title in titles if title]
    if not known:
        return _("共 %(width)s 列，都无法判断") % {"width": len(titles)}
    facts = {"known": "、".join(known), "unknown": len(titles) - len(known)}
    return _("看似有这些列：%(known)s；另有 %(unknown)s 列无法判断") % facts


REFUSALS: Final = {
    Refusal.WRONG_LENGTH: gettext_lazy("指定的列数与表头不一致"),
    Refusal.UNKNOWN_COLUMN: gettext_lazy("指定了这种表格没有的栏目"),
    Refusal.COLUMN_TWICE: gettext_lazy("同一栏目指定了两列"),
    Refusal.COLUMN_MISSING: gettext_lazy("还有必需的栏目没有指定"),
}
