"""A real Chromium against a live server. Mark the module `pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]`.

`page` is a desk (1440 × 900), `phone` a telephone (390 × 844); both fail their test when the browser's console
complained. `assert_accessible(page)` runs axe. Relative addresses go to the live server.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.browser.serving import serve_in_turn, wait_until_silent
from tests.fixtures.reach import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOUD = ("error", "warning")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take our plain ORM calls for async ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def live_server(live_server, transactional_db):
    """The live server. It falls silent after the last page is closed and before the database is emptied."""
    serve_in_turn(live_server.thread.httpd)
    yield live_server
    wait_until_silent(live_server.thread.host, live_server.thread.port)


@pytest.fixture
def open_page(browser, live_server) -> Iterator[Callable[..., Page]]:
    """Open a page of a given size, with cookies such as language="en"; all are closed and judged at the end."""
    yield from pages_at(browser, live_server.url)


def pages_at(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """What `open_page` does, for any server."""
    contexts, complaints = [], []

    def opened(size: dict[str, int] = DESKTOP, **cookies: str) -> Page:
        context = browser.new_context(viewport=size, base_url=base_url, locale="zh-CN")
        contexts.append(context)
        context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in cookies.items()])
        page = context.new_page()
        page.on("console", lambda message: message.type in LOUD and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page) -> Page:
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page) -> Page:
    return open_page(PHONE)


@pytest.fixture
def sign_in(live_server):
    """Put a signed-in session into a page's cookies: signing in itself is another room's test."""

    def signed_in(page, user):
        client = Client()  # of her own: another person's session goes on
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return signed_in


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page).response["violations"]
        told = [f"{rule['id']}: {node['html'][:160]} {node['target']}" for rule in found for node in rule["nodes"]]
        assert told == [], "\n".join(told)

    return check


@pytest.fixture(scope="session")
def assert_fits() -> Callable[[Page], None]:
    """Nothing sticks out to the right: the page itself never scrolls sideways."""

    def check(page: Page) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.viewport_size["width"]

    return check
