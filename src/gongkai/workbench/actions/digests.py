"""The daily digest (每日摘要): at most one per person and working day, and only if something needs her."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone, translation

from gongkai.channels import actions as channels
from gongkai.kernel.periodic import periodic
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County, User
from gongkai.workbench import letters
from gongkai.workbench.queries import digests

DIGEST_HOUR = "channels.digest_hour"


def send_digests(at: datetime) -> int:
    """Write today's letters of every county that has reached its hour; return how many. Twice is once."""
    now = timezone.localtime(at)
    return sum(
        _send(county, on=now.date(), at=at)
        for county in County.objects.order_by("pk")
        if now.hour >= organisations.settings_of(county, on=now.date()).number(DIGEST_HOUR)
        and digests.is_workday(county, on=now.date())
    )


# Every half past: each county has its own hour (8 unless it says otherwise), and a machine that was off catches up.
@periodic("workbench.digests", cron="30 * * * *")
def digest_job(at: datetime) -> None:
    """Send what is due."""
    send_digests(at)


def _send(county: County, *, on: date, at: datetime) -> int:
    return sum(_tell(user.pk, county, on=on, at=at) for user in digests.addressees(county, on=on))


@transaction.atomic
def _tell(user_id: int, county: County, *, on: date, at: datetime) -> bool:
    """Write one person's letter, if there is something in it; locked, so that two workers write one."""
    user = User.objects.select_for_update().get(pk=user_id)
    letter = digests.letter(user, county, on=on)
    if letter.is_empty or not user.email or (user.digest_sent_on is not None and user.digest_sent_on >= on):
        return False
    with translation.override("zh-hans"):
        subject, text = letters.write(letter, site=organisations.site_of(county, on=on), on=on)
    told = channels.tell(
        key=f"digest:{user.pk}:{on}", subject=subject, text=text, addresses=[user.email], county_id=county.pk, at=at
    )
    user.digest_sent_on = on
    user.save(update_fields=["digest_sent_on"])
    return told is not None
