"""What a row makes a body owe, whatever its limit says and whatever the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.duties.calendars import CountyReckoner
from gongkai.duties.rules import clauses, generation
from gongkai.duties.rules.clauses import Clause, ClauseKind
from gongkai.duties.rules.generation import EventFacts, LocalNumbers, RowFacts
from gongkai.workdays.rules import shipped
from gongkai.workdays.rules.calendar import Calendar, DayKind, SpecialDay

IN_FORCE = date(2025, 1, 10)
ON = date(2025, 6, 2)
NUMBERS = LocalNumbers(review_months=12, periodic_due_workdays=20)
CALENDAR = shipped.calendar()
RECKONER = CountyReckoner(CALENDAR)


def row(*given: Clause, mode=("主动",)) -> RowFacts:
    return RowFacts(clauses=given, mode=mode, in_force_from=IN_FORCE)


def lasting(facts, *, on=ON, reckoner=RECKONER):
    return generation.lasting_duties(facts, numbers=NUMBERS, reckoner=reckoner, on=on)


def after(facts, *events, reckoner=RECKONER):
    return generation.event_duties(facts, events, reckoner=reckoner)


def happened(on, *, trigger="formed_or_changed", scope="", registered_on=None):
    return EventFacts(id=7, trigger=trigger, scope=scope, occurred_on=on, registered_on=registered_on or on)


def within(amount, unit="workday", trigger="formed_or_changed", scope="", recurrence=""):
    return Clause(ClauseKind.WITHIN, trigger, amount, unit, scope, recurrence=recurrence)


def periodic(unit, amount=1, scope=""):
    return Clause(ClauseKind.PERIODIC, "", amount, unit, scope)


@pytest.mark.parametrize(
    ("unit", "keys"),
    [
        ("year", ["2025", "2026"]),
        ("half_year", ["2025-H1", "2025-H2"]),
        ("quarter", ["2025-Q1", "2025-Q2", "2025-Q3"]),
        ("month", ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07"]),
    ],
)
def test_periods_recur_from_the_day_of_force_until_one_ahead(unit, keys):
    assert [duty.occurrence for duty in lasting(row(periodic(unit)))] == keys


def test_a_yearly_date_falls_due_on_the_last_working_day_up_to_it():
    by_january = Clause(ClauseKind.BY_DATE, "", None, "year", "", "01-31")

    found = lasting(row(by_january))

    assert [(duty.occurrence, duty.due_on) for duty in found] == [
        ("2025", date(2025, 1, 27)),  # 28 January to 4 February rest
        ("2026", date(2026, 1, 30)),
    ]


def test_a_limit_after_the_end_of_a_quarter_recurs_by_its_own_amount():
    after_quarter = within(10, trigger="quarter_end", recurrence="quarter")

    found = lasting(row(after_quarter))

    assert [(duty.kind, duty.occurrence, duty.due_on) for duty in found] == [
        ("recurring", "2025-Q1", date(2025, 4, 15)),
        ("recurring", "2025-Q2", date(2025, 7, 14)),
        ("recurring", "2025-Q3", date(2025, 10, 21)),
    ]


def test_every_twenty_working_days_the_next_run_is_due_on_its_last_day():
    found = lasting(row(periodic("workday", 20)), on=date(2025, 1, 20))

    first = found[0]
    assert (first.occurrence, first.starts_on, first.due_on) == ("2025-W01", date(2025, 1, 2), date(2025, 2, 5))


def test_a_limit_that_an_event_starts_makes_one_standing_duty_and_no_date():
    (duty,) = lasting(row(within(20)))

    assert (duty.kind, duty.due_on, duty.review_on) == ("standing", None, date(2026, 1, 12))


def test_long_term_contents_stand_for_themselves_and_the_rest_waits_for_its_event():
    others = Clause(ClauseKind.LONG_TERM, "", None, "", "除处罚决定外其他内容")
    decisions = within(20, trigger="", scope="处罚决定")

    found = lasting(row(others, decisions))
    decided = after(row(others, decisions), happened(date(2025, 6, 3), trigger="decision", scope="处罚决定"))
    formed = after(row(others, decisions), happened(date(2025, 6, 3), scope="处罚决定"))

    assert [(duty.kind, duty.scope) for duty in found] == [("standing", "除处罚决定外其他内容")]
    assert decided == ()
    assert [(duty.scope, duty.due_on) for duty in formed] == [("处罚决定", date(2025, 7, 1))]


def test_two_scopes_with_two_amounts_make_the_duty_of_the_scope_that_is_named():
    facts = row(within(20), within(7, scope="结果信息"))

    whole = after(facts, happened(date(2025, 6, 3)))
    results = after(facts, happened(date(2025, 6, 3), scope="结果信息"))

    assert [duty.due_on for duty in whole] == [date(2025, 7, 1)]
    assert [duty.due_on for duty in results] == [date(2025, 6, 12)]


def test_promptly_gets_no_invented_number():
    promptly = Clause(ClauseKind.PROMPT, "progress")

    (reminder,) = lasting(row(promptly))
    (event,) = after(row(promptly), happened(date(2025, 6, 3), trigger="progress"))

    assert (reminder.due_on, reminder.review_on, event.due_on) == (None, None, None)


def test_how_long_something_must_hang_makes_no_duty():
    assert lasting(row(Clause(ClauseKind.MIN_DISPLAY, "", 7, "workday"))) == ()


def test_on_request_only_owes_nothing_of_itself():
    facts = row(within(20), periodic("month"), mode=("依申请",))

    assert lasting(facts) == ()
    assert after(facts, happened(date(2025, 6, 3))) == ()


def test_both_modes_owe_what_is_proactive():
    assert lasting(row(within(20), mode=("主动", "依申请")))


def test_what_must_be_told_beforehand_falls_due_before_the_event():
    week_before = Clause(ClauseKind.BEFORE, "event", 1, "week", "")
    meeting = happened(date(2025, 6, 20), trigger="event", registered_on=date(2025, 6, 3))

    (duty,) = after(row(week_before), meeting)

    assert (duty.starts_on, duty.due_on) == (date(2025, 6, 3), date(2025, 6, 13))


def test_after_an_event_without_a_number_is_a_reminder():
    afterwards = Clause(ClauseKind.WITH_EVENT, "registration_completed", after=True)

    (duty,) = after(row(afterwards), happened(date(2025, 6, 3), trigger="registration_completed"))

    assert duty.due_on is None


def test_two_months_make_one_turn_where_the_text_says_so():
    found = lasting(row(periodic("month", 2)))

    assert [duty.starts_on for duty in found] == [
        date(2025, 2, 28),
        date(2025, 4, 30),
        date(2025, 6, 30),
        date(2025, 8, 31),
    ]


def test_what_goes_with_an_event_is_due_on_its_day():
    with_notice = Clause(ClauseKind.WITH_EVENT, "procurement_notice")

    (duty,) = after(row(with_notice), happened(date(2025, 6, 3), trigger="procurement_notice"))

    assert duty.due_on == date(2025, 6, 3)


def test_a_rhythm_that_could_not_be_read_gets_no_invented_turns():
    assert lasting(row(Clause(ClauseKind.PERIODIC))) == ()


def test_a_limit_that_could_not_be_read_gets_no_invented_day():
    (duty,) = after(row(Clause(ClauseKind.WITHIN, "formed", None, "workday")), happened(date(2025, 6, 3)))

    assert duty.due_on is None


def test_a_limit_beyond_every_calendar_is_a_reminder():
    (duty,) = after(row(within(15, "year")), happened(date(2025, 6, 3)))

    assert duty.due_on is None


# --- Properties -------------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 1))
LIMITS = st.builds(
    Clause,
    kind=st.sampled_from([kind for kind in ClauseKind if kind is not ClauseKind.BY_DATE]),
    trigger=st.sampled_from(["", "formed", "decision"]),
    amount=st.integers(1, 40),
    unit=st.sampled_from(["workday", "day", "week", "month", "quarter", "half_year", "year"]),
    scope=st.sampled_from(["", "处罚决定", "其他"]),
    recurrence=st.sampled_from(["", "", "quarter"]),
    after=st.booleans(),
)
ROWS = st.builds(
    RowFacts,
    clauses=st.lists(LIMITS, max_size=4).map(tuple),
    mode=st.sampled_from([("主动",), ("主动", "依申请"), ("依申请",), ()]),
    in_force_from=DAYS,
)


def local_calendar(rests) -> Calendar:
    """A year 2024-2026 with days of a county's own on top."""
    return Calendar.of(
        shipped.announced(), shipped.statutory(), [SpecialDay(day, DayKind.REST, "地方假日") for day in rests]
    )


