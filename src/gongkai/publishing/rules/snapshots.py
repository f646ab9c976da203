"""How is one state of a piece written down, kept small, and told from another?

A snapshot is a mapping of names to plain values (text, numbers, booleans, lists and mappings of these, dates as
ISO text). The same content gives the same digest, on every machine.

Sources
    website_standards.md §6.4: the content is frozen after the final sign-off; any edit reopens the review.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any


def canonical(snapshot: Mapping[str, Any]) -> bytes:
    """The one way in which a snapshot is written down before it is hashed."""
    return json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, lower-case hexadecimal."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def pack(snapshot: Mapping[str, Any]) -> bytes:
    """The snapshot, compressed: what a version keeps."""
    return zlib.compress(canonical(snapshot))


def unpack(packed: bytes | memoryview) -> dict[str, Any]:
    """The snapshot that was packed."""
    found: dict[str, Any] = json.loads(zlib.decompress(packed))
    return found
