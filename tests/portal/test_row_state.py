"""The portal tells how a row stands as duties say it, in the states of the bar."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.duties import queries as duties
from gongkai.duties.rules.condition import RowCondition
from gongkai.portal.rules.row_state import SHOWN, RowState
from tests.factories.catalogues import MatterFactory, RowFactory
from tests.factories.duties import DutyFactory
from tests.factories.publishing import InformationFactory
from tests.portal.conftest import TODAY

Q2_ENDS, Q2_DUE = date(2025, 6, 30), date(2025, 7, 28)
Q1_DUE = date(2025, 5, 28)


def test_every_condition_is_shown_as_a_state_of_the_bar():
    assert SHOWN.keys() == set(RowCondition)
    assert set(SHOWN.values()) == set(RowState)


@pytest.fixture
def quarterly(place):
    """A quarterly row whose second quarter has not ended: its duty lies ahead."""
    matter = MatterFactory(county=place.county, field=place.disclosed.field, name="临时救助发放情况")
    row = RowFactory(version=place.version, matter=matter, owners=[place.body])
    DutyFactory(row=row, body=place.body, occurrence="2025-Q2", starts_on=Q2_ENDS, due_on=Q2_DUE)
    return row


def shown(client, row):
    (found,) = [
        known
        for group in client.get(f"/fields/{row.field.slug}/").context["page"]["groups"]
        for known in group.rows
        if known.number == row.matter.number
    ]
    return found.state


def test_nothing_to_report_shows_until_the_next_period_is_counted(client, place, quarterly):
    DutyFactory(row=quarterly, body=place.body, nil=True)

    assert shown(client, quarterly) == "nil"
    assert client.get("/fields/").context["tally"].nil == 1


def test_nothing_to_report_is_no_excuse_while_something_is_due(client, place, quarterly):
    DutyFactory(row=quarterly, body=place.body, nil=True)
    DutyFactory(row=quarterly, body=place.township, due_on=Q1_DUE)

    assert shown(client, quarterly) == "due"


def test_what_was_published_counts_before_a_period_without_anything(client, place, quarterly):
    DutyFactory(row=quarterly, body=place.body, nil=True)
    InformationFactory(published=True, body=place.body, row=quarterly)

    assert shown(client, quarterly) == "disclosed"


def test_a_row_without_anything_published_and_without_a_day_is_still_to_come(client, place, quarterly):
    assert shown(client, quarterly) == "due"


def test_portal_and_desk_count_the_same(client, place, quarterly):
    DutyFactory(row=quarterly, body=place.body, nil=True)

    tally = client.get("/fields/").context["tally"]
    at_the_desk = duties.matrix(place.county, on=TODAY).tally

    assert (tally.nil, tally.due, tally.overdue) == (at_the_desk.nil, at_the_desk.due, at_the_desk.overdue)
