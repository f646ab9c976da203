"""What a county has set for its normative documents."""

from __future__ import annotations

from datetime import date

from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County
from gongkai.organisations.rules.settings import CountySettings
from gongkai.publishing.rules.norms import Periods


def settings_for(county: County, *, on: date) -> CountySettings:
    """The county's settings on a day."""
    return organisations.settings_of(county, on=on)


def periods_of(county: County, *, on: date) -> Periods:
    """How long documents hold, and by when they are filed."""
    settings = settings_for(county, on=on)
    return Periods(
        years=settings.number("publishing.validity_years"),
        trial_years=settings.number("publishing.trial_years"),
        filing_days=settings.number("publishing.filing_days"),
    )
