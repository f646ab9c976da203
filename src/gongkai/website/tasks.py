"""What recurs: where reports of errors came from is forgotten."""

from __future__ import annotations

from datetime import datetime

from gongkai.kernel.periodic import periodic
from gongkai.website import actions


@periodic("website.forget_reporters", cron="27 * * * *")
def forget_reporters(at: datetime) -> None:
    """Blot out where reports came from."""
    actions.forget_reporters(by=None, at=at)
