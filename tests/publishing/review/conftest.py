"""A body with enough people for every chain, and a draft that its clerk wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.rules.points import POINTS
from tests.factories.organisations import BodyFactory, OfficerFactory, PostFactory
from tests.factories.publishing import row_owed_by

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ON = date(2025, 4, 2)
EVERY_POINT = [str(point) for points in POINTS.values() for point in points]


@pytest.fixture
def body():
    return BodyFactory(credit_code="11370322004222241N")


@pytest.fixture
def people(body):
    """Clerk, three reviewers of whom one signs off, and a secrecy reviewer."""
    chief = OfficerFactory(body=body, role=Role.APPROVER)
    return SimpleNamespace(
        clerk=OfficerFactory(body=body),
        first=OfficerFactory(body=body, role=Role.REVIEWER),
        second=OfficerFactory(body=body, role=Role.REVIEWER),
        secrecy=OfficerFactory(body=body, role=Role.SECRECY_REVIEWER),
        chief=chief,
    )


@pytest.fixture
def draft(body, people):
    row = row_owed_by(body)
    piece = actions.start_draft(body=body, matter_id=row.matter_id, by=people.clerk, at=AT)
    return write(piece, people.clerk, kind="announcement")


def write(piece, by, *, html="<p>每亩 100 元。</p>", **fields):
    piece.refresh_from_db()
    return actions.save_draft(information_id=piece.pk, revision=piece.revision, by=by, at=AT, html=html, **fields)


def clear(piece, stage, by, *, ticked=EVERY_POINT, **said):
    return actions.clear(information_id=piece.pk, stage=stage, by=by, at=AT, ticked=ticked, **said)


def also(person, body, role):
    PostFactory(user=person, body=body, role=role)
    return person
