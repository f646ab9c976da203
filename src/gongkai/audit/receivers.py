"""What this room hears from the rooms below it: changes of the calendar go into the record."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from gongkai.audit import actions
from gongkai.workdays.events import calendar_changed


@receiver(calendar_changed, dispatch_uid="audit.calendar_changed")
def record_calendar_change(sender: object, **what: Any) -> None:
    """Record a change of the calendar in the chain of the county, or of the nation."""
    actions.record(
        what["action"],
        subject=what["subject"],
        by=what["by"],
        at=what["at"],
        county_id=what["county_id"],
        detail=what["detail"],
    )
