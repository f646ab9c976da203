"""Does every public page carry what the annex of 国办发〔2017〕47号 asks of it, and say the same to search engines?

Each page of the project that opens is read: the site's tags on every one, the column's on each, the article's on a
piece besides; the seven items of the foot; JSON-LD that names what the page is; feeds that a list says it has.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from gongkai.organisations import actions as organisations
from tests.architecture.house import NOON, TODAY, House
from tests.architecture.routes import Page, address, pages

pytestmark = [pytest.mark.anywhere]

SETTINGS = {
    "site.name": "样板县政务公开",
    "site.domain": "www.sample.example",
    "site.id_code": "bm01000001",
    "site.icp": "样ICP备00000001号",
    "site.police_record": "样公网安备00000001号",
    "site.sponsor": "样板县人民政府办公室",
    "site.contact": "0000-1234567",
    "site.party_mark_url": "https://bszs.example.org/x",
}
OF_THE_SITE = ("SiteName", "SiteDomain", "SiteIDCode")
OF_A_COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
OF_AN_ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
FOOT = (
    "党政机关网站标识",
    "我为政府网站找错",
    *(SETTINGS[f"site.{name}"] for name in ("id_code", "sponsor", "contact", "icp", "police_record")),
    "网站地图",
)
LISTS = ("latest", "policies", "interpretations", "field", "matter", "body", "stage", "home")
LISTS_OF_THE_SITE = ("topics", "topic", "notices")


class Read(HTMLParser):
    """The tags of a page's head, its JSON-LD, its links to other forms of itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.data: list[str] = []
        self.alternates: dict[str, str] = {}
        self._is_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in said:
            self.meta.setdefault(said["name"], []).append(said["content"])
        if tag == "link" and said.get("rel") == "alternate":
            self.alternates[said["type"]] = said["href"]
        self._is_data = tag == "script" and said.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_data = False


@pytest.fixture
def named(house: House) -> House:
    for key, value in SETTINGS.items():
        organisations.set_setting(county_id=house.county.pk, key=key, value=value, valid_from=TODAY, by=None, at=NOON)
    return house


def opened(house: House, page: Page) -> str | None:
    """What a page says to a reader; None: it is a file, or leads on."""
    answer = Client(SERVER_NAME=house.host).get(address(page, house))
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    text = answer.content.decode() if is_page else ""
    return text if "<html" in text else None


def wrong(page: Page, text: str) -> list[str]:
    """What a page lacks."""
    meta, is_article = Read(text).meta, page.name == "publishing_portal:information"
    wanted = OF_THE_SITE + OF_A_COLUMN + (OF_AN_ARTICLE if is_article else ())
    missing = [f"{page.name}: {name}" for name in wanted if [bool(v.strip()) for v in meta.get(name, [])] != [True]]
    foot = text.partition("<footer")[2]
    return missing + [f"{page.name}: {item}" for item in FOOT if item not in foot]


def test_every_public_page_has_its_tags_and_its_foot(named):
    read = {page: text for page in pages() if not page.is_of_the_desk and (text := opened(named, page)) is not None}

    assert [lack for page, text in read.items() for lack in wrong(page, text)] == []
    assert len(read) > 35


def test_the_time_of_an_article_is_the_time_that_is_shown(named):
    piece = next(page for page in pages() if page.name == "publishing_portal:information")
    text = opened(named, piece) or ""

    (written,) = Read(text).meta["PubDate"]
    shown = re.search(r'<time datetime="([^"]+)"', text.partition("page-head")[2])
    assert shown
    assert datetime.fromisoformat(shown[1]).strftime("%Y-%m-%d %H:%M") == written


def graph(text: str) -> dict[str, list[dict[str, Any]]]:
    """What a page says to search engines, by type."""
    (data,) = Read(text).data
    told = json.loads(data)
    assert told["@context"] == "https://schema.org"
    found: dict[str, list[dict[str, Any]]] = {}
    for node in told["@graph"]:
        found.setdefault(node["@type"], []).append(node)
    return found


def test_every_public_page_says_what_it_is_to_search_engines(named):
    for page in pages():
        text = None if page.is_of_the_desk else opened(named, page)
        if text is None:
            continue
        found = graph(text)
        kind = "Article" if "ArticleTitle" in Read(text).meta else "WebPage"
        assert found["GovernmentOrganization"][0]["name"] == SETTINGS["site.sponsor"], page.name
        assert found[kind][0]["url"].startswith(f"http://{named.host}/"), page.name
        assert ("BreadcrumbList" in found) == (page.name != "portal:home"), page.name
        for trail in found.get("BreadcrumbList", []):
            steps = trail["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), page.name
            assert all(step["name"] and step["item"].startswith("http") for step in steps), page.name


def test_the_words_of_a_piece_cannot_leave_the_data_they_stand_in(named):
    named.published.title = "</script><script>alert(1)</script>&"
    named.published.save(update_fields=["title"])
    text = opened(named, next(page for page in pages() if page.name == "publishing_portal:information")) or ""

    assert graph(text)["Article"][0]["headline"] == "</script><script>alert(1)</script>&"


def test_every_list_names_its_feeds_and_each_of_them_opens(named):
    names = [f"portal:{name}" for name in LISTS] + [f"website_portal:{name}" for name in LISTS_OF_THE_SITE]
    reader = Client(SERVER_NAME=named.host)
    for page in pages():
        if page.name in names:
            feeds = Read(opened(named, page) or "").alternates
            assert set(feeds) == {"application/rss+xml", "application/atom+xml", "application/feed+json"}, page.name
            for kind, where in feeds.items():
                answer = reader.get(where)
                assert answer.status_code == 200, where
                assert answer.headers["Content-Type"].startswith(kind), where
