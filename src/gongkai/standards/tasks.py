"""What recurs in this room."""

from __future__ import annotations

from datetime import datetime

from gongkai.kernel.periodic import periodic
from gongkai.standards import actions


@periodic("standards.remove_abandoned", cron="17 * * * *")
def remove_abandoned(at: datetime) -> None:
    """Clear away editions whose import died on the way."""
    actions.remove_abandoned(at=at)
