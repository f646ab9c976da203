"""What the room does when it hears that pieces have become public or were withdrawn."""

from __future__ import annotations

from gongkai.interpretation import actions
from gongkai.kernel import outbox
from gongkai.publishing.events import INFORMATION_PUBLISHED, INFORMATION_WITHDRAWN


@outbox.consumer("interpretation.relays", topics=[INFORMATION_PUBLISHED, INFORMATION_WITHDRAWN])
def follow_relays(event: outbox.Event) -> None:
    """A relay that is public settles its policy; one that was withdrawn opens it again."""
    actions.follow_relays(public_ids=list(event.payload["ids"]), by=None, at=event.created_at)


@outbox.consumer("interpretation.answers", topics=[INFORMATION_PUBLISHED])
def follow_answers(event: outbox.Event) -> None:
    """A piece that was written for a concern has spoken."""
    actions.follow_answers(public_ids=list(event.payload["ids"]), by=None, at=event.created_at)
