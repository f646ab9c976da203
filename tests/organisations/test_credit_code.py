"""Do the check characters catch what hands get wrong, and only that?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.organisations.rules import credit_code
from gongkai.organisations.rules.credit_code import ALPHABET, Fault

characters = st.sampled_from(ALPHABET)
codes = st.builds(
    credit_code.make,
    division=st.text("0123456789", min_size=6, max_size=6),
    organisation=st.text(ALPHABET, min_size=8, max_size=8),
    registered_as=st.sampled_from(["11", "12", "13", "51", "54", "91"]),
)


@pytest.mark.parametrize("code", ["11620622013933539B", "91350100M000100Y43"])
def test_published_codes_are_valid(code):
    assert credit_code.fault_in(code) is None


@pytest.mark.parametrize("code", ["000013338", "01527918X", "013933539"])
def test_published_organisation_codes_are_valid(code):
    assert credit_code.is_organisation_code(code)


@pytest.mark.parametrize("code", ["000013339", "01527918x", "0000133", "00001333-8", "015279180"])
def test_organisation_codes_with_a_wrong_end_are_not(code):
    assert not credit_code.is_organisation_code(code)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", Fault.LENGTH),
        ("11620622013933539", Fault.LENGTH),
        ("11620622013933539I", Fault.CHARACTERS),
        ("11A20622013933539B", Fault.CHARACTERS),
        ("11620622013933538B", Fault.ORGANISATION_CHECK),
        ("11620622013933539C", Fault.CHECK),
        ("12620622013933539B", Fault.CHECK),
    ],
)
def test_a_wrong_code_says_what_is_wrong(code, fault):
    assert credit_code.fault_in(code) is fault
    assert not credit_code.is_valid(code)


def test_a_sum_that_31_divides_is_checked_by_zero():
    # All zeros add up to 0: the naive formula would ask for the 32nd letter.
    assert credit_code.check_character("0" * 17) == "0"


def test_a_code_as_typed_is_brought_into_shape():
    assert credit_code.normalise(" 1162 0622 ０１３９３３５３－９ｂ\n") == "11620622013933539B"


@given(codes)
def test_every_made_code_is_valid(code):
    assert len(code) == credit_code.LENGTH
    assert credit_code.is_valid(code)


@given(codes, st.integers(0, 17), characters)
def test_one_wrong_character_is_always_caught(code, place, typed):
    wrong = code[:place] + typed + code[place + 1 :]

    assert credit_code.is_valid(wrong) == (wrong == code)


@given(codes, st.integers(0, 15))
def test_two_neighbours_swapped_are_always_caught(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert credit_code.is_valid(swapped) == (swapped == code)


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text):
    assert credit_code.fault_in(credit_code.normalise(text)) in {None, *Fault}


def test_an_invented_county_gets_codes_of_state_organs():
    code = credit_code.make(division="991101", organisation="MB000001")

    assert code.startswith("11991101MB000001")
    assert credit_code.is_valid(code)
