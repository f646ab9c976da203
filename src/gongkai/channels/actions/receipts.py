"""Receipts are added, never changed: one for each step of a delivery."""

from __future__ import annotations

from datetime import datetime

from gongkai.audit.actions import Actor
from gongkai.channels.models import Delivery, Receipt
from gongkai.channels.rules.states import Step


def keep_receipt(
    delivery: Delivery, step: Step, *, at: datetime, proof: str = "", url: str = "", by: Actor | None = None
) -> None:
    """Note what proves a step. A step that was noted before stays as it was."""
    Receipt.objects.get_or_create(
        delivery=delivery,
        step=str(step),
        defaults={
            "at": at,
            "url": url,
            "proof": proof[:300],
            "digest": delivery.found,
            "by_id": getattr(by, "pk", None),
            "by_name": by.get_full_name()[:60] if by else "",
        },
    )
