"""Which powers and services have no row, and which rows no living power? And where is the openness of a power empty?

Sources
    国办发〔2019〕54号 §四: catalogues are compiled with the lists of powers and of public services.
    中办发〔2016〕8号 §二: 决策、执行、管理、服务、结果.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.catalogues.rules import names
from gongkai.catalogues.rules.scopes import Scope, scopes_of_entry, scopes_of_row
from gongkai.catalogues.rules.stages import Stage


@dataclass(frozen=True)
class RowFacts:
    """A row as far as powers concern it. `key` is its matter."""

    key: int
    field: int
    group: str
    name: str
    is_applicable: bool = True
    stages: frozenset[str] = frozenset()

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        return scopes_of_row(field=self.field, group=self.group)


@dataclass(frozen=True)
class EntryFacts:
    """A line of a list of powers or services."""

    key: int
    kind: str
    type: str
    name: str
    body_kind: str
    is_living: bool = True

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        return scopes_of_entry(kind=self.kind, type=self.type, body_kind=self.body_kind)


@dataclass(frozen=True, slots=True)
class Found:
    """A link found by name."""

    row: int
    entry: int
    is_alias: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing, both ways."""

    entries_without_row: tuple[EntryFacts, ...]
    rows_without_entry: tuple[RowFacts, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One power (or service) at one stage: how many of its rows open something there."""

    stage: Stage
    rows: int


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A power or service across the five stages."""

    entry: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> tuple[Stage, ...]:
        return tuple(cell.stage for cell in self.cells if not cell.rows)


def links_by_name(rows: Sequence[RowFacts], entries: Iterable[EntryFacts]) -> tuple[Found, ...]:
    """Exact normalised names and aliases, inside the fields that an entry belongs to."""
    index: dict[tuple[int, str], list[RowFacts]] = defaultdict(list)
    for row in rows:
        index[row.field, names.normalise(row.name)].append(row)
    found: list[Found] = []
    for entry in entries:
        fields = sorted({scope.field for scope in entry.scopes})
        own = [Found(r.key, entry.key, False) for f in fields for r in index.get((f, names.normalise(entry.name)), ())]
        others = [
            Found(r.key, entry.key, True)
            for f in fields
            for name in sorted(names.other_names(entry.name))
            for r in index.get((f, name), ())
        ]
        found += own + others
    return tuple(found)


def proposals(
    rows: Sequence[RowFacts], entries: Iterable[EntryFacts], *, settled: Collection[tuple[int, int]]
) -> tuple[tuple[Found, float], ...]:
    """Near names for a person to judge: only for entries in scope, never for a pair already judged."""
    fields: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.scopes:
            fields[row.field].add(row.key)
    nearby = names.Nearby({row.key: row.name for row in rows if row.scopes})
    result = []
    for entry in entries:
        among = set().union(*(fields[scope.field] for scope in entry.scopes)) if entry.scopes else set()
        for proposal in nearby.propose(entry.name, among=among) if among else ():
            if (proposal.key, entry.key) not in settled:
                result.append((Found(proposal.key, entry.key, False), proposal.nearness))
    return tuple(result)


def find(rows: Sequence[RowFacts], entries: Sequence[EntryFacts], links: Iterable[tuple[int, int]]) -> Gaps:
    """The gaps that confirmed links (row, entry) leave."""
    living = {entry.key: entry for entry in entries if entry.is_living}
    applicable = {row.key: row for row in rows if row.is_applicable}
    closed = [(r, e) for r, e in links if r in applicable and e in living]
    with_row, with_entry = {e for _, e in closed}, {r for r, _ in closed}
    adopted = {row.field for row in applicable.values()}
    mapped = {scope for entry in living.values() for scope in entry.scopes}
    return Gaps(
        entries_without_row=tuple(
            e for e in living.values() if e.key not in with_row and any(s.field in adopted for s in e.scopes)
        ),
        rows_without_entry=tuple(
            r for r in applicable.values() if r.key not in with_entry and any(s in mapped for s in r.scopes)
        ),
    )


def matrix(
    rows: Sequence[RowFacts], entries: Iterable[EntryFacts], links: Iterable[tuple[int, int]]
) -> tuple[MatrixLine, ...]:
    """Every living power with a row, against the stages at which its rows open something."""
    stages: Mapping[int, frozenset[str]] = {row.key: row.stages for row in rows if row.is_applicable}
    of_entry: dict[int, list[frozenset[str]]] = defaultdict(list)
    for row, entry in links:
        if row in stages:
            of_entry[entry].append(stages[row])
    return tuple(
        MatrixLine(
            entry.key,
            tuple(Cell(stage, sum(stage in opened for opened in of_entry[entry.key])) for stage in Stage),
        )
        for entry in entries
        if entry.is_living and of_entry.get(entry.key)
    )
