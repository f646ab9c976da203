"""What others may hear of bodies and people, in the past tense.

Signals are sent inside the transaction of the act: a receiver that fails undoes it, so no task is left with nobody.
The outbox carries what may follow later (topics below; the payload names the body or county by id).
"""

from __future__ import annotations

from django.dispatch import Signal

# kwargs: user_id, body_id, successor_id (None: nobody there yet), by, at. One for each body she leaves.
officer_left = Signal()

# kwargs: body_id, successor_id, on, by, at. The successor takes over what the body owed.
body_abolished = Signal()

COUNTY_CREATED = "county_created"  # {"county": id}
BODY_CHANGED = "body_changed"  # {"body": id}: made, renamed, abolished; what search shows of it is stale
SETTING_CHANGED = "setting_changed"  # {"key": key}
