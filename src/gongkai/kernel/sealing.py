"""What must be kept but not be readable in the database: addresses of readers, secrets of channels.

AES-256-GCM. The key is made on first use beside the secret key, or given by the operator: several nodes share one.

Sources
    GB/T 22239-2019 §8.1.4.8: confidentiality of stored personal and authentication data.
    个人信息保护法 Art. 51: encryption and de-identification of personal information.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FILE = "seal_key"
NONCE_BYTES = 12


class Unreadable(Exception):
    """What was sealed with another key, or was changed since."""


def seal(text: str, *, purpose: str) -> str:
    """A text that only this installation can read, and only for the same purpose; empty stays empty."""
    if not text:
        return ""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key()).encrypt(nonce, text.encode(), purpose.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> str:
    """The text again, or Unreadable."""
    if not sealed:
        return ""
    try:
        data = base64.urlsafe_b64decode(sealed.encode("ascii"))
        return AESGCM(_key()).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], purpose.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable(purpose) from error


def fingerprint(text: str, *, purpose: str) -> str:
    """A digest by which a sealed text is found again; without the key nobody can try out texts."""
    return hmac.new(_key(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    return hashlib.sha256((settings.SEAL_KEY or _own_key()).encode()).digest()


def _own_key() -> str:
    """The key made on first use, readable by its owner only; of two processes at once, one makes it whole."""
    path = Path(settings.VAR) / FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"{FILE}.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(os.urandom(32).hex(), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="ascii")
