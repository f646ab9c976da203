"""What may become of a document's validity: the table, the days, the refusals."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.rules import norms, validity
from gongkai.publishing.rules.norms import Periods
from gongkai.publishing.rules.validity import (
    CHANGES,
    ENDINGS,
    LIVING,
    OVER,
    Act,
    Ending,
    Facts,
    Refused,
    Validity,
    ValidityRefused,
)

ON = date(2025, 4, 2)
DAY = timedelta(days=1)
PERIODS = Periods(years=5, trial_years=2, filing_days=15)

days = st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1))
facts = st.builds(
    Facts,
    validity=st.sampled_from(["", *map(str, Validity)]),
    effective_on=days,
    expires_on=days,
    ending=st.sampled_from(["", *map(str, ENDINGS.values())]),
    ended_on=days,
)


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (Facts("effective"), "effective"),
        (Facts("effective", effective_on=ON + DAY), "not_yet_effective"),
        (Facts("not_yet_effective", effective_on=ON), "effective"),
        (Facts("effective", expires_on=ON), "expired"),
        (Facts("effective", expires_on=ON + DAY), "effective"),
        (Facts("repealed", expires_on=ON + 9 * DAY), "repealed"),
        (Facts("", expires_on=ON), ""),
        (Facts("effective", ending="repealed", ended_on=ON), "repealed"),
        (Facts("effective", ending="repealed", ended_on=ON + DAY), "effective"),
        (Facts("effective", ending="amended", ended_on=ON), "amended"),
        (Facts("amended", ending="repealed", ended_on=ON + DAY), "amended"),
        (Facts("amended", expires_on=ON), "expired"),
        (Facts("not_yet_effective", effective_on=ON + DAY, ending="repealed", ended_on=ON), "repealed"),
        (Facts("effective", expires_on=ON - DAY, ending="repealed", ended_on=ON), "expired"),
        (Facts("effective", expires_on=ON, ending="repealed", ended_on=ON), "repealed"),
    ],
)
def test_days_and_other_documents_decide_what_a_document_is(known, shown):
    assert validity.validity_on(known, on=ON) == shown


@given(facts, st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(1, 700))
def test_what_is_over_stays_over(known, on, later):
    if validity.validity_on(known, on=on) in OVER:
        assert validity.validity_on(known, on=on + later * DAY) == validity.validity_on(known, on=on)


@given(facts, st.dates(date(2024, 1, 1), date(2026, 1, 1)))
def test_storing_what_is_shown_changes_nothing_that_is_shown(known, on):
    shown = validity.validity_on(known, on=on)
    stored = Facts(shown, known.effective_on, known.expires_on, known.ending, known.ended_on)

    assert validity.validity_on(stored, on=on) == shown


def test_every_validity_but_the_first_is_reached_and_what_is_over_has_no_way_out():
    assert {change.target for change in CHANGES} == set(Validity)
    assert not [change for change in CHANGES if change.source in OVER]


def test_the_table_has_one_row_for_each_act_and_source():
    keys = [(change.act, change.source) for change in CHANGES]

    assert len(keys) == len(set(keys))
    assert {act for act, _source in keys} == set(Act)


def ending(act=Act.REPEAL, on=ON, **facts):
    return Ending(act=act, on=on, **facts)


@pytest.mark.parametrize(
    ("asked", "known", "refusal"),
    [
        (ending(has_basis=False), Facts("effective"), Refused.BASIS_MISSING),
        (ending(is_own_basis=True), Facts("effective"), Refused.BASIS_ITSELF),
        (ending(written_on=ON + DAY), Facts("effective"), Refused.BEFORE_WRITTEN),
        (ending(basis_written_on=ON + DAY), Facts("effective"), Refused.BEFORE_BASIS),
        (ending(), Facts("effective", ending="repealed", ended_on=ON + DAY), Refused.PENDING),
        (ending(), Facts("repealed"), Refused.NOT_OPEN),
        (ending(), Facts("expired"), Refused.NOT_OPEN),
        (ending(Act.AMEND), Facts("not_yet_effective", effective_on=ON + 9 * DAY), Refused.NOT_OPEN),
        (ending(Act.AMEND, ON + 9 * DAY), Facts("effective", expires_on=ON + 5 * DAY), Refused.NOT_OPEN),
    ],
)
def test_an_ending_is_refused_with_its_reason(asked, known, refusal):
    with pytest.raises(ValidityRefused) as refused:
        validity.refuse_ending(asked, known, today=ON)

    assert refused.value.refusal is refusal


def test_a_document_may_be_amended_on_a_day_on_which_it_will_hold():
    known = Facts("not_yet_effective", effective_on=ON + 5 * DAY)

    assert validity.refuse_ending(ending(Act.AMEND, ON + 9 * DAY), known, today=ON).target is Validity.AMENDED


@pytest.mark.parametrize(
    ("expires_on", "known", "refusal"),
    [
        (ON + 9 * DAY, Facts("expired"), Refused.NOT_OPEN),
        (ON, Facts("effective", expires_on=ON + DAY), Refused.NOT_LATER),
        (ON + 9 * DAY, Facts("effective"), Refused.NO_EXPIRY),
        (ON + 9 * DAY, Facts("effective", expires_on=ON + 9 * DAY), Refused.NOT_LATER),
    ],
)
def test_what_lapsed_is_not_extended_and_an_extension_gives_more_time(expires_on, known, refusal):
    with pytest.raises(ValidityRefused) as refused:
        validity.refuse_extension(expires_on, known, today=ON)

    assert refused.value.refusal is refusal


@given(facts, st.dates(ON, ON + 900 * DAY))
def test_more_time_is_given_to_exactly_what_holds_and_only_forward(known, expires_on):
    holds = validity.validity_on(known, on=ON) in LIVING
    is_later = known.expires_on is not None and expires_on > max(ON, known.expires_on)
    expected = pytest.raises(ValidityRefused) if not (holds and is_later) else nullcontext()

    with expected as refused:
        validity.refuse_extension(expires_on, known, today=ON)

    if refused is not None:
        why = Refused.NO_EXPIRY if known.expires_on is None else Refused.NOT_LATER
        assert refused.value.refusal is (why if holds else Refused.NOT_OPEN)


@given(facts)
def test_the_buttons_are_what_the_table_allows(known):
    allowed = validity.open_acts(known, on=ON)

    lives = validity.validity_on(known, on=ON) in LIVING
    assert (Act.EXTEND in allowed) == (lives and known.expires_on is not None)
    assert (Act.REPEAL in allowed) == (lives and not validity.is_pending(known, on=ON))


@pytest.mark.parametrize(
    ("day", "by", "later"),
    [
        (date(2026, 3, 1), {"years": 5}, date(2031, 3, 1)),
        (date(2024, 2, 29), {"years": 1}, date(2025, 2, 28)),
        (date(2025, 11, 30), {"months": 3}, date(2026, 2, 28)),
        (date(2025, 12, 31), {"months": 1}, date(2026, 1, 31)),
        (date(2025, 9, 15), {"months": 3}, date(2025, 12, 15)),
    ],
)
def test_the_same_day_of_a_later_month(day, by, later):
    assert norms.later(day, **by) == later


def test_a_document_on_trial_holds_for_a_shorter_time():
    since = date(2026, 3, 1)

    assert norms.proposed_expiry("明镜县临时救助办法（试行）", since=since, periods=PERIODS) == date(2028, 3, 1)
    assert norms.proposed_expiry("明镜县临时救助办法", since=since, periods=PERIODS) == date(2031, 3, 1)


def test_the_day_of_publication_is_not_counted():
    assert norms.filing_due_on(date(2026, 3, 1), periods=PERIODS) == date(2026, 3, 16)


def test_three_months_are_soon():
    assert norms.soon_until(date(2025, 11, 30)) == date(2026, 2, 28)


@pytest.mark.parametrize(("setting", "day"), [("11-01", date(2026, 11, 1)), ("02-30", None), ("", None)])
def test_the_day_of_the_yearly_look(setting, day):
    assert norms.clean_up_begins_on(setting, year=2026) == day
