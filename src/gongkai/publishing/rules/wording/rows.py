"""How does a row of a lexicon's file say it? The columns, what each may hold, and what is wrong with a row.

Sources
    website_standards.md §6.6: importable by the county, with source and expiry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.wording.folding import fold
from gongkai.publishing.rules.wording.words import Kind, Word

T = TypeVar("T", bound=StrEnum)


class Column(StrEnum):
    """The columns of a lexicon's file."""

    WORD = "word"
    KIND = "kind"
    LEVEL = "level"
    SUGGESTION = "suggestion"
    EXCEPTIONS = "exceptions"
    SINCE = "since"
    EXPIRES_ON = "expires_on"
    SOURCE = "source"
    CONFIRMED = "is_confirmed"
    NOTE = "note"


class Fault(StrEnum):
    """What is wrong with a row. Codes begin as those of tables do: an error keeps the whole file out."""

    WORD_MISSING = "E_WORD_MISSING"
    WORD_SHORT = "E_WORD_SHORT"
    WORD_LONG = "E_WORD_LONG"
    SUGGESTION_LONG = "E_SUGGESTION_LONG"
    SOURCE_LONG = "E_SOURCE_LONG"
    NOTE_LONG = "E_NOTE_LONG"
    KIND_UNKNOWN = "E_KIND_UNKNOWN"
    LEVEL_UNKNOWN = "E_LEVEL_UNKNOWN"
    DATE_WRONG = "E_DATE_WRONG"
    SUGGESTS_ITSELF = "E_SUGGESTS_ITSELF"
    TWICE = "W_WORD_TWICE"
    SOURCE_MISSING = "W_SOURCE_MISSING"
    SUGGESTION_MISSING = "W_SUGGESTION_MISSING"


Wrong = tuple[Fault, Column]
HEADERS: Final[Mapping[Column, tuple[str, ...]]] = {
    Column.WORD: ("词语", "词条", "错误用法", "错词", "敏感词", "原词"),
    Column.KIND: ("类别", "类型", "分类"),
    Column.LEVEL: ("级别", "严重程度", "等级"),
    Column.SUGGESTION: ("建议", "正确用法", "建议用语", "替换为", "正词"),
    Column.EXCEPTIONS: ("例外", "例外语境", "排除"),
    Column.SINCE: ("起用日期", "生效日期", "自何日起"),
    Column.EXPIRES_ON: ("停用日期", "失效日期", "有效期至"),
    Column.SOURCE: ("来源", "出处", "依据"),
    Column.CONFIRMED: ("已核实", "是否核实"),
    Column.NOTE: ("说明", "备注"),
}
KINDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.TYPO: ("错别字", "错字", "错词"),
    Kind.ORGAN: ("旧机构名称", "机构名称", "机构改革"),
    Kind.BANNED: ("禁用词", "禁用语", "敏感词"),
    Kind.SOVEREIGNTY: ("主权表述", "涉主权表述", "涉外表述"),
    Kind.PERSON: ("姓名职务", "人名", "领导人职务"),
    Kind.LEFTOVER: ("未填内容", "占位内容", "模板遗留"),
}
LEVELS: Final[Mapping[Level, tuple[str, ...]]] = {
    Level.WARN: ("提醒", "一般", "提示", "注意"),
    Level.BLOCK: ("须改", "严重", "阻断", "禁止"),
}
REQUIRED: Final = frozenset({Column.WORD, Column.KIND})
LONGEST: Final = 60
LONGEST_TEXT: Final = 200
SHORTEST: Final = 2  # a single character stands in too many words
_YES: Final = frozenset({"是", "已核实", "y", "yes", "1", "true"})
_PARTED = re.compile(r"[；;|]")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")


def read_row(cells: Mapping[str, str]) -> tuple[Word | None, tuple[Wrong, ...]]:
    """The word of a row, unless something keeps it out, and everything that is wrong with the row."""
    told = {column: cells.get(column, "").strip() for column in Column}
    kind, level = _named(told[Column.KIND], KINDS), _named(told[Column.LEVEL] or LEVELS[Level.WARN][0], LEVELS)
    faults = _faults(told, kind=kind, level=level)
    if kind is None or level is None or any(fault.startswith("E_") for fault, _column in faults):
        return None, faults
    made = Word(
        word=told[Column.WORD],
        kind=kind,
        level=level,
        suggestion=told[Column.SUGGESTION],
        exceptions=tuple(part.strip() for part in _PARTED.split(told[Column.EXCEPTIONS]) if part.strip()),
        since=_date(told[Column.SINCE]),
        expires_on=_date(told[Column.EXPIRES_ON]),
        source=told[Column.SOURCE],
        is_confirmed=told[Column.CONFIRMED].lower() in _YES,
        note=told[Column.NOTE],
    )
    return made, faults


def _faults(told: Mapping[Column, str], *, kind: Kind | None, level: Level | None) -> tuple[Wrong, ...]:
    word, suggestion = told[Column.WORD], told[Column.SUGGESTION]
    wrong = {
        (Fault.WORD_MISSING, Column.WORD): not word,
        (Fault.WORD_SHORT, Column.WORD): bool(word) and len(fold(word).text) < SHORTEST,
        (Fault.WORD_LONG, Column.WORD): len(word) > LONGEST,
        (Fault.SUGGESTION_LONG, Column.SUGGESTION): len(suggestion) > LONGEST_TEXT,
        (Fault.KIND_UNKNOWN, Column.KIND): kind is None,
        (Fault.LEVEL_UNKNOWN, Column.LEVEL): level is None,
        (Fault.DATE_WRONG, Column.SINCE): _is_no_date(told[Column.SINCE]),
        (Fault.DATE_WRONG, Column.EXPIRES_ON): _is_no_date(told[Column.EXPIRES_ON]),
        (Fault.SUGGESTS_ITSELF, Column.SUGGESTION): bool(word) and suggestion == word,
        (Fault.SOURCE_MISSING, Column.SOURCE): not told[Column.SOURCE],
        (Fault.SOURCE_LONG, Column.SOURCE): len(told[Column.SOURCE]) > LONGEST_TEXT,
        (Fault.NOTE_LONG, Column.NOTE): len(told[Column.NOTE]) > LONGEST_TEXT,
        (Fault.SUGGESTION_MISSING, Column.SUGGESTION): kind is Kind.TYPO and not suggestion,
    }
    return tuple(fault for fault, is_so in wrong.items() if is_so)


def as_row(word: Word) -> dict[Column, str]:
    """A word as a row of the file, to be read again as it was."""
    return {
        Column.WORD: word.word,
        Column.KIND: KINDS[word.kind][0],
        Column.LEVEL: LEVELS[word.level][0],
        Column.SUGGESTION: word.suggestion,
        Column.EXCEPTIONS: "；".join(word.exceptions),
        Column.SINCE: word.since.isoformat() if word.since else "",
        Column.EXPIRES_ON: word.expires_on.isoformat() if word.expires_on else "",
        Column.SOURCE: word.source,
        Column.CONFIRMED: "是" if word.is_confirmed else "否",
        Column.NOTE: word.note,
    }


def _named(text: str, names: Mapping[T, tuple[str, ...]]) -> T | None:
    return next((value for value, told in names.items() if text == value or text in told), None)


def _date(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _is_no_date(text: str) -> bool:
    return bool(text) and _date(text) is None
