"""How every act of this room ends: in the record, in the outbox, and with a new revision where the public sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from gongkai.audit import actions as audit
from gongkai.kernel import outbox
from gongkai.organisations.events import BODY_CHANGED
from gongkai.organisations.models import Body, County, User


def raise_revision(county_id: int) -> None:
    """Make every cached public page of a county stale. Call it in the transaction of what the public will see."""
    County.objects.filter(pk=county_id).update(revision=F("revision") + 1)


def body_changed(action: str, body: Body, *, by: User | None, at: datetime, detail: Mapping[str, Any]) -> None:
    """Record an act on a body, tell the outbox, and make the county's pages stale."""
    audit.record(action, subject=body, by=by, at=at, county_id=body.county_id, detail=detail)
    outbox.append(BODY_CHANGED, county_id=body.county_id, payload={"body": body.pk}, at=at)
    if body.county_id is not None:
        raise_revision(body.county_id)


def raise_all_revisions() -> None:
    """Make the cached public pages of every county stale: for what belongs to none, such as a guideline."""
    County.objects.update(revision=F("revision") + 1)
