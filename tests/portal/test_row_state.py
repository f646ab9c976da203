"""The state that the public sees follows from facts, and the worst that is true wins."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal.rules.row_state import Facts, RowState, row_state

counts = st.integers(0, 3)
facts = st.builds(
    Facts,
    is_applicable=st.booleans(),
    information=counts,
    overdue=counts,
    open_dated=counts,
    fulfilled=counts,
    nil=counts,
)


@given(facts)
def test_one_overdue_duty_makes_the_row_overdue_whatever_else_is_disclosed(known):
    assert row_state(replace(known, is_applicable=True, overdue=1)) is RowState.OVERDUE


@given(facts)
def test_a_row_that_does_not_apply_is_never_counted_against_anybody(known):
    assert row_state(replace(known, is_applicable=False)) is RowState.NOT_APPLICABLE


@given(facts)
def test_disclosed_needs_something_to_show_and_nothing_overdue(known):
    if row_state(known) is RowState.DISCLOSED:
        assert known.is_applicable
        assert known.information or known.fulfilled
        assert not known.overdue


@given(facts)
def test_nothing_to_report_is_no_excuse_while_something_is_still_due(known):
    bare = replace(known, is_applicable=True, information=0, fulfilled=0, overdue=0)

    expected = RowState.NIL if bare.nil and not bare.open_dated else RowState.DUE
    assert row_state(bare) is expected
