"""Notices: on every page from their moment until another, whatever the page cache keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.website import actions
from gongkai.website.models import SiteNotice
from gongkai.website.queries import notices as queries
from gongkai.website.rules import notices
from gongkai.website.rules.notices import Grade, Notice
from gongkai.website.rules.refusals import Refusal, WebsiteRefused
from tests.factories.website import SiteNoticeFactory
from tests.website.conftest import AT

WORDS = "周六停机维护"


def post(county, by, *, since=AT, until=None, grade="notice", at=AT):
    said = {"grade": grade, "title": WORDS, "text": "", "url": "", "since": since, "until": until}
    return actions.post_notice(county=county, by=by, at=at, **said)


def is_shown(path="/"):
    return WORDS in Client().get(path).content.decode()


def test_it_stands_on_every_page_and_goes_when_it_is_ended(county, office):
    with time_machine.travel(AT, tick=False):
        assert not is_shown()
        notice = post(county, office)
        assert is_shown()
        assert is_shown("/openness/")

    with time_machine.travel(AT + timedelta(minutes=1), tick=False):
        actions.end_notice(notice_id=notice.pk, by=office, at=AT + timedelta(minutes=1))
        assert not is_shown()


def test_it_begins_and_ends_by_its_own_time_though_pages_are_kept(county, office):
    post(county, office, since=AT + timedelta(minutes=3), until=AT + timedelta(minutes=5))

    seen = {}
    for minute in (0, 2, 3, 4, 5, 6):
        with time_machine.travel(AT + timedelta(minutes=minute), tick=False):
            seen[minute] = is_shown()

    assert seen == {0: False, 2: False, 3: True, 4: True, 5: False, 6: False}


def test_one_that_was_ended_before_it_began_was_never_a_notice(county, office):
    notice = post(county, office, since=AT + timedelta(days=1))
    actions.end_notice(notice_id=notice.pk, by=office, at=AT + timedelta(hours=1))

    with time_machine.travel(AT + timedelta(days=2), tick=False):
        assert not is_shown("/notices/")


def test_its_page_is_one_of_this_site(county, office):
    desk = Client()
    desk.force_login(office)
    sent = {"grade": "notice", "title": WORDS}

    refused = desk.post("/desk/site/notices/", sent | {"url": "https://weather.example.cn/warning/"})
    assert refused.status_code == 422
    assert "https://weather.example.cn/warning/" in refused.content.decode()

    desk.post("/desk/site/notices/", sent | {"url": "http://testserver/latest/"})
    assert SiteNotice.objects.get().url == "/latest/"


def test_a_long_one_is_cut_on_the_page_and_whole_in_the_list(county, office):
    SiteNoticeFactory(county=county, title=WORDS, text=f"{'字' * 200}完", since=AT)

    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        banner = Client().get("/openness/").content.decode().partition("</aside>")[0]
        assert WORDS in banner
        assert "完" not in banner
        assert 'href="/notices/"' in banner
        assert "完" in Client().get("/notices/").content.decode()


def test_an_emergency_is_marked_as_one(county, office):
    with time_machine.travel(AT, tick=False):
        post(county, office, grade="emergency")

        assert "site-banner--urgent" in Client().get("/").content.decode()


def test_a_page_costs_no_query_for_it_while_nothing_changes(county, django_assert_num_queries):
    SiteNoticeFactory(county=county)
    with django_assert_num_queries(1):
        first = queries.of_now(county, at=AT)

    with django_assert_num_queries(0):
        assert queries.of_now(county, at=AT + timedelta(hours=1)) == first


def test_only_the_office_writes_one(county, clerk):
    with pytest.raises(WebsiteRefused, match=Refusal.NOT_PERMITTED):
        post(county, clerk)


def test_it_ends_after_it_begins_and_after_now(county, office):
    for until in (AT, AT - timedelta(hours=1)):
        with pytest.raises(WebsiteRefused, match=Refusal.DAYS_TURNED):
            post(county, office, until=until)


def test_what_is_over_is_not_ended_again(county, office):
    over = SiteNoticeFactory(county=county, over=True)

    with pytest.raises(WebsiteRefused, match=Refusal.NOT_OPEN):
        actions.end_notice(notice_id=over.pk, by=office, at=datetime(2025, 5, 11, tzinfo=UTC))


def test_one_that_was_to_come_is_never_shown(county, office):
    later = SiteNoticeFactory(county=county, later=True)

    actions.end_notice(notice_id=later.pk, by=office, at=AT)

    later.refresh_from_db()
    assert later.since == later.until == AT


def test_the_office_writes_and_ends_one_from_the_page(county, office):
    desk = Client()
    desk.force_login(office)

    sent = desk.post("/desk/site/notices/", {"grade": "emergency", "title": WORDS, "since": "", "until": ""})
    notice = SiteNotice.objects.get()
    assert sent.status_code == 302
    desk.post(f"/desk/site/notices/{notice.code}/end/")

    notice.refresh_from_db()
    assert notice.until is not None
    refused = desk.post("/desk/site/notices/", {"grade": "notice", "title": "", "text": "写好的正文"})
    assert refused.status_code == 422
    assert "写好的正文" in refused.content.decode()


def test_what_has_begun_is_listed_and_what_is_to_come_is_not(county):
    SiteNoticeFactory(county=county, title="开始了的", over=True)
    SiteNoticeFactory(county=county, title="以后的", later=True)

    with time_machine.travel(AT + timedelta(days=2), tick=False):
        page = Client().get("/notices/").content.decode()

    assert "开始了的" in page
    assert "以后的" not in page


MOMENTS = st.integers(0, 20).map(lambda n: AT + timedelta(minutes=n))


@st.composite
def some_notices(draw):
    since, lasts = draw(MOMENTS), draw(st.none() | st.integers(0, 10))
    until = None if lasts is None else since + timedelta(minutes=lasts)
    return Notice("x", draw(st.sampled_from(Grade)), WORDS, "", "", since, until)


@given(st.lists(some_notices(), max_size=5), MOMENTS, MOMENTS)
def test_nothing_changes_before_the_next_change(found, one, other):
    earlier, later = sorted((one, other))
    change = notices.next_change(found, at=earlier)

    if change is None or later < change:
        assert notices.shown(found, at=later) == notices.shown(found, at=earlier)


@given(st.lists(some_notices(), max_size=5), MOMENTS)
def test_emergencies_stand_first(found, at):
    grades = [notice.grade is Grade.EMERGENCY for notice in notices.shown(found, at=at)]

    assert grades == sorted(grades, reverse=True)
