"""How is what goes to a webhook signed, and how does its receiver check it?

The string that is signed is `timestamp.delivery.body`, by HMAC-SHA256; docs/webhooks.md says it for receivers.

Sources
    RFC 2104 (HMAC), FIPS 180-4 (SHA-256). GB/T 22239-2019 §8.1.4.7: integrity of what is transmitted.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

DELIVERY: Final = "X-Gongkai-Delivery"
TIMESTAMP: Final = "X-Gongkai-Timestamp"
SIGNATURE: Final = "X-Gongkai-Signature"
TOLERANCE_SECONDS: Final = 300


def sign(body: bytes, *, secret: str, delivery: str, timestamp: int) -> str:
    """The value of the signature's header."""
    signed = f"{timestamp}.{delivery}.".encode() + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def is_genuine(body: bytes, *, secret: str, delivery: str, timestamp: int, signature: str, now: int) -> bool:
    """What a receiver asks: signed by who holds the secret, and not long ago."""
    wanted = sign(body, secret=secret, delivery=delivery, timestamp=timestamp)
    return abs(now - timestamp) <= TOLERANCE_SECONDS and hmac.compare_digest(wanted, signature)
