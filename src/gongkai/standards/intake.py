"""A file on its way to becoming an edition: what was read, what is doubtful, which items are known. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongkai.standards import identity
from gongkai.standards.models import Edition, Field, Guideline, Import
from gongkai.standards.rules import comparison, items
from gongkai.standards.rules.comparison import ItemChange, Matching
from gongkai.standards.rules.items import IncomingItem
from gongkai.standards.rules.layout import catalogue
from gongkai.standards.rules.layout_fields import find_field
from gongkai.standards.rules.reading.catalogue import CatalogueRead, CatalogueTable, read_catalogue
from gongkai.standards.rules.reading.records import ItemRecord
from gongkai.tables import queries as tables
from gongkai.tables.findings import Finding, Outcome, outcome
from gongkai.tables.questions import Answers
from gongkai.tables.readers import open_document

UNVERIFIED = "※"  # as our own exports mark it
FIELD_FOREIGN = "E_FIELD_NOT_OF_GUIDELINE"
FIELD_UNKNOWN = "E_FIELD_UNKNOWN"
LAYOUT = catalogue().name
SETTLED = frozenset({"W_FIELD_UNKNOWN", "W_FIELD_INFERRED"})  # where the guideline itself says of which field it is


@dataclass(frozen=True)
class Intake:
    """The dry run of an import: everything a person looks at before taking it in."""

    guideline: Guideline
    parent: Edition | None
    read: CatalogueRead
    items: tuple[IncomingItem, ...]
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        return outcome(self.findings)

    @property
    def errors(self) -> int:
        return sum(finding.is_error for finding in self.findings)

    @cached_property
    def matching(self) -> Matching:
        """Against the guideline's latest edition and the tier above it; renames proposed, none assumed."""
        return identity.matching(self.guideline, self.parent, self.items, confirmed={})

    @cached_property
    def changes(self) -> tuple[ItemChange, ...]:
        """What would change; a file nobody could read says nothing about what was removed."""
        if not self.items:
            return ()
        return comparison.difference(self.matching)


def read_file(
    content: bytes,
    name: str,
    *,
    guideline: Guideline,
    parent: Edition | None = None,
    answers: Answers = lambda fingerprint: None,
) -> Intake:
    """Read a table of any kind as items of a guideline."""
    read = read_catalogue(open_document(content, name), answers=answers)
    numbers = {field.seed_name: field.number for field in Field.objects.all()}
    own = {field.number for field in guideline.fields.all()}
    found = _Placing(numbers, own).place(read)
    return Intake(
        guideline=guideline,
        parent=parent,
        read=read,
        items=tuple(items.numbered(found.items)),
        findings=(*_unsettled(read, own), *found.findings),
    )


def _unsettled(read: CatalogueRead, own: set[int]) -> Iterator[Finding]:
    yield from (finding for finding in read.findings if len(own) != 1 or finding.code not in SETTLED)


@dataclass(frozen=True, slots=True)
class _Placed:
    items: list[IncomingItem]
    findings: list[Finding]


class _Placing:
    """Gives every item the number of its field: as its table says, else as the guideline can only mean."""

    def __init__(self, numbers: Mapping[str, int], own: set[int]) -> None:
        self.numbers, self.own = numbers, own
        self.only = next(iter(own)) if len(own) == 1 else None

    def place(self, read: CatalogueRead) -> _Placed:
        placed = _Placed([], [])
        for table in read.tables:
            told: set[str] = set()
            for record in table.items:
                number = self._number(table, record)
                if number in self.own:
                    placed.items.append(incoming(record, field=number))
                elif (code := FIELD_UNKNOWN if number is None else FIELD_FOREIGN) not in told:
                    told.add(code)
                    placed.findings.append(_about(code, table, record))
        return placed

    def _number(self, table: CatalogueTable, record: ItemRecord) -> int | None:
        named = find_field(record.field_name) if record.field_name else table.field
        return self.numbers.get(named.name) if named else self.only


def _about(code: str, table: CatalogueTable, record: ItemRecord) -> Finding:
    name = record.field_name or (table.field.name if table.field else "")
    return Finding(code, table=record.table, sheet=record.sheet, row=record.row[0], params={"field": name})


def incoming(record: ItemRecord, *, field: int) -> IncomingItem:
    """An item as printed → an item as editions hold it. The raw cells stay beside what was read."""
    second, is_marked = _unmarked(record.l2 or "")
    limit: Mapping[str, Any] = record.time_limit
    return IncomingItem(
        field=field,
        l1=record.l1 or "",
        l2=second,
        l3=record.l3 or "",
        content=record.content,
        basis=record.basis,
        time_limit=str(limit["raw"])[:400],
        time_rules=limit,
        subject=record.subject,
        channels=record.channels,
        channels_optional=record.channels_unchecked,
        audience={"all": record.audience.all, "groups": list(record.audience.groups)},
        mode=record.mode,
        levels=record.levels,
        provenance="elements_unconfirmed" if is_marked else "official",
        is_verified=not is_marked,
        raw={"rows": [list(cells) for cells in record.raw], "row": list(record.row), "sheet": record.sheet},
    )


def _unmarked(name: str) -> tuple[str, bool]:
    bare = name.removesuffix(UNVERIFIED).rstrip()
    return bare, bare != name


def read_import(waiting: Import) -> Intake:
    """Read an uploaded file; a province's against the edition in force above it."""
    with waiting.file.open("rb") as file:
        content = file.read()
    parent = waiting.guideline.parent
    return read_file(
        content,
        waiting.file_name,
        guideline=waiting.guideline,
        parent=identity.latest(parent) if parent else None,
        answers=tables.answers(LAYOUT),
    )
