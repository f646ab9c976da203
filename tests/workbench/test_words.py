"""Has every code a word, and does every word say what it should?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

import gongkai
from gongkai.duties.actions import DutyRefused
from gongkai.duties.actions import Refusal as DutyRefusal
from gongkai.duties.rules.clauses import family
from gongkai.duties.rules.condition import Condition
from gongkai.organisations import actions as organisations
from gongkai.workbench import detail_presenters, presenters, record_presenters
from gongkai.workbench.queries.desk import Pile
from gongkai.workbench.rules.refusals import DeskRefused, Refusal
from gongkai.workdays.rules.phrases import Trigger
from tests.factories.organisations import BodyFactory
from tests.factories.workbench import WaiverRequestFactory

RECORDED = re.compile(r'record(?:_many)?\(\s*"([a-z_]+\.[a-z_]+)"')


@pytest.mark.parametrize("refusal", DutyRefusal)
def test_every_refusal_of_duties_has_words(refusal):
    assert presenters.explain(DutyRefused(refusal))


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_of_the_desk_has_words(refusal):
    assert presenters.explain(DeskRefused(refusal))


@pytest.mark.parametrize("trigger", Trigger)
def test_every_start_of_a_limit_has_words(trigger):
    assert presenters.trigger_text(family(trigger)) != trigger


def test_every_pile_and_condition_has_words():
    assert set(presenters.PILES) == set(presenters.PILE_NOTES) == set(Pile)
    assert set(presenters.CONDITIONS) == {str(condition) for condition in Condition}


def test_every_act_that_is_written_out_in_the_code_has_words():
    sources = Path(gongkai.__file__).parent.rglob("actions*/*.py")
    named = {action for source in sources for action in RECORDED.findall(source.read_text(encoding="utf-8"))}

    assert named
    assert {action for action in named if action not in record_presenters.ACTIONS} == set()


@pytest.mark.django_db
def test_no_record_without_words_goes_unnoticed_in_a_test(monkeypatch):
    """The guard over all tests (tests.fixtures.records) holds: here one word is missing."""
    monkeypatch.setattr(detail_presenters, "DETAILS", {})

    with pytest.raises(AssertionError, match="no words for .*names"):
        organisations.set_aliases(
            body_id=BodyFactory().pk, names=["民政"], by=None, at=datetime(2025, 5, 12, tzinfo=UTC)
        )


def test_an_act_without_words_shows_as_itself():
    assert record_presenters.action_text("moon.landed") == "moon.landed"
    assert record_presenters.subject_text("moon.rock") == "moon.rock"
    assert detail_presenters.lines("moon.landed", {"crater": ["a", None]}) == (("crater", "a、—"),)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2026-Q3", "2026年第3季度"),
        ("2026-11", "2026年11月"),
        ("2026", "2026年"),
        ("2026-H1", "2026年上半年"),
        ("2026-H2", "2026年下半年"),
        ("2026-W05", "2026年第5期"),
        ("2026-KW07", "2026年第7期"),
        ("2026-03-04", "2026-03-04"),
        ("2026-01~2026-02", "2026年1月至2026年2月"),
        ("standing", ""),
        ("event:12", ""),
    ],
)
def test_a_period_is_written_as_people_say_it(key, words):
    assert presenters.period_text(key) == words


@pytest.mark.parametrize(("left", "words"), [(-3, "逾期3天"), (0, "今天到期"), (5, "还有5天"), (None, "")])
def test_how_far_a_day_is(left, words):
    assert presenters.days_text(left) == words


def test_a_name_is_the_readers_with_the_official_one_beside_it():
    with translation.override("en"):
        both, chinese = presenters.name("民政局", "Civil Affairs Bureau"), presenters.name("民政局", "")

    assert (both.shown, both.gloss) == ("Civil Affairs Bureau", "民政局")
    assert (chinese.shown, chinese.gloss) == ("民政局", "")


@pytest.mark.django_db
def test_a_request_of_the_factory_is_valid():
    WaiverRequestFactory().full_clean(exclude=["settled_by", "is_granted", "settled_at"])
