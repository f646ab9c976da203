"""Plans, coverage, policies from above, concerns and questions, as an officer meets them on a wide screen and a telephone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from gongkai.organisations.rules.roles import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.interpretation import ExplanationFactory, MaterialFactory, PlanFactory, PolicyFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory, PostFactory
from tests.factories.response import (
    ConcernFactory,
    ConcernStepFactory,
    PolicyMatchFactory,
    QuestionFactory,
    UpperPolicyFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOON = datetime(2025, 5, 12, 4, tzinfo=UTC)


@pytest.fixture
def body():
    with time_machine.travel(NOON, tick=False):
        body = BodyFactory(short_name="农业农村局")
        CountyHostFactory(county=body.county, host="localhost")
        yield body


@pytest.fixture
def officer(body):
    """Of the openness office, who also drafts: she finds every form of these pages open."""
    person = OfficerFactory(body=body, role=Role.OPENNESS_OFFICE)
    PostFactory(user=person, body=body, role=Role.PUBLISHER)
    return person


@pytest.fixture
def work(body, officer):
    """A policy with a plan and a written material, one that is explained, and something of each other kind."""
    plan = PlanFactory(policy=PolicyFactory(body=body, drafted_by=officer, title="明镜县耕地地力保护补贴资金管理办法"))
    MaterialFactory(plan=plan, written=True)
    MaterialFactory(plan=plan)
    explained = PolicyFactory(body=body, published=True)
    ExplanationFactory(interprets=explained, published=True)
    above = UpperPolicyFactory(county=body.county)
    PolicyMatchFactory(policy=above)
    concern = ConcernFactory(body=body, verified=True)
    ConcernStepFactory(concern=concern)
    question = QuestionFactory(information=explained)
    QuestionFactory(information=explained, shown=True)
    return {"plan": plan.policy, "upper_policy": above, "concern": concern, "question": question}


def desk(name, *args):
    return reverse(f"interpretation_workbench:{name}", args=args)


def screens(work):
    """Lists and pages of each kind; the reader's form to ask."""
    question = work["question"]
    return [
        *map(desk, ("policies", "coverage", "upper_policies", "concerns", "questions")),
        *(desk(name, work[name].public_id) for name in ("plan", "upper_policy", "concern")),
        desk("question", question.code),
        reverse("interpretation_portal:ask", args=[question.information.public_id]),
    ]


@pytest.mark.parametrize(("size", "language"), [(DESKTOP, "zh-hans"), (PHONE, "en")], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_none_scrolls_sideways(
    open_page, sign_in, officer, work, assert_accessible, assert_fits, size, language
):
    page = sign_in(open_page(size, language=language), officer)

    for address in screens(work):
        assert page.goto(address).status == 200, address
        assert_accessible(page)
        assert_fits(page)


def test_from_a_draft_one_tap_leads_to_its_plan(phone, sign_in, officer, work):
    sign_in(phone, officer).goto(reverse("publishing_workbench:edit", args=[work["plan"].public_id]))

    phone.get_by_role("link", name="解读方案和材料").click()

    assert phone.get_by_text("沈砚秋").first.is_visible()
