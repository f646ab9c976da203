"""The links by which a subscriber manages what she gets: made from her number and our key, stored nowhere."""

from __future__ import annotations

import hmac

from gongkai.channels.models import Subscriber
from gongkai.kernel import sealing

ADDRESS, LINK = "channels.subscriber", "channels.link"
CHARACTERS = 32
PREFIX = "subscriber:"  # of a delivery's address: the mail address itself is unsealed only to be sent to


def token_of(subscriber: Subscriber) -> str:
    """What stands in her links."""
    return f"{subscriber.public_id}-{_mac(subscriber.public_id)}"


def by_token(county_id: int, token: str) -> Subscriber | None:
    """Whose link it is; None for a forged one, and for one who has left."""
    subscriber = ever_by_token(county_id, token)
    return subscriber if subscriber is not None and subscriber.ended_at is None else None


def ever_by_token(county_id: int, token: str) -> Subscriber | None:
    """Whose link it is or was."""
    number, _, mac = token.partition("-")
    if not hmac.compare_digest(mac.encode(), _mac(number).encode()):
        return None
    return Subscriber.objects.filter(county_id=county_id, public_id=number).first()


def fingerprint_of(address: str) -> str:
    """By which a sealed address is found again."""
    return sealing.fingerprint(address.strip().lower(), purpose=ADDRESS)


def _mac(number: str) -> str:
    return sealing.fingerprint(number, purpose=LINK)[:CHARACTERS]
