"""`make run` as a newcomer sees it: the real server, the demo county, a real browser.

One server for the whole file, on a copy of the county that a process of its own has made.
"""

from __future__ import annotations

import os
import re
import shutil
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
MEGABYTE = 2**20
# So many pages of one kind are opened and their links followed: a kind is a view, not a record. The public, a clerk and
# the openness office meet most kinds; what others meet besides is opened once.
OF_A_KIND = {"": 2, "publisher": 2, "office": 2}

# Two who hold the same posts at the same body are shown the same links.
ONE_OF_EACH = {(account.body_kind, account.roles): account.username for account in ACCOUNTS}


@pytest.fixture(scope="module")
def var(tmp_path_factory, demo_made_elsewhere):
    demo_made_elsewhere.begin()
    return shutil.copytree(demo_made_elsewhere.var(), tmp_path_factory.mktemp("demo") / "var")


@pytest.fixture(scope="module")
def server(var):
    """The process that serves a demo site, and has not said where yet."""
    (var / "uploading").mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DATABASE_URL"))},
        "GONGKAI_VAR": str(var),
        "GONGKAI_DEMO": "1",
        "GONGKAI_EMBEDDED_WORKER": "1",
        "GONGKAI_DEFAULT_COUNTY": "991101",
        "GONGKAI_UPLOAD_DIR": str(var / "uploading"),
    }
    command = [Path(sys.executable).parent / "gongkai", "start", "--port", "8620", "--today", TODAY]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def demo_site(server):
    """The address of the demo site."""
    address = _address(server)
    with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as first:  # it says where before it listens
        assert first.get(f"{address}/tour/").status_code == 200
    return address


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


@pytest.mark.parametrize("is_announced", [True, False], ids=["announced", "without-length"])
def test_two_hundred_megabytes_fill_neither_memory_nor_disk(server, demo_site, var, is_announced):
    with httpx.Client(base_url=demo_site, follow_redirects=True, timeout=60) as clerk:
        _enter(clerk, "publisher")
        draft = re.search(r"/desk/info/\w{10}/", clerk.get("/desk/info/").text)[0]
        token = re.search(r'name="csrf-token" content="([^"]+)"', clerk.get(draft).text)[1]
        about = {"X-CSRFToken": token, "Origin": demo_site, "Content-Type": "multipart/form-data; boundary=part"}
        length = {"Content-Length": str(sum(map(len, _upload())))} if is_announced else {}
        before = _most_memory(server.pid)

        answer = clerk.post(f"{draft}files/", content=_upload(), headers=about | length)

        assert _most_memory(server.pid) - before < 64 * MEGABYTE
        assert ("文件太大" if is_announced else "请选择文件") in answer.text
        assert list((var / "uploading").iterdir()) == []
        assert "large.bin" not in clerk.get(draft).text


def _upload():
    head = 'Content-Disposition: form-data; name="file"; filename="large.bin"'
    yield f"--part\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
    for _part in range(200):
        yield bytes(MEGABYTE)
    yield b"\r\n--part--\r\n"


def _most_memory(pid):
    """The most that a process and its children have held so far, in bytes."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return int(re.search(r"VmHWM:\s+(\d+)", told)[1]) * 1024 + sum(map(_most_memory, children))


@pytest.mark.parametrize("account", ["", *ONE_OF_EACH.values()])
def test_every_link_of_every_page_leads_somewhere(demo_site, account):
    with httpx.Client(base_url=demo_site, follow_redirects=True, timeout=30) as reader:
        if account:
            _enter(reader, account)

        broken = _walk(reader, start=["/desk/"] if account else ["/", "/tour/"], of_a_kind=OF_A_KIND.get(account, 1))

    assert broken == []


def _enter(reader, account):
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', reader.get("/accounts/login/").text)
    answer = reader.post("/tour/enter/", data={"account": account, "csrfmiddlewaretoken": token[1]})
    assert answer.status_code == 200


def _walk(reader, *, start, of_a_kind):
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
            if link not in seen and opened[_kind(link)] + _count(waiting, link) < of_a_kind:
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
