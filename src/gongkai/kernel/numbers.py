"""Numbers as they arrive in forms and addresses."""

from __future__ import annotations

_LONGEST = 18  # digits that surely fit the eight bytes of a key
LARGEST_KEY = 10**_LONGEST - 1


def primary_key(text: str) -> int | None:
    """The key that the text names, or None: what `isdigit` lets through ("²") `int` does not, nor does a database
    take more than eight bytes."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None
