"""The county decides from when the public sees what is overdue; the desk sees it always."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.duties import actions
from gongkai.duties import queries as duties
from gongkai.duties.rules.condition import RowCondition
from gongkai.portal.rules.fairness import ShownFrom
from gongkai.portal.rules.row_state import SHOWN, RowState, told
from tests.factories.duties import OverdueShowingFactory
from tests.portal.conftest import NOON, TODAY

LATER, LONG_AGO = date(2025, 7, 1), date(2025, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))
RULES = st.builds(ShownFrom, county=st.none() | DAYS, fields=st.dictionaries(st.integers(1, 4), DAYS))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@given(rule=RULES, field=st.integers(1, 5), on=DAYS, condition=st.sampled_from(list(RowCondition)))
def test_nothing_but_overdue_is_told_otherwise_and_that_only_before_the_day(rule, field, on, condition):
    state = told(condition, held_back=rule.holds_back(field, on=on))

    first = rule.fields.get(field, rule.county)
    is_early = first is not None and on < first
    if condition is RowCondition.OVERDUE and is_early:
        assert state is RowState.DUE
    else:
        assert state is SHOWN[condition]


@given(rule=RULES, field=st.integers(1, 5), on=DAYS)
def test_once_told_delay_stays_told(rule, field, on):
    if not rule.holds_back(field, on=on):
        assert not rule.holds_back(field, on=on + timedelta(days=1))


@pytest.fixture(params=["field", "county"])
def held(request, place):
    """Delay is told only from a later day: decided for the field, or for all fields."""
    own = place.overdue.field if request.param == "field" else None
    return OverdueShowingFactory(county=place.county, field=own, shown_from=LATER)


def test_before_the_day_every_page_says_in_preparation(client, place, held):
    number = place.overdue.matter.number

    field = words(client.get("/fields/social-assistance/"))
    assert "准备中，应于 2025年5月6日 公开" in field
    assert "本领域自2025年7月1日起公开逾期情况" in field
    matter = words(client.get(f"/matters/{number}/"))
    assert "准备中，应于 2025年5月6日 公开" in matter
    assert "本领域自2025年7月1日起公开逾期情况" in matter
    assert "本月应公开 1 项，已公开 0 项，逾期 0 项" in words(client.get("/"))
    for page in (field, matter):
        assert "已逾期 临时" not in page
        assert "公开，已逾期" not in page
    body = words(client.get("/bodies/civil-affairs/"))
    assert "公开，已逾期" not in body
    assert "近一年应按时公开 1 项，按时 1 项" in body
    assert client.get("/fields/").context["tally"].overdue == 0


def test_before_the_day_the_list_of_the_month_and_its_data_say_the_same(client, place, held):
    assert "临时救助办事指南" not in words(client.get("/progress/?state=overdue"))
    assert "临时救助办事指南 准备中" in words(client.get("/progress/?state=open"))
    for name in ("progress", "matters"):
        text = client.get(f"/data/{name}.csv").content.decode("utf-8-sig")
        assert "准备中" in text
        assert "逾期" not in text


def test_the_true_state_stays_what_it_was(place, held):
    pairs = duties.pair_states(place.county, on=TODAY)

    assert pairs[place.overdue.matter_id, place.body.pk] is RowCondition.OVERDUE
    assert duties.scoreboard(place.county, on=TODAY).overdue == 1


def test_from_the_day_on_the_public_sees_it_and_reads_since_when(client, place):
    OverdueShowingFactory(county=place.county, field=place.overdue.field, shown_from=TODAY)

    page = words(client.get("/fields/social-assistance/"))

    assert "应于 2025年5月6日 公开，已逾期" in page
    assert "本领域自2025年5月12日起公开逾期情况。" in page
    assert "准备中" not in page
    assert "社会救助：自2025年5月12日起公开逾期情况。" in words(client.get("/progress/"))


def test_a_fields_own_decision_goes_before_the_countys_and_the_newest_holds(client, place):
    OverdueShowingFactory(county=place.county, field=None, shown_from=LATER)
    OverdueShowingFactory(county=place.county, field=place.overdue.field, shown_from=LATER)
    assert "准备中" in words(client.get("/fields/social-assistance/"))

    actions.decide_overdue_showing(
        county=place.county, field=place.overdue.field, shown_from=LONG_AGO, reason="已经补齐。", by=None, at=NOON
    )

    assert "公开，已逾期" in words(client.get("/fields/social-assistance/"))  # the page kept before is not shown again
