"""What stands between square brackets in a record's text?

[company] [person] [village] …   a made-up name, the same wherever it is named again in the record
[甲|乙|丙]                        one of these
[a=int:3-40] [a]                 a number under a name, and the number again
[amount:2000-30000/100]          money with thousands marks; [wan:8-95] two decimals
[sum:a,b] [mul:a,12] [pct:a,b]   worked out from named numbers
[town_of:project]                the township that a drawn name begins with
[day:-30]                        a day that many days from the record's, in words
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from gongkai.demo.content import county, days
from gongkai.demo.content.recipes import names

_SLOT = re.compile(r"\[([^\[\]]+)\]")
_NAMED = re.compile(r"([a-z_0-9]+)=(.+)")
_NUMBER = re.compile(r"[^\d.-]")


@dataclass
class Slots:
    """What has been drawn for one record so far."""

    rng: Random
    day: date
    banks: Mapping[str, Sequence[str]]
    known: dict[str, str] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """The text with every slot drawn; phrases drawn from banks may hold slots themselves."""
        while _SLOT.search(text):
            text = _SLOT.sub(lambda slot: self._draw(slot[1]), text)
        return _LATER.sub(lambda slot: _CALCULATED[slot[1]](self, slot[2]), text)

    def _draw(self, slot: str) -> str:
        if _IS_CALCULATED.match(slot):  # its numbers may stand further on
            return f"⟦{slot}⟧"
        if named := _NAMED.fullmatch(slot):
            return self._keep(named[1], self._make(named[2]))
        if slot in self.known:
            return self._keep(slot, self.known[slot])
        made = self._make(slot)
        return made if ":" in slot or "|" in slot else self._keep(slot, made)

    def _keep(self, name: str, value: str) -> str:
        filled = self.fill(value)
        self.known[name] = filled
        return filled

    def _make(self, what: str) -> str:
        kind, _, of = what.partition(":")
        if of and kind in _WORKED_OUT:
            return _WORKED_OUT[kind](self, of)
        if "|" in what:
            return self.rng.choice(what.split("|"))
        base = kind.rstrip("0123456789")
        if base in self.banks:
            return self.rng.choice(self.banks[base])
        return names.MAKERS[base](self.rng, self.day)

    def named(self, name: str) -> str:
        """What a name stands for, drawn now if it has not been."""
        return self._keep(name, self.known[name] if name in self.known else self._make(name))

    def numbers(self, listed: str) -> list[float]:
        """Named numbers or plain ones."""
        return [float(_NUMBER.sub("", self.known.get(name, name))) for name in listed.split(",")]


def _ranged(slots: Slots, of: str) -> int:
    span, _, step = of.partition("/")
    low, high = map(int, span.split("-"))
    return slots.rng.randrange(low, high + 1, int(step or 1))


def _wan(slots: Slots, of: str) -> str:
    low, high = (int(float(part) * 100) for part in of.split("-"))
    return f"{slots.rng.randrange(low, high) / 100:,.2f}"


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def _product(slots: Slots, of: str) -> str:
    left, right = slots.numbers(of)
    return _shown(left * right)


def _share(slots: Slots, of: str) -> str:
    part, whole = slots.numbers(of)
    return f"{part / whole * 100:.1f}%"


def _part(number: int) -> Callable[[Slots, str], str]:
    """One part of a phrase that was drawn whole: 县教育局·课桌椅."""
    return lambda slots, of: slots.named(of).split("·")[number - 1]


def _town_of(slots: Slots, of: str) -> str:
    """The township that a name begins with."""
    return next((town.name for town in county.townships() if slots.named(of).startswith(town.name)), "县")


_CALCULATED: dict[str, Callable[[Slots, str], str]] = {
    "sum": lambda slots, of: _shown(sum(slots.numbers(of))),
    "less": lambda slots, of: _shown(slots.numbers(of)[0] - slots.numbers(of)[1]),
    "mul": _product,
    "pct": _share,
    "town_of": _town_of,
    "1": _part(1),
    "2": _part(2),
    "3": _part(3),
}
_IS_CALCULATED = re.compile(rf"({'|'.join(_CALCULATED)}):")
_LATER = re.compile(rf"⟦({'|'.join(_CALCULATED)}):([^⟧]+)⟧")
_WORKED_OUT: dict[str, Callable[[Slots, str], str]] = {
    "int": lambda slots, of: str(_ranged(slots, of)),
    "amount": lambda slots, of: f"{_ranged(slots, of):,}",
    "wan": _wan,
    "dec": lambda slots, of: f"{_ranged(slots, of) / 10:.1f}",
    "cent": lambda slots, of: f"{_ranged(slots, of) / 100:.2f}",
    "day": lambda slots, of: days.in_words(slots.day + timedelta(days=int(of))),
}
