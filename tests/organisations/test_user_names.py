"""What a user name may be, and what is proposed instead."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from gongkai.organisations.rules import user_names


@given(st.text(max_size=300))
def test_every_proposal_may_be_had_and_tells_of_no_other_name(wanted):
    for proposed in islice(user_names.proposals(wanted, ending="991101"), 3):
        assert user_names.is_well_formed(proposed)
        assert "-991101" in proposed


def test_what_a_user_name_may_be():
    assert user_names.is_well_formed("lin.xia+2@example")
    assert user_names.is_well_formed("林夏")
    assert not user_names.is_well_formed("lin xia")
    assert not user_names.is_well_formed("ｌｉｎ")
    assert not user_names.is_well_formed("")
    assert not user_names.is_well_formed("x" * 151)
