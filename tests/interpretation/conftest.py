"""A body whose clerk drafts a normative document, and whose chief signs it off."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.organisations.rules.roles import Role
from tests.factories.interpretation import PolicyFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ON = date(2025, 4, 2)
HEAD = {"head": "沈砚秋", "head_post": "局长", "interpreter": "陆知微", "grounds": ["rights_and_duties"], "note": ""}
LINE = {"form": "chart", "title": "一图读懂补贴办法", "due_on": date(2025, 4, 5), "responsible": "陆知微"}


@pytest.fixture
def body():
    body = BodyFactory(credit_code="11370322004222241N")
    CountyHostFactory(county=body.county)
    return body


@pytest.fixture
def clerk(body):
    return OfficerFactory(body=body, role=Role.PUBLISHER)


@pytest.fixture
def chief(body):
    return OfficerFactory(body=body, role=Role.APPROVER)


@pytest.fixture
def policy(body, clerk):
    """Before its reviewers, who are one person."""
    return PolicyFactory(body=body, drafted_by=clerk, in_review=True)
