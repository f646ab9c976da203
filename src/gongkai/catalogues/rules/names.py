"""When do two names mean the same matter, and which names come close enough to ask a person?

Only equality after normalisation, or an alias, ever links a matter with a power or a service. Nearness proposes.

Sources
    catalogues.md §2.5 (spaces, brackets and notes inside names), §7.1 (names of powers: 「对……行为的处罚」).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from gongkai.kernel.text import fold_width, without_spaces

Key = TypeVar("Key", bound=Hashable)

# Said in brackets, these limit who may act, not what is done.
_NOTES = re.compile(r"\((?:权限内|县级权限|本级|试行|县级|含委托)\)")
_PUNCTUATION = re.compile(r"[\s、，,。.;；:：·\-—《》〈〉“”\"'‘’()\[\]【】/]+")
_PENALTY = re.compile(r"^对(?P<act>.+?)(?:行为)?的(?:行政)?处罚$")

# Names under which county lists carry what the guidelines call otherwise.
ALIASES: tuple[tuple[str, str], ...] = (
    ("办理失业登记", "失业登记"),
    ("办理就业登记", "就业登记"),
    ("职业介绍服务", "职业介绍"),
    ("职业指导服务", "职业指导"),
    ("创业开业指导服务", "创业开业指导"),
    ("农业机械购置补贴", "农机购置补贴"),
    ("农机购置与应用补贴", "农机购置补贴"),
    ("耕地地力保护补贴", "耕地地力保护"),
    ("建设工程规划许可证核发", "建设工程规划许可证"),
    ("建设用地规划许可证核发", "建设用地规划许可证"),
    ("乡村建设规划许可证核发", "乡村建设规划许可证"),
    ("出生登记(户口)", "出生登记"),
    ("预防接种服务", "预防接种"),
)

NEAR = 0.62
MOST_PROPOSALS = 3
_SHARED_PAIRS = 0.4


def normalise(name: str) -> str:
    """A name without spaces, widths, punctuation and notes of competence."""
    plain = without_spaces(fold_width(name)).replace("（", "(").replace("）", ")")
    return _PUNCTUATION.sub("", _NOTES.sub("", plain)).lower()


def other_names(name: str) -> frozenset[str]:
    """The normalised names, other than its own, that an entry of a list answers to."""
    own = normalise(name)
    found = {canonical for alias, canonical in _ALIASES if alias == own}
    found |= {alias for alias, canonical in _ALIASES if canonical == own}
    plain = without_spaces(fold_width(name))
    if act := _PENALTY.match(plain):
        found.add(normalise(act["act"]))
    return frozenset(found - {own})


_ALIASES = tuple((normalise(alias), normalise(canonical)) for alias, canonical in ALIASES)


@dataclass(frozen=True, slots=True)
class Proposal(Generic[Key]):
    """A name that comes near, and how near (0 to 1)."""

    key: Key
    nearness: float


class Nearby(Generic[Key]):
    """Names by their pairs of characters, so that each question looks at a few candidates only."""

    def __init__(self, names: Mapping[Key, str]) -> None:
        self._names = {key: normalise(name) for key, name in names.items()}
        self._by_pair: dict[str, list[Key]] = defaultdict(list)
        for key, name in self._names.items():
            for pair in _pairs(name):
                self._by_pair[pair].append(key)

    def propose(self, name: str, *, among: Iterable[Key] | None = None) -> tuple[Proposal[Key], ...]:
        """The nearest names, nearest first; never more than a person would read."""
        asked = normalise(name)
        allowed = None if among is None else set(among)
        near = [
            Proposal(key, ratio)
            for key in self._candidates(asked, allowed)
            if (ratio := SequenceMatcher(None, asked, self._names[key], autojunk=False).ratio()) >= NEAR
        ]
        return tuple(sorted(near, key=lambda p: (-p.nearness, self._names[p.key]))[:MOST_PROPOSALS])

    def _candidates(self, asked: str, allowed: set[Key] | None) -> list[Key]:
        pairs = _pairs(asked)
        shared = Counter(key for pair in pairs for key in self._by_pair.get(pair, ()))
        least = _SHARED_PAIRS * len(pairs)
        return [k for k, count in shared.items() if count >= least and (allowed is None or k in allowed)]


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)} or {name}