@settings(max_examples=60)
@given(facts=ROWS, on=DAYS, occurred_on=DAYS)
def test_generating_twice_gives_the_same_set_and_no_key_twice(facts, on, occurred_on):
    events = (happened(occurred_on, trigger="decision"), happened(occurred_on))

    first = lasting(facts, on=on) + after(facts, events[0])
    second = lasting(facts, on=on, reckoner=CountyReckoner(shipped.calendar())) + after(facts, events[0])

    assert first == second
    assert [duty.working for duty in first] == [duty.working for duty in second]
    keys = [(duty.rule_key, duty.occurrence) for duty in lasting(facts, on=on)]
    assert len(keys) == len(set(keys))


@settings(max_examples=150)
@given(amount=st.integers(1, 60), occurred_on=DAYS, rests=st.lists(DAYS, max_size=5))
def test_a_duty_in_working_days_falls_due_on_one_and_its_working_adds_up(amount, occurred_on, rests):
    calendar = local_calendar(rests)

    (duty,) = after(row(within(amount)), happened(occurred_on), reckoner=CountyReckoner(calendar))

    days = [occurred_on + timedelta(days=n) for n in range(1, (duty.due_on - occurred_on).days + 1)]
    special = {date.fromisoformat(on): kind for on, kind, _name in duty.working["passed"]}
    # Counted again from nothing but weekends and the exceptional days that the working itself names.
    worked = [day for day in days if special.get(day, "work" if day.weekday() < 5 else "rest") == "work"]
    assert len(worked) == amount
    assert worked[-1] == duty.due_on
    assert calendar.is_working_day(duty.due_on)
    assert (duty.working["start"], duty.working["end"]) == (occurred_on.isoformat(), duty.due_on.isoformat())


@settings(max_examples=60)
@given(unit=st.sampled_from(["month", "quarter", "half_year", "year"]), on=DAYS)
def test_every_recurring_duty_falls_due_on_a_working_day_after_its_period(unit, on):
    for duty in lasting(row(periodic(unit)), on=on):
        assert CALENDAR.is_working_day(duty.due_on)
        assert CALENDAR.count(duty.starts_on + timedelta(days=1), duty.due_on) == 20


def test_a_changed_amount_keeps_the_key():
    assert within(20).key == within(7).key
    assert within(20).key != within(20, scope="处罚决定").key


def test_a_reading_of_an_unknown_kind_is_read_as_unknown():
    (clause,) = clauses.read({"rules": [{"kind": "whatever", "trigger": None, "amount": None, "unit": None}]})

    assert clause.kind is ClauseKind.UNKNOWN
