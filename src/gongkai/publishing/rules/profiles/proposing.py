"""Which publication profile fits a list, and what would it do?

Sources
    website_standards.md §6.2: each type of list has a profile. 未成年人保护法 Art. 103: lists of children first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.publishing.rules.profiles.columns import column_of
from gongkai.publishing.rules.profiles.kinds import Column, Decision, Profile, Proposal
from gongkai.publishing.rules.profiles.segments import PERSONS as ABOUT_PERSONS
from gongkai.publishing.rules.profiles.segments import Row, segments_of
from gongkai.publishing.rules.profiles.table import PERSONS, PROFILES, STUDENTS

_OF_CHILDREN = frozenset({Column.CHILD, Column.CLASS})


def profile_for(title: str, headers: Sequence[str]) -> Proposal:
    """The profile that fits a list by its title, else by whom its columns are about."""
    columns = [column_of(header) for header in headers]
    profile = _profile(title, frozenset(columns))
    if profile is None:
        return Proposal(None)
    decided = zip(range(len(headers)), headers, columns, strict=True)
    return Proposal(profile, tuple(Decision(n, h.strip(), c, profile.treatment(c)) for n, h, c in decided))


def _profile(title: str, columns: frozenset[Column]) -> Profile | None:
    if columns & _OF_CHILDREN:
        return STUDENTS
    by_title = next((profile for profile in PROFILES if re.search(profile.title, title)), None)
    return by_title or (PERSONS if columns & ABOUT_PERSONS else None)


def headers_of(rows: Sequence[Row]) -> list[str]:
    """The headers of the first list in a table, empty where a column has none; none where the table has no header."""
    first = next(iter(segments_of(rows)), None)
    return [first.headers.get(column, "") for column in range(max(first.headers) + 1)] if first else []
