"""Policy and interpretation go out together, or neither does."""

from __future__ import annotations

import pytest

from gongkai.audit.models import Entry
from gongkai.interpretation import actions
from gongkai.interpretation.presenters.plans import explain
from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.kernel.models import OutboxEvent
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from tests.factories.interpretation import ExplanationFactory, MaterialFactory, PlanFactory, PolicyFactory
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.interpretation.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(policy, chief):
    """A policy with two materials, all signed off."""
    plan = PlanFactory(policy=policy)
    for title in ("问答", "图解"):
        piece = ExplanationFactory(interprets=policy, in_review=True, title=title)
        MaterialFactory(plan=plan, information=piece)
    for piece in Information.objects.order_by("pk"):
        publishing.sign_off(information_id=piece.pk, by=chief, at=AT)
    return plan


def states():
    return set(Information.objects.values_list("state", flat=True))


def release(policy, by):
    return actions.release_together(policy_id=policy.pk, by=by, at=AT)


def test_all_go_out_in_one_act_the_policy_first(plan, policy, chief):
    released = release(policy, chief)

    assert states() == {"published"}
    assert released[0] == policy
    assert [piece.published_at for piece in released] == [AT] * 3
    assert Entry.objects.last().detail == {"pieces": [policy.title, "问答", "图解"]}


def test_if_one_is_refused_none_goes_out_and_nobody_is_told(plan, policy, chief):
    broken = plan.materials.last().information
    Information.objects.filter(pk=broken.pk).update(text="签发以后改动过", html="<p>签发以后改动过</p>")
    told = OutboxEvent.objects.count()

    with pytest.raises(InterpretationRefused, match=Refusal.PIECE_REFUSED) as refused:
        release(policy, chief)

    assert states() == {"signed_off"}
    assert OutboxEvent.objects.count() == told
    assert broken.title in explain(refused.value)
    assert "文件和解读都没有发布" in explain(refused.value)


def test_what_is_not_signed_off_is_named(plan, policy, chief):
    piece = plan.materials.last().information
    publishing.send_back(information_id=piece.pk, reason="补上标准", by=chief, at=AT)

    with pytest.raises(InterpretationRefused, match=Refusal.NOT_READY) as refused:
        release(policy, chief)

    assert states() == {"signed_off", "draft"}
    assert explain(refused.value) == f"还没有签发：《{plan.materials.last().title}》"


def test_a_line_without_a_piece_is_named_too(plan, policy, chief):
    MaterialFactory(plan=plan, title="发布会")

    with pytest.raises(InterpretationRefused, match=Refusal.NOT_READY):
        release(policy, chief)


def test_a_policy_without_a_plan_is_not_released_so(policy, chief):
    with pytest.raises(InterpretationRefused, match=Refusal.NO_PLAN):
        release(policy, chief)


def test_nor_with_an_empty_one(policy, chief):
    PlanFactory(policy=policy)

    with pytest.raises(InterpretationRefused, match=Refusal.NOTHING_TO_RELEASE):
        release(policy, chief)


def test_what_is_public_already_stays_and_the_rest_follows(body, chief):
    policy = PolicyFactory(body=body, published=True)
    plan = PlanFactory(policy=policy)
    piece = ExplanationFactory(interprets=policy, in_review=True)
    MaterialFactory(plan=plan, information=piece)
    publishing.sign_off(information_id=piece.pk, by=chief, at=AT)

    released = release(policy, chief)

    assert released == [piece]
    with pytest.raises(InterpretationRefused, match=Refusal.ALREADY_PUBLIC):
        release(policy, chief)


def test_nobody_releases_for_another_body(plan, policy):
    other = OfficerFactory(body=BodyFactory(county=policy.county), role=Role.APPROVER)

    with pytest.raises(InterpretationRefused, match=Refusal.PIECE_REFUSED):
        release(policy, other)

    assert states() == {"signed_off"}
