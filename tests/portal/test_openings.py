"""The five openings as a second way in, and the map of the site for readers."""

from __future__ import annotations

import re

import pytest

from gongkai.catalogues.models import Decision
from tests.factories.catalogues import MatterFactory, RowFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staged(place):
    def row(name, **content):
        return RowFactory(
            version=place.version,
            matter=MatterFactory(county=place.county, field=place.disclosed.matter.field, name=name),
            owners=[place.body],
            content=[{"text": text, "stage": stage} for stage, text in content.items()],
        )

    named = row("低保对象", 结果="低保对象名单")
    row("临时救助", 服务="办事指南", 结果="救助结果")
    row("不在这里的", 决策="政策文件")
    InformationFactory(published=True, body=place.body, row=named, title="低保对象名册")
    return place


def main_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


def test_each_stage_tells_how_many_matters_it_has_and_how_many_are_disclosed(client, staged):
    page = re.sub(r"\s+", "", main_of(client, "/stages/"))

    assert "4个事项，已公开2个" in page  # 结果: two of the place, two of ours
    assert "1个事项，已公开0个" in page  # 服务


def test_a_stage_shows_its_rows_with_what_belongs_to_it_and_nothing_else(client, staged):
    page = main_of(client, "/stages/service/")

    assert "临时救助" in page
    assert "<li>办事指南</li>" in page
    assert "救助结果" not in page
    assert "低保对象" not in page


def test_what_does_not_apply_here_stands_under_none(client, place):
    RowFactory(
        version=place.version,
        matter__county=place.county,
        decision=Decision.NOT_APPLICABLE,
        reason="本县无此职权。",
        content=[{"text": "执行情况", "stage": "执行"}],
    )

    assert "目录里还没有这一环节的内容" in main_of(client, "/stages/execution/")


def test_its_feed_has_what_was_published_under_its_matters(client, staged):
    assert "低保对象名册" in client.get("/stages/result/feed.json").content.decode()
    assert "低保对象名册" not in client.get("/stages/service/feed.json").content.decode()


@pytest.mark.parametrize("address", ["/stages/dreaming/", "/stages/dreaming/feed.xml", "/stages/result/feed.pdf"])
def test_another_stage_is_not_found(client, place, address):
    assert client.get(address).status_code == 404


def test_every_address_on_the_map_opens(client, place):
    links = set(re.findall(r'href="(/[^"#]*)"', main_of(client, "/sitemap/")))

    assert {link for link in links if client.get(link).status_code != 200} == set()
    assert len(links) > 35
