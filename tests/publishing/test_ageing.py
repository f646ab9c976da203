"""Documents come into force and expire by their dates alone: search and record follow, each change told once."""

from __future__ import annotations

from copy import copy
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from gongkai.audit.models import Entry
from gongkai.kernel import outbox, periodic
from gongkai.organisations.models import County
from gongkai.publishing import actions
from gongkai.publishing.events import INFORMATION_PUBLISHED
from gongkai.publishing.models import Information
from gongkai.search.index import node_index
from gongkai.search.models import Document
from tests.factories.organisations import BodyFactory, CountyHostFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db

ON = date(2025, 4, 2)
AT = datetime(2025, 4, 1, 16, 30, tzinfo=UTC)  # half past midnight of ON in Shanghai
DAY = timedelta(days=1)


@pytest.fixture
def body():
    return CountyHostFactory(county=BodyFactory().county).county.bodies.get()


def piece(body, title, *, validity="effective", **dates):
    made = InformationFactory(published=True, body=body, title=title, validity=validity, **dates)
    outbox.append(INFORMATION_PUBLISHED, county_id=body.county_id, payload={"ids": [made.public_id]}, at=AT - 2 * DAY)
    follow()
    return made


def follow():
    outbox.drain_all()
    node_index().sync()


def night(at):
    """The worker's round shortly after midnight; it has been running for long."""
    periodic.run_due(at=at - DAY)
    periodic.run_due(at=at)
    follow()


def titles(client, validity):
    page = client.get("/search/", {"q": "办法", "validity": validity})
    return sorted("".join(part.text for part in hit.title) for hit in page.context["results"].hits)


def sequences():
    return dict(Document.objects.values_list("title", "sequence"))


def test_a_document_that_expires_today_is_found_among_the_expired(client, body):
    piece(body, "旧办法", expires_on=ON)
    assert titles(client, "effective") == ["旧办法"]

    night(AT)

    assert titles(client, "effective") == []
    assert titles(client, "expired") == ["旧办法"]


def test_a_document_that_comes_into_force_today_is_found_among_those_in_force(client, body):
    piece(body, "新办法", validity="not_yet_effective", effective_on=ON)

    night(AT)

    assert titles(client, "effective") == ["新办法"]


def test_nights_missed_are_made_up(client, body):
    piece(body, "旧办法", expires_on=ON)

    night(AT + 30 * DAY)

    assert titles(client, "expired") == ["旧办法"]


def test_only_what_changed_is_told_and_only_once(body):
    piece(body, "旧办法", expires_on=ON)
    piece(body, "别的办法", expires_on=ON + DAY)
    piece(body, "废止的办法", validity="repealed", expires_on=ON)
    before = sequences()

    night(AT)
    after = sequences()
    night(AT + timedelta(hours=1))

    assert [title for title in before if before[title] != after[title]] == ["旧办法"]
    assert sequences() == after
    assert [entry.subject_name for entry in Entry.objects.filter(action="information.validity_changed")] == ["旧办法"]


def test_cached_pages_of_the_county_go_stale_only_if_something_changed(body):
    piece(body, "旧办法", expires_on=ON)
    before = County.objects.get(pk=body.county_id).revision

    actions.refresh_validity(county=body.county, by=None, at=AT)
    once = County.objects.get(pk=body.county_id).revision
    actions.refresh_validity(county=body.county, by=None, at=AT)

    assert before < once == County.objects.get(pk=body.county_id).revision


def test_what_an_old_site_brings_along_is_right_from_the_first_feed(client, body):
    piece(body, "早已失效的办法", expires_on=date(2020, 1, 1))

    assert titles(client, "expired") == ["早已失效的办法"]


def test_many_documents_change_in_one_night(body, monkeypatch):
    monkeypatch.setattr("gongkai.publishing.actions.ageing.BATCH", 2)
    for number in range(5):
        InformationFactory(published=True, body=body, title=f"办法{number}", validity="effective", expires_on=ON)

    assert actions.refresh_validity(county=body.county, by=None, at=AT) == 5
    assert Information.objects.filter(validity="expired").count() == 5


def test_the_database_finds_exactly_those_that_the_rule_moves_on(body):
    make_every_kind(body)

    found = set(Information.objects.with_outdated_validity(on=ON))

    assert found
    assert found == {made for made in Information.objects.all() if made.validity_on(ON) != made.validity}


@pytest.mark.parametrize("validity", [value for value in Information.Validity.values if value])
def test_the_database_and_the_rule_agree_on_every_validity(body, validity):
    make_every_kind(body)

    found = set(Information.objects.with_validity(validity, on=ON))

    assert found
    assert found == {made for made in Information.objects.all() if made.validity_on(ON) == validity}


def make_every_kind(body):
    """One piece for every validity, with every arrangement of its days around ON."""
    model = InformationFactory(published=True, body=body, drafted_by=None)
    days = [None, ON - DAY, ON, ON + DAY]
    endings = [("", None), *product(["amended", "repealed", "expired"], days[1:])]
    kinds = product(Information.Validity.values, days, days, endings)
    Information.objects.bulk_create(
        _like(model, number, validity=validity, effective_on=begin, expires_on=end, ending=ending, ended_on=ended_on)
        for number, (validity, begin, end, (ending, ended_on)) in enumerate(kinds)
    )


def _like(model, number, **values):
    made = copy(model)
    made.pk, made.public_id, made.index_number = None, f"p{number}", f"990001001/2024-{number:05d}"
    for name, value in values.items():
        setattr(made, name, value)
    return made
