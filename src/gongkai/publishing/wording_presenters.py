"""The words of lexicons, of what checks of words, links and pictures found, and of a lexicon's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from gongkai.kernel.web import Why
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.wording import Kind
from gongkai.publishing.rules.wording.rows import Fault
from gongkai.publishing.scanning.words import KINDS as SCANNED
from gongkai.tables import presenters as tables
from gongkai.tables.findings import Code, Finding
from gongkai.tables.presenters import Explained, Vocabulary

Words = str | Promise

KINDS: Final[Mapping[str, Words]] = {kind: SCANNED[kind] for kind in Kind}
LEVELS: Final[Mapping[str, Words]] = {
    Level.BLOCK: gettext_lazy("须改"),
    Level.WARN: gettext_lazy("提醒"),
}
PICTURES: Final[Mapping[str, Words]] = {
    "no_alternative": gettext_lazy("图片没有替代文字，第几张"),
    "nameless_alternative": gettext_lazy("图片的替代文字没有说明内容"),
    "only_pictures": gettext_lazy("只有图片，没有可读的文字"),
    "only_scans": gettext_lazy("正文为空，附件是没有文字层的扫描件"),
}
LINKS: Final[Mapping[str, Words]] = {
    "not_public": gettext_lazy("链接指向没有公开的内容"),
    "file_missing": gettext_lazy("附件的文件不见了或不完整，请重新上传"),
    "file_closed": gettext_lazy("附件打不开"),
    f"closed_{Why.ADDRESS_NOT_ALLOWED}": gettext_lazy("链接指向内部网络或不允许的地址"),
    f"closed_{Why.ADDRESS_UNREACHABLE}": gettext_lazy("链接打不开"),
}
ROWS: Final[Vocabulary] = {
    Fault.WORD_MISSING: (gettext_lazy("没有词语"), gettext_lazy("请填写要查找的词语")),
    Fault.WORD_SHORT: (gettext_lazy("词语只有一个字"), gettext_lazy("请写成词：单个字会误报太多")),
    Fault.WORD_LONG: (
        gettext_lazy("词语超过%(limit)s个字"),
        gettext_lazy("请写短些，例外的情形写在“例外”列"),
    ),
    Fault.SUGGESTION_LONG: (gettext_lazy("建议太长"), gettext_lazy("请只写替换的词语，解释写在“说明”列")),
    Fault.SOURCE_LONG: (gettext_lazy("来源太长"), gettext_lazy("请只写文件名称和文号")),
    Fault.NOTE_LONG: (gettext_lazy("说明太长"), gettext_lazy("请写短些")),
    Fault.KIND_UNKNOWN: (
        gettext_lazy("不认识的类别"),
        gettext_lazy("请填写：错别字、旧机构名称、禁用词、主权表述、姓名职务、未填内容"),
    ),
    Fault.LEVEL_UNKNOWN: (gettext_lazy("不认识的级别"), gettext_lazy("请填写“须改”或“提醒”")),
    Fault.DATE_WRONG: (gettext_lazy("日期读不懂或不存在"), gettext_lazy("请写成 2026-01-01 的样子")),
    Fault.SUGGESTS_ITSELF: (gettext_lazy("建议与词语相同"), gettext_lazy("请填写正确的用语，或留空")),
    Fault.TWICE: (gettext_lazy("这个词语前面已有"), gettext_lazy("只用前面的一行；请删去重复的")),
    Fault.SOURCE_MISSING: (gettext_lazy("没有来源"), gettext_lazy("请注明依据，以便日后核对")),
    Fault.SUGGESTION_MISSING: (gettext_lazy("错别字没有写正确用法"), gettext_lazy("请填写，起草人才能一键改正")),
}


COLUMNS: Final[Vocabulary] = {
    Code.COLUMN_UNKNOWN: (
        gettext_lazy("不认识“%(column)s”列，没有读取"),
        gettext_lazy("要读取的，请把表头改成认得的名称"),
    ),
    Code.COLUMN_MISSING: (gettext_lazy("缺少“%(column)s”列"), gettext_lazy("请补上这一列，或把表头改成认得的名称")),
    Code.HEADER_NOT_FOUND: (
        gettext_lazy("没有找到表头"),
        gettext_lazy("请在第一行写明各列名称，至少有“词语”和“类别”"),
    ),
}


def word_words(kind: str) -> Words:
    """What kind of word, or what does not hang together."""
    return next((words for known, words in SCANNED.items() if known == kind), kind)


def link_words(kind: str) -> Words:
    """What is wrong with a link or a file."""
    return LINKS.get(kind, kind)


def picture_words(kind: str) -> Words:
    """What is wrong with a picture."""
    return PICTURES.get(kind, kind)


def table_words(finding: Finding) -> Explained:
    """A finding of a lexicon's file: where it is, what is wrong, how to mend it."""
    return tables.explain(finding, {**tables.WORDS, **COLUMNS, **ROWS})
