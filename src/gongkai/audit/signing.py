"""The key with which tree heads are signed: made on first use, kept beside the secret key, or given by the operator."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

FILE = "log_key"


def public_key() -> str:
    """The public half, hexadecimal: to be printed in the gazette, so that nobody need take it from this server."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(data: bytes) -> str:
    """A signature, hexadecimal."""
    return _key().sign(data).hex()


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.LOG_KEY or _own_key()))


def _own_key() -> str:
    """The key made on first use, readable by its owner only; of two processes at once, one makes it whole."""
    path = Path(settings.VAR) / FILE
    if not path.exists():
        made = path.with_name(f"{FILE}.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(os.urandom(32).hex(), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="ascii")
