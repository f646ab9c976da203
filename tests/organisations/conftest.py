"""An administrator at work, and the body she works for."""

from __future__ import annotations

import pytest

from gongkai.organisations.models import Body
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import BodyFactory, OfficerFactory


@pytest.fixture
def administrator(client):
    person = OfficerFactory(body=BodyFactory(slug="office"), role=Role.ADMINISTRATOR)
    client.force_login(person)
    return person


@pytest.fixture
def home(administrator) -> Body:
    return administrator.posts.get().body
