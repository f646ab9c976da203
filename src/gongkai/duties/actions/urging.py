"""A reader asks for a matter to be published: counted once, without a name, for whoever owes it to see."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues.models import Matter
from gongkai.duties.models import Duty, Urge
from gongkai.duties.rules import beside
from gongkai.duties.rules.refusals import DutyRefused, Refusal
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User

AN_HOUR = timedelta(hours=1)


@transaction.atomic
def urge(
    *, county: County, matter_number: int, reader: str, hour_key: str, by: User | None, at: datetime
) -> Urge | None:
    """Count a reader's press for the occurrence that has waited longest; None: hers is counted already.

    `reader` tells readers of this matter apart, `hour_key` those of this day; both are digests.
    """
    matter = Matter.objects.filter(county=county, number=matter_number).first()
    occurrence = _waiting(county, matter, at=at) if matter else None
    if matter is None or occurrence is None:
        raise DutyRefused(Refusal.NOT_OPEN)
    County.objects.select_for_update().get(pk=county.pk)  # the hour is counted by one at a time
    if Urge.objects.filter(county=county, matter=matter, occurrence=occurrence, reader=reader).exists():
        return None
    hour = Urge.objects.filter(county=county, pressed_at__gt=at - AN_HOUR)
    beside.refuse_too_many(by_reader=hour.filter(hour_key=hour_key).count(), by_county=hour.count())
    pressed = Urge.objects.create(
        county=county, matter=matter, occurrence=occurrence, pressed_at=at, reader=reader, hour_key=hour_key
    )
    audit.record("duty.urged", subject=matter, by=by, at=at, county_id=county.pk, detail={"period": occurrence})
    raise_revision(county.pk)
    return pressed


def forget_urgers(*, by: User | None, at: datetime) -> int:
    """Blot out who pressed: the digest of the day after an hour, that of the matter once nothing of it is open."""
    hourly = Urge.objects.exclude(hour_key="").filter(pressed_at__lte=at - AN_HOUR).update(hour_key="")
    is_open = Exists(
        Duty.objects.open().filter(
            county=OuterRef("county"), matter=OuterRef("matter"), occurrence=OuterRef("occurrence")
        )
    )
    return hourly + Urge.objects.exclude(reader="").filter(~is_open).update(reader="")


def _waiting(county: County, matter: Matter, *, at: datetime) -> str | None:
    """The open occurrence whose day is or was first."""
    on = timezone.localdate(at)
    dated = Duty.objects.of_county(county).dated().filter(matter=matter)
    owed = dated.filter(Q(due_on__lt=on) | Q(starts_on__lte=on)).order_by(F("due_on").asc(), "id")
    return owed.values_list("occurrence", flat=True).first()
