"""A county with a catalogue in force, something disclosed, something overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
import time_machine

from gongkai.catalogues.models import Decision, Row, Version
from gongkai.organisations.models import Body, County
from tests.factories.catalogues import MatterFactory, RowFactory, VersionFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory, CountyFactory, CountyHostFactory, TownshipFactory
from tests.factories.publishing import InformationFactory
from tests.factories.standards import FieldFactory

TODAY = date(2025, 5, 12)
NOON = datetime(2025, 5, 12, 4, tzinfo=UTC)


@dataclass
class Place:
    """What the tests of the portal walk through."""

    county: County
    body: Body
    township: Body
    version: Version
    disclosed: Row
    overdue: Row
    set_aside: Row


def matter(county, field, name, english):
    return MatterFactory(county=county, field=field, name=name, name_en=english)


@pytest.fixture
def place(db):
    county = CountyHostFactory(county=CountyFactory()).county
    body = BodyFactory(county=county, slug="civil-affairs", short_name="民政局", phone="0000-1234567")
    township = TownshipFactory(county=county, slug="yunyan", short_name="云砚镇")
    field = FieldFactory(slug="social-assistance", seed_name="社会救助", name_en="Social assistance")
    version = VersionFactory(issued=True, county=county)

    def row(name, english, **more):
        return RowFactory(version=version, matter=matter(county, field, name, english), owners=[body], **more)

    made = Place(
        county=county,
        body=body,
        township=township,
        version=version,
        disclosed=row("低保审批信息", "Approvals of minimum living allowance"),
        overdue=row("临时救助办事指南", "Guide to temporary assistance"),
        set_aside=row("特困供养政策", "Policy", decision=Decision.NOT_APPLICABLE, reason="本县无此职权。"),
    )
    InformationFactory(published=True, body=body, row=made.disclosed, title="第二季度低保审批结果")
    DutyFactory(row=made.disclosed, body=body, fulfilled=True)
    DutyFactory(row=made.overdue, body=body, due_on=date(2025, 5, 6))
    with time_machine.travel(NOON, tick=False):
        yield made
