"""What channels tell themselves through the outbox."""

from __future__ import annotations

MESSAGE_WRITTEN = "message_written"
DELIVERY_DUE = "delivery_due"
TAKE_BACK_DUE = "take_back_due"
