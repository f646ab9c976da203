"""Chains: who may clear what, and when there are people enough."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.publishing.rules import chains, disclosure, points
from gongkai.publishing.rules.chains import PLANS, Chain, Person, Stage
from gongkai.publishing.rules.states import MOVES, State, waiting

STAFF = st.lists(
    st.sets(st.sampled_from([Role.REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER, Role.PUBLISHER]), min_size=1),
    max_size=5,
).map(lambda roles: [Person(n, frozenset().union(*(PERMISSIONS[r] for r in held))) for n, held in enumerate(roles, 1)])


def by_hand(chain, people):
    """Every way to share the stages out, tried one by one."""
    stages = PLANS[chain].stages
    return any(
        len({person.id for person in chosen}) >= PLANS[chain].persons
        and all(
            not chains.permissions_for(stage, chain).isdisjoint(person.permissions)
            for stage, person in zip(stages, chosen, strict=True)
        )
        for chosen in product(people, repeat=len(stages))
    )


@given(chain=st.sampled_from(Chain), people=STAFF)
def test_a_body_is_staffed_exactly_if_its_stages_can_be_shared_out(chain, people):
    assert chains.is_staffed(chain, people) == by_hand(chain, people)


@given(chain=st.sampled_from(Chain), people=st.lists(st.integers(1, 5), max_size=5))
def test_whoever_is_let_through_leaves_enough_stages_for_the_others(chain, people):
    cleared = []
    for person in people:
        if chains.next_stage(chain, len(cleared)) and chains.is_enough(chain, cleared, person):
            cleared.append(person)

    if chains.next_stage(chain, len(cleared)) is None:
        assert len(set(cleared)) >= PLANS[chain].persons


def test_every_chain_ends_with_secrecy_review_and_signature_after_a_review():
    for plan in PLANS.values():
        assert plan.stages[0] is Stage.FIRST_REVIEW
        assert plan.stages[-2:] == (Stage.SECRECY_REVIEW, Stage.SIGN_OFF)


def test_three_people_clear_an_ordinary_piece_and_four_a_list_with_persons():
    assert PLANS[Chain.ORDINARY].persons == 3
    assert PLANS[Chain.PERSONAL].persons == 4


def test_only_where_one_person_does_all_does_the_signer_review_secrecy():
    assert Permission.SIGN_OFF in chains.permissions_for(Stage.SECRECY_REVIEW, Chain.ROUTINE)
    assert Permission.SIGN_OFF not in chains.permissions_for(Stage.SECRECY_REVIEW, Chain.ORDINARY)


@pytest.mark.parametrize(
    ("has_persons", "of_body", "of_county", "expected"),
    [
        (True, {"result": "routine"}, {"result": "routine"}, Chain.PERSONAL),
        (False, {"result": "personal"}, {"result": "routine"}, Chain.PERSONAL),
        (False, {}, {"result": "routine"}, Chain.ROUTINE),
        (False, {}, {}, Chain.ORDINARY),
    ],
)
def test_persons_come_before_the_body_and_the_body_before_the_county(has_persons, of_body, of_county, expected):
    assert chains.chain_for(kind="result", has_persons=has_persons, of_body=of_body, of_county=of_county) == expected


def test_every_place_at_which_a_piece_waits_has_a_move_that_clears_it():
    for place in waiting():
        assert [m for m in MOVES if (m.source, m.stage) == (place.state, place.stage)], place


def test_each_stage_has_points_to_answer_for():
    assert set(points.POINTS) == set(Stage)
    assert points.to_tick(Stage.FIRST_REVIEW, Chain.ROUTINE) == ()
    assert points.unticked(Stage.SIGN_OFF, Chain.ORDINARY, ["attribute"]) == ()


def test_nothing_but_publishing_and_correcting_makes_anything_public():
    assert {move.name for move in MOVES if move.target is State.PUBLISHED and move.source is not State.PUBLISHED} == {
        "publish"
    }


@given(ground=st.sampled_from(disclosure.Ground), attribute=st.sampled_from(disclosure.Disclosure))
def test_a_ground_bears_an_attribute_or_the_fault_says_so(ground, attribute):
    decision = disclosure.Decision(attribute, ground, "理由", reassess_on=disclosure.date(2026, 1, 1))

    faults = disclosure.faults(decision, on=disclosure.date(2025, 1, 1))

    bears = attribute is disclosure.Disclosure.PROACTIVE or attribute in disclosure.BY_GROUND[ground].bears
    assert faults == (() if bears else (disclosure.Fault.GROUND_DOES_NOT_BEAR,))


@pytest.mark.parametrize(
    ("decision", "fault"),
    [
        (disclosure.Decision(""), "disclosure_undecided"),
        (disclosure.Decision("withheld"), "disclosure_ground_missing"),
        (disclosure.Decision("withheld", "state_secret"), "disclosure_reason_missing"),
        (disclosure.Decision("withheld", "state_secret", "理由"), "disclosure_reassessment_missing"),
        (
            disclosure.Decision("withheld", "state_secret", "理由", disclosure.date(2025, 1, 1)),
            "disclosure_reassessment_past",
        ),
    ],
)
def test_whatever_is_not_for_all_needs_ground_reason_and_a_day_to_look_again(decision, fault):
    assert fault in disclosure.faults(decision, on=disclosure.date(2025, 1, 1))
