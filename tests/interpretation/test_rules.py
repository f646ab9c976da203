"""Which policies are explained, what keeps a gate closed, what counts as in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.interpretation.presenters import plans
from gongkai.interpretation.rules import content, exemption, gate, requirement
from gongkai.interpretation.rules.content import Element
from gongkai.interpretation.rules.forms import Form
from gongkai.interpretation.rules.gate import Facts, Reason
from gongkai.interpretation.rules.refusals import Refusal
from gongkai.interpretation.rules.stages import Stage, stage_of, states_from
from gongkai.interpretation.rules.standing import Outcome, Standing, outcome_of
from gongkai.organisations.rules.settings import POLICY_KINDS as COUNTY_WORDS
from gongkai.publishing.models import Information
from gongkai.publishing.rules.checklist import Tick
from gongkai.publishing.rules.states import State

DAY = date(2025, 4, 2)
stages = st.lists(st.sampled_from(Stage), max_size=5).map(tuple)
facts = st.builds(
    Facts,
    is_required=st.booleans(),
    is_exempt=st.booleans(),
    is_emergency=st.booleans(),
    has_plan=st.booleans(),
    materials=stages,
)


class TestWhichPolicies:
    def test_a_normative_document_always_needs_one(self):
        required = requirement.required_kinds([])

        assert requirement.is_required("normative", required=required, is_numbered=False, has_plan=False)

    def test_a_kind_that_the_county_adds_needs_one_where_it_was_issued_as_a_document(self):
        required = requirement.required_kinds(["政策文件"])

        assert requirement.is_required("policy", required=required, is_numbered=True, has_plan=False)
        assert not requirement.is_required("policy", required=required, is_numbered=False, has_plan=False)

    def test_what_is_relayed_from_above_is_explained_above_unless_somebody_plans_to(self):
        relayed = {"required": requirement.required_kinds([]), "is_numbered": True, "is_relay": True}

        assert not requirement.is_required("normative", **relayed, has_plan=False)
        assert requirement.is_required("normative", **relayed, has_plan=True)

    def test_a_county_adds_kinds_by_their_names(self):
        assert requirement.required_kinds(["规划计划"]) == {"normative", "plan"}

    def test_the_settings_table_knows_the_same_names(self):
        assert set(COUNTY_WORDS) == requirement.ADDABLE.keys()

    def test_who_makes_a_plan_has_said_that_it_needs_one(self):
        required = requirement.required_kinds([])

        assert not requirement.is_required("policy", required=required, is_numbered=True, has_plan=False)
        assert requirement.is_required("policy", required=required, is_numbered=False, has_plan=True)

    @given(
        st.sampled_from(Information.Kind.values), st.booleans(), st.booleans(), st.sets(st.sampled_from(COUNTY_WORDS))
    )
    def test_nothing_that_is_no_policy_ever_needs_one(self, kind, is_numbered, has_plan, named):
        required = requirement.required_kinds(named)

        needs = requirement.is_required(kind, required=required, is_numbered=is_numbered, has_plan=has_plan)

        assert needs <= (kind in requirement.POLICY_KINDS)


class TestStages:
    @pytest.mark.parametrize("state", State)
    def test_every_state_of_a_piece_is_one_of_five_stages(self, state):
        assert stage_of(state) in set(Stage)

    def test_what_is_public_has_come_as_far_as_can_be(self):
        assert stage_of("published") == Stage.PUBLIC
        assert states_from(Stage.PUBLIC) == ["published"]

    def test_what_was_taken_back_counts_as_not_there(self):
        assert stage_of("withdrawn") == stage_of(None) == Stage.MISSING

    @given(st.sampled_from(State), st.sampled_from([stage for stage in Stage if stage > Stage.MISSING]))
    def test_the_database_is_asked_for_the_same_states(self, state, stage):
        assert (str(state) in states_from(stage)) == (stage_of(state) >= stage)


class TestGate:
    def test_a_policy_without_a_plan_is_not_signed_off(self):
        assert gate.before_sign_off(Facts(is_required=True)) == (Reason.PLAN_MISSING,)

    def test_a_plan_without_materials_is_not_enough(self):
        assert gate.before_sign_off(Facts(is_required=True, has_plan=True)) == (Reason.MATERIAL_MISSING,)

    def test_material_still_being_written_holds_the_policy_back(self):
        known = Facts(is_required=True, has_plan=True, materials=(Stage.CLEARED, Stage.WRITING))

        assert gate.before_sign_off(known) == (Reason.MATERIAL_IN_DRAFT,)

    def test_material_under_review_lets_the_policy_be_signed_off_but_not_published(self):
        known = Facts(is_required=True, has_plan=True, materials=(Stage.UNDER_REVIEW,))

        assert gate.before_sign_off(known) == ()
        assert gate.before_publish(known, may_follow=False) == (Reason.MATERIAL_NOT_CLEARED,)
        assert gate.before_publish(known, may_follow=True) == ()

    @given(facts)
    def test_an_exemption_or_an_emergency_opens_every_gate(self, known):
        if known.is_exempt or known.is_emergency or not known.is_required:
            assert gate.before_sign_off(known) == gate.before_publish(known, may_follow=False) == ()

    @given(facts)
    def test_whatever_may_be_published_could_have_been_signed_off(self, known):
        for may_follow in (True, False):
            if not gate.before_publish(known, may_follow=may_follow):
                assert not gate.before_sign_off(known)

    @given(facts)
    def test_nothing_that_needs_one_leaves_while_a_material_is_missing_or_in_draft(self, known):
        binds = known.is_required and not (known.is_exempt or known.is_emergency)
        behind = not known.materials or min(known.materials) < Stage.UNDER_REVIEW
        if binds and behind:
            assert gate.before_sign_off(known)
            assert gate.before_publish(known, may_follow=True)


class TestOutcome:
    def test_on_the_last_day_it_is_in_time_and_the_day_after_it_is_late(self):
        later = DAY + timedelta(days=1)

        assert outcome_of(explained_on=DAY, last_day=DAY, is_exempt=False, on=later) == Outcome.ON_TIME
        assert outcome_of(explained_on=later, last_day=DAY, is_exempt=False, on=later) == Outcome.LATE

    def test_what_is_not_explained_is_missing_once_the_last_day_is_over(self):
        later = DAY + timedelta(days=1)

        assert outcome_of(explained_on=None, last_day=DAY, is_exempt=False, on=DAY) == Outcome.PENDING
        assert outcome_of(explained_on=None, last_day=DAY, is_exempt=False, on=later) == Outcome.MISSING

    def test_an_exempt_policy_that_was_explained_all_the_same_counts_as_explained(self):
        assert outcome_of(explained_on=DAY, last_day=DAY, is_exempt=True, on=DAY) == Outcome.ON_TIME
        assert outcome_of(explained_on=None, last_day=DAY, is_exempt=True, on=DAY) == Outcome.EXEMPT


class TestContent:
    def test_the_words_of_a_text_tick_what_it_tells(self):
        ticks = content.check("解读", "一、背景和依据。二、适用范围：本县种粮农户。", by_hand={})

        found = {tick.element for tick in ticks if tick.is_done}
        assert found == {Element.BACKGROUND, Element.SCOPE}

    def test_a_hand_counts_before_the_text(self):
        by_hand = {str(Element.AIMS): True, str(Element.BACKGROUND): False}
        ticks = {tick.element: tick for tick in content.check("", "背景", by_hand=by_hand)}

        assert ticks[Element.AIMS].tick is Tick.BY_HAND
        assert not ticks[Element.BACKGROUND].is_done

    @given(st.text(max_size=200))
    def test_all_eight_are_always_listed(self, text):
        assert [tick.element for tick in content.check("", text, by_hand={})] == list(Element)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Form, plans.FORMS),
        (requirement.Ground, plans.GROUNDS),
        (exemption.Ground, plans.EXEMPTIONS),
        (Standing, plans.STANDINGS),
        (Outcome, plans.OUTCOMES),
        (Reason, plans.REASONS),
        (Element, plans.ELEMENTS),
        (Refusal, plans.REFUSALS),
        ({*Standing, *Outcome}, plans.LOOKS),
    ],
)
def test_every_code_has_words(codes, words):
    assert {str(code) for code in codes} == {str(code) for code in words if str(words[code])}
