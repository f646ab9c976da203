"""The worked examples of law.md §9 that are plain date arithmetic, by their numbers there."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.workdays import presenters
from gongkai.workdays.rules import periods, shipped
from gongkai.workdays.rules.periods import Unit

CALENDAR = shipped.calendar()


def working_days_after(start, amount):
    return periods.after(date.fromisoformat(start), amount, Unit.WORKDAY, calendar=CALENDAR).date.isoformat()


def days_after(start, amount, **options):
    due = periods.after(date.fromisoformat(start), amount, Unit.DAY, calendar=CALENDAR, **options)
    return due.date.isoformat()


@pytest.mark.parametrize(
    ("example", "start", "amount", "due"),
    [
        (1, "2024-09-27", 20, "2024-10-30"),
        (1, "2024-09-27", 7, "2024-10-12"),
        (1, "2024-09-27", 40, "2024-11-27"),
        (2, "2024-10-08", 20, "2024-11-04"),
        (2, "2024-10-01", 20, "2024-11-01"),
        (4, "2025-01-20", 7, "2025-02-05"),
        (4, "2025-02-12", 20, "2025-03-12"),
        (4, "2025-01-20", 20, "2025-02-21"),
        (6, "2024-10-08", 20, "2024-11-04"),
        (6, "2024-10-18", 15, "2024-11-08"),
        (13, "2024-12-20", 20, "2025-01-20"),
        (13, "2025-01-15", 20, "2025-02-18"),
        (14, "2024-02-06", 20, "2024-03-11"),
        (16, "2025-12-26", 20, "2026-01-26"),
        (16, "2025-12-26", 10, "2026-01-12"),
        (16, "2025-12-26", 7, "2026-01-07"),
    ],
)
def test_working_days_are_counted_as_the_notices_say(example, start, amount, due):
    assert working_days_after(start, amount) == due


@pytest.mark.parametrize(
    ("replied", "excluded", "due"), [("2024-10-31", 11, "2024-11-19"), ("2024-11-08", 17, "2024-11-27")]
)
def test_example_6_days_of_consulting_a_third_party_do_not_count(replied, excluded, due):
    interval = (date(2024, 10, 16), date.fromisoformat(replied))

    found = periods.excluding(date(2024, 10, 8), 20, [interval], calendar=CALENDAR)

    assert (found.date.isoformat(), found.working.excluded) == (due, excluded)


def test_example_17_sixty_days_that_end_in_a_holiday_end_after_it():
    assert days_after("2025-08-04", 60) == "2025-10-09"


def test_example_19_thirty_days_for_comments_are_never_shortened_and_their_end_may_roll():
    assert days_after("2025-03-03", 30, rolls=False) == "2025-04-02"
    assert days_after("2025-03-05", 30, rolls=False) == "2025-04-04"
    assert days_after("2025-03-05", 30) == "2025-04-07"


def test_example_20_materials_arrive_seven_days_before_a_hearing():
    due = periods.before(date(2025, 6, 20), 7, Unit.DAY, calendar=CALENDAR)

    assert due.date == date(2025, 6, 13)


def test_example_21_a_budget_approved_on_10_january_is_public_after_the_spring_festival_at_the_latest():
    assert days_after("2025-01-10", 20) == "2025-02-05"
    assert CALENDAR.last_working_day(date(2025, 1, 30)) == date(2025, 1, 27)


def test_the_working_names_the_holiday_and_the_weekend_days_that_were_worked():
    due = periods.after(date(2024, 9, 27), 20, Unit.WORKDAY, calendar=CALENDAR)

    assert presenters.in_words(due.working) == ("9月27日 + 20个工作日 = 10月30日（国庆节7天休，9月29日、10月12日上班）")
