"""Links to other sites: put down with a piece, tried where the county allows it, told when they are dead."""

from __future__ import annotations

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gongkai.kernel import outbox
from gongkai.publishing import actions, tasks
from gongkai.publishing.events import INFORMATION_PUBLISHED
from gongkai.publishing.models import LinkCheck
from gongkai.publishing.queries.findings import found_in
from gongkai.publishing.rules.dead_links import ENOUGH
from tests.factories.organisations import CountySettingFactory
from tests.publishing.desk_pages import desk
from tests.publishing.wording.conftest import AT, ON

pytestmark = pytest.mark.django_db
ELSEWHERE = "http://www.example.org/a.html"
LATER = timedelta(hours=6)
STATUSES = {"/open": 200, "/gone": 404, "/robots-out": 412, "/broken": 503}


class Handler(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(STATUSES[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


@pytest.fixture(autouse=True)
def _nobody_asked():
    Handler.asked.clear()


@pytest.fixture
def _may_go_out(settings, county):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
    CountySettingFactory(county=county, key="publishing.try_links", value="是")


def named(piece, *urls):
    piece.html = "<p>详见" + "".join(f'<a href="{url}">某</a>' for url in urls) + "</p>"
    piece.save()
    actions.note_links(piece=piece, at=AT)
    return piece


def test_a_saved_draft_puts_its_links_down_and_takes_them_up_again(draft, clerk):
    def save(html):
        draft.refresh_from_db()
        actions.save_draft(information_id=draft.pk, revision=draft.revision, by=clerk, at=AT, html=html)
        return [link.url for link in draft.link_checks.all()]

    link = f'<a href="{ELSEWHERE}">某</a><a href="/info/abc/">内</a><a href="mailto:a@example.org">信</a>'
    assert save(f"<p>详见{link}</p>") == [ELSEWHERE]
    assert save("<p>不再链接</p>") == []


def test_a_published_piece_puts_its_links_down(make, county):
    piece = make(html=f'<p><a href="{ELSEWHERE}">某</a></p>')

    outbox.append(INFORMATION_PUBLISHED, county_id=county.pk, payload={"ids": [piece.public_id]}, at=AT)
    outbox.drain_all()

    assert [link.url for link in piece.link_checks.all()] == [ELSEWHERE]


def test_nothing_is_asked_before_the_county_says_so(make, server, settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
    named(make(), f"{server}/open")

    tasks.try_links(AT)

    assert Handler.asked == []
    assert LinkCheck.objects.get().tried_at is None


@pytest.mark.usefixtures("_may_go_out")
def test_what_opens_is_tried_again_after_a_week(make, server):
    named(make(), f"{server}/open")

    for at in (AT, AT + LATER, AT + timedelta(days=7)):
        tasks.try_links(at)

    assert Handler.asked == ["/open", "/open"]
    assert LinkCheck.objects.get().is_open


@pytest.mark.usefixtures("_may_go_out")
@pytest.mark.parametrize(
    ("path", "times", "is_dead"),
    [("/gone", 1, True), ("/broken", ENOUGH - 1, False), ("/broken", ENOUGH, True), ("/robots-out", ENOUGH, False)],
)
def test_a_link_is_dead_once_that_is_certain(make, server, path, times, is_dead):
    named(make(), server + path)

    for number in range(times):
        tasks.try_links(AT + number * LATER)

    since = AT + (times - 1) * LATER
    assert LinkCheck.objects.get().closed_since == (since if is_dead else None)


def test_an_address_inside_is_never_asked(make, server, county):
    CountySettingFactory(county=county, key="publishing.try_links", value="是")
    named(make(), f"{server}/open", "http://169.254.169.254/latest/meta-data")

    tasks.try_links(AT)

    assert Handler.asked == []
    assert {link.why for link in LinkCheck.objects.all()} == {"address_not_allowed"}


@pytest.mark.usefixtures("_may_go_out")
def test_a_link_that_no_piece_names_is_not_tried(make, server):
    piece = named(make(), f"{server}/open")
    named(piece)

    tasks.try_links(AT)

    assert Handler.asked == []


@pytest.mark.usefixtures("_may_go_out")
def test_a_dead_link_is_told_beside_the_draft_that_names_it(draft, server):
    named(draft, f"{server}/gone")

    tasks.try_links(AT)

    told = [(one.kind, one.shown, one.where) for one in found_in(draft, on=ON) if one.check == "links"]
    assert told == [("closed_address_unreachable", f"{server}/gone", "2025-04-10")]


@pytest.mark.usefixtures("_may_go_out")
def test_dead_links_are_listed_with_their_pieces_and_since_when(client, clerk, make, server):
    for number in range(7):
        named(make(title=f"公告{number}"), f"{server}/gone")
    tasks.try_links(AT)
    client.force_login(clerk)

    page = client.get(desk("dead_links")).text

    assert page.count(f"{server}/gone") == 1
    for words in ("2025年4月10日", "对方网站回答 404", "公告0", "另有 2 件"):
        assert words in page


def test_no_dead_link_and_a_platform_that_stays_at_home_are_said(client, clerk):
    client.force_login(clerk)

    page = client.get(desk("dead_links")).text

    assert "没有打不开的链接" in page
    assert "平台现在不访问外部链接" in page


@pytest.mark.usefixtures("_may_go_out")
def test_a_long_list_of_dead_links_is_paged_at_a_constant_cost(client, clerk, make, django_assert_max_num_queries):
    piece = named(make(), *(f"http://www.example.org/{number}" for number in range(31)))
    piece.link_checks.update(tried_at=AT, is_open=False, why="address_unreachable", failures=3, closed_since=AT)
    client.force_login(clerk)

    with django_assert_max_num_queries(20):
        page = client.get(desk("dead_links")).text

    assert "下一页" in page
