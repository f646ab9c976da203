"""A finding is made in one place, so that none is ever made without its mask.

Sources
    website_standards.md §6.5: report only masked samples.
"""

from __future__ import annotations

from gongkai.publishing.rules.sensitive.kinds import LEVELS, Finding, Kind, Level
from gongkai.publishing.rules.sensitive.masking import masked


def make(kind: Kind, text: str, start: int, end: int, *, level: Level | None = None) -> Finding:
    """The finding between two places of a text."""
    return Finding(start, end, kind, level or LEVELS[kind], masked(kind, text[start:end]))
