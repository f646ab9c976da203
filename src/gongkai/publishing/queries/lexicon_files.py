"""A lexicon's file read as it would go in: its words, and all that is wrong with it by row and column; and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gongkai.publishing.rules import wording
from gongkai.publishing.rules.wording import Word
from gongkai.publishing.rules.wording.rows import HEADERS, LONGEST, REQUIRED, Fault, as_row, read_row
from gongkai.publishing.rules.wording.rows import Column as Name
from gongkai.tables import records, writers
from gongkai.tables.findings import Finding, Problem
from gongkai.tables.layout import Column, Context, Fill, Layout, Part
from gongkai.tables.readers import open_document
from gongkai.tables.writers import Line, Sheet

_WIDE: Final = frozenset({Name.EXCEPTIONS, Name.SOURCE, Name.NOTE})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file comes to. An error anywhere keeps all of it out."""

    words: tuple[Word, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_error)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.is_error)

    @property
    def may_go_in(self) -> bool:
        return bool(self.words) and not self.errors


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as read, and where it stands."""

    word: Word | None
    row: int
    sheet: str


def read(content: bytes, name: str) -> Reading:
    """Read a file and write nothing. Of words that fold alike the first row counts."""
    found = records.read(open_document(content, name), _LAYOUT)
    rows: list[_Row] = [row for row in found.records if row.word is not None]
    again = _again(rows)
    words = tuple(row.word for row, is_again in zip(rows, again, strict=True) if row.word and not is_again)
    return Reading(words, (*found.findings, *_twice(rows, again)))


def write(words: Sequence[Word], *, title: str, form: str) -> bytes:
    """The words of a version as a file that can be read again."""
    told = [as_row(word) for word in words]
    sheet = Sheet(
        title=title,
        subtitle="",
        columns=tuple(writers.Column("", HEADERS[name][0], 30 if name in _WIDE else 14) for name in Name),
        lines=tuple(Line(title, tuple(row.values()), {str(name): text for name, text in row.items()}) for row in told),
        flat={HEADERS[name][0]: _reader(name) for name in Name},
    )
    return writers.write(sheet, format=form)


def _reader(name: Name) -> Callable[[Mapping[str, Any]], str]:
    return lambda record: str(record[name])


def _make(parts: Sequence[Part], context: Context) -> tuple[_Row, Sequence[Problem]]:
    """Cells as they were typed: what the reader of tables repairs, as （ to (, may be the very word."""
    raw = parts[0].raw
    word, wrong = read_row({name: raw[at] for name, at in context.columns.items() if at < len(raw)})
    problems = [Problem(str(fault), {"limit": LONGEST}, column=HEADERS[column][0]) for fault, column in wrong]
    return _Row(word, parts[0].row, context.sheet), problems


def _again(rows: Sequence[_Row]) -> list[bool]:
    """Which rows say a word once more."""
    seen: set[str] = set()
    told = []
    for row in rows:
        key = wording.key(row.word.word) if row.word else ""
        told.append(key in seen)
        seen.add(key)
    return told


def _twice(rows: Sequence[_Row], again: Sequence[bool]) -> Iterator[Finding]:
    for row, is_again in zip(rows, again, strict=True):
        if is_again:
            yield Finding(str(Fault.TWICE), sheet=row.sheet, row=row.row, column=HEADERS[Name.WORD][0])


_LAYOUT: Final = Layout(
    name="publishing.lexicon",
    columns=tuple(
        Column(str(name), HEADERS[name][0], HEADERS[name][1:], is_required=name in REQUIRED, fill=Fill.NEVER)
        for name in Name
    ),
    make=_make,
    title=re.compile(r"词库|词表|清单"),
    least_headers=2,
)
