"""The library of policies: everything that was published, each with whether it holds."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest

from gongkai.kernel import clock
from gongkai.publishing import actions
from gongkai.publishing.actions import Basis
from tests.factories.norms import NormFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    body = BodyFactory(short_name="民政局", slug="civil")
    CountyHostFactory(county=body.county)
    return body


def titles(client, **asked):
    page = client.get("/policies/feed.json", asked)
    return [item["title"] for item in json.loads(page.content)["items"]]


def test_every_document_is_there_with_its_validity_and_nothing_else(client, body):
    NormFactory(body=body, title="救助办法")
    InformationFactory(body=body, published=True, title="停水公告")
    NormFactory(body=body, title="撤回的办法", withdrawn=True)

    page = client.get("/policies/").content.decode()

    assert "救助办法" in page
    assert "停水公告" not in page
    assert "撤回的办法" not in page


def test_what_was_repealed_stays_and_says_so(client, body):
    gone = NormFactory(body=body, title="旧办法")
    NormFactory(body=body, title="新办法")
    actions.repeal(information_ids=[gone.pk], basis=Basis(text="决定"), on=clock.today(), by=None, at=clock.now())

    assert titles(client) == ["旧办法", "新办法"] or titles(client) == ["新办法", "旧办法"]
    assert titles(client, state="repealed") == ["旧办法"]
    assert titles(client, state="effective") == ["新办法"]


def test_a_document_that_lapsed_today_is_no_longer_in_force_before_the_night(client, body):
    NormFactory(body=body, title="到期办法", expires_on=clock.today())

    assert titles(client, state="effective") == []
    assert titles(client, state="expired") == ["到期办法"]


def test_the_desk_s_own_filters_are_not_the_public_s(client, body):
    NormFactory(body=body, title="救助办法")

    page = client.get("/policies/", {"state": "to_be_filed"}).content.decode()

    assert "救助办法" in page
    assert "待备案" not in page


def test_the_list_is_sifted_and_taken_along(client, body):
    NormFactory(body=body, title="救助办法")
    NormFactory(body=BodyFactory(county=body.county, slug="housing"), title="租房办法")

    page = client.get("/policies/", {"body": "civil"}).content.decode()
    rows = list(csv.reader(io.StringIO(client.get("/policies/register.csv?body=civil").content.decode("utf-8-sig"))))

    assert "租房办法" not in page
    assert "/policies/register.xlsx?body=civil" in page
    assert [row[0] for row in rows] == ["标题", "救助办法"]
    assert client.get("/policies/register.exe").status_code == 404


def test_another_county_s_documents_are_not_there(client, body):
    NormFactory(title="邻县办法")

    assert "邻县办法" not in client.get("/policies/").content.decode()
    assert "还没有政策文件" in client.get("/policies/").content.decode()
    assert "没有符合条件的文件" in client.get("/policies/", {"words": "无"}).content.decode()


def test_a_long_library_is_paged_without_a_gap(client, body):
    for number in range(33):
        NormFactory(body=body, title=f"第{number:02}号办法", published_at=clock.now() - timedelta(days=number))

    first = client.get("/policies/").content.decode()

    assert "第29号办法" in first
    assert "第30号办法" not in first
    assert "下一页" in first
