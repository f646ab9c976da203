"""A choice among the parts of a list, as `c-chips` shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Chip:
    """One part: its words, its address, whether it is shown now, how much it holds (None: not counted)."""

    label: str | Promise
    url: str
    is_current: bool
    count: int | None = None
