"""One policy with its plan, the pieces written for it, and what still keeps the gate closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.interpretation.models import Exemption, Material, Plan
from gongkai.interpretation.queries import facts
from gongkai.interpretation.rules import content, gate, similarity
from gongkai.interpretation.rules.similarity import Overlap
from gongkai.interpretation.rules.stages import Stage, stage_of
from gongkai.publishing import queries as pieces
from gongkai.publishing.models import Information
from gongkai.publishing.rules.checklist import ElementTick


@dataclass(frozen=True, slots=True)
class Written:
    """The piece written for a line, looked at beside its policy. `state` is a code of ui.states."""

    public_id: str
    title: str
    state: str
    overlap: Overlap
    ticks: tuple[ElementTick, ...]

    @property
    def done(self) -> int:
        return sum(tick.is_done for tick in self.ticks)


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A line of the plan with its piece."""

    id: int
    form: str
    title: str
    due_on: date
    responsible: str
    stage: Stage
    is_late: bool
    written: Written | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the page says."""

    policy: Information
    plan: Plan | None
    exemption: Exemption | None
    is_required: bool
    materials: tuple[MaterialView, ...]
    loose: tuple[tuple[int, str], ...]
    before_sign_off: tuple[gate.Reason, ...]
    before_publish: tuple[gate.Reason, ...]
    delay: int

    @property
    def may_be_released(self) -> bool:
        """Whether something of it waits to go out, and nothing is behind."""
        stages = [stage_of(self.policy.state), *(material.stage for material in self.materials)]
        return bool(self.materials) and min(stages) == Stage.CLEARED


def plan_page(policy: Information, *, on: date) -> PlanPage:
    """The page of one policy, in a constant number of queries."""
    known = facts.facts_of(policy, on=on)
    delay = facts.delay(policy.county, on=on)
    plan = Plan.objects.filter(policy=policy).select_related("body", "made_by").first()
    lines = plan.materials.select_related("information") if plan else ()
    loose = Information.objects.filter(interprets=policy, interpretation_material=None, county_id=policy.county_id)
    return PlanPage(
        policy=policy,
        plan=plan,
        exemption=Exemption.objects.filter(policy=policy).select_related("decided_by").first(),
        is_required=known.is_required,
        materials=tuple(_material(line, policy, on=on) for line in lines),
        loose=tuple(loose.filter(kind=Information.Kind.INTERPRETATION).order_by("pk").values_list("pk", "title")),
        before_sign_off=gate.before_sign_off(known),
        before_publish=gate.before_publish(known, may_follow=delay > 0),
        delay=delay,
    )


def _material(line: Material, policy: Information, *, on: date) -> MaterialView:
    piece = line.information
    stage = stage_of(piece.state if piece else None)
    return MaterialView(
        id=line.pk,
        form=line.form,
        title=line.title,
        due_on=line.due_on,
        responsible=line.responsible,
        stage=stage,
        is_late=line.due_on < on and stage < Stage.CLEARED,
        written=_written(piece, policy) if piece else None,
    )


def _written(piece: Information, policy: Information) -> Written:
    return Written(
        public_id=piece.public_id,
        title=piece.title,
        state=pieces.shown_state(piece),
        overlap=similarity.compare(material=piece.text, policy=policy.text, policy_title=policy.title),
        ticks=content.check(piece.title, piece.text, by_hand=piece.checklist),
    )
