"""Pages elsewhere as evidence: fetched from a real server, and never from inside."""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gongkai.duties import actions, fetching
from gongkai.duties.actions import DutyRefused, Refusal
from gongkai.duties.models import Duty, Fulfilment
from gongkai.kernel import web
from gongkai.organisations.rules.roles import Role
from tests.factories.duties import DutyFactory
from tests.factories.organisations import OfficerFactory

AT = datetime(2025, 4, 10, 1, tzinfo=UTC)
PAGE = (
    '<html><head><meta charset="utf-8"><title>县政府</title><meta name="ArticleTitle" content="补贴公告">'
    '<meta name="PubDate" content="2025-04-08"></head><body>正文</body></html>'
).encode()
ANSWERS = {
    "/page": (200, {"Content-Type": "text/html"}, PAGE),
    "/moved": (302, {"Location": "/page"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/gone": (404, {}, b""),
    "/bare": (200, {"Content-Type": "text/html"}, b"<html></html>"),
    "/large": (200, {"Content-Type": "text/html"}, b"x" * 2000),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, content = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

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
def _allowed(settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]


@pytest.mark.usefixtures("_allowed")
@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_page_is_fetched_with_title_day_and_digest(server, path):
    found = fetching.fetch(server + path)

    assert found == fetching.Fetched(f"{server}/page", "补贴公告", date(2025, 4, 8), hashlib.sha256(PAGE).hexdigest())


def test_a_private_address_is_refused_unless_it_is_allowed(server):
    with pytest.raises(DutyRefused, match=Refusal.ADDRESS_NOT_ALLOWED):
        fetching.fetch(f"{server}/page")


@pytest.mark.usefixtures("_allowed")
@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("/inside", Refusal.ADDRESS_NOT_ALLOWED),
        ("/file", Refusal.ADDRESS_NOT_ALLOWED),
        ("/loop", Refusal.ADDRESS_UNREACHABLE),
        ("/gone", Refusal.ADDRESS_UNREACHABLE),
    ],
)
def test_a_page_that_leads_astray_is_refused(server, path, refusal):
    with pytest.raises(DutyRefused, match=refusal):
        fetching.fetch(server + path)


@pytest.mark.usefixtures("_allowed")
def test_nobody_listening_is_a_refusal():
    with pytest.raises(DutyRefused, match=Refusal.ADDRESS_UNREACHABLE):
        fetching.fetch("http://127.0.0.1:1/")


@pytest.mark.usefixtures("_allowed")
def test_an_answer_beyond_the_limit_is_refused(server, monkeypatch):
    monkeypatch.setattr(web, "MAX_BYTES", 1000)

    with pytest.raises(DutyRefused, match=Refusal.ANSWER_TOO_LARGE):
        fetching.fetch(f"{server}/large")


@pytest.mark.usefixtures("_allowed")
@pytest.mark.django_db
def test_a_duty_is_fulfilled_by_a_page_elsewhere(server):
    duty = DutyFactory()
    officer = OfficerFactory(body=duty.body, role=Role.PUBLISHER)

    actions.fulfil_with_external(duty_id=duty.pk, url=f"{server}/page", by=officer, at=AT)

    duty.refresh_from_db()
    evidence = duty.fulfilments.get()
    assert (duty.state, duty.fulfilled_on) == (Duty.State.FULFILLED, date(2025, 4, 8))
    assert (evidence.by_kind, evidence.title, evidence.fetched_at) == (Fulfilment.By.EXTERNAL, "补贴公告", AT)


@pytest.mark.usefixtures("_allowed")
@pytest.mark.django_db
def test_what_the_officer_says_counts_before_what_the_page_says(server):
    duty = DutyFactory()

    actions.fulfil_with_external(
        duty_id=duty.pk, url=f"{server}/page", by=None, at=AT, title="公告", published_on=date(2025, 4, 3)
    )

    duty.refresh_from_db()
    assert (duty.fulfilled_on, duty.fulfilments.get().title) == (date(2025, 4, 3), "公告")


@pytest.mark.usefixtures("_allowed")
@pytest.mark.django_db
def test_a_page_without_a_title_needs_one_from_the_officer(server):
    duty = DutyFactory()

    with pytest.raises(DutyRefused, match=Refusal.TITLE_MISSING):
        actions.fulfil_with_external(duty_id=duty.pk, url=f"{server}/bare", by=None, at=AT)

    assert Duty.objects.get().state == Duty.State.OPEN


@pytest.mark.django_db
def test_a_closed_duty_is_not_fulfilled_again():
    duty = DutyFactory(fulfilled=True)

    with pytest.raises(DutyRefused, match=Refusal.NOT_OPEN):
        actions.fulfil_with_external(duty_id=duty.pk, url="http://example.org/", by=None, at=AT)


@pytest.mark.usefixtures("_allowed")
@pytest.mark.django_db
def test_one_unchanged_page_is_not_the_evidence_of_two_quarters(server):
    first = DutyFactory()
    second = DutyFactory(row=first.row, body=first.body, occurrence="2025-Q2")
    actions.fulfil_with_external(duty_id=first.pk, url=f"{server}/page", by=None, at=AT)

    with pytest.raises(DutyRefused, match=Refusal.ADDRESS_IN_USE):
        actions.fulfil_with_external(duty_id=second.pk, url=f"{server}/page", by=None, at=AT)

    assert Duty.objects.get(pk=second.pk).state == Duty.State.OPEN
