"""What duties ask to be done later: topics of the outbox."""

from __future__ import annotations

REDATE = "duties_redate"  # {}: the county's calendar changed, its open duties are counted anew
