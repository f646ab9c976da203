"""What recurs: what was lost between the outbox and a channel is found again from the state of the database."""

from __future__ import annotations

import logging
from datetime import datetime

from gongkai.channels import actions
from gongkai.kernel.periodic import periodic

log = logging.getLogger(__name__)


@periodic("channels.sweep", cron="*/10 * * * *")
def sweep(at: datetime) -> None:
    """Send on its way again what nobody is sending any more."""
    actions.sweep(at=at)


@periodic("channels.look", cron="20 3 * * *")
def look(at: datetime) -> None:
    """Find the drafts that somebody changed at the other end."""
    actions.look(at=at)


@periodic("channels.letters", cron="5 * * * *")
def send_letters(at: datetime) -> None:
    """Write to daily and weekly subscribers; what is not due yet gathers on."""
    actions.send_letters(at=at)


@periodic("channels.sweep_subscriptions", cron="35 * * * *")
def sweep_subscriptions(at: datetime) -> None:
    """Prove that everybody was told of everything, add what is missing, and forget who never confirmed."""
    for county_id in actions.counties_with_subscribers():
        proof = actions.sweep_subscriptions(county_id=county_id, at=at)
        if proof.missing:
            log.warning("county %s: %s tellings of subscribers were missing and are added", county_id, proof.missing)
    actions.forget_unconfirmed(at=at)
