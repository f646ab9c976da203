"""What recurs: what was lost between the outbox and a channel is found again from the state of the database."""

from __future__ import annotations

from datetime import datetime

from gongkai.channels import actions
from gongkai.kernel.periodic import periodic


@periodic("channels.sweep", cron="*/10 * * * *")
def sweep(at: datetime) -> None:
    """Send on its way again what nobody is sending any more."""
    actions.sweep(at=at)
