"""Entering a year's notice and a county's own holiday."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from gongkai.workdays import actions, queries
from gongkai.workdays.actions import DayOutsideYear
from gongkai.workdays.events import calendar_changed
from gongkai.workdays.rules.calendar import CalendarEnds, DayKind, SpecialDay

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
NEW_YEAR = [
    SpecialDay(date(2027, 1, 1), DayKind.REST, "元旦"),
    SpecialDay(date(2027, 1, 2), DayKind.REST, "元旦"),
    SpecialDay(date(2027, 1, 10), DayKind.WORK, "调休上班"),
]


def announce(days=NEW_YEAR):
    return actions.announce_year(
        year=2027, days=days, notice_number="国办发明电〔2026〕99号", issued_on=None, by=None, at=NOON
    )


def test_an_announced_year_is_no_longer_provisional_and_replaces_the_computed_days():
    before = queries.calendar_for()

    announce()

    after = queries.calendar_for()
    assert before.is_provisional(date(2027, 3, 1))
    assert not after.is_provisional(date(2027, 3, 1))
    assert after.is_working_day(date(2027, 1, 10))
    assert after.is_working_day(date(2027, 5, 3))


def test_announcing_again_replaces_the_year_whole():
    announce()

    announce(NEW_YEAR[:1])

    assert not queries.calendar_for().is_working_day(date(2027, 1, 10))


def test_a_day_of_another_year_is_refused_and_nothing_is_kept():
    with pytest.raises(actions.DayOutsideYear):
        announce([SpecialDay(date(2026, 12, 1), DayKind.REST, "元旦")])

    assert queries.calendar_for().is_provisional(date(2027, 3, 1))


def test_a_notice_may_rest_or_work_days_just_before_its_new_year():
    announce([*NEW_YEAR, SpecialDay(date(2026, 12, 31), DayKind.REST, "元旦")])

    assert not queries.calendar_for().is_working_day(date(2026, 12, 31))
    assert not queries.calendar_for().is_working_day(date(2026, 10, 1))


def test_a_day_that_two_notices_name_is_as_the_later_one_says():
    shared = SpecialDay(date(2026, 12, 31), DayKind.REST, "元旦")
    actions.announce_year(year=2026, days=[shared], notice_number="更正", issued_on=None, by=None, at=NOON)

    announce([SpecialDay(shared.on, DayKind.WORK, "调休上班")])

    assert queries.calendar_for().is_working_day(shared.on)


def test_a_change_that_was_rolled_back_leaves_no_copy_behind():
    def fail_after_asking():
        with transaction.atomic():
            announce()
            queries.calendar_for()
            raise DayOutsideYear(NEW_YEAR[0].on, 2027)

    with pytest.raises(DayOutsideYear):
        fail_after_asking()
    actions.set_local_day(county_id=7, day=NEW_YEAR[2], by=None, at=NOON + timedelta(seconds=1))

    assert queries.calendar_for().is_provisional(date(2027, 3, 1))


def test_a_year_far_off_is_refused():
    with pytest.raises(CalendarEnds):
        actions.announce_year(year=2090, days=[], notice_number="", issued_on=None, by=None, at=NOON)


def test_a_countys_holiday_holds_in_that_county_until_it_is_taken_back():
    day = SpecialDay(date(2026, 9, 3), DayKind.REST, "县庆")

    actions.set_local_day(county_id=7, day=day, by=None, at=NOON)

    assert not queries.calendar_for(7).is_working_day(day.on)
    assert queries.calendar_for(8).is_working_day(day.on)
    actions.remove_local_day(county_id=7, on=day.on, by=None, at=NOON)
    assert queries.calendar_for(7).is_working_day(day.on)


def test_rooms_above_hear_of_every_change():
    heard = []

    def listen(sender, **what):
        heard.append((what["action"], what["county_id"]))

    calendar_changed.connect(listen)
    announce()
    actions.set_local_day(county_id=7, day=NEW_YEAR[0], by=None, at=NOON)
    calendar_changed.disconnect(listen)

    assert heard == [("calendar.announce_year", None), ("calendar.set_local_day", 7)]
