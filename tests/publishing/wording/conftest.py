"""A county with its openness office, a department with a clerk, and words that their lexicon looks for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.rules.wording import Kind, Word
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.factories.publishing import InformationFactory

AT = datetime(2025, 4, 10, 1, tzinfo=UTC)
ON = date(2025, 4, 10)
TYPO = Word("帐户", Kind.TYPO, suggestion="账户", source="某规范")
BANNED = Word("某禁词", Kind.BANNED, source="某规范")
COLUMNS = "词语,类别,级别,建议,例外,来源"


@pytest.fixture
def body():
    body = BodyFactory(short_name="县民政局", name="明镜县民政局")
    CountyHostFactory(county=body.county)
    return body


@pytest.fixture
def county(body):
    return body.county


@pytest.fixture
def clerk(body):
    return OfficerFactory(body=body)


@pytest.fixture
def office(county):
    """An officer of the county's openness office."""
    place = BodyFactory(county=county, kind="government-office", short_name="县政府办公室")
    return OfficerFactory(body=place, role=Role.OPENNESS_OFFICE)


@pytest.fixture
def in_force(county):
    """in_force(TYPO, BANNED): a new version of the county's lexicon, and it holds."""

    def put(*words, at=AT, name="本县词库"):
        made = actions.receive_lexicon(county=county, name=name, words=words, source="汇总", by=None, at=at)
        return actions.put_lexicon_in_force(lexicon_id=made.pk, by=None, at=at)

    return put


@pytest.fixture
def draft(body, clerk):
    return InformationFactory(body=body, drafted_by=clerk)


@pytest.fixture
def make(body):
    """make(text="…"): a public piece of the body."""

    def piece(**values):
        values.setdefault("html", f"<p>{values.get('text', '现将有关情况公告如下。')}</p>")
        return InformationFactory(published=True, body=body, drafted_by=None, **values)

    return piece


def lines(*rows):
    """A lexicon's file."""
    return "\n".join([COLUMNS, *rows]).encode()
