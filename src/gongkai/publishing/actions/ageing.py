"""Documents that come into force or expire as days pass: what is stored of them follows, and search is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.kernel import outbox
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.publishing.events import INFORMATION_VALIDITY_CHANGED
from gongkai.publishing.models import Information

BATCH = 200


def refresh_validity(*, county: County, by: User | None, at: datetime) -> int:
    """Bring the validity of a county's documents up to the day; return how many had changed.

    What is stored is what search was last told, so that a night missed is made up and nothing is told twice.
    """
    total = 0
    while changed := _refresh_some(county, by=by, at=at):
        total += changed
    return total


@transaction.atomic
def _refresh_some(county: County, *, by: User | None, at: datetime) -> int:
    on = timezone.localtime(at).date()
    outdated = Information.objects.of_county(county).public().with_outdated_validity(on=on)
    pieces = list(outdated.select_for_update(of=("self",)).order_by("id")[:BATCH])
    if not pieces:
        return 0
    for piece in pieces:
        piece.validity = piece.validity_on(on)
    Information.objects.bulk_update(pieces, ["validity"])
    details = {piece: {"validity": piece.validity} for piece in pieces}
    audit.record_many("information.validity_changed", subjects=details, by=by, at=at, county_id=county.pk)
    raise_revision(county.pk)
    payload = {"ids": [piece.public_id for piece in pieces]}
    outbox.append(INFORMATION_VALIDITY_CHANGED, county_id=county.pk, payload=payload, at=at)
    return len(pieces)
