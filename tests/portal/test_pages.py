"""The public pages: what a citizen sees of a row, a matter, a body, a month."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.publishing import actions as publishing
from gongkai.publishing.actions import Piece
from tests.factories.catalogues import MatterFactory, RowFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import CountyFactory, TownshipFactory
from tests.factories.publishing import InformationFactory
from tests.portal.conftest import NOON


def words(response):
    """The text of a page as one reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_the_front_page_says_the_truth_of_the_month_and_links_it_to_its_rows(client, place):
    page = client.get("/")

    assert "本月应公开 1 项，已公开 0 项，逾期 1 项" in words(page)
    assert 'href="/progress/?state=overdue"' in page.text
    assert "临时救助办事指南" in words(client.get("/progress/?state=overdue"))


def test_a_field_shows_every_row_with_its_state(client, place):
    page = words(client.get("/fields/social-assistance/"))

    assert "低保审批信息 已公开" in page
    assert "临时救助办事指南 已逾期" in page
    assert "特困供养政策 不适用" in page
    assert "本县无此职权。" in page
    assert "第二季度低保审批结果" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("state=overdue", "临时救助办事指南", "低保审批信息"),
        ("state=disclosed", "低保审批信息", "临时救助办事指南"),
        ("level=村级", "没有符合条件的事项", "低保审批信息"),
        ("state=nonsense", "低保审批信息", "没有符合条件的事项"),
    ],
)
def test_filters_stand_in_the_address(client, place, query, shown, hidden):
    page = words(client.get(f"/fields/social-assistance/?{query}"))

    assert shown in page
    assert hidden not in page


def test_a_matter_shows_what_was_published_its_elements_and_who_is_responsible(client, place):
    page = words(client.get(f"/matters/{place.disclosed.matter.number}/"))

    assert "第二季度低保审批结果" in page
    assert "政府信息公开条例" in page
    assert "0000-1234567" in page


@pytest.mark.parametrize("address", ["/matters/{number}/", "/fields/social-assistance/?state=overdue"])
def test_a_day_that_was_missed_is_not_called_the_next(client, place, address):
    DutyFactory(row=place.overdue, body=place.body, occurrence="2025-Q2", due_on=date(2025, 7, 28))

    page = words(client.get(address.format(number=place.overdue.matter.number)))

    assert "应于 2025年5月6日 公开，已逾期" in page
    assert "下次期限" not in page


def test_a_day_that_lies_ahead_is_the_next(client, place):
    DutyFactory(row=place.disclosed, body=place.body, occurrence="2025-Q2", due_on=date(2025, 7, 28))

    assert "下次期限 2025年7月28日" in words(client.get(f"/matters/{place.disclosed.matter.number}/"))


@pytest.mark.parametrize("address", ["/matters/{number}/", "/fields/social-assistance/"])
def test_a_matter_every_township_owes_names_them_together(client, place, address):
    all_of_them = [place.township, TownshipFactory(county=place.county, slug="songxi", short_name="松溪镇")]
    matter = MatterFactory(county=place.county, field=place.disclosed.matter.field, name="村级低保公示")
    RowFactory(version=place.version, matter=matter, owners=all_of_them)

    page = words(client.get(address.format(number=matter.number)))

    assert "各乡镇（街道），共2个" in page


def test_a_matters_elements_can_be_fetched_alone_to_open_a_row_in_place(client, place):
    part = client.get(f"/matters/{place.disclosed.matter.number}/?part=elements")

    assert "公开依据" in part.text
    assert "<html" not in part.text


def test_a_body_shows_its_rows_and_how_punctual_it_is(client, place):
    page = words(client.get("/bodies/civil-affairs/"))

    assert "近一年应按时公开 2 项，按时 1 项" in page
    assert "第二季度低保审批结果" in page


@pytest.mark.parametrize("page", ["9" * 5000, "9" * 18, "²", "-1", "abc"])
def test_a_page_of_search_that_cannot_be_is_no_fault(client, place, page):
    assert client.get("/search/", {"q": "低保", "page": page}).status_code == 200


def test_drafts_are_on_no_public_page(client, place):
    InformationFactory(body=place.body, row=place.disclosed, title="还没有公开的草稿")
    InformationFactory(withdrawn=True, body=place.body, row=place.disclosed, title="已经撤回的信息")
    addresses = [
        "/",
        "/latest/",
        "/fields/social-assistance/",
        f"/matters/{place.disclosed.matter.number}/",
        "/bodies/civil-affairs/",
        "/latest/feed.xml",
        "/latest/feed.json",
        f"/matters/{place.disclosed.matter.number}/feed.json",
    ]

    for address in addresses:
        page = client.get(address).text
        assert "还没有公开的草稿" not in page, address
        assert "已经撤回的信息" not in page, address


def test_nothing_of_another_county_is_shown(client, place):
    stranger = InformationFactory(published=True, title="邻县的信息")

    assert stranger.county != place.county
    assert "邻县的信息" not in client.get("/latest/").text
    assert client.get(f"/bodies/{stranger.body.slug}/").status_code == 404
    assert client.get(f"/matters/{stranger.matter.number}/").status_code == 404


