"""The openness office decides from when the public sees what is overdue; each decision is a version and recorded."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.audit.models import Entry
from gongkai.duties import actions
from gongkai.duties import queries as duties
from gongkai.duties.actions import DutyRefused, Refusal
from gongkai.duties.models import OverdueShowing
from tests.workbench.conftest import NOON

URL = "/desk/duties/overdue/"


def decide(client, place, **given):
    return client.post(URL, {"field": place.aid.pk, "shown_from": "2025-07-01", "reason": "先补齐历史信息。", **given})


def test_the_office_decides_and_the_public_sees_it_at_once(as_chief, place):
    place.duty("临时救助")
    before = place.county.revision

    page = as_chief.get(decide(as_chief, place).url)

    assert "自2025年7月1日起公开逾期情况" in page.content.decode()
    assert duties.overdue_showings(place.county) == {place.aid.pk: date(2025, 7, 1)}
    place.county.refresh_from_db()
    assert place.county.revision > before
    entry = Entry.objects.get(action="duty.overdue_showing_decided")
    assert entry.detail == {"field": "社会救助", "shown_from": "2025-07-01", "reason": "先补齐历史信息。"}


def test_a_new_decision_leaves_the_earlier_one_in_the_history(as_chief, place):
    place.duty("临时救助")
    decide(as_chief, place)
    decide(as_chief, place, shown_from="2025-08-01")

    first, second = duties.showing_history(place.county)[::-1]

    assert (first.number, first.is_in_force) == (1, False)
    assert (second.number, second.is_in_force, second.shown_from) == (2, True, date(2025, 8, 1))


def test_a_decision_needs_a_reason(as_chief, place):
    place.duty("临时救助")

    assert decide(as_chief, place, reason=" ").status_code == 422
    assert not OverdueShowing.objects.exists()


def test_a_clerk_does_not_decide(as_clerk, place):
    assert as_clerk.get(URL).status_code == 403
    with pytest.raises(DutyRefused) as refused:
        actions.decide_overdue_showing(
            county=place.county, field=None, shown_from=date(2025, 7, 1), reason="不公开", by=place.clerk, at=NOON
        )
    assert refused.value.refusal is Refusal.NOT_PERMITTED
