"""The calendar against the library it was made from, and its arithmetic against plain counting."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workdays.rules import periods, recurrence, shipped
from gongkai.workdays.rules.calendar import Calendar, CalendarEnds, DayKind, SpecialDay
from gongkai.workdays.rules.periods import Unit

CALENDAR = shipped.calendar()
# Three hundred working days after the last of these still lie within the calendar.
days = st.dates(date(2004, 3, 1), date(2034, 6, 1))


def test_every_shipped_day_agrees_with_the_library():
    first = date(2004, 1, 1)
    wrong = [
        day
        for n in range((date(2026, 12, 31) - first).days + 1)
        if CALENDAR.is_working_day(day := first + timedelta(days=n)) != chinese_calendar.is_workday(day)
    ]

    assert wrong == []


@pytest.mark.parametrize("year", range(2027, 2036))
def test_statutory_days_of_unannounced_years_agree_with_the_library(year):
    named = {day for day in holidays.China(years=year) if day.year == year}

    assert {day.on for day in shipped.statutory() if day.on.year == year} == named


@pytest.mark.parametrize(("year", "workdays"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_gives(year, workdays):
    assert len(CALENDAR.working_days(year)) == workdays


@given(days, st.integers(1, 300))
def test_the_nth_working_day_has_exactly_n_working_days_up_to_it(start, amount):
    end = CALENDAR.add(start, amount)

    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(CALENDAR.is_working_day(day) for day in between) == amount
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.count(start + timedelta(days=1), end) == amount


@given(days, st.integers(1, 200))
def test_counting_back_from_the_end_reaches_the_first_day(start, amount):
    first = CALENDAR.next_working_day(start)

    assert CALENDAR.add(CALENDAR.add(first, amount), -amount) == first


@given(days, st.integers(1, 60), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=3))
def test_overlapping_intervals_are_left_out_once(start, amount, spans):
    intervals = [(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in spans]

    due = periods.excluding(start, amount, intervals, calendar=CALENDAR)

    inside = {first + timedelta(days=n) for first, last in intervals for n in range(1, (last - first).days + 1)}
    counted = [
        day
        for n in range(1, (due.date - start).days + 1)
        if CALENDAR.is_working_day(day := start + timedelta(days=n)) and day not in inside
    ]
    assert len(counted) == amount
    assert counted[-1] == due.date


@given(days, st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR]))
def test_a_period_in_calendar_units_never_ends_on_a_rest_day_nor_early(start, amount, unit):
    amount = min(amount, 1) if unit in (Unit.YEAR, Unit.QUARTER) else min(amount, 24)
    if (start.year + amount) >= 2034:
        return

    rolled = periods.after(start, amount, unit, calendar=CALENDAR).date
    plain = periods.after(start, amount, unit, calendar=CALENDAR, rolls=False).date

    assert CALENDAR.is_working_day(rolled)
    assert rolled >= plain
    assert not any(CALENDAR.is_working_day(plain + timedelta(days=n)) for n in range((rolled - plain).days))


def test_a_month_after_the_thirty_first_ends_on_the_last_day():
    assert periods.add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert periods.add_months(date(2025, 1, 15), -1) == date(2024, 12, 15)


def test_a_day_in_a_year_without_notice_is_provisional():
    due = periods.after(date(2026, 12, 20), 20, Unit.WORKDAY, calendar=CALENDAR)

    assert due.is_provisional
    assert not periods.after(date(2026, 10, 1), 5, Unit.WORKDAY, calendar=CALENDAR).is_provisional


def test_a_period_across_a_year_without_notice_is_provisional_although_it_ends_in_one_with():
    calendar = Calendar.of({2026: (), 2028: ()}, shipped.statutory())

    assert calendar.is_provisional(date(2026, 6, 1), date(2028, 6, 1))


def test_hours_run_through_rest_days_forwards_and_backwards():
    monday = date(2026, 11, 30)

    assert periods.before(monday, 24, Unit.HOUR, calendar=CALENDAR).date == date(2026, 11, 29)
    assert periods.after(date(2026, 11, 27), 24, Unit.HOUR, calendar=CALENDAR).date == date(2026, 11, 28)


def test_a_countys_own_holiday_is_laid_over_the_nations_days():
    local = SpecialDay(date(2026, 9, 3), DayKind.REST, "县庆")
    calendar = Calendar.of(shipped.announced(), shipped.statutory(), [local])

    assert not calendar.is_working_day(date(2026, 9, 3))
    assert CALENDAR.is_working_day(date(2026, 9, 3))


def test_a_year_that_nobody_can_compute_is_refused():
    with pytest.raises(CalendarEnds):
        CALENDAR.add(date(2035, 12, 1), 100)


@pytest.mark.parametrize(
    ("unit", "keys"),
    [
        (Unit.MONTH, ["2026-01", "2026-02", "2026-03"]),
        (Unit.QUARTER, ["2026-Q1"]),
        (Unit.HALF_YEAR, ["2026-H1"]),
        (Unit.YEAR, ["2026"]),
    ],
)
def test_turns_are_calendar_periods(unit, keys):
    found = list(recurrence.turns(unit, since=date(2026, 1, 1), until=date(2026, 3, 31), calendar=CALENDAR))

    assert [turn.key for turn in found] == keys
    assert all(CALENDAR.is_working_day(turn.due.date) and turn.first <= turn.due.date <= turn.last for turn in found)


@pytest.mark.parametrize(("rolls_back", "day"), [(True, date(2026, 1, 30)), (False, date(2026, 1, 31))])
def test_a_fixed_day_that_rests_is_due_before_it_or_on_it(rolls_back, day):
    (turn,) = recurrence.turns(
        Unit.YEAR,
        since=date(2026, 1, 1),
        until=date(2026, 6, 1),
        calendar=CALENDAR,
        by="01-31",
        rolls_back=rolls_back,
    )

    assert (turn.key, turn.due.date) == ("2026", day)


def test_a_fixed_day_that_a_month_lacks_is_its_last_day():
    found = recurrence.turns(Unit.MONTH, since=date(2026, 1, 1), until=date(2026, 3, 1), calendar=CALENDAR, by="31")

    assert [turn.last.isoformat() for turn in found] == ["2026-01-31", "2026-02-28", "2026-03-31"]


def test_a_fixed_day_that_has_passed_has_no_turn_left_this_year():
    found = recurrence.turns(Unit.YEAR, since=date(2026, 5, 1), until=date(2027, 2, 1), calendar=CALENDAR, by="03-31")

    assert [turn.key for turn in found] == ["2027"]


@pytest.mark.parametrize(
    ("unit", "keys"),
    [
        (Unit.MONTH, ["2026-01~2026-02", "2026-03~2026-04"]),
        (Unit.YEAR, ["2026~2027"]),
    ],
)
def test_turns_of_several_units_are_counted_from_the_beginning_of_the_calendar(unit, keys):
    found = recurrence.turns(unit, since=date(2026, 2, 1), until=date(2026, 3, 31), calendar=CALENDAR, every=2)

    assert [turn.key for turn in found] == keys


@given(days, st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR]), st.integers(1, 4))
def test_turns_follow_one_another_without_gap_or_overlap(start, unit, amount):
    until = start + timedelta(days=400)

    found = list(recurrence.turns(unit, since=start, until=until, calendar=CALENDAR, every=amount))

    assert found[0].first <= start
    assert found[-1].last >= until
    assert all(
        later.first - earlier.last == timedelta(days=1) for earlier, later in zip(found, found[1:], strict=False)
    )
    assert len({turn.key for turn in found}) == len(found)


def test_runs_of_twenty_working_days_cover_the_year_without_gap():
    runs = list(
        recurrence.turns(Unit.WORKDAY, since=date(2026, 1, 1), until=date(2026, 12, 31), calendar=CALENDAR, amount=20)
    )

    assert runs[0].key == "2026-W01"
    assert sum(CALENDAR.count(run.first, run.last) for run in runs) == 248
