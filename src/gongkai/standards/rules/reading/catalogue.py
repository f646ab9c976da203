"""What does a whole file say: which field each table is of, which edition, and which items stand in it twice?

Sources
    国办发〔2019〕54号 §四: the 26 fields. catalogues.md §1 (names), §2.6 (titles), cases/README (the codes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.standards.rules.layout import catalogue
from gongkai.standards.rules.layout_fields import FieldFound, find_field, find_first
from gongkai.standards.rules.reading.cells import ReadLimit
from gongkai.standards.rules.reading.records import ItemRecord
from gongkai.tables import records
from gongkai.tables.findings import Finding, Outcome, outcome
from gongkai.tables.grid import Document
from gongkai.tables.questions import Answers, Question
from gongkai.tables.records import TableRead
from gongkai.workdays.rules import phrases

ANY_ONE = "any_one_of_marked"
_EDITION = re.compile(r"[(〔\[](?P<year>(?:19|20)\d{2})年?(?:版|度|修订)?[)〕\]]|(?P<bare>(?:19|20)\d{2})年?版")


@dataclass(frozen=True, slots=True)
class CatalogueTable:
    """One table of a catalogue: the list as read, its field and edition."""

    read: TableRead[ItemRecord]
    field: FieldFound | None
    edition: str | None
    channel_rule: str | None

    @property
    def items(self) -> tuple[ItemRecord, ...]:
        return self.read.records


@dataclass(frozen=True, slots=True)
class CatalogueRead:
    """A file read as a catalogue: the dry run of its import."""

    document: Document
    tables: tuple[CatalogueTable, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...] = ()

    @property
    def outcome(self) -> Outcome:
        return outcome(self.findings)

    @property
    def items(self) -> list[ItemRecord]:
        return [item for table in self.tables for item in table.items]


def read_catalogue(
    document: Document, *, read_limit: ReadLimit = phrases.parse, answers: Answers = lambda _: None
) -> CatalogueRead:
    """Read every catalogue table of a document."""
    found = records.read(document, catalogue(read_limit), answers=answers)
    is_single = found.lists < 2
    tables, doubts = [], list[Finding]()
    for read in found.tables:
        field, code = _field_of(read, document)
        tables.append(CatalogueTable(read, field, _edition(read.title), _channel_rule(read)))
        if code:
            doubts.append(_about(code, read, is_single=is_single, field=field))
    doubts += _duplicates(tables, is_single=is_single)
    return CatalogueRead(document, tuple(tables), (*found.findings, *doubts), found.questions)


def _field_of(read: TableRead[ItemRecord], document: Document) -> tuple[FieldFound | None, str]:
    """The field by the title; else by what else names it, to be confirmed."""
    if all(item.field_name for item in read.records) and read.records:
        return None, ""  # each row names its own
    if field := find_field(read.title):
        return field, "W_FIELD_LOCAL_NAME" if field.local_name else ""
    around = [read.sheet, *(block.text for table in document.tables for block in table.above), document.name]
    field = find_first(around)
    return field, "W_FIELD_INFERRED" if field else "W_FIELD_UNKNOWN"


def _about(code: str, read: TableRead[ItemRecord], *, is_single: bool, field: FieldFound | None) -> Finding:
    params = {"field": field.name, "local_name": field.local_name} if field else {}
    return Finding(code, None if is_single else read.number, read.sheet, params=params)


def _edition(title: str) -> str | None:
    year = _EDITION.search(title)
    return (year["year"] or year["bare"]) if year else None


def _channel_rule(read: TableRead[ItemRecord]) -> str | None:
    return ANY_ONE if "至少选择其一" in read.header.printed else None


def _duplicates(tables: Iterable[CatalogueTable], *, is_single: bool) -> Iterator[Finding]:
    """The same matter twice in one field; without a field, twice in one table."""
    seen: dict[tuple[str | None, ...], ItemRecord] = {}
    for table in tables:
        scope = table.field.name if table.field else f"#{table.read.number}"
        for item in table.items:
            if not item.l2:
                continue
            first = seen.setdefault((item.field_name or scope, item.l1, item.l2, item.l3), item)
            if first is not item:
                number = None if is_single else item.table
                params = {"name": item.l2, "first": first.row[0]}
                yield Finding("W_DUPLICATE_ITEM", number, item.sheet, item.row[0], "二级事项", params=params)
