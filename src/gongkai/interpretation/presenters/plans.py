"""The words of plans: forms, grounds, standings, reasons and refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.interpretation.rules import exemption, requirement
from gongkai.interpretation.rules.content import Element
from gongkai.interpretation.rules.forms import Form
from gongkai.interpretation.rules.gate import Reason
from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.interpretation.rules.standing import Outcome, Standing
from gongkai.publishing.presenters import explain as explain_publishing
from gongkai.publishing.rules.states import PublishingRefused

Words = str | Promise

FORMS: Mapping[Form, Words] = {
    Form.QUESTIONS_ANSWERS: gettext_lazy("简明问答"),
    Form.CHART: gettext_lazy("图表图解"),
    Form.CASE: gettext_lazy("案例说明"),
    Form.PRESS_CONFERENCE: gettext_lazy("新闻发布会"),
    Form.BRIEFING: gettext_lazy("吹风会"),
}
GROUNDS: Mapping[requirement.Ground, Words] = {
    requirement.Ground.RIGHTS_AND_DUTIES: gettext_lazy("涉及公众权利义务"),
    requirement.Ground.PUBLIC_INTEREST: gettext_lazy("涉及重大公共利益"),
    requirement.Ground.WIDE_KNOWLEDGE: gettext_lazy("需要公众广泛知晓"),
    requirement.Ground.SPECIALIST: gettext_lazy("专业性强，不易读懂"),
}
EXEMPTIONS: Mapping[exemption.Ground, Words] = {
    exemption.Ground.EXPLAINED_ABOVE: gettext_lazy("上级已经解读，本件没有新内容"),
    exemption.Ground.INTERNAL: gettext_lazy("只规范机关内部管理"),
    exemption.Ground.SINGLE_CASE: gettext_lazy("只针对特定对象的一件事"),
    exemption.Ground.PLAIN: gettext_lazy("内容浅显，读者不会误解"),
    exemption.Ground.EMERGENCY: gettext_lazy("应急措施，须立即公布"),
    exemption.Ground.OTHER: gettext_lazy("其他"),
}
STANDINGS: Mapping[Standing, Words] = {
    Standing.MISSING: gettext_lazy("需做方案"),
    Standing.PREPARING: gettext_lazy("准备中"),
    Standing.READY: gettext_lazy("可同步发布"),
    Standing.RELEASED: gettext_lazy("已解读"),
    Standing.EXEMPT: gettext_lazy("免予解读"),
}
OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.ON_TIME: gettext_lazy("同步解读"),
    Outcome.LATE: gettext_lazy("超期解读"),
    Outcome.EXEMPT: gettext_lazy("免予解读"),
    Outcome.PENDING: gettext_lazy("期限未到"),
    Outcome.MISSING: gettext_lazy("未解读"),
}
# The states of ui.states by whose tone and icon a standing or an outcome shows.
LOOKS: Mapping[str, str] = {
    "missing": "overdue",
    "preparing": "due",
    "ready": "approved",
    "released": "disclosed",
    "exempt": "waived",
    "on_time": "disclosed",
    "late": "late",
    "pending": "due",
}
REASONS: Mapping[Reason, Words] = {
    Reason.PLAN_MISSING: gettext_lazy("还没有解读方案；确实不必解读的，由审签人登记免予解读"),
    Reason.MATERIAL_MISSING: gettext_lazy("解读方案里还没有列出材料"),
    Reason.MATERIAL_NOT_WRITTEN: gettext_lazy("有解读材料还没有动笔"),
    Reason.MATERIAL_IN_DRAFT: gettext_lazy("有解读材料还在起草，应与文件一同送审"),
    Reason.MATERIAL_NOT_CLEARED: gettext_lazy("有解读材料还没有签发，应与文件一同签发"),
    Reason.POLICY_NOT_PUBLIC: gettext_lazy("所解读的文件还没有公开，解读不能先于文件发布"),
}
ELEMENTS: Mapping[Element, Words] = {
    Element.BACKGROUND: gettext_lazy("背景和依据"),
    Element.AIMS: gettext_lazy("目标任务"),
    Element.CONTENT: gettext_lazy("主要内容"),
    Element.SCOPE: gettext_lazy("适用范围"),
    Element.STANDARDS: gettext_lazy("执行标准"),
    Element.TERMS: gettext_lazy("名词术语"),
    Element.CHANGES: gettext_lazy("新旧差异"),
    Element.HOW_TO_USE: gettext_lazy("怎么办理"),
}
REFUSALS: Mapping[Refusal, Words] = {
    Refusal.NOT_PERMITTED: gettext_lazy("您的岗位没有这项权限"),
    Refusal.NOT_A_POLICY: gettext_lazy("只有规范性文件、政策文件和规划计划才做解读方案"),
    Refusal.HEAD_MISSING: gettext_lazy("请写明第一解读人：由本单位主要负责人担任"),
    Refusal.HAS_MATERIAL: gettext_lazy("方案里已经有解读稿，不能删除"),
    Refusal.HAS_PIECE: gettext_lazy("这项材料已经有解读稿"),
    Refusal.NOT_ITS_INTERPRETATION: gettext_lazy("选择的稿件不是这份文件的解读，或者已经列入方案"),
    Refusal.OWN_POLICY: gettext_lazy("您参与了这份文件的起草，须由他人决定免予解读"),
    Refusal.REASON_MISSING: gettext_lazy("请写明理由"),
    Refusal.ALREADY_PUBLIC: gettext_lazy("文件已经公开"),
    Refusal.NO_PLAN: gettext_lazy("还没有解读方案"),
    Refusal.NOTHING_TO_RELEASE: gettext_lazy("方案里还没有材料"),
    Refusal.NOT_READY: gettext_lazy("还没有签发：%(titles)s"),
    Refusal.PIECE_REFUSED: gettext_lazy("《%(title)s》不能公开，文件和解读都没有发布：%(why)s"),
}


def explain(refused: InterpretationRefused | PublishingRefused) -> str:
    """Why something was not done."""
    if isinstance(refused, PublishingRefused):
        return explain_publishing(refused)
    words = {key: _said(value) for key, value in refused.detail.items()}
    cause = refused.detail.get("refused")
    if isinstance(cause, PublishingRefused):
        words["why"] = explain_publishing(cause)
    return str(REFUSALS[refused.refusal]) % words


def gate_words(code: str) -> str:
    """Why the gate is closed."""
    return str(REASONS[Reason(code)])


def form_words(form: str) -> str:
    """The name of a form."""
    return str(FORMS[Form(form)])


def ground_words(grounds: Sequence[str]) -> str:
    """Why a policy is explained."""
    return _("；").join(str(GROUNDS[requirement.Ground(ground)]) for ground in grounds)


def exemption_words(ground: str) -> str:
    """Why a policy is not explained."""
    return str(EXEMPTIONS[exemption.Ground(ground)])


def _said(value: object) -> str:
    return _("、").join(f"《{title}》" for title in value) if isinstance(value, list) else str(value)
