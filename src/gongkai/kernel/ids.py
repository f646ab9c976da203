"""Public identifiers: short, unguessable, safe to read aloud and to print in a QR code."""

from __future__ import annotations

import secrets

# No 0/o, 1/l/i, u: a clerk reads these over the telephone.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10


def public_id() -> str:
    """Return a fresh identifier of LENGTH characters (about 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
