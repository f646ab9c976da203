"""What happened to a document's validity, yearly clean-ups, working rules: valid as they come."""

from __future__ import annotations

from datetime import date

import factory

from gongkai.publishing.models import CleanUp, CleanUpLine, ValidityChange, WorkingRules
from tests.factories.organisations import CountyFactory
from tests.factories.publishing import DRAFTED_AT, InformationFactory


class NormFactory(InformationFactory):
    """A public normative document that holds."""

    published = True
    kind = "normative"
    validity = "effective"
    written_on = date(2024, 1, 1)
    document_number = factory.Sequence("明政规〔2024〕{}号".format)


class ValidityChangeFactory(factory.django.DjangoModelFactory):
    """More time for a document, given by a decision that stands elsewhere."""

    class Meta:
        model = ValidityChange

    information = factory.SubFactory(NormFactory)
    act = ValidityChange.Act.EXTEND
    before = "effective"
    basis_text = "县政府常务会议纪要"
    takes_effect_on = date(2025, 4, 1)
    expires_after = date(2030, 1, 1)
    noted_at = DRAFTED_AT


class CleanUpFactory(factory.django.DjangoModelFactory):
    """A year's look that was begun."""

    class Meta:
        model = CleanUp

    county = factory.SubFactory(CountyFactory)
    year = 2025
    begun_at = DRAFTED_AT

    class Params:
        published = factory.Trait(published_at=DRAFTED_AT)


class CleanUpLineFactory(factory.django.DjangoModelFactory):
    """A document that nobody has decided on."""

    class Meta:
        model = CleanUpLine

    clean_up = factory.SubFactory(CleanUpFactory)
    information = factory.SubFactory(NormFactory)

    class Params:
        kept = factory.Trait(proposal="keep", decided_at=DRAFTED_AT)


class WorkingRulesFactory(factory.django.DjangoModelFactory):
    """Rules of review that were adopted when a second look was due within a day."""

    class Meta:
        model = WorkingRules

    county = factory.SubFactory(CountyFactory)
    topic = "review"
    number = factory.Sequence(lambda n: n + 1)
    html = "<p><strong>第一条</strong> 先审查，后公开。</p>"
    facts = {"second_look_hours": 24}
    adopted_at = DRAFTED_AT
