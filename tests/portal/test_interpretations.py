"""What a citizen finds of policies and their interpretations."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.portal.kept_pages import pages
from tests.factories.interpretation import ExplanationFactory, MaterialFactory, PlanFactory, PolicyFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory

pytestmark = pytest.mark.django_db

EARLIER, LATER = datetime(2025, 4, 2, 1, tzinfo=UTC), datetime(2025, 4, 3, 1, tzinfo=UTC)


@pytest.fixture
def body():
    body = BodyFactory()
    CountyHostFactory(county=body.county)
    return body


def explained(body, title="种粮补贴办法", at=EARLIER, form=""):
    policy = PolicyFactory(body=body, published=True, title=title, published_at=at)
    piece = ExplanationFactory(interprets=policy, published=True, title=f"《{title}》解读")
    if form:
        MaterialFactory(plan=PlanFactory(policy=policy), information=piece, form=form)
    return policy


def found(client, **query):
    pages.forget()  # what is asked again is built again
    answer = client.get("/interpretations/", query)
    assert answer.status_code == 200
    return [policy.label for policy in answer.context["policies"]]


def test_it_is_empty_and_says_what_will_come(client, body):
    assert "还没有政策解读" in client.get("/interpretations/").text


def test_a_policy_stands_with_all_that_explains_it_the_newest_policy_first(client, body):
    explained(body, "旧办法", EARLIER)
    policy = explained(body, "新办法", LATER, form="chart")
    ExplanationFactory(interprets=policy, published=True, title="新办法问答")

    page = client.get("/interpretations/").text

    assert found(client) == ["新办法", "旧办法"]
    assert "图表图解" in page
    assert "新办法问答" in page


def test_what_nobody_explained_and_what_is_not_public_is_not_in_it(client, body):
    PolicyFactory(body=body, published=True, title="没有解读")
    hidden = PolicyFactory(body=body, published=True, title="解读还在审")
    ExplanationFactory(interprets=hidden, in_review=True)
    withdrawn = PolicyFactory(body=body, withdrawn=True, title="撤回的办法")
    ExplanationFactory(interprets=withdrawn, published=True)

    assert found(client) == []
    assert "撤回的办法" not in client.get("/interpretations/feed.json").text


def test_it_is_filtered_by_body_and_form(client, body):
    other = BodyFactory(county=body.county)
    explained(body, "甲办法", form="chart")
    explained(other, "乙办法", form="case")

    assert found(client, body=other.slug) == ["乙办法"]
    assert found(client, form="chart") == ["甲办法"]
    assert found(client, form="nonsense", body="nonsense") == ["甲办法", "乙办法"]
    assert "显示全部" in client.get("/interpretations/", {"form": "briefing"}).text


def test_another_countys_policies_are_not_in_it(client, body):
    explained(BodyFactory(), "外县办法")

    assert found(client) == []


def test_the_list_is_paged_and_costs_no_more_queries(client, body):
    explained(body, form="chart")
    few = cost(client)
    for n in range(31):
        explained(BodyFactory(county=body.county), f"办法{n}", form="chart")

    assert cost(client) <= few + 1  # the pager's own
    assert "下一页" in client.get("/interpretations/").text


def cost(client):
    with CaptureQueriesContext(connection) as asked:
        found(client)
    return len(asked)


def test_the_feed_holds_the_interpretations_of_the_list(client, body):
    explained(body, "甲办法", form="chart")
    explained(BodyFactory(county=body.county), "乙办法", form="case")

    whole = json.loads(client.get("/interpretations/feed.json").content)
    charts = json.loads(client.get("/interpretations/feed.json", {"form": "chart"}).content)

    assert {item["title"] for item in whole["items"]} == {"《甲办法》解读", "《乙办法》解读"}
    assert [item["title"] for item in charts["items"]] == ["《甲办法》解读"]
    assert charts["home_page_url"].endswith("/interpretations/?form=chart")
    assert client.get("/interpretations/feed.xml").status_code == 200