@pytest.mark.parametrize("address", ["/matters/999999/", "/bodies/nobody/", "/fields/nothing/", "/latest/feed.exe"])
def test_what_does_not_exist_is_not_found(client, place, address):
    assert client.get(address).status_code == 404


def test_a_host_without_a_county_is_not_found(client, db):
    CountyFactory()

    page = client.get("/")

    assert page.status_code == 404
    assert "域名 testserver 下还没有开通政务公开网站" in words(page)
    assert "GONGKAI_DEFAULT_COUNTY" in page.text


def test_a_page_that_a_county_lacks_says_nothing_of_hosts(client, place):
    assert "GONGKAI_DEFAULT_COUNTY" not in client.get("/matters/999999/").text


def test_an_unknown_host_shows_the_default_county(client, db, settings):
    county = CountyFactory()
    settings.DEFAULT_COUNTY = county.code

    assert client.get("/").status_code == 200


def test_a_county_without_a_catalogue_says_what_will_appear(client, db, settings):
    settings.DEFAULT_COUNTY = CountyFactory().code

    for address in ("/", "/fields/", "/latest/", "/progress/", "/bodies/", "/search/", "/about/data/"):
        page = client.get(address)
        assert page.status_code == 200, address
    assert "标准目录还没有发布" in client.get("/fields/").text


def test_the_english_switch_shows_english_names(client, place):
    client.cookies["language"] = "en"

    page = words(client.get("/fields/social-assistance/"))

    assert "Social assistance" in page
    assert "Approvals of minimum living allowance" in page


def test_my_place_is_remembered_and_can_be_forgotten(client, place):
    chosen = client.get("/place/?place=yunyan")

    assert chosen.headers["Location"] == "/bodies/yunyan/"
    assert client.cookies["place"].value == "yunyan"
    assert client.get("/place/?place=").headers["Location"] == "/"
    assert client.cookies["place"].value == ""
    assert client.get("/place/?place=elsewhere").headers["Location"] == "/"


def test_feeds_are_well_formed_and_lead_to_the_information(client, place):
    rss = client.get("/fields/social-assistance/feed.xml")
    feed = json.loads(client.get("/fields/social-assistance/feed.json").content)

    assert rss.headers["Content-Type"].startswith("application/rss+xml")
    assert "<title>第二季度低保审批结果</title>" in rss.text
    assert [item["title"] for item in feed["items"]] == ["第二季度低保审批结果"]
    assert client.get(feed["items"][0]["url"]).status_code == 200


def test_every_column_page_carries_the_statutory_tags(client, place):
    page = client.get("/fields/social-assistance/").text

    for name in (
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    ):
        assert len(re.findall(rf'<meta name="{name}" content="[^"]*"', page)) == 1, name


def test_robots_keep_off_the_desk(client, place):
    assert "Disallow: /desk/" in client.get("/robots.txt").text


@pytest.mark.parametrize(
    "address", ["/search/?q=低保", "/latest/?kind=policy", "/fields/social-assistance/?state=overdue"]
)
def test_what_was_searched_or_filtered_is_not_found_again_by_search_engines(client, place, address):
    assert 'content="noindex, follow"' in client.get(address).text
    assert "noindex" not in client.get("/latest/").text


@pytest.mark.parametrize(
    "address", ["/", "/fields/", "/fields/social-assistance/", "/latest/", "/progress/", "/bodies/civil-affairs/"]
)
def test_the_number_of_queries_does_not_grow_with_the_lists(client, place, address):
    few = queries_of(client, address)
    for n in range(25):
        matter = MatterFactory(county=place.county, field=place.disclosed.field, name=f"事项{n}")
        row = RowFactory(version=place.version, matter=matter, owners=[place.body, place.township])
        InformationFactory(published=True, body=place.body, row=row, kind="policy")
        DutyFactory(row=row, body=place.body, due_on=place.overdue.duties.get().due_on)

    assert queries_of(client, address) <= few + 1  # the first of a kind may ask for what none had before


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_a_control_character_stored_by_an_older_version_does_not_break_the_feed(client, place):
    InformationFactory(published=True, body=place.body, row=place.disclosed, title="通\x07知", summary="摘\x13要")

    rss = client.get("/latest/feed.xml")

    assert rss.status_code == 200
    assert "<title>通知</title>" in rss.text
    assert "<description>摘要</description>" in rss.text


def test_control_characters_are_gone_from_what_is_taken_in(client, place):
    pasted = Piece(
        matter_id=place.disclosed.matter_id,
        body_id=place.body.pk,
        title="通\x07知\v附件",
        summary="摘\x13要",
        html="<p>正\x07文&#7;</p>",
        published_at=NOON,
    )

    (found,) = publishing.import_published(county=place.county, pieces=[pasted], by=None, at=NOON)

    assert (found.title, found.summary, found.html) == ("通知 附件", "摘要", "<p>正文</p>")
    assert "<title>通知 附件</title>" in client.get("/latest/feed.xml").text
