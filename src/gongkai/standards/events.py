"""What others may hear of guidelines, in the past tense. They belong to no county: the outbox carries county None."""

from __future__ import annotations

from django.dispatch import Signal

# {"edition": id, "previous": id or None}: counties get tasks for what changed; also sent as a signal after commit.
EDITION_IN_FORCE = "edition_in_force"

edition_in_force = Signal()  # kwargs: edition_id, previous_id
