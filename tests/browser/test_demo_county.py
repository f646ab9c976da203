"""`make run` as a newcomer sees it: the real server, the demo county, a real browser.

One server for the whole file; it sets everything up in a folder of its own, as on a fresh machine.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from gongkai.demo.seeding.people import ACCOUNTS
from gongkai.demo.tour import STEPS
from tests.browser.conftest import DESKTOP, PHONE, pages_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TODAY = "2026-11-27"
READY = re.compile(r"(http://127\.0\.0\.1:\d+)/\s*$", re.MULTILINE)
OF_A_KIND = 3  # so many pages of one kind are opened and their links followed: a kind is a view, not a record


@pytest.fixture(scope="module")
def demo_site(tmp_path_factory):
    """The address of a freshly set up demo site."""
    var = tmp_path_factory.mktemp("demo") / "var"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DATABASE_URL"))},
        "GONGKAI_VAR": str(var),
        "GONGKAI_DEMO": "1",
        "GONGKAI_EMBEDDED_WORKER": "1",
        "GONGKAI_DEFAULT_COUNTY": "991101",
    }
    command = [Path(sys.executable).parent / "gongkai", "start", "--port", "8620", "--today", TODAY]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()


def _address(server):
    said = ""
    for line in server.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    found = READY.search(said.split("\n\n")[0]) or re.search(r"(http://127\.0\.0\.1:\d+)/", said)
    assert found, said
    for account in ACCOUNTS:
        assert account.username in said
    return found[1]


@pytest.fixture
def open_page(browser, demo_site):
    yield from pages_at(browser, demo_site)


@pytest.mark.parametrize(("size", "language"), [(DESKTOP, "zh-hans"), (PHONE, "en")], ids=["desktop", "phone-english"])
def test_every_stop_of_the_tour_is_a_live_screen(demo_site, open_page, assert_accessible, assert_fits, size, language):
    page = open_page(size, language=language)
    page.goto(f"{demo_site}/tour/")

    for step in STEPS:
        answer = page.goto(f"{demo_site}/tour/{step.name}/")

        assert answer.status == 200, step.name
        assert page.locator(".guide").is_visible(), step.name
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.parametrize("path", ["/", "/fields/", "/search/?q=subsidy", "/latest/", "/bodies/", "/transparency/"])
def test_every_front_page_fits_a_telephone_in_english(demo_site, open_page, assert_fits, path):
    page = open_page(PHONE, language="en")

    page.goto(f"{demo_site}{path}")

    assert_fits(page)


def test_a_clerk_enters_with_one_click_and_sees_her_tasks(demo_site, open_page):
    page = open_page()
    page.goto(f"{demo_site}/accounts/login/?next=/desk/")

    page.locator("button[value=publisher]").click()

    assert urlsplit(page.url).path == "/desk/"
    assert page.locator("h1").is_visible()


def test_what_citizens_ask_is_answered(demo_site):
    for question in ("低保怎么申请", "耕地补贴怎么领", "征地补偿标准是多少", "小学学区怎么划分", "今年财政预算"):
        page = httpx.get(f"{demo_site}/search/", params={"q": question})

        assert re.search(r"共找到 [1-9]", page.text), question


@pytest.mark.parametrize("account", ["", *(account.username for account in ACCOUNTS)])
def test_every_link_of_every_page_leads_somewhere(demo_site, account):
    with httpx.Client(base_url=demo_site, follow_redirects=True, timeout=30) as reader:
        if account:
            _enter(reader, account)

        broken = _walk(reader, start=["/desk/"] if account else ["/", "/tour/"])

    assert broken == []


def _enter(reader, account):
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', reader.get("/accounts/login/").text)
    answer = reader.post("/tour/enter/", data={"account": account, "csrfmiddlewaretoken": token[1]})
    assert answer.status_code == 200


def _walk(reader, *, start):
    """Open pages breadth first and follow their links; a kind is an address with its names and numbers blanked."""
    waiting, seen, opened, broken = list(start), set(start), defaultdict(int), []
    while waiting:
        address = waiting.pop(0)
        opened[_kind(address)] += 1
        answer = reader.get(address)
        if answer.status_code != 200:
            broken.append((answer.status_code, address))
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in _links(str(answer.url), answer.text):
            if link not in seen and opened[_kind(link)] + _count(waiting, link) < OF_A_KIND:
                seen.add(link)
                waiting.append(link)
    return broken


def _count(waiting, link):
    kind = _kind(link)
    return sum(_kind(other) == kind for other in waiting)


def _kind(address):
    path = urlsplit(address).path
    return re.sub(r"/(?:\d+|[a-z0-9]{10}|(?<=fields/)[\w-]+|(?<=bodies/)[\w-]+)(?=/)", "/*", path)


def _links(page, html):
    for href in re.findall(r'<a\b[^>]*?\bhref="([^"#]+)', html):
        link = urljoin(page, unescape(href))
        parts = urlsplit(link)
        is_ours = parts.netloc == urlsplit(page).netloc and parts.scheme == "http"
        if is_ours and not parts.path.startswith(("/accounts/logout", "/ui/prefer", "/tour/")):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
