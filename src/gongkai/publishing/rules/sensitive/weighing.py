"""How much do findings weigh together? What is looked at for one person stops a list of persons.

Sources
    website_standards.md §6.5: count persons, severity. 个人信息保护法 Art. 55: disclosure is weighed beforehand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gongkai.publishing.rules.sensitive.kinds import Kind, Level

A_LIST = 3  # persons
_ADDING_UP = frozenset({Kind.LANDLINE, Kind.PLATE, Kind.ADDRESS, Kind.HEALTH})


def stopping(kinds: Iterable[Kind]) -> frozenset[Kind]:
    """The kinds that were found often enough to stop, of all kinds found in a text or file, each as often as found."""
    counts = Counter(kinds)
    return frozenset(kind for kind in _ADDING_UP if counts[kind] >= A_LIST)


def weighed(kind: Kind, level: Level, stopping: frozenset[Kind]) -> Level:
    """The level of a finding in its company."""
    return Level.BLOCK if kind in stopping else level
