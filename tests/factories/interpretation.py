"""Plans of interpretation, their materials and exemptions, valid as they come. No randomness, no clock.

plan = PlanFactory(policy=policy)
material = MaterialFactory(plan=plan, written=True)     # with a draft tied to it
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from gongkai.interpretation.models import Exemption, Material, Plan
from gongkai.interpretation.rules.exemption import Ground
from gongkai.interpretation.rules.forms import Form
from tests.factories.organisations import OfficerFactory
from tests.factories.publishing import InformationFactory

PLANNED_AT = datetime(2025, 4, 1, 1, tzinfo=UTC)


class PolicyFactory(InformationFactory):
    """A draft of a normative document."""

    kind = "normative"
    title = factory.Sequence("明镜县第{}号补贴办法".format)


class ExplanationFactory(InformationFactory):
    """A draft that explains a policy of its own body, under the policy's matter."""

    interprets = factory.SubFactory(PolicyFactory)
    body = factory.SelfAttribute("interprets.body")
    row = factory.SelfAttribute("interprets.row")
    kind = "interpretation"
    title = factory.LazyAttribute(lambda piece: f"《{piece.interprets.title}》解读")


class PlanFactory(factory.django.DjangoModelFactory):
    """The plan of a normative document, without materials."""

    class Meta:
        model = Plan

    policy = factory.SubFactory(PolicyFactory)
    county = factory.SelfAttribute("policy.county")
    body = factory.SelfAttribute("policy.body")
    head = "沈砚秋"
    head_post = "局长"
    interpreter = "陆知微"
    grounds = factory.LazyFunction(lambda: ["rights_and_duties"])
    made_at = PLANNED_AT
    changed_at = PLANNED_AT


class MaterialFactory(factory.django.DjangoModelFactory):
    """A line of a plan; nothing written for it yet."""

    class Meta:
        model = Material

    class Params:
        written = factory.Trait(
            information=factory.SubFactory(ExplanationFactory, interprets=factory.SelfAttribute("..plan.policy"))
        )

    plan = factory.SubFactory(PlanFactory)
    form = Form.QUESTIONS_ANSWERS
    title = factory.Sequence("第{}号问答".format)
    due_on = date(2025, 4, 10)
    responsible = "陆知微"
    added_at = PLANNED_AT


class ExemptionFactory(factory.django.DjangoModelFactory):
    """A policy that goes without, by decision of somebody else at its body."""

    class Meta:
        model = Exemption

    policy = factory.SubFactory(PolicyFactory)
    county = factory.SelfAttribute("policy.county")
    ground = Ground.INTERNAL
    reason = "只规范机关内部公文流转，不影响公众。"
    decided_at = PLANNED_AT
    decided_by = factory.LazyAttribute(lambda made: OfficerFactory(body=made.policy.body))
