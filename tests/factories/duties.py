"""Duties, events and what fulfilled them, valid as they come. No randomness, no clock.

duty = DutyFactory()                                    # open, due on DUE_ON
duty = DutyFactory(fulfilled=True)                      # done in time
duty = DutyFactory(standing=True)                       # open, without a day
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from gongkai.duties.models import Duty, DutyEvent, Explanation, Fulfilment, OverdueShowing, PeriodReturn, Urge
from tests.factories.catalogues import RowFactory
from tests.factories.organisations import BodyFactory, CountyFactory, OfficerFactory
from tests.factories.standards import FieldFactory

OCCURRED_ON = date(2025, 3, 3)
STARTS_ON = date(2025, 3, 31)
DUE_ON = date(2025, 4, 29)
REGISTERED_AT = datetime(2025, 3, 3, 1, tzinfo=UTC)
CLOSED_AT = datetime(2025, 4, 10, 1, tzinfo=UTC)


class DutyFactory(factory.django.DjangoModelFactory):
    """An open quarterly duty of a department."""

    class Meta:
        model = Duty

    class Params:
        standing = factory.Trait(
            kind=Duty.Kind.STANDING,
            rule_key="|standing|",
            occurrence="standing",
            due_on=None,
            review_on=date(2026, 3, 31),
        )
        fulfilled = factory.Trait(state=Duty.State.FULFILLED, fulfilled_on=date(2025, 4, 10), closed_at=CLOSED_AT)
        nil = factory.Trait(state=Duty.State.NIL, closed_at=CLOSED_AT)

    row = factory.SubFactory(RowFactory, issued=True)
    county = factory.SelfAttribute("row.county")
    matter = factory.SelfAttribute("row.matter")
    body = factory.SubFactory(BodyFactory, county=factory.SelfAttribute("..county"))
    kind = Duty.Kind.RECURRING
    rule_key = "|periodic|"
    occurrence = "2025-Q1"
    starts_on = STARTS_ON
    due_on = DUE_ON


class DutyEventFactory(factory.django.DjangoModelFactory):
    """That information was formed, registered on the day."""

    class Meta:
        model = DutyEvent

    class Params:
        row = factory.SubFactory(RowFactory, issued=True)

    county = factory.SelfAttribute("row.county")
    matter = factory.SelfAttribute("row.matter")
    body = factory.SubFactory(BodyFactory, county=factory.SelfAttribute("..county"))
    trigger = "formed_or_changed"
    occurred_on = OCCURRED_ON
    title = factory.Sequence("第{}号文件".format)
    registered_at = REGISTERED_AT


class FulfilmentFactory(factory.django.DjangoModelFactory):
    """That a duty was fulfilled by a piece of information."""

    class Meta:
        model = Fulfilment

    duty = factory.SubFactory(DutyFactory, fulfilled=True)
    by_kind = Fulfilment.By.INFORMATION
    information_id = factory.Sequence("info{}".format)
    title = "2025年第一季度补贴发放情况"
    published_on = date(2025, 4, 10)
    made_at = CLOSED_AT


class PeriodReturnFactory(factory.django.DjangoModelFactory):
    """A nil return for a quarter."""

    class Meta:
        model = PeriodReturn

    body = factory.SubFactory(BodyFactory)
    county = factory.SelfAttribute("body.county")
    kind = Fulfilment.By.NIL_RETURN
    period = "2025-Q1"
    signed_at = CLOSED_AT
    signed_by = factory.SubFactory(OfficerFactory, body=factory.SelfAttribute("..body"))


class OverdueShowingFactory(factory.django.DjangoModelFactory):
    """A decision of the county on one field."""

    class Meta:
        model = OverdueShowing

    county = factory.SubFactory(CountyFactory)
    field = factory.SubFactory(FieldFactory)
    shown_from = date(2025, 7, 1)
    reason = "先补齐历史信息，再公开逾期情况。"
    decided_at = CLOSED_AT


class ExplanationFactory(factory.django.DjangoModelFactory):
    """What a body says of an overdue duty."""

    class Meta:
        model = Explanation

    duty = factory.SubFactory(DutyFactory)
    county = factory.SelfAttribute("duty.county")
    matter = factory.SelfAttribute("duty.matter")
    body = factory.SelfAttribute("duty.body")
    text = "数据正在与上级核对，预计本月底公开。"
    given_at = datetime(2025, 5, 8, 1, tzinfo=UTC)


class UrgeFactory(factory.django.DjangoModelFactory):
    """One reader's press."""

    class Meta:
        model = Urge

    class Params:
        duty = factory.SubFactory(DutyFactory)

    county = factory.SelfAttribute("duty.county")
    matter = factory.SelfAttribute("duty.matter")
    occurrence = factory.SelfAttribute("duty.occurrence")
    pressed_at = datetime(2025, 5, 8, 1, tzinfo=UTC)
    reader = factory.Sequence("reader{}".format)
