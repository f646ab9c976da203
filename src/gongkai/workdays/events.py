"""What this room tells those above it, inside the transaction in which it happens."""

from __future__ import annotations

from django.dispatch import Signal

# Sent with by, at, county_id (None: the nation), action, subject and detail; upper rooms record it and re-date.
calendar_changed = Signal()
