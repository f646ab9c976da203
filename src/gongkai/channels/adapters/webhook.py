"""A signed call to whoever the county wants told: a media centre, a gateway to Weibo or SMS. docs/webhooks.md."""

from __future__ import annotations

import json
from typing import Any

from gongkai.channels.adapters import Left, NotDelivered, Parcel, Placed, Way, register
from gongkai.channels.rules import signing
from gongkai.channels.rules.kinds import Kind
from gongkai.kernel import addresses, clock, web
from gongkai.kernel.text import printable


class Webhook:
    """One call for each release and each withdrawal; the delivery's number makes a repeated one harmless."""

    def place(self, parcel: Parcel, way: Way) -> Placed:
        told = self._tell(
            way,
            parcel.delivery,
            {
                "event": "published",
                "delivery": parcel.delivery,
                "id": parcel.thread,
                "version": parcel.version,
                "title": parcel.title,
                "summary": parcel.summary,
                "text": parcel.text,
                "html": parcel.html,
                "url": parcel.url,
                "source": parcel.source,
            },
        )
        return Placed(
            is_draft=told.get("state") == "draft",
            url=_address(told),
            proof=_said(told, "receipt")[:300],
            text=_said(told, "text"),
        )

    def take_back(self, left: Left, way: Way) -> str:
        told = self._tell(
            way,
            f"{left.delivery}-withdrawn",
            {"event": "withdrawn", "delivery": left.delivery, "id": left.thread, "version": left.version},
        )
        return _said(told, "receipt")[:300] or "withdrawn"

    def read(self, left: Left, way: Way) -> str | None:
        return None

    def _tell(self, way: Way, delivery: str, said: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        timestamp = int(clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            signing.DELIVERY: delivery,
            signing.TIMESTAMP: str(timestamp),
            signing.SIGNATURE: signing.sign(body, secret=way.secret, delivery=delivery, timestamp=timestamp),
        }
        try:
            answer = web.post(way.options["url"], content=body, headers=headers, https_only=True)
        except web.NotFetched as error:
            raise NotDelivered(_words(error)) from error
        return _read(answer.content)


def _read(content: bytes) -> dict[str, Any]:
    """An answer need not say anything; what is no JSON object says nothing."""
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _said(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return printable(value) if isinstance(value, str) else ""


def _address(told: dict[str, Any]) -> str:
    """Where it stands: our desk makes a link of it, so it is a page of the web or nothing."""
    url = _said(told, "url")
    return url if addresses.is_web_address(url) else ""


def _words(error: web.NotFetched) -> str:
    detail = ", ".join(f"{name}={value}" for name, value in error.detail.items() if name in ("status", "error"))
    return f"{error.why} {detail}".strip()


register(Kind.WEBHOOK, adapter=Webhook())
