"""What becomes of each cell of a list under a publication profile? And which columns go?

Sources
    website_standards.md §6.2: fields that are not listed are dropped, not masked; what serves supervision stays.
    未成年人保护法 Arts. 4, 103: a child is not named, whatever the profile says of names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.publishing.rules.profiles.columns import by_values, sensitive_by_values
from gongkai.publishing.rules.profiles.kinds import Column, Decision, Profile, Treatment
from gongkai.publishing.rules.profiles.segments import Row, Segment, is_aside, is_total, says_total, segments_of
from gongkai.publishing.rules.profiles.values import treated
from gongkai.publishing.rules.profiles.veiling import NO_SECRETS, Edit, Place, Secrets, edited, edits_in_rows
from gongkai.publishing.rules.sensitive import Kind, identity, minors
from gongkai.publishing.rules.sensitive.people import is_name

_AGE = re.compile(r"([0-9]{1,2})(?:周?岁)?")
_NAMES = frozenset({Column.NAME, Column.CHILD})
# Without a profile nothing goes but what is found, and the names of children.
_AS_IT_STANDS = Profile("", "", {Column.CHILD: Treatment.NOBODY}, other=Treatment.SHOW)
Found = Mapping[Place, Sequence[Edit]]


@dataclass(frozen=True, slots=True)
class Treated:
    """What a table becomes: which columns and cells go, which cells change, and what was decided of the columns."""

    found: Found
    dropped: frozenset[int] = frozenset()
    cleared: frozenset[Place] = frozenset()
    masked: Mapping[Place, str] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()

    def edits(self, place: Place, written: str) -> Sequence[Edit]:
        """What to replace in a cell."""
        if not written:
            return ()
        if place in self.cleared:
            return [Edit(0, len(written), "", Kind.MINOR)]
        if place in self.masked:
            return [Edit(0, len(written), self.masked[place], Kind.MINOR)]
        return self.found.get(place, ())


@dataclass(frozen=True, slots=True)
class Applied:
    """A list as it may be published, and what was decided of its columns."""

    rows: list[list[str]]
    decisions: tuple[Decision, ...]


def apply(profile: Profile, rows: Sequence[Row], *, on: date) -> Applied:
    """The rows as they may be published: columns gone, values masked. Totals and titles stay."""
    done = treat(rows, profile=profile, on=on)
    return Applied(apply_to(rows, done), done.decisions)


def apply_to(rows: Sequence[Row], done: Treated) -> list[list[str]]:
    """The rows as they are afterwards."""
    return [_kept(done, number, row) for number, row in enumerate(rows)]


def _kept(done: Treated, number: int, row: Row) -> list[str]:
    cells = [edited(cell, done.edits((number, column), cell)) for column, cell in enumerate(row)]
    for column in sorted(done.dropped):
        new = home(cells, column, done.dropped) if column < len(cells) and cells[column].strip() else None
        if new is not None and (number, column) not in done.cleared:
            cells[new] = cells[column]
    return [cell for column, cell in enumerate(cells) if column not in done.dropped]


def home(row: Row, column: int, dropped: frozenset[int]) -> int | None:
    """Where a title or the word of a total goes that stood in a column that goes: the nearest free cell."""
    free = [c for c, cell in enumerate(row) if c not in dropped and not cell.strip()]
    return min(free, key=lambda c: (abs(c - column), c), default=None)


def treat(rows: Sequence[Row], *, profile: Profile | None, on: date, also: Secrets = NO_SECRETS) -> Treated:
    """What becomes of a table. Without a profile no column goes, and what is found is masked where it stands."""
    found = edits_in_rows(rows, on=on, also=also)
    work = _Work(rows, profile or _AS_IT_STANDS, found, on)
    segments = [segment for segment in _segments(rows, found) if segment.is_about_someone]
    for segment in segments:
        work.treat(segment)
    return work.done(is_told=profile is not None)


def _segments(rows: Sequence[Row], found: Found) -> list[Segment]:
    """The lists of a table. What no header says is told by the values."""
    segments = segments_of(rows)
    if segments:
        return [replace(segment, columns=_guessed(rows, segment, found)) for segment in segments]
    whole, width = range(len(rows)), max(map(len, rows), default=0)
    columns = {column: by_values(*_column(rows, whole, found, column)) for column in range(width)}
    return [Segment({}, columns, range(0), whole)]


def _guessed(rows: Sequence[Row], segment: Segment, found: Found) -> dict[int, Column]:
    width = max(map(len, rows))
    known = {column: segment.columns.get(column, Column.UNKNOWN) for column in range(width)}
    return {
        column: sensitive_by_values(*_column(rows, segment.rows, found, column)) if holds is Column.UNKNOWN else holds
        for column, holds in known.items()
    }


def _column(rows: Sequence[Row], which: range, found: Found, column: int) -> tuple[list[str], list[set[Kind]]]:
    values = [rows[number][column] if column < len(rows[number]) else "" for number in which]
    return values, [{edit.kind for edit in found.get((number, column), ())} for number in which]


class _Work:
    """A table while it is treated, list by list."""

    def __init__(self, rows: Sequence[Row], profile: Profile, found: Found, on: date) -> None:
        self.rows, self.profile, self.found, self.on = rows, profile, found, on
        self.cleared: set[Place] = set()
        self.masked: dict[Place, str] = {}
        self.children: set[str] = set()
        self.decisions: dict[tuple[int, str], Decision] = {}
        self.gone: list[frozenset[int]] = []

    def treat(self, segment: Segment) -> None:
        """Clear and mask the cells of one list, its header included."""
        rules = {
            c: self.profile.treatment(holds) for c, holds in segment.columns.items() if self._is_filled(segment, c)
        }
        self.gone.append(frozenset(c for c, rule in rules.items() if rule is Treatment.DROP))
        for column, rule in rules.items():
            decision = Decision(column, segment.headers.get(column, ""), segment.columns[column], rule)
            self.decisions.setdefault((column, decision.header), decision)
        for number in segment.head:
            self._clear(number, self.gone[-1])
        private = frozenset(c for c in rules if rules[c] is not Treatment.SHOW or segment.columns[c] in _NAMES)
        for number in segment.rows:
            if is_total(self.rows[number]):
                self._clear(number, self.gone[-1])
            elif not is_aside(self.rows[number], private):
                self._clear(number, self.gone[-1])
                self._mask(segment, number, rules)

    def done(self, *, is_told: bool) -> Treated:
        """A column goes where every list of the table drops it; where only some do, its cells are cleared."""
        width = max(map(len, self.rows), default=0)
        dropped = frozenset.intersection(*self.gone) if self.gone else frozenset()
        return Treated(
            self.found,
            dropped if len(dropped) < width else frozenset(),
            frozenset(self.cleared),
            self.masked,
            frozenset(self.children),
            tuple(decision for _, decision in sorted(self.decisions.items())) if is_told else (),
        )

    def _is_filled(self, segment: Segment, column: int) -> bool:
        """A column that has neither header nor values is only space."""
        values, _ = _column(self.rows, segment.rows, {}, column)
        return bool(segment.headers.get(column)) or any(map(str.strip, values))

    def _clear(self, number: int, gone: frozenset[int]) -> None:
        row = self.rows[number]
        self.cleared |= {(number, column) for column in gone if column < len(row) and not says_total(row[column])}

    def _mask(self, segment: Segment, number: int, rules: Mapping[int, Treatment]) -> None:
        row = self.rows[number]
        is_childs = any(_says_child(segment.columns.get(c), cell, on=self.on) for c, cell in enumerate(row))
        for column, rule in rules.items():
            holds, written = segment.columns[column], row[column] if column < len(row) else ""
            rule = Treatment.NOBODY if is_childs and holds in _NAMES and rule is not Treatment.DROP else rule
            if rule is Treatment.NOBODY and is_name(written.strip()):
                self.children.add(written.strip())
            if rule.is_mask and (new := treated(rule, holds, written)) != written:
                self.masked[number, column] = new


def _says_child(holds: Column | None, cell: str, *, on: date) -> bool:
    """Whether a cell says that its row is about someone under eighteen."""
    plain = "".join(filter(str.isalnum, cell))
    if holds is Column.IDENTITY and identity.is_number(plain, on=on):
        born = identity.born_on(plain, on=on)
        return born is not None and identity.is_minor(born, on=on)
    if holds is Column.BIRTH:
        found = minors.BIRTH.match(cell.strip())
        return found is not None and minors.is_minors_birth(found, on=on)
    age = _AGE.fullmatch(cell.strip()) if holds is Column.AGE else None
    return age is not None and int(age[1]) < identity.ADULT
