"""Public pages come from the cache until something public changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.organisations.actions import raise_revision
from tests.factories.organisations import OfficerFactory
from tests.factories.publishing import InformationFactory
from tests.portal.conftest import NOON


@pytest.fixture(autouse=True)
def _empty_cache():
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def queries_of(address, **cookies):
    client = Client()
    client.cookies.load(cookies)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    return len(asked), page.text


def test_a_page_is_built_once_and_then_only_the_county_is_asked_for(place):
    built, first = queries_of("/fields/social-assistance/")

    kept, second = queries_of("/fields/social-assistance/")

    assert second == first
    assert kept <= 2 < built


def test_what_is_published_shows_at_once(place):
    queries_of("/latest/")
    InformationFactory(published=True, body=place.body, row=place.disclosed, title="刚刚公开的信息")
    raise_revision(place.county.pk)

    _count, page = queries_of("/latest/")

    assert "刚刚公开的信息" in page


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "json"])
def test_the_catalogue_as_a_file_is_written_once_until_something_changes(place, form):
    def fetched():
        with CaptureQueriesContext(connection) as asked:
            answer = Client().get(f"/catalogue.{form}")
        return len(asked), answer.content, answer.headers["Content-Disposition"]

    written, first, name = fetched()
    kept, second, name_again = fetched()
    raise_revision(place.county.pk)
    anew, _content, _name = fetched()

    assert (second, name_again) == (first, name)
    assert kept < written == anew


def test_a_duty_that_falls_overdue_overnight_shows_the_next_day(place):
    _count, today = queries_of("/")

    with time_machine.travel(NOON + timedelta(days=30), tick=False):
        _count, later = queries_of("/")

    assert today != later


@pytest.mark.parametrize("cookies", [{"language": "en"}, {"mode": "elder"}, {"contrast": "high"}, {"place": "yunyan"}])
def test_each_reader_gets_her_own_look(place, cookies):
    _count, plain = queries_of("/")

    _count, own = queries_of("/", **cookies)

    assert own != plain


def test_who_is_signed_in_is_never_answered_from_the_cache(place):
    queries_of("/latest/")
    client = Client()
    client.force_login(OfficerFactory(body=place.body))
    with CaptureQueriesContext(connection) as asked:
        client.get("/latest/")

    assert len(asked) > 2


def test_what_is_not_found_is_not_kept(place):
    queries_of("/matters/999999/")
    count, _page = queries_of("/matters/999999/")

    assert count > 1
