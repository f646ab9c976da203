"""A county with its office, one department with people, and two documents of it that are public."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.factories.publishing import InformationFactory

ON = date(2025, 4, 10)
AT = datetime(2025, 4, 10, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def body():
    body = BodyFactory(short_name="县民政局", name="明镜县民政局")
    CountyHostFactory(county=body.county)
    return body


@pytest.fixture
def approver(body):
    return OfficerFactory(body=body, role=Role.APPROVER)


@pytest.fixture
def office(body):
    """An officer of the county's openness office."""
    office = BodyFactory(county=body.county, kind="government-office", short_name="县政府办公室")
    return OfficerFactory(body=office, role=Role.OPENNESS_OFFICE)


@pytest.fixture
def make(body):
    """A public normative document: make("临时救助办法", document_number=…)."""

    def document(title="明镜县临时救助办法", **values):
        given = {"kind": "normative", "validity": "effective", "written_on": date(2024, 1, 1)} | values
        return InformationFactory(**{"published": True, "body": body, "drafted_by": None, "title": title} | given)

    return document


@pytest.fixture
def document(make):
    return make(document_number="明政发〔2024〕3号")


@pytest.fixture
def decision(make):
    return make(
        "明镜县人民政府关于废止部分文件的决定", document_number="明政发〔2025〕9号", written_on=date(2025, 4, 1)
    )


@pytest.fixture
def clerk_elsewhere(body):
    return OfficerFactory(body=BodyFactory(county=body.county), role=Role.APPROVER)
