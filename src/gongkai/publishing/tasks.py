"""What recurs: each minute what is scheduled goes out; each night validity follows its dates, and old lists go.

And what takes long: putting a lexicon in force, for its words are looked for in all that is public.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.kernel import background
from gongkai.kernel.background import Asked, Outcome
from gongkai.kernel.periodic import periodic
from gongkai.organisations.background import who_and_where
from gongkai.organisations.models import County
from gongkai.publishing import actions, checkpoints, work_presenters
from gongkai.publishing.models import Lexicon
from gongkai.publishing.rules.states import PublishingRefused

PUT_IN_FORCE = "publishing.put_lexicon_in_force"


@periodic("publishing.refresh_validity", cron="5 0 * * *")
def refresh_validity_everywhere(at: datetime) -> None:
    """Bring the documents of every county up to the day."""
    for county in County.objects.order_by("id"):
        actions.refresh_validity(county=county, by=None, at=at)


@periodic("publishing.begin_clean_ups", cron="20 0 * * *")
def begin_clean_ups(at: datetime) -> None:
    """Begin the yearly look through the documents in force in every county whose day has come."""
    for county in County.objects.order_by("id"):
        actions.begin_clean_up_if_due(county=county, at=at)


@periodic("publishing.keep_checkpoints", cron="30 1 * * *")
def keep_checkpoints(at: datetime) -> None:
    """Keep the signed head of every county's log as the day's file."""
    for county in County.objects.order_by("id"):
        checkpoints.keep(county, on=timezone.localdate(at))


@periodic("publishing.remove_orphaned_files", cron="40 3 * * *")
def remove_orphaned_files(at: datetime) -> None:
    """Clear away what killed processes left on the disk."""
    actions.remove_orphaned_files(at=at)


@periodic("publishing.publish_due", cron="* * * * *")
def publish_due(at: datetime) -> None:
    """Release what was scheduled for a time that has come."""
    actions.publish_due(at=at)


@periodic("publishing.end_publicity", cron="2 0 * * *")
def end_publicity(at: datetime) -> None:
    """Take lists of persons off whose publicity period is over."""
    actions.end_publicity_due(at=at)


@periodic("publishing.renew_lexicon", cron="10 2 * * *")
def renew_lexicon(at: datetime) -> None:
    """Take up the lexicon of a package that was updated."""
    actions.renew_shipped(at=at)


@periodic("publishing.try_links", cron="*/15 * * * *")
def try_links(at: datetime) -> None:
    """Try addresses outside, in counties that let their platform go out."""
    for county in County.objects.order_by("id"):
        actions.try_links(county=county, at=at)


@periodic("publishing.rescan", cron="*/10 * * * *")
def rescan_unpublished(at: datetime) -> None:
    """After an update of the scanner: look again at the files of whatever is on its way."""
    actions.rescan_unpublished(at=at)


def _put_in_force(asked: Asked) -> Outcome:
    by, county = who_and_where(asked)
    lexicon = Lexicon.objects.filter(pk=asked.arguments["lexicon"], county=county).first()
    try:
        # In force already: a worker was killed while it looked for the words.
        if lexicon is None or lexicon.in_force_at is None:
            lexicon = actions.put_lexicon_in_force(lexicon_id=asked.arguments["lexicon"], by=by, at=asked.at)
        spotted = actions.spot_words(county=county, lexicon=lexicon, by=by, at=asked.at)
    except PublishingRefused as refused:
        return Outcome({"refusal": str(refused.refusal)}, is_refused=True)
    return Outcome({"looked_at": spotted.looked_at, "with_words": spotted.with_words})


background.register(
    PUT_IN_FORCE,
    background.Kind(do=_put_in_force, title=work_presenters.putting_in_force, told=work_presenters.put_in_force),
)
