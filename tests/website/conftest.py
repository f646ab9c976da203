"""A county whose department publishes, and whose openness office keeps the site."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.organisations.rules.roles import Role
from tests.factories.catalogues import RowFactory, VersionFactory
from tests.factories.organisations import BodyFactory, CountyFactory, CountyHostFactory, OfficerFactory
from tests.factories.publishing import InformationFactory

AT = datetime(2025, 5, 9, 1, tzinfo=UTC)  # a Friday
ON = date(2025, 5, 9)


@pytest.fixture
def county(db):
    return CountyHostFactory(county=CountyFactory()).county


@pytest.fixture
def office_body(county):
    return BodyFactory(county=county, slug="office", name="县政府办公室", short_name="政府办")


@pytest.fixture
def office(office_body):
    return OfficerFactory(body=office_body, role=Role.OPENNESS_OFFICE)


@pytest.fixture
def body(county, office):
    return BodyFactory(county=county, slug="civil-affairs", name="县民政局", short_name="民政局")


@pytest.fixture
def clerk(body):
    return OfficerFactory(body=body, role=Role.PUBLISHER)


@pytest.fixture
def row(county, body):
    return RowFactory(version=VersionFactory(issued=True, county=county), owners=[body], matter__county=county)


@pytest.fixture
def piece(body, row):
    return InformationFactory(body=body, row=row, published=True, title="救助指南")
