"""Words and fixed answers of a county's search."""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from gongkai.search.models import BestBet, MissedQuestion, Synonym

NOON = datetime(2025, 5, 12, 4, tzinfo=UTC)


class SynonymFactory(factory.django.DjangoModelFactory):
    """Two words that mean the same."""

    class Meta:
        model = Synonym

    county_id = 1
    words = factory.Sequence(lambda n: [f"俗称{n}", f"正名{n}"])
    added_at = NOON


class BestBetFactory(factory.django.DjangoModelFactory):
    """A fixed answer."""

    class Meta:
        model = BestBet

    county_id = 1
    question = factory.Sequence("问法{}".format)
    key = "matter:1"
    added_at = NOON


class MissedQuestionFactory(factory.django.DjangoModelFactory):
    """Something that was asked in vain."""

    class Meta:
        model = MissedQuestion

    county_id = 1
    text = factory.Sequence("没有的{}".format)
    on = date(2025, 5, 12)
