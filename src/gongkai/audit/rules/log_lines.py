"""How an entry of the transparency log, and a tree head, are written down before they are hashed or signed.

Both forms are final: UTF-8 JSON of the fields below, keys sorted, no spaces, moments in UTC with microseconds.

Sources
    RFC 9162 §2.1, §4.2 (entries and signed tree heads; our form of them is JSON, so that anyone can read it).
    RFC 8032 (Ed25519).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gongkai.audit.rules import merkle


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: what became of which piece of information, when, and the digest of what readers saw."""

    event: str
    public_id: str
    sha256: str
    at: datetime

    def data(self) -> bytes:
        """The bytes that the leaf's hash covers."""
        return _json(asdict(self) | {"at": moment(self.at)})

    def leaf(self) -> bytes:
        return merkle.leaf_hash(self.data())


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A tree head: which log, how many entries, their root, when."""

    origin: str
    size: int
    root: str
    at: datetime

    def data(self) -> bytes:
        """The bytes that the signature covers."""
        return _json(asdict(self) | {"at": moment(self.at)})

    def is_signed_by(self, key: str, signature: str) -> bool:
        """Whether this is the signature of the key's holder; both are hexadecimal, as `unhex` reads it."""
        try:
            Ed25519PublicKey.from_public_bytes(unhex(key)).verify(unhex(signature), self.data())
        except (InvalidSignature, ValueError):
            return False
        return True


def unhex(text: str) -> bytes:
    """The bytes of lower-case hexadecimal. There is one way to write them: in another they were changed."""
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError(text)
    return data


def moment(at: datetime) -> str:
    """A moment as both forms print it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
