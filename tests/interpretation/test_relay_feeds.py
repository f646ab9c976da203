"""Feeds of upper levels, read from a real server by the guarded client, and tables of policies."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gongkai.interpretation import actions, tasks
from gongkai.interpretation.models import FeedReading, PolicyImport, UpperPolicy
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import CountySettingFactory, OfficerFactory
from tests.factories.response import UpperPolicyFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 5, 8, 6, tzinfo=UTC)
ITEM = (
    "<item><title>{title}</title><link>https://p.example.org/{n}.html</link>"
    "<pubDate>{date}</pubDate><description>摘要</description></item>"
)
GOOD = ITEM.format(title="关于救助的通知（样政办〔2025〕9号）", n=9, date="Thu, 08 May 2025 09:00:00 +0800")
DATELESS = ITEM.format(title="没有日期", n=10, date="")
FEED = f'<rss version="2.0"><channel>{GOOD}{DATELESS}</channel></rss>'.encode()
ANSWERS = {"/feed.xml": FEED, "/page.html": "<html>不是订阅</html>".encode(), "/large.xml": b"x" * (3 * 1024 * 1024)}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        content = ANSWERS.get(self.path)
        self.send_response(200 if content else 404)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


@pytest.fixture
def allowed(settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]


@pytest.fixture
def reading(body, server):
    """Read these feeds of the county, as its setting names them."""

    def read(*paths):
        lines = [f"省级 样板省人民政府 {server}{path}" for path in paths]
        CountySettingFactory(county=body.county, key="interpretation.feeds", value=lines)
        actions.read_feeds(county=body.county, by=None, at=AT)
        return {reading.url.removeprefix(server): reading for reading in FeedReading.objects.all()}

    return read


@pytest.mark.usefixtures("allowed")
class TestFeeds:
    def test_what_a_feed_tells_is_registered_with_its_hours(self, reading):
        found = reading("/feed.xml")["/feed.xml"]

        policy = UpperPolicy.objects.get()
        assert (found.entries, found.taken_in, found.unusable, found.problem) == (2, 1, 1, "")
        assert (policy.document_number, policy.issuer, policy.tier) == (
            "样政办〔2025〕9号",
            "样板省人民政府",
            "province",
        )
        assert (policy.came_by, policy.due_at) == ("feed", datetime(2025, 5, 9, 1, tzinfo=UTC))

    def test_read_again_it_brings_nothing_twice(self, body, reading):
        reading("/feed.xml")

        actions.read_feeds(county=body.county, by=None, at=AT)

        assert UpperPolicy.objects.count() == FeedReading.objects.count() == 1
        assert FeedReading.objects.get().taken_in == 0

    def test_one_that_does_not_answer_keeps_no_other_from_being_read(self, reading):
        found = reading("/gone.xml", "/page.html", "/large.xml", "/feed.xml")

        problems = {path: one.problem for path, one in found.items()}
        assert problems == {
            "/gone.xml": "address_unreachable",
            "/page.html": "unreadable",
            "/large.xml": "answer_too_large",
            "/feed.xml": "",
        }
        assert UpperPolicy.objects.count() == 1

    def test_the_worker_reads_every_county(self, body, server):
        CountySettingFactory(county=body.county, key="interpretation.feeds", value=[f"省级 甲 {server}/feed.xml"])

        tasks.read_feeds_everywhere(AT)

        assert UpperPolicy.objects.get().county == body.county


def test_an_address_inside_is_not_asked(reading):
    assert reading("/feed.xml")["/feed.xml"].problem == "address_not_allowed"


TABLE = "标题,发文机关,发文字号,发布时间,发布层级,原文网址\n"
ROW = "关于救助的通知,样板省民政厅,样民〔2025〕9号,2025-05-06 09:00,省级,\n"


@pytest.fixture
def office(body):
    return OfficerFactory(body=body, role=Role.OPENNESS_OFFICE)


def receive(body, office, *rows):
    content = (TABLE + "".join(rows)).encode()
    return actions.receive_policy_file(county=body.county, name="政策.csv", content=content, by=office, at=AT)


class TestTables:
    def test_a_table_is_taken_in_whole_and_each_row_once(self, body, office):
        UpperPolicyFactory(county=body.county, document_number="样民〔2025〕8号")
        waiting = receive(body, office, ROW, ROW.replace("9号", "8号"), ROW)

        done = actions.take_in_policy_file(waiting=waiting, by=office, at=AT)

        assert (len(done.added), done.known) == (1, 2)
        assert PolicyImport.objects.get().taken_in_at == AT

    @pytest.mark.parametrize(
        "wrong",
        [
            ROW.replace("2025-05-06 09:00", "近日"),
            ROW.replace("2025-05-06", "2035-05-06"),
            ROW.replace("样民〔2025〕9号", ""),
            ROW.replace("关于救助的通知", ""),
            ROW.replace("省级,", "省级,javascript:1"),
            ROW.replace("样板省民政厅", "某协会").replace("省级", ""),
        ],
    )
    def test_one_error_keeps_all_of_it_out(self, body, office, wrong):
        waiting = receive(body, office, ROW.replace("9号", "7号"), wrong)

        with pytest.raises(ResponseRefused, match=Refusal.FINDINGS_IN_FILE):
            actions.take_in_policy_file(waiting=waiting, by=office, at=AT)

        assert not UpperPolicy.objects.exists()

    def test_what_was_dropped_is_not_taken_in(self, body, office):
        waiting = receive(body, office, ROW)
        actions.drop_policy_file(waiting=waiting, by=office, at=AT)

        with pytest.raises(ResponseRefused, match=Refusal.SETTLED_ALREADY):
            actions.take_in_policy_file(waiting=waiting, by=office, at=AT)

    def test_a_clerk_brings_in_no_table(self, body, clerk):
        with pytest.raises(ResponseRefused, match=Refusal.NOT_PERMITTED):
            receive(body, clerk, ROW)
