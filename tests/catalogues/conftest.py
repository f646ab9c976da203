"""A small county with everything a compile needs: three items, two departments, two townships, one village."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gongkai.catalogues import actions
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import BodyFactory, CountyFactory, OfficerFactory, TownshipFactory, VillageFactory
from tests.factories.standards import EditionFactory, FieldFactory, GuidelineFactory, ItemTextFactory

NIGHT = datetime(2026, 3, 2, 1, tzinfo=UTC)
MORNING = datetime(2026, 3, 2, 2, tzinfo=UTC)
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@dataclass
class Place:
    """The county of a test and its people."""

    county: Any
    civil: Any
    office: Any
    north: Any
    south: Any
    village: Any
    edition: Any
    field: Any
    clerk: Any
    chief: Any

    def compile(self, *, at=MORNING):
        return actions.compile_county(county=self.county, by=None, at=at, on=TODAY).version

    def townships(self, *, at=MORNING):
        return actions.compile_townships(county=self.county, by=None, at=at, on=TODAY)

    def issued(self, *, at=MORNING, in_force_from=TODAY):
        """Compile, adopt everything, issue."""
        draft = self.compile(at=at)
        actions.adopt_group(version=draft, by=None, at=at)
        actions.issue(version=draft, by=None, at=at, in_force_from=in_force_from)
        draft.refresh_from_db()
        return draft


ITEMS = [
    {"l1": "综合业务", "l2": "政策法规文件", "content": ["政策法规", "联系电话"]},
    {"l1": "最低生活保障", "l2": "审核审批信息", "subject": ["县级民政部门、乡镇人民政府"], "levels": ["县级", "乡级"]},
    {"l1": "最低生活保障", "l2": "公示信息", "subject": ["县级民政部门"], "levels": ["县级", "村级"]},
]


@pytest.fixture
def place(db):
    county = CountyFactory()
    civil = BodyFactory(county=county, kind="civil-affairs", name="样板县民政局", short_name="民政局")
    office = BodyFactory(county=county, kind="government-office", name="样板县人民政府办公室", short_name="政府办公室")
    north, south = TownshipFactory(county=county), TownshipFactory(county=county)
    field = FieldFactory(number=20, slug="social-assistance", seed_name="社会救助")
    edition = EditionFactory(guideline=GuidelineFactory(fields=[field]), number=1)
    for item in ITEMS:
        ItemTextFactory(edition=edition, **item)
    return Place(
        county=county,
        civil=civil,
        office=office,
        north=north,
        south=south,
        village=VillageFactory(county=county, parent=north),
        edition=edition,
        field=field,
        clerk=OfficerFactory(body=civil, role=Role.PUBLISHER),
        chief=OfficerFactory(body=office, role=Role.OPENNESS_OFFICE),
    )


@pytest.fixture
def draft(place):
    """The county's catalogue, compiled and not yet decided."""
    return place.compile()


@pytest.fixture
def desk(client, place):
    """The openness office at her desk."""
    client.force_login(place.chief)
    return client


@pytest.fixture
def prepared_sqlite(prepared_folder):
    """A folder with a migrated database and a county to compile, for tests that run processes of their own."""
    return prepared_folder(Path(__file__).with_name("own_process.py"))
