"""A county on Monday 12 May 2025: an office, a department with its clerk, a township with a village, rows in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from gongkai.organisations.rules.roles import Role
from tests.factories.catalogues import MatterFactory, RowFactory, VersionFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import (
    BodyFactory,
    CountyFactory,
    CountyHostFactory,
    OfficerFactory,
    TownshipFactory,
    VillageFactory,
    WorkUnitFactory,
)
from tests.factories.standards import FieldFactory

TODAY = date(2025, 5, 12)
NOON = datetime(2025, 5, 12, 4, tzinfo=UTC)


@dataclass
class Place:
    """The county of a test and its people."""

    county: Any
    office: Any
    civil: Any
    health: Any
    town: Any
    village: Any
    version: Any
    aid: Any
    care: Any
    clerk: Any
    signer: Any
    chief: Any
    auditor: Any

    def row(self, name: str, *owners: Any, field: Any = None, **more: Any) -> Any:
        matter = MatterFactory(county=self.county, field=field or self.aid, name=name)
        return RowFactory(version=self.version, matter=matter, owners=list(owners) or [self.civil], **more)

    def duty(self, name: str, body: Any = None, *, field: Any = None, **more: Any) -> Any:
        body = body or self.civil
        return DutyFactory(row=self.row(name, body, field=field), body=body, **more)


@pytest.fixture
def place(db):
    county = CountyHostFactory(county=CountyFactory()).county
    office = BodyFactory(county=county, slug="office", short_name="政府办公室", kind="government-office")
    civil = BodyFactory(county=county, slug="civil", short_name="民政局", name_en="Civil Affairs Bureau")
    health = BodyFactory(county=county, slug="health", short_name="卫健局")
    town = TownshipFactory(county=county, slug="yunyan", short_name="云砚镇")
    clerk = OfficerFactory(body=civil, role=Role.PUBLISHER, display_name="柳叶")
    WorkUnitFactory(body=civil, officer=clerk, phone="0000-1234567")
    with time_machine.travel(NOON, tick=False):
        yield Place(
            county=county,
            office=office,
            civil=civil,
            health=health,
            town=town,
            village=VillageFactory(county=county, parent=town, slug="nanshan", short_name="南山村"),
            version=VersionFactory(issued=True, county=county),
            aid=FieldFactory(number=920, slug="social-assistance", seed_name="社会救助", name_en="Social assistance"),
            care=FieldFactory(number=921, slug="elderly-care", seed_name="养老服务", name_en="Elderly care"),
            clerk=clerk,
            signer=OfficerFactory(body=civil, role=Role.APPROVER),
            chief=OfficerFactory(body=office, role=Role.OPENNESS_OFFICE, display_name="方明"),
            auditor=OfficerFactory(body=office, role=Role.AUDITOR),
        )


@pytest.fixture
def as_clerk(client, place):
    client.force_login(place.clerk)
    return client


@pytest.fixture
def as_chief(client, place):
    client.force_login(place.chief)
    return client
