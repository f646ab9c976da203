"""What does `gongkai guideline check --json` answer? The shape of the test tables' expected results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gongkai.standards.rules.layout import catalogue
from gongkai.standards.rules.reading.catalogue import CatalogueRead, CatalogueTable
from gongkai.standards.rules.reading.records import ItemRecord
from gongkai.tables.findings import Finding, Level
from gongkai.tables.grid import Kind

SCHEMA = 1
TITLES = {column.name: column.title for column in catalogue().columns}
Explain = Callable[[Finding], tuple[str, str]]
"""What is wrong, and how to mend it, in words."""


def answer(read: CatalogueRead, *, explain: Explain) -> dict[str, Any]:
    """A file as read, for machines."""
    listed = [(finding.level, _finding(finding, explain)) for finding in read.findings]
    return {
        "schema": SCHEMA,
        "file": read.document.name,
        "outcome": str(read.outcome),
        "tables": [_table(table, read) for table in read.tables],
        "warnings": [shown for level, shown in listed if level is Level.WARNING],
        "errors": [shown for level, shown in listed if level is Level.ERROR],
    }


def _finding(finding: Finding, explain: Explain) -> dict[str, Any]:
    detail, mend = explain(finding)
    place = {
        "table": finding.table,
        "sheet": finding.sheet,
        "cell": finding.cell,
    }
    return {
        "code": finding.code,
        **{name: value for name, value in place.items() if value},
        "row": finding.row,
        "column": finding.column,
        "detail": detail,
        "mend": mend,
    }


def _table(table: CatalogueTable, read: CatalogueRead) -> dict[str, Any]:
    known = table.read
    optional = {
        "sheet": known.sheet,
        "heading": known.heading,
        "edition": table.edition,
        "encoding": read.document.encoding if read.document.kind is Kind.TEXT else "",
        "field_local_name": table.field.local_name if table.field else "",
        "legend": dict(known.legend),
        "channel_rule": table.channel_rule,
        "repeated_header_rows": list(known.repeated_header_rows),
    }
    return {
        **{name: value for name, value in optional.items() if value},
        "title": known.title or None,
        "field": table.field.name if table.field else None,
        "header_rows": list(known.header_rows),
        "columns": _columns(table),
        "notes": list(known.notes),
        "items": [_item(item) for item in table.items],
    }


def _columns(table: CatalogueTable) -> list[str]:
    """Canonical names left to right; a column that nobody knows by what its header says."""
    header = table.read.header
    titles = [TITLES.get(name or "", text) for name, text in zip(header.names, header.texts, strict=True)]
    while titles and not titles[-1]:
        titles.pop()
    return titles


def _item(item: ItemRecord) -> dict[str, Any]:
    found = {
        "row": list(item.row),
        "seq": item.seq,
        "code": item.code,
        "l1": item.l1,
        "l2": item.l2,
        "l3": item.l3,
        "content": list(item.content),
        "basis": [dict(basis) for basis in item.basis],
        "time_limit": item.time_limit,
        "subject": list(item.subject),
        "channels": list(item.channels),
        "channels_unchecked": list(item.channels_unchecked),
        "audience": {"all": item.audience.all, "groups": list(item.audience.groups)},
        "mode": list(item.mode),
        "levels": list(item.levels),
    }
    return found | ({"inherited": dict(item.inherited)} if item.inherited else {})
