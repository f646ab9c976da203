"""How an entry of the record is written down, and how it is chained to the one before.

The canonical form is final: UTF-8 JSON of the fields below, keys sorted, no spaces, the moment in UTC with
microseconds. An entry's hash covers the previous hash, a line feed and that form, in SHA-256 and in SM3, so that a
county may rely on either.

Sources
    GB/T 22239-2019 §8.1.4 (security audit: who, when, what, protected from change).
    GB/T 32905-2016 (SM3).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes


@dataclass(frozen=True, slots=True)
class Link:
    """What an entry says."""

    county_id: int
    seq: int
    at: datetime
    actor_id: int | None
    actor_name: str
    action: str
    subject_type: str
    subject_id: str
    subject_name: str
    detail: dict[str, Any] = field(default_factory=dict)

    def columns(self) -> dict[str, Any]:
        """The fields by name, as stored."""
        return asdict(self)

    def canonical(self) -> bytes:
        """The one way in which an entry is written down before it is hashed."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return json.dumps(
            asdict(self) | {"at": moment}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()


@dataclass(frozen=True, slots=True)
class Seal:
    """The two hashes of an entry, lower-case hexadecimal."""

    sha256: str
    sm3: str


def seal(link: Link, *, previous_sha256: str, previous_sm3: str) -> Seal:
    """Chain an entry to its predecessor (empty strings for the first)."""
    form = link.canonical()
    return Seal(
        sha256=hashlib.sha256(previous_sha256.encode() + b"\n" + form).hexdigest(),
        sm3=_sm3(previous_sm3.encode() + b"\n" + form),
    )


def _sm3(data: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()
