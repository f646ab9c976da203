"""What others may hear of the catalogue, in the past tense.

`catalogue_issued` is sent after commit, and stands in the outbox under the same name for consumers that must not miss
it: {"version": id of the county's (or township's) version, "versions": [ids issued together], "in_force_from": date}.
"""

from __future__ import annotations

from django.dispatch import Signal

CATALOGUE_ISSUED = "catalogue_issued"

catalogue_issued = Signal()  # kwargs: version_id, version_ids, county_id, in_force_from
