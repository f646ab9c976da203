"""What the commands of this room refuse."""

from __future__ import annotations


class Unreadable(Exception):
    """An argument that cannot be read; the message says where and how to mend it."""
