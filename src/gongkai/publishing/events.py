"""What others may hear of publishing, in the past tense: topics of the outbox.

Payloads name pieces by their public ids: {"ids": ["ab12…", …]}; consumers read the state as it is when they hear.
"""

from __future__ import annotations

INFORMATION_PUBLISHED = "information_published"
INFORMATION_WITHDRAWN = "information_withdrawn"
INFORMATION_VALIDITY_CHANGED = "information_validity_changed"  # it came into force or expired, as its dates said
