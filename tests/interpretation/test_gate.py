"""A policy that needs an interpretation: what publishing refuses, and in which words."""

from __future__ import annotations

import pytest

from gongkai.interpretation import actions
from gongkai.interpretation.rules.gate import Reason
from gongkai.publishing import actions as publishing
from gongkai.publishing import gates
from gongkai.publishing.actions import PublishingRefused
from gongkai.publishing.presenters import explain
from tests.factories.interpretation import (
    ExemptionFactory,
    ExplanationFactory,
    MaterialFactory,
    PlanFactory,
    PolicyFactory,
)
from tests.factories.organisations import CountySettingFactory
from tests.factories.publishing import InformationFactory
from tests.interpretation.conftest import AT, HEAD

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(policy):
    return PlanFactory(policy=policy)


@pytest.fixture
def material(plan):
    """A line whose piece is before its reviewers."""
    return MaterialFactory(plan=plan, information=ExplanationFactory(interprets=plan.policy, in_review=True))


def sign_off(piece, by):
    return publishing.sign_off(information_id=piece.pk, by=by, at=AT)


def publish(piece, by):
    return publishing.publish(information_id=piece.pk, by=by, at=AT)


def refused(act, *args):
    with pytest.raises(PublishingRefused) as caught:
        act(*args)
    return [code for check, code in caught.value.detail["reasons"] if check == "interpretation"], explain(caught.value)


def let_follow(policy, days):
    CountySettingFactory(county=policy.county, key="interpretation.delay_workdays", value=days)


def test_interpretation_is_asked_at_both_gates():
    assert "interpretation" in gates.before_sign_off.names()
    assert "interpretation" in gates.before_publish.names()


class TestSigningOff:
    def test_without_a_plan_it_is_refused_and_said_why(self, policy, chief):
        codes, words = refused(sign_off, policy, chief)

        assert codes == [Reason.PLAN_MISSING]
        assert "还没有解读方案" in words

    def test_a_plan_alone_is_not_enough(self, policy, plan, chief):
        codes, words = refused(sign_off, policy, chief)

        assert codes == [Reason.MATERIAL_MISSING]
        assert "还没有列出材料" in words

    def test_a_line_that_nobody_has_begun_is_not_enough(self, policy, plan, chief):
        MaterialFactory(plan=plan)

        assert refused(sign_off, policy, chief)[0] == [Reason.MATERIAL_NOT_WRITTEN]

    def test_nor_is_one_still_being_written(self, policy, plan, chief):
        MaterialFactory(plan=plan, written=True)

        codes, words = refused(sign_off, policy, chief)

        assert codes == [Reason.MATERIAL_IN_DRAFT]
        assert "应与文件一同送审" in words

    def test_one_line_behind_holds_back_all(self, policy, material, chief):
        MaterialFactory(plan=material.plan, written=True)

        assert refused(sign_off, policy, chief)[0] == [Reason.MATERIAL_IN_DRAFT]

    def test_with_the_material_under_review_it_is_signed_off(self, policy, material, chief):
        assert sign_off(policy, chief).state == "signed_off"

    def test_with_an_exemption_too(self, policy, chief):
        ExemptionFactory(policy=policy)

        assert sign_off(policy, chief).state == "signed_off"

    def test_material_that_was_sent_back_closes_the_gate_again(self, policy, material, chief):
        publishing.send_back(information_id=material.information_id, reason="补上标准", by=chief, at=AT)

        assert refused(sign_off, policy, chief)[0] == [Reason.MATERIAL_IN_DRAFT]


class TestWhichPieces:
    def test_an_announcement_needs_none(self, body, chief):
        notice = InformationFactory(body=body, in_review=True)

        assert sign_off(notice, chief).state == "signed_off"

    def test_a_policy_document_needs_one_unless_the_county_says_otherwise(self, body, chief):
        policy = PolicyFactory(body=body, in_review=True, kind="policy", document_number="明政发〔2025〕3号")
        assert refused(sign_off, policy, chief)[0] == [Reason.PLAN_MISSING]

        CountySettingFactory(county=body.county, key="interpretation.kinds", value=[])
        body.county.revision += 1
        body.county.save()

        assert sign_off(policy, chief).state == "signed_off"

    def test_a_list_of_laws_is_no_document_and_needs_none(self, body, chief):
        laws = PolicyFactory(body=body, in_review=True, kind="policy", title="住房保障法律法规目录")

        assert sign_off(laws, chief).state == "signed_off"

    def test_a_county_may_add_plans(self, body, chief):
        plan = PolicyFactory(body=body, in_review=True, kind="plan", document_number="明政发〔2025〕4号")
        CountySettingFactory(county=body.county, key="interpretation.kinds", value=["规划计划"])

        assert refused(sign_off, plan, chief)[0] == [Reason.PLAN_MISSING]

    def test_a_plan_that_its_drafters_mean_to_explain_waits_for_that(self, body, clerk, chief):
        plan = PolicyFactory(body=body, in_review=True, kind="plan")
        actions.save_plan(policy_id=plan.pk, by=clerk, at=AT, **HEAD)

        assert refused(sign_off, plan, chief)[0] == [Reason.MATERIAL_MISSING]

    def test_the_correction_of_a_policy_asks_for_no_second_plan(self, body, clerk, chief):
        policy = PolicyFactory(body=body, drafted_by=clerk, published=True)
        correction = PolicyFactory(body=body, drafted_by=clerk, in_review=True, corrects=policy, row=policy.row)

        assert sign_off(correction, chief).state == "signed_off"

    def test_an_emergency_waits_for_nothing(self, policy, chief):
        policy.is_emergency = True
        policy.save()

        assert gates.before_sign_off.ask(policy, on=AT.date()) == ()


class TestPublishing:
    def test_material_not_signed_off_holds_the_policy_back(self, policy, material, chief):
        sign_off(policy, chief)

        codes, words = refused(publish, policy, chief)

        assert codes == [Reason.MATERIAL_NOT_CLEARED]
        assert "应与文件一同签发" in words

    def test_a_county_may_let_it_follow_within_some_days(self, policy, material, chief):
        let_follow(policy, 3)
        sign_off(policy, chief)

        assert publish(policy, chief).state == "published"

    def test_with_the_material_signed_off_the_policy_goes_out(self, policy, material, chief):
        sign_off(policy, chief)
        sign_off(material.information, chief)

        assert publish(policy, chief).state == "published"

    def test_an_interpretation_never_goes_before_its_policy(self, policy, material, chief):
        sign_off(material.information, chief)

        codes, words = refused(publish, material.information, chief)

        assert codes == [Reason.POLICY_NOT_PUBLIC]
        assert "不能先于文件发布" in words

    def test_an_interpretation_of_a_public_policy_goes_out(self, body, chief):
        piece = ExplanationFactory(interprets=PolicyFactory(body=body, published=True), in_review=True)

        assert publishing.sign_off_and_publish(information_id=piece.pk, by=chief, at=AT).state == "published"
