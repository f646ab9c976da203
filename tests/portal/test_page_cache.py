"""Public pages come from the cache until something public changes."""

from __future__ import annotations

import gzip
import time
from datetime import timedelta

import pytest
import time_machine
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from gongkai.organisations.actions import raise_revision
from gongkai.portal.kept_pages import MOST_HOSTS, KeptPages, pages
from gongkai.portal.page_cache import PageCache
from tests.factories.organisations import OfficerFactory
from tests.factories.publishing import InformationFactory
from tests.factories.website import SiteNoticeFactory
from tests.portal.conftest import NOON


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


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "csv", "json"])
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


class Front:
    """The site as a server serves it: what is kept stands before Django."""

    def __init__(self):
        self.application = PageCache(WSGIHandler())

    def get(self, address, **environ):
        environ = RequestFactory().get(address, headers={"host": "testserver"}, **environ).environ
        told = {}

        def start_response(status, headers):
            told.update(status=int(status.split()[0]), headers=dict(headers))

        # A server closes the connections of a request; the test's own one must stay, as Django's client has it.
        signals.request_started.disconnect(close_old_connections)
        signals.request_finished.disconnect(close_old_connections)
        try:
            with CaptureQueriesContext(connection) as asked:
                body = b"".join(self.application(environ, start_response))
        finally:
            signals.request_started.connect(close_old_connections)
            signals.request_finished.connect(close_old_connections)
        return told["status"], told["headers"], body, len(asked)


@pytest.fixture
def front(place):
    return Front()


@pytest.fixture
def time_has_passed(monkeypatch):
    return lambda: monkeypatch.setattr(pages, "believed", 0)


def test_before_django_a_kept_page_costs_no_query_and_lacks_no_header(front):
    built = front.get("/latest/")
    kept = front.get("/latest/")

    assert kept[:3] == built[:3]
    assert kept[3] == 0 < built[3]
    assert kept[1]["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in kept[1]["Content-Security-Policy"]


def test_what_another_process_published_shows_once_the_time_of_belief_is_over(front, place, time_has_passed):
    front.get("/latest/")
    InformationFactory(published=True, body=place.body, row=place.disclosed, title="另一进程公开的信息")
    raise_revision(place.county.pk)

    time_has_passed()

    assert "另一进程公开的信息" in front.get("/latest/")[2].decode()


def test_who_has_the_page_already_is_told_so_in_a_word(front, time_has_passed):
    _status, headers, _body, _asked = front.get("/latest/")

    at_the_door = front.get("/latest/", HTTP_IF_NONE_MATCH=headers["ETag"])
    weakened = front.get("/latest/", HTTP_IF_NONE_MATCH=f'"another", W/{headers["ETag"]}')
    time_has_passed()
    by_django = front.get("/latest/", HTTP_IF_NONE_MATCH=headers["ETag"])

    assert at_the_door[0] == weakened[0] == by_django[0] == 304
    assert at_the_door[2] == by_django[2] == b""
    assert front.get("/latest/", HTTP_IF_NONE_MATCH='"another"')[0] == 200


def test_whoever_writes_our_name_in_a_thousand_ways_fills_no_memory():
    kept = KeptPages(room=1000)
    for port in range(MOST_HOSTS + 5):
        kept.saw(f"testserver:{port}", county=1, revision=1, period=(), at=0)
        kept.saw("testserver", county=1, revision=1, period=(), at=0)

    assert len(kept._standings) == MOST_HOSTS
    assert "testserver" in kept._standings


def test_it_travels_packed_to_who_can_unpack_it(front):
    _status, plain_headers, plain, _asked = front.get("/latest/")
    _status, headers, packed, _asked = front.get("/latest/", HTTP_ACCEPT_ENCODING="gzip, br")

    assert gzip.decompress(packed) == plain
    assert headers["Content-Encoding"] == "gzip"
    assert headers["ETag"] != plain_headers["ETag"]
    assert headers["Vary"] == plain_headers["Vary"] == "Accept-Encoding, Cookie"
    assert int(headers["Content-Length"]) == len(packed) < len(plain) / 2


def test_a_proxy_may_answer_by_itself_for_a_second_and_only_what_is_the_same_for_all(front, place):
    assert "s-maxage=1" in front.get("/latest/")[1]["Cache-Control"]
    for own in ({"HTTP_COOKIE": "sessionid=x"}, {"HTTP_HX_REQUEST": "true"}):
        assert "s-maxage" not in front.get("/latest/", **own)[1].get("Cache-Control", "")


@pytest.mark.parametrize(
    "own",
    [
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_COOKIE": "csrftoken=x"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_AUTHORIZATION": "Basic eA=="},
        {"HTTP_RANGE": "bytes=0-9"},
    ],
)
def test_what_is_for_one_reader_alone_passes_the_door(front, own):
    front.get("/latest/")

    assert front.get("/latest/", **own)[3] > 1


def test_readers_who_chose_another_look_do_not_meet_at_the_door(front):
    chinese = front.get("/latest/")
    english = front.get("/latest/", HTTP_COOKIE="language=en")

    assert front.get("/latest/", HTTP_COOKIE="language=en")[2] == english[2] != chinese[2]
    assert front.get("/latest/")[2] == chinese[2]


def test_old_pages_leave_the_memory_when_something_changes(front, place):
    for address in ("/latest/", "/fields/", "/bodies/"):
        front.get(address)
    assert len(pages) == 3
    raise_revision(place.county.pk)

    Client().get("/latest/", headers={"host": "testserver"})

    assert len(pages) == 1


def test_a_page_that_finds_no_room_takes_the_place_of_the_oldest(place):
    few, page = KeptPages(room=100_000), Client().get("/latest/")
    asked = [RequestFactory().get(f"/latest/?page={n}").META for n in range(12)]
    few.saw("", county=place.county.pk, revision=1, period=(), at=time.monotonic())
    for environ in asked:
        few.keep(environ, page, county=place.county.pk, revision=1, period=())

    found = [few.find(environ) is not None for environ in asked]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (False, True)


def test_a_notice_shows_and_goes_at_the_first_door_too_once_it_was_seen(front, place):
    with time_machine.travel(NOON, tick=False):
        SiteNoticeFactory(county=place.county, title="停机维护", since=NOON + timedelta(minutes=1))
        raise_revision(place.county.pk)
        assert "停机维护" not in Client().get("/latest/", headers={"host": "testserver"}).content.decode()

    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        assert "停机维护" in Client().get("/latest/", headers={"host": "testserver"}).content.decode()
        assert "停机维护" in front.get("/latest/")[2].decode()
