"""The list of policies and the page of a plan, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.interpretation.presenters import plans
from gongkai.interpretation.queries.desk import PolicyLine
from gongkai.interpretation.queries.plan_page import MaterialView, PlanPage, Written
from gongkai.interpretation.rules.content import Element
from gongkai.interpretation.rules.similarity import Overlap
from gongkai.interpretation.rules.stages import Stage
from gongkai.interpretation.rules.standing import Standing
from gongkai.publishing.presenters import progress_words, tick_state
from gongkai.publishing.rules.checklist import ElementTick, Tick
from gongkai.ui.chips import Chip
from gongkai.ui.states import look_up

LONGEST_SHOWN = 5  # repeated passages


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy in the list."""

    title: str
    url: str
    facts: tuple[str, ...]
    look: str
    standing: str


@dataclass(frozen=True, slots=True)
class TickLine:
    """A line of the list of contents."""

    element: str
    label: str
    state: str
    is_by_hand: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class PieceView:
    """The piece written for a line: where it is edited, what it repeats, what it tells."""

    url: str
    title: str
    state: str
    repeats: str
    passages: tuple[str, ...]
    ticks: tuple[TickLine, ...]
    progress: str


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A line of the plan."""

    id: int
    title: str
    form: str
    responsible: str
    due_on: date
    is_late: bool
    is_draft: bool
    piece: PieceView | None


@dataclass(frozen=True, slots=True)
class GateLine:
    """One of the three: organised, signed off, released together."""

    label: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class View:
    """The page in words."""

    standing: str
    facts: tuple[tuple[str, str], ...]
    materials: tuple[MaterialRow, ...]
    gates: tuple[GateLine, ...]
    exemption: str


def policy_rows(lines: Iterable[PolicyLine]) -> list[PolicyRow]:
    """Policies as rows."""
    return [
        PolicyRow(
            title=line.title,
            url=reverse("interpretation_workbench:plan", args=[line.public_id]),
            facts=_line_facts(line),
            look=plans.LOOKS[line.standing],
            standing=str(plans.STANDINGS[line.standing]),
        )
        for line in lines
    ]


def _line_facts(line: PolicyLine) -> tuple[str, ...]:
    state = _("文件%(state)s") % {"state": look_up(line.state).label}
    plan = _materials(line.materials) if line.has_plan else ""
    return tuple(fact for fact in (line.body_name, line.kind, state, plan) if fact)


def standing_chips(counts: Mapping[str, int], current: str) -> list[Chip]:
    """Each standing with its number; the current one leads back to all."""
    address = reverse("interpretation_workbench:policies")
    return [
        Chip(
            str(plans.STANDINGS[standing]),
            address if standing == current else f"{address}?standing={standing}",
            standing == current,
            counts.get(standing, 0),
        )
        for standing in Standing
    ]


def view(page: PlanPage) -> View:
    """The page of a plan."""
    made = page.exemption
    return View(
        standing=_requirement(page),
        facts=_facts(page),
        materials=tuple(_material(line) for line in page.materials),
        gates=_gates(page),
        exemption=plans.exemption_words(made.ground) if made else "",
    )


def _requirement(page: PlanPage) -> str:
    if page.plan is not None:
        return _("已列入解读")
    return _("按规定应当解读") if page.is_required else _("是否解读，由起草单位判断")


def _facts(page: PlanPage) -> tuple[tuple[str, str], ...]:
    plan = page.plan
    if plan is None:
        return ()
    head = _("%(name)s（%(post)s）") % {"name": plan.head, "post": plan.head_post} if plan.head_post else plan.head
    lines = (
        (_("解读单位"), plan.body.name),
        (_("第一解读人"), head),
        (_("具体解读人"), plan.interpreter),
        (_("解读的理由"), plans.ground_words(plan.grounds)),
        (_("方案说明"), plan.note),
    )
    return tuple(line for line in lines if line[1])


def _gates(page: PlanPage) -> tuple[GateLine, ...]:
    organised = page.plan is not None and bool(page.materials)
    public = bool(page.materials) and all(line.stage == Stage.PUBLIC for line in page.materials)
    release = (
        _("与文件一次公开")
        if not page.delay
        else ngettext("最迟在文件公开后%(days)s个工作日内", "最迟在文件公开后%(days)s个工作日内", page.delay)
        % {"days": page.delay}
    )
    return (
        GateLine(_("同步组织"), "done" if organised else "open", _("有方案，有材料")),
        GateLine(_("同步审签"), "open" if page.before_sign_off or not organised else "done", _reasons(page)),
        GateLine(_("同步发布"), "done" if public else "open", release),
    )


def _reasons(page: PlanPage) -> str:
    said = [str(plans.REASONS[reason]) for reason in page.before_sign_off or page.before_publish]
    return _("；").join(said)


def _material(line: MaterialView) -> MaterialRow:
    return MaterialRow(
        id=line.id,
        title=line.title,
        form=plans.form_words(line.form),
        responsible=line.responsible,
        due_on=line.due_on,
        is_late=line.is_late,
        is_draft=line.stage == Stage.WRITING,
        piece=_piece(line.written) if line.written else None,
    )


def _piece(written: Written) -> PieceView:
    return PieceView(
        url=reverse("publishing_workbench:edit", args=[written.public_id]),
        title=written.title,
        state=written.state,
        repeats=_repeats(written.overlap),
        passages=_longest(written.overlap.passages),
        ticks=tuple(map(_tick, written.ticks)),
        progress=progress_words(written.done, len(written.ticks)),
    )


def _tick(tick: ElementTick) -> TickLine:
    return TickLine(
        element=tick.element,
        label=str(plans.ELEMENTS[Element(tick.element)]),
        state=tick_state(tick),
        is_by_hand=tick.tick is Tick.BY_HAND,
        is_done=tick.is_done,
    )


def _repeats(overlap: Overlap) -> str:
    if not overlap.is_too_much:
        return ""
    return _("解读有%(percent)s%%的文字与文件原文相同。解读应讲清背景、变化和怎么办，不宜照抄条文。") % {
        "percent": round(100 * overlap.share)
    }


def _longest(passages: Sequence[str]) -> tuple[str, ...]:
    """The longest passages, in the order in which they stand."""
    chosen = set(sorted(passages, key=len, reverse=True)[:LONGEST_SHOWN])
    return tuple(passage for passage in dict.fromkeys(passages) if passage in chosen)


def _materials(count: int) -> str:
    return ngettext("%(count)s项材料", "%(count)s项材料", count) % {"count": count} if count else _("还没有材料")
