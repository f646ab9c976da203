"""A body with a clerk at work, her draft, and a public piece. Modules that need other people make their own."""

from __future__ import annotations

import pytest

from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.factories.publishing import InformationFactory


@pytest.fixture
def body():
    body = BodyFactory(phone="0990-1234567")
    CountyHostFactory(county=body.county)
    return body


@pytest.fixture
def clerk(client, body):
    person = OfficerFactory(body=body)
    client.force_login(person)
    return person


@pytest.fixture
def draft(body, clerk):
    return InformationFactory(body=body, drafted_by=clerk)


@pytest.fixture
def piece(body):
    return InformationFactory(body=body, published=True)
