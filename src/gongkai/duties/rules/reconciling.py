"""What must change so that the stored duties are the duties that are owed?

Closed duties are never touched. An open duty whose day moved keeps the earlier day until an officer confirms. An
open duty that nothing asks for any more goes, unless its day had already passed: then a person decides.

Sources
    model.md "Duties": re-dating, uniqueness of (county, matter, body, rule, occurrence).
    law.md W11: of a provisional day and the day in force, the earlier is kept until confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gongkai.duties.rules.generation import EVENT, RECURRING, STANDING, DutySpec

Key = tuple[int, int, str, str]  # matter, body, rule key, occurrence


@dataclass(frozen=True, slots=True)
class Stored:
    """A duty as it stands in the database."""

    id: int
    row_id: int
    kind: str
    is_open: bool
    starts_on: date
    due_on: date | None
    previous_due_on: date | None
    is_provisional: bool
    working: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty as it ought to be, and the row that asks for it."""

    row_id: int
    spec: DutySpec


@dataclass(frozen=True, slots=True)
class Redated:
    """An open duty whose day moved."""

    duty_id: int
    old: date | None
    new: date | None


@dataclass(slots=True)
class Changes:
    """What to write."""

    create: list[tuple[Key, Wanted]] = field(default_factory=list)
    update: list[tuple[Key, Wanted, date | None]] = field(default_factory=list)  # and the earlier day to keep
    redated: list[Redated] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.create or self.update or self.drop)


def reconcile(stored: Mapping[Key, Stored], wanted: Mapping[Key, Wanted], *, on: date) -> Changes:
    """Compare the duties of a county as they stand with those it owes."""
    changes = Changes()
    for key, want in wanted.items():
        have = stored.get(key)
        if have is None:
            changes.create.append((key, want))
        elif have.is_open and _differs(have, _kept(have, want)):
            _update(changes, key, have, _kept(have, want))
        else:
            changes.unchanged += 1
    rules = {key[:3] for key in wanted}
    occurrences = {(key[0], key[1], key[3]) for key in wanted}
    for key, have in stored.items():
        if key not in wanted and have.is_open and not _is_past(have, on=on):
            is_replaced = (key[0], key[1], key[3]) in occurrences
            if _may_go(have, is_replaced=is_replaced, rule_holds=key[:3] in rules, on=on):
                changes.drop.append(have.id)
    return changes


def _differs(have: Stored, want: Wanted) -> bool:
    spec = want.spec
    return (have.row_id, have.starts_on, have.due_on, have.is_provisional, dict(have.working)) != (
        want.row_id,
        spec.starts_on,
        spec.due_on,
        spec.is_provisional,
        spec.working,
    )


def _kept(have: Stored, want: Wanted) -> Wanted:
    """Something standing has stood since it was first asked for, however often the catalogue is issued anew."""
    if have.kind != STANDING:
        return want
    return replace(want, spec=replace(want.spec, starts_on=have.starts_on))


def _update(changes: Changes, key: Key, have: Stored, want: Wanted) -> None:
    new = want.spec.due_on
    earlier = have.previous_due_on
    if new != have.due_on:
        changes.redated.append(Redated(have.id, have.due_on, new))
        earlier = min((day for day in (have.previous_due_on, have.due_on) if day), default=None)
        if earlier == new:
            earlier = None
    changes.update.append((key, want, earlier))


def _is_past(have: Stored, *, on: date) -> bool:
    return have.due_on is not None and have.due_on < on


def _may_go(have: Stored, *, is_replaced: bool, rule_holds: bool, on: date) -> bool:
    """What happened stays owed even if its row is gone, unless another rule of the row has taken it over."""
    if have.kind == EVENT:
        return is_replaced
    if have.kind == RECURRING:
        return not rule_holds and have.starts_on > on
    return True
