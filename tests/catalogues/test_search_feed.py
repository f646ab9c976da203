"""Matters are found as long as they are in force."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.catalogues import actions, receivers, search_feed
from gongkai.kernel import clock, outbox
from gongkai.search.models import Document
from tests.catalogues.conftest import MORNING, NOON, TODAY


@pytest.fixture
def today(monkeypatch):
    """The day on which the outbox is delivered."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def shown(county):
    return sorted(Document.objects.filter(county_id=county.pk, is_tombstone=False).values_list("title", flat=True))


@pytest.mark.usefixtures("today")
def test_what_is_issued_is_found_with_its_words_and_facets(place):
    place.issued()

    outbox.drain_all(at=NOON)

    document = Document.objects.get(county_id=place.county.pk, title="公示信息")
    assert document.url == f"/matters/{document.key.removeprefix('matter:')}/"
    assert document.facets == {"field": "social-assistance", "kind": "matter", "level": "county"}
    assert "社会救助暂行办法" in document.body_text
    assert document.weight == 5.0


@pytest.mark.usefixtures("today")
def test_what_no_longer_applies_is_taken_out(place):
    place.issued(in_force_from=TODAY - timedelta(days=1))
    outbox.drain_all(at=NOON)
    second = actions.open_draft(county=place.county, by=None, at=MORNING)
    actions.mark_not_applicable(
        rows=second.rows.filter(l2="公示信息"), reason="无此项", approved_by=None, by=None, at=MORNING
    )
    actions.issue(version=second, by=None, at=MORNING, in_force_from=TODAY)

    outbox.drain_all(at=NOON)

    assert shown(place.county) == ["审核审批信息", "政策法规文件"]


@pytest.mark.usefixtures("today")
def test_what_holds_only_from_tomorrow_is_found_only_tomorrow(place):
    tomorrow = TODAY + timedelta(days=1)
    place.issued(in_force_from=tomorrow)

    outbox.drain_all(at=NOON)
    before = shown(place.county)
    search_feed.feed(place.county, on=tomorrow)

    assert before == []
    assert len(shown(place.county)) == 3


def test_on_its_first_day_a_version_issued_before_is_put_in(place):
    tomorrow = TODAY + timedelta(days=1)
    place.issued(in_force_from=tomorrow)

    receivers.feed_new_day(NOON)
    today = shown(place.county)
    receivers.feed_new_day(NOON + timedelta(days=3))  # the machine was off on its first day

    assert today == []
    assert len(shown(place.county)) == 3


def test_a_township_s_mirror_of_a_county_row_is_not_a_second_matter(place):
    draft = place.compile()
    place.townships()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    actions.issue(version=draft, by=None, at=MORNING, in_force_from=TODAY)

    search_feed.feed(place.county, on=TODAY)

    assert len(shown(place.county)) == 3
