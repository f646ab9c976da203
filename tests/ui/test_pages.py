"""What each layout carries: statutory tags and footer, the reader's choices, help after errors."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import server_error

from gongkai.ui import answers, views
from gongkai.ui.chrome import ArticleMeta, ColumnMeta, Site, look_of, site_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls")]

SITE = Site(
    name="明镜县人民政府门户网站",
    domain="www.mingjing.example",
    site_id_code="9911010001",
    icp="演示ICP备00000000号",
    police_record="演示公网安备00000000号",
    sponsor="明镜县人民政府办公室",
    contact="0990-2180000",
    county_name="明镜县",
    is_demo=True,
)


def _request(address="/", **cookies):
    request = RequestFactory().get(address)
    request.COOKIES.update(cookies)
    request.site = SITE
    return request


def _metas(html):
    return re.findall(r'<meta name="(\w+)" content="([^"]*)">', html)


def test_every_page_names_the_site_in_its_tags():
    metas = _metas(render_to_string("ui/portal.html", request=_request()))

    assert ("SiteName", SITE.name) in metas
    assert ("SiteDomain", SITE.domain) in metas
    assert ("SiteIDCode", SITE.site_id_code) in metas
    assert len({name for name, _ in metas}) == len(metas)


def test_an_article_page_carries_site_column_and_article_tags():
    context = {
        "column_meta": ColumnMeta("涉农补贴", "补贴政策与发放结果", "补贴,农业", "信息公开目录"),
        "article_meta": ArticleMeta("发放公示", datetime(2026, 6, 18, 1, 20, tzinfo=UTC), "明镜县农业农村局"),
    }

    metas = dict(_metas(render_to_string("ui/portal.html", context, request=_request())))

    assert metas["ColumnType"] == "信息公开目录"
    assert metas["PubDate"] == "2026-06-18 09:20"
    assert metas["ContentSource"] == "明镜县农业农村局"
    assert "Keywords" not in metas


@pytest.mark.parametrize(
    "item",
    [
        "党政机关网站标识",
        "我为政府网站找错",
        SITE.site_id_code,
        SITE.sponsor,
        SITE.contact,
        SITE.icp,
        SITE.police_record,
    ],
)
def test_the_footer_has_every_statutory_item(item):
    html = render_to_string("ui/portal.html", request=_request())

    assert item in html[html.index("<footer") :]


def test_a_demo_site_says_so_on_every_layout():
    for layout in ("ui/portal.html", "ui/workbench.html", "ui/plain.html"):
        assert "demo-mark" in render_to_string(layout, request=_request())


def test_a_request_without_a_county_still_gets_a_page():
    request = RequestFactory().get("/", headers={"host": "localhost"})

    assert site_of(request).domain == "localhost"
    assert "待登记" in render_to_string("ui/portal.html", request=request)


def test_a_cookie_that_is_not_ours_changes_nothing():
    assert look_of(_request(mode="huge", contrast="high")).mode == "standard"


def test_the_reader_s_choice_is_written_on_the_root_element():
    html = render_to_string("ui/portal.html", request=_request(mode="elder", contrast="high"))

    assert 'data-mode="elder" data-contrast="high"' in html


def test_a_preference_is_kept_and_the_reader_taken_back(client):
    response = client.get("/ui/prefer/", {"language": "en", "mode": "elder", "next": "/fields/?state=due"})

    assert response["Location"] == "/fields/?state=due"
    assert response.cookies["language"].value == "en"
    assert response.cookies["mode"].value == "elder"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_to_another_host(client, elsewhere):
    assert client.get("/ui/prefer/", {"next": elsewhere})["Location"] == "/"


def test_an_unknown_preference_sets_no_cookie(client):
    assert not client.get("/ui/prefer/", {"language": "xx", "mode": "huge"}).cookies


def test_the_style_guide_is_not_there_in_production(client):
    assert client.get("/ui/").status_code == 404


@pytest.mark.parametrize("sheet", ["portal", "workbench", "home"])
def test_the_style_guide_renders_every_component(client, settings, sheet):
    settings.STYLE_GUIDE = True

    response = client.get("/ui/", {"sheet": sheet})

    assert response.status_code == 200
    assert "<c-" not in response.text
    assert "{%" not in response.text


@pytest.mark.parametrize("sheet", ["portal", "workbench", "home"])
def test_no_page_needs_an_inline_script_or_style(client, settings, sheet):
    settings.STYLE_GUIDE = True

    html = client.get("/ui/", {"sheet": sheet}).text

    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son\w+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_the_language_cookie_decides_and_the_browser_is_not_asked(client, settings):
    settings.STYLE_GUIDE = True

    plain = client.get("/ui/", headers={"accept-language": "en"})
    client.cookies["language"] = "en"
    chosen = client.get("/ui/")

    assert (plain["Content-Language"], chosen["Content-Language"]) == ("zh-hans", "en")
    assert "Cookie" in chosen["Vary"]


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "ui/errors/410.html"])
def test_an_error_page_explains_and_shows_ways_on(template):
    html = render_to_string(template, request=_request())

    assert 'href="/"' in html
    assert SITE.contact in html


def test_what_was_withdrawn_answers_410_with_its_name():
    response = views.gone(_request(), was="2024年低保名单")

    assert response.status_code == 410
    assert "2024年低保名单" in response.text


def test_the_page_for_a_broken_server_needs_nothing_of_ours():
    assert "回到首页" in server_error(_request()).text
    assert "回到首页" in render_to_string("403_csrf.html")


def test_a_partial_answer_can_announce_what_happened():
    response = answers.announce(HttpResponse(), "已送审", undo_url="/undo/")

    assert response["HX-Trigger"].isascii()
    assert "gongkai:flash" in response["HX-Trigger"]
