"""What the demo county explains: plans for what it explained, two decisions to go without, and a policy on its way.

The rest of its policies have nothing, and the report says so: a county without gaps would teach nobody anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from gongkai.demo.tour import STORY_MATTER
from gongkai.interpretation import actions
from gongkai.interpretation.rules.exemption import Ground
from gongkai.interpretation.rules.forms import Form
from gongkai.organisations.models import County, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information

HEADS = {
    "agriculture": ("桑晚禾", "局长", "米粟"),
    "civil-affairs": ("温如玉", "局长", "安平"),
    "housing": ("梁柱", "局长", "瓦青"),
    "natural-resources": ("岳川", "局长", "石磊"),
}
BY_WORDS = (("问答", Form.QUESTIONS_ANSWERS), ("十问", Form.QUESTIONS_ANSWERS), ("怎么算", Form.CASE))
EXEMPT = (
    ("项目管理办法", Ground.INTERNAL, "只规范项目申报和资金拨付的内部流程，不直接影响农户。"),
    ("防止返贫监测", Ground.EXPLAINED_ABOVE, "省里已经逐条解读，本件照转，没有新增内容。"),
)
COMING = (
    "明镜县耕地地力保护补贴资金管理办法（试行）",
    "<h2>第一章 总则</h2><p>为规范耕地地力保护补贴资金管理，制定本办法。补贴对象为拥有耕地承包权的种地农民。</p>"
    "<h2>第二章 核定和发放</h2><p>面积由村级申报、乡镇核实、县级抽查，公示不少于七个工作日，通过“一卡通”发放。</p>",
)
COMING_LINES = (
    (Form.QUESTIONS_ANSWERS, "新办法十问十答"),
    (Form.CHART, "一图读懂补贴怎么核、怎么发"),
)


def explain(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """Make the plans, the decisions, and the policy that is being written."""
    for policy in _explained(county):
        _plan(policy)
    for words, ground, reason in EXEMPT:
        _exempt(county, words, ground=ground, reason=reason, by=people["office"], at=at)
    _write_one(county, author=people["publisher"], today=today, at=at)


def _explained(county: County) -> Iterable[Information]:
    policies = Information.objects.of_county(county).public().filter(kind__in=["normative", "policy"])
    explained = policies.filter(interpretations__state="published").distinct().order_by("pk")
    return explained.select_related("body").prefetch_related("interpretations")


def _plan(policy: Information) -> None:
    """The plan that led to what is public, made two days before."""
    head, post, interpreter = HEADS.get(policy.body.kind, ("程望", "主要负责人", "许言"))
    assert policy.published_at is not None  # asked for by public()
    made_at = policy.published_at - timedelta(days=2)
    facts = {"head": head, "head_post": post, "interpreter": interpreter, "note": ""}
    grounds = ["rights_and_duties", "wide_knowledge"]
    actions.save_plan(policy_id=policy.pk, by=None, at=made_at, grounds=grounds, **facts)
    for piece in policy.interpretations.all():
        line = actions.add_material(
            policy_id=policy.pk,
            by=None,
            at=made_at,
            form=_form(piece.title),
            title=piece.title[:200],
            due_on=timezone.localtime(policy.published_at).date(),
            responsible=interpreter,
        )
        actions.tie_material(material_id=line.pk, information_id=piece.pk, by=None, at=made_at)


def _form(title: str) -> Form:
    return next((form for words, form in BY_WORDS if words in title), Form.CHART)


def _exempt(county: County, words: str, *, ground: Ground, reason: str, by: User, at: datetime) -> None:
    policies = Information.objects.of_county(county).filter(kind__in=["normative", "policy"], title__contains=words)
    policy = policies.filter(interpretations=None).order_by("pk").first()
    if policy is not None:
        actions.exempt(policy_id=policy.pk, ground=ground, reason=reason, by=by, at=at)


def _write_one(county: County, *, author: User, today: date, at: datetime) -> None:
    """A normative document in draft, its plan made, one of its two materials begun."""
    pieces = Information.objects.of_county(county).filter(matter__name__contains=STORY_MATTER)
    example = pieces.filter(body__kind="agriculture").select_related("body").order_by("pk").first()
    if example is None:
        return
    policy = publishing.start_draft(body=example.body, matter_id=example.matter_id, by=author, at=at)
    title, html = COMING
    publishing.save_draft(
        information_id=policy.pk,
        revision=policy.revision,
        by=author,
        at=at,
        title=title,
        html=html,
        kind="normative",
        validity="not_yet_effective",
    )
    _plan_one(policy, author=author, today=today, at=at)


def _plan_one(policy: Information, *, author: User, today: date, at: datetime) -> None:
    head, post, interpreter = HEADS["agriculture"]
    plan = {"head": head, "head_post": post, "interpreter": interpreter, "note": "与办法同日在县政府网站发布。"}
    actions.save_plan(policy_id=policy.pk, by=author, at=at, grounds=["rights_and_duties"], **plan)
    due_on = today + timedelta(days=5)
    lines = [
        actions.add_material(
            policy_id=policy.pk, by=author, at=at, form=form, title=words, due_on=due_on, responsible=interpreter
        )
        for form, words in COMING_LINES
    ]
    actions.start_material(material_id=lines[0].pk, by=author, at=at)
