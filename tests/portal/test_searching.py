"""What stands around the results: the card that answers, what was mended, what may be asked for, what is noted."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from gongkai.catalogues import search_feed
from gongkai.portal.missing import without_persons
from gongkai.search import actions as search
from gongkai.search import answers
from gongkai.search.answers import Card
from gongkai.search.index import node_index
from gongkai.search.models import MissedQuestion
from gongkai.search.queries import Question
from gongkai.ui import navigation
from tests.portal.conftest import NOON, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fed(place):
    search.load_shipped_synonyms(county_id=place.county.pk, at=NOON)
    search_feed.feed(place.county, on=TODAY)
    node_index().sync()


@pytest.fixture
def ask(client):
    def asked(text, **more):
        return client.get(reverse("portal:search"), {"q": text, **more}).content.decode()

    return asked


def name(place):
    return place.disclosed.l2


def test_a_question_is_answered_by_the_matter_with_who_is_responsible_and_how_it_stands(ask, place):
    page = ask(f"{name(place)}怎么查")

    card = page[page.index('aria-labelledby="answer"') :]
    assert reverse("portal:matter", args=[place.disclosed.matter.number]) in card
    assert place.body.short_name in card or place.body.name in card
    assert "已公开" in card


def test_who_names_a_thing_or_narrows_the_list_gets_no_card(ask, place):
    assert 'aria-labelledby="answer"' not in ask(name(place))
    assert 'aria-labelledby="answer"' not in ask(f"{name(place)}怎么查", kind="matter")


def test_a_room_may_answer_before_the_matters(place, monkeypatch):
    monkeypatch.setattr(answers, "_providers", dict(answers._providers))

    @answers.register("test.guides", order=10)
    def guide(question, *, on):
        return Card("guide.html", question.text, "guide:1") if "怎么" in question.text else None

    assert answers.answer(Question(county_id=place.county.pk, text="怎么办"), on=TODAY).key == "guide:1"
    assert answers.answer(Question(county_id=place.county.pk, text="没有这事吗"), on=TODAY) is None


def test_what_the_list_is_narrowed_to_can_be_taken_away(ask, place):
    page = ask(name(place), kind="matter", since="2024-01-01", until="2026-01-01")

    assert "公开事项" in page
    for kept_away in ("kind=matter", "since=2024-01-01"):
        assert any(kept_away not in link for link in page.split('href="') if link.startswith(reverse("portal:search")))


def test_what_is_found_nowhere_is_counted_and_may_be_asked_for(ask, place):
    page = ask("天文馆")

    assert "没有找到“天文馆”" in page
    assert "网上申请还没有开通" in page
    missed = MissedQuestion.objects.get(county_id=place.county.pk)
    assert (missed.text, missed.count, missed.on) == ("天文馆", 1, TODAY)


def test_once_applications_are_taken_the_question_goes_along(ask, monkeypatch):
    monkeypatch.setattr(navigation, "_search", {**navigation._search, "request": "portal:bodies"})

    assert f"{reverse('portal:bodies')}?q=%E5%A4%A9%E6%96%87%E9%A6%86" in ask("天文馆")


def test_a_narrowed_list_that_is_empty_counts_for_nothing(ask):
    ask("天文馆", kind="matter")

    assert not MissedQuestion.objects.exists()


def test_what_is_found_counts_for_nothing(ask, place):
    ask(name(place))

    assert not MissedQuestion.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王小明 低保", "低保"),
        ("王小明", ""),
        ("13812345678 投诉", "投诉"),
        ("天文馆", "天文馆"),
        ("王小明的低保", "的低保"),
        ("430102199001011234 户口", "户口"),
        ("６２２２０２１２３４５６７８９０１２３ 补贴", "补贴"),
        ("wang@example.test 投诉", "投诉"),
    ],
)
def test_nothing_that_names_a_person_is_kept(typed, kept):
    text = without_persons(typed, on=TODAY)

    assert "王小明" not in text
    assert not re.search(r"\d{3}|@", text)
    assert text.endswith(kept)
