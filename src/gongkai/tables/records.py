"""A document and a layout → typed records and findings. This is the dry run: nothing is written anywhere.

Every record keeps the raw cells that it was read from; every finding knows its table, row, column and cell.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from gongkai.kernel.progress import Stage, tell
from gongkai.tables import findings as found
from gongkai.tables import questions, regions
from gongkai.tables.findings import Code, Finding, Outcome
from gongkai.tables.grid import Document, Table, address
from gongkai.tables.headers import Header
from gongkai.tables.layout import Context, Layout
from gongkai.tables.lines import Lines, Place
from gongkai.tables.marks import Marks, read_legend
from gongkai.tables.questions import Answers, Question
from gongkai.tables.regions import Region

T = TypeVar("T")

NOTHING: Final[Mapping[str, Any]] = {}
TOLD_EVERY: Final = 1000  # rows, to whoever waits


@dataclass(frozen=True, slots=True)
class TableRead(Generic[T]):
    """One list as read: where it stands, what stands around it, its records.

    `number` counts the lists of the file; row numbers count from 1.
    """

    number: int
    sheet: str
    heading: str  # as printed above the table, outside of it
    title: str
    header_rows: tuple[int, ...]
    repeated_header_rows: tuple[int, ...]
    header: Header
    legend: Mapping[str, str]
    notes: tuple[str, ...]
    records: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class RecordSet(Generic[T]):
    """What a file comes to under a layout."""

    document: Document
    tables: tuple[TableRead[T], ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    lists: int = 0  # lists found, also those that could not be read

    @property
    def records(self) -> list[T]:
        return [record for table in self.tables for record in table.records]

    @property
    def outcome(self) -> Outcome:
        return found.outcome(self.findings)


def read(document: Document, layout: Layout[T], *, answers: Answers = lambda _: None) -> RecordSet[T]:
    """Read every list of a document that has the layout's header."""
    lists = [(table, area) for table in document.tables for area in regions.regions(table, layout, answers)]
    reading = _Reading(layout, answers, is_single=len(lists) < 2)
    with _collector_paused():
        for number, (table, area) in enumerate(lists, start=1):
            reading.read(table, area, number)
    listed = {table.number for table, _ in lists}
    reading.judge(document, [table for table in document.tables if table.number not in listed])
    findings = sorted(reading.findings, key=lambda f: (f.table or 0, f.row or 0))
    return RecordSet(
        document,
        tuple(reading.tables),
        (*document.findings, *findings),
        tuple(reading.questions),
        len(lists),
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Records make no cycles, and a full collection walks all that is loaded: a quarter of the time of a long list."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()


class _Reading(Generic[T]):
    """What has been read and found so far."""

    def __init__(self, layout: Layout[T], answers: Answers, *, is_single: bool) -> None:
        self.layout, self.answers, self.is_single = layout, answers, is_single
        self.findings: list[Finding] = []
        self.questions: list[Question] = []
        self.tables: list[TableRead[T]] = []

    def read(self, table: Table, region: Region, number: int) -> None:
        """Read one list, if its columns are all there."""
        spot = _Spot(self.findings, None if self.is_single else number, table)
        if table.is_hidden:
            spot.add(Code.HIDDEN_SHEET)
        self._question(table, region, spot)
        if not self.layout.missing(region.header.columns):
            self.tables.append(_table_read(table, region, number, self.layout, spot))

    def _question(self, table: Table, region: Region, spot: _Spot) -> None:
        """Ask what a header means where it leaves something open."""
        header = region.header
        top = header.rows[0] if header.rows else region.first
        is_answered = self.answers(header.fingerprint) is not None
        unknown = [] if is_answered else questions.unknown_columns(table, region)
        missing = self.layout.missing(header.columns)
        for at, text in unknown:
            spot.add(Code.COLUMN_UNKNOWN, row=top, column=text, at=at)
        for title in missing:
            spot.add(Code.COLUMN_MISSING, row=top, column=title)
        if (unknown or missing) and all(q.fingerprint != header.fingerprint for q in self.questions):
            self.questions.append(questions.about_header(table, region))

    def judge(self, document: Document, headless: Sequence[Table]) -> None:
        """Tables without a header: asked about where there is nothing else, else told of if they look like lists."""
        widest = max((len(table.header.names) for table in self.tables), default=0)
        for table in headless:
            spot = _Spot(self.findings, None, table)
            if len(headless) == len(document.tables):
                self._ask(table, spot)
            elif table.sheet and not table.is_hidden:
                spot.add(Code.EMPTY_SHEET)
            elif not table.sheet and widest and table.grid.width >= widest - 1:
                spot.add(Code.TABLE_SKIPPED, {"width": table.grid.width})
        if self.tables and not any(table.records for table in self.tables):
            self.findings.append(Finding(Code.NO_ROWS))

    def _ask(self, table: Table, spot: _Spot) -> None:
        if table.grid.is_blank:
            return
        question = questions.about_table(table, self.layout)
        self.questions.append(question)
        titles = [self.layout.by_name[name].title if name else "" for name in question.columns]
        params = {"fingerprint": question.fingerprint, "guess": titles, "width": len(titles)}
        spot.add(Code.HEADER_NOT_FOUND, params, row=questions.first_row(table))


def _table_read(table: Table, region: Region, number: int, layout: Layout[T], spot: _Spot) -> TableRead[T]:
    header = region.header
    legend = read_legend("\n".join([header.printed, *region.lines_above, *region.notes]))
    lines = Lines(table.grid, region, layout, Context(number, table.sheet, header.columns, Marks.of(legend)))
    records = tuple(_records(lines, layout, spot))
    for problem in layout.check(header.columns):
        spot.place(Place(problem.code, None, problem.column, problem.params), layout, header)
    return TableRead(
        number=number,
        sheet=table.sheet,
        heading=region.heading,
        title=region.title,
        header_rows=tuple(row + 1 for row in header.rows),
        repeated_header_rows=tuple(row + 1 for row in sorted(region.repeated)),
        header=header,
        legend=legend,
        notes=(*lines.notes, *region.notes),
        records=records,
    )


def _records(lines: Lines, layout: Layout[T], spot: _Spot) -> Iterator[T]:
    header = lines.region.header
    for count, parts in enumerate(lines):
        if count % TOLD_EVERY == 0:
            tell(Stage.READING, parts[0].row, len(spot.table.grid.rows))
        record, problems = layout.make(parts, lines.context)
        yield record
        for problem in problems:
            spot.place(Place(problem.code, parts[0].row - 1, problem.column, problem.params), layout, header)
    for place in lines.found:
        spot.place(place, layout, header)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where findings are being made."""

    findings: list[Finding]
    number: int | None
    table: Table

    def place(self, place: Place, layout: Layout[Any], header: Header) -> None:
        """A column is meant by its key; what is no key is the title of a group of columns."""
        column = layout.by_name.get(place.column or "")
        at = header.columns.get(place.column or "")
        title = column.title if column else place.column
        self.add(place.code, place.params, row=place.row, column=title, at=at)

    def add(
        self,
        code: str,
        params: Mapping[str, Any] = NOTHING,
        *,
        row: int | None = None,
        column: str | None = None,
        at: int | None = None,
    ) -> None:
        cell = address(row, at) if row is not None and at is not None else ""
        line = None if row is None else row + 1
        found = Finding(str(code), self.number, self.table.sheet, line, column, cell, params, self.table.number)
        self.findings.append(found)
