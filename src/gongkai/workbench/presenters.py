"""The desk's words: names in the reader's language, days left, periods, triggers, refusals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from gongkai.duties import actions as duties
from gongkai.workbench.queries.desk import Pile
from gongkai.workbench.rules.refusals import DeskRefused, Refusal


def in_english() -> bool:
    """Whether the reader chose English."""
    return get_language() == "en"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the reader's language; in English with the official Chinese one as its gloss."""

    shown: str
    gloss: str = ""

    def __str__(self) -> str:
        return self.shown


def name(chinese: str, english: str) -> Name:
    """The English name where the reader chose English and there is one, else the Chinese."""
    return Name(english, chinese) if english and in_english() and english != chinese else Name(chinese)


PILES: Mapping[Pile, str | Promise] = {
    Pile.NOW: gettext_lazy("当前待办"),
    Pile.OVERDUE: gettext_lazy("已逾期"),
    Pile.SOON: gettext_lazy("即将到期"),
    Pile.RETURNED: gettext_lazy("退回修改"),
    Pile.SIGN: gettext_lazy("待我审签"),
    Pile.DRAFTS: gettext_lazy("正在起草"),
    Pile.READY: gettext_lazy("已签发待发布"),
    Pile.REDATED: gettext_lazy("日期待确认"),
    Pile.REVIEW: gettext_lazy("到期复核"),
    Pile.REMINDER: gettext_lazy("提醒"),
    Pile.UPCOMING: gettext_lazy("以后的"),
    Pile.WAIVERS: gettext_lazy("免除申请"),
    Pile.DELIVERIES: gettext_lazy("投递待办"),
}
PILE_NOTES: Mapping[Pile, str | Promise] = {
    Pile.NOW: gettext_lazy("逾期的在最前面，其余按应公开日期排列。"),
    Pile.OVERDUE: gettext_lazy("应公开日期已过，还没有公开。"),
    Pile.SOON: gettext_lazy("最近几个工作日内到期。"),
    Pile.RETURNED: gettext_lazy("审核人退回的稿件，附有退回意见。"),
    Pile.SIGN: gettext_lazy("别人写好、等您审核签发的稿件。"),
    Pile.DRAFTS: gettext_lazy("已经动笔、还没有送审的稿件。"),
    Pile.READY: gettext_lazy("已经签发，点开即可发布。"),
    Pile.REDATED: gettext_lazy("节假日安排或时限有更正，应公开日期随之改变，请逐项确认。"),
    Pile.REVIEW: gettext_lazy("长期公开的内容到了复核时间：仍然有效就签字，变了就更新。"),
    Pile.REMINDER: gettext_lazy("目录写的是“及时”或“长期公开”，没有固定日期，有了内容就应公开。"),
    Pile.UPCOMING: gettext_lazy("周期还没有结束，到时候会自动进入待办。"),
    Pile.WAIVERS: gettext_lazy("各单位申请免除的公开任务，等您答复。"),
    Pile.DELIVERIES: gettext_lazy("要由人发布、发送失败、要由人撤下的渠道投递，先来的在前。"),
}
TRIGGERS: Mapping[str, str | Promise] = {
    "formed_or_changed": gettext_lazy("信息形成或者变更"),
    "received_by_unit": gettext_lazy("收到"),
    "issued": gettext_lazy("印发"),
    "decision": gettext_lazy("作出决定"),
    "approval": gettext_lazy("批准"),
    "before_approval": gettext_lazy("批准之前"),
    "procedure_completed": gettext_lazy("完成审批程序"),
    "department_reply": gettext_lazy("主管部门批复"),
    "reply_received": gettext_lazy("收到批复"),
    "meeting": gettext_lazy("召开会议"),
    "month_end": gettext_lazy("月末"),
    "quarter_end": gettext_lazy("季度末"),
    "half_year_end": gettext_lazy("半年末"),
    "year_end": gettext_lazy("年度末"),
    "npc_approval": gettext_lazy("人民代表大会或其常务委员会批准"),
    "finance_reply": gettext_lazy("财政部门批复"),
    "allocation_fixed": gettext_lazy("分配结果确定"),
    "award": gettext_lazy("中标、成交供应商确定"),
    "contract_signed": gettext_lazy("合同签订"),
    "contract_effective": gettext_lazy("合同生效"),
    "agreement_signed": gettext_lazy("签订协议"),
    "expropriation_approval": gettext_lazy("收到征地批准文件"),
    "survey_started": gettext_lazy("启动拟征收土地工作"),
    "survey_finished": gettext_lazy("调查结束"),
    "registration_finished": gettext_lazy("登记完成"),
    "application_received": gettext_lazy("收到申请"),
    "transfer_starts": gettext_lazy("出让活动开始"),
    "transfer_ended": gettext_lazy("出让活动结束"),
    "hearing": gettext_lazy("组织听证"),
    "major_decision": gettext_lazy("重大决策作出"),
    "emergency": gettext_lazy("应急处置"),
    "progress": gettext_lazy("工作进展"),
    "procurement_notice": gettext_lazy("采购公告发布"),
    "award_notice": gettext_lazy("中标、成交结果公告"),
    "event": gettext_lazy("事项发生"),
}
KINDS: Mapping[str, str | Promise] = {
    "standing": pgettext_lazy("duty", "常设"),
    "recurring": pgettext_lazy("duty", "定期"),
    "event": pgettext_lazy("duty", "事由"),
}
CONDITIONS: Mapping[str, str | Promise] = {
    "overdue": gettext_lazy("已逾期"),
    "soon": gettext_lazy("即将到期"),
    "due": gettext_lazy("待公开"),
    "upcoming": gettext_lazy("未到期"),
    "reminder": gettext_lazy("提醒"),
    "review": gettext_lazy("到期复核"),
    "late": gettext_lazy("逾期公开"),
    "fulfilled": gettext_lazy("已公开"),
    "nil": gettext_lazy("本期无"),
    "waived": gettext_lazy("已免除"),
}
# The state of ui.states whose tone, icon and shape a condition wears, where it has none of its own.
LOOKS: Mapping[str, str] = {"upcoming": "scheduled", "reminder": "open", "review": "unconfirmed"}

_REFUSALS: Mapping[str, str | Promise] = {
    duties.Refusal.NOT_PERMITTED: gettext_lazy("您没有权限为这个单位办理，请联系县政务公开办。"),
    duties.Refusal.OTHER_COUNTY: gettext_lazy("这个单位不属于本县。"),
    duties.Refusal.NOT_OPEN: gettext_lazy("这项任务已经办结，不必重复办理。"),
    duties.Refusal.NOT_CLOSED: gettext_lazy("这项任务还没有办结，不需要重新打开。"),
    duties.Refusal.NOT_OWED: gettext_lazy("按现行目录，本单位不承担这个事项。"),
    duties.Refusal.NO_SUCH_TRIGGER: gettext_lazy("这个事项的时限不从所选事由起算，请另选一个。"),
    duties.Refusal.DATE_IN_FUTURE: gettext_lazy("发生日期在今天之后。请等事情发生了再登记，或者检查日期。"),
    duties.Refusal.NOTHING_SIGNED: gettext_lazy("一项也没有勾选，没有可签的内容。"),
    duties.Refusal.NOT_SIGNABLE: gettext_lazy("清单有了变化：有的任务刚刚办结。请看看更新后的清单再签。"),
    duties.Refusal.REASON_MISSING: gettext_lazy("请写明理由。"),
    duties.Refusal.NOTHING_TO_CONFIRM: gettext_lazy("日期已经确认过了。"),
    duties.Refusal.TITLE_MISSING: gettext_lazy("网页上没有读到标题，请照网页填写一个。"),
    duties.Refusal.ADDRESS_NOT_ALLOWED: gettext_lazy("只能登记公开的网址，以 http:// 或 https:// 开头。"),
    duties.Refusal.ADDRESS_UNREACHABLE: gettext_lazy("打不开这个网址。请在浏览器里确认能打开，再复制过来。"),
    duties.Refusal.ANSWER_TOO_LARGE: gettext_lazy("这个网址的内容太大，取不了证。请登记它所在的网页。"),
    duties.Refusal.ADDRESS_IN_USE: gettext_lazy("这个网址已经登记在另一项任务上。"),
    duties.Refusal.NOT_OVERDUE: gettext_lazy("这项任务没有逾期，不需要说明。"),
    duties.Refusal.WORDS_MISSING: gettext_lazy("请写明说明内容。"),
    duties.Refusal.WORDS_TOO_LONG: gettext_lazy("说明太长，请写在300字以内。"),
    duties.Refusal.PERSONAL_DATA: gettext_lazy("说明里有个人信息或涉密标志，不能向公众显示，请删去后再提交。"),
    duties.Refusal.NOTHING_TO_TAKE_BACK: gettext_lazy("没有正在显示的说明。"),
    duties.Refusal.TOO_MANY: gettext_lazy("催办太多，请稍后再试。"),
    Refusal.ASKED_ALREADY: gettext_lazy("这项任务已经申请过免除，正等答复。"),
    Refusal.SETTLED_ALREADY: gettext_lazy("这份申请已经答复过了。"),
    Refusal.NOTE_MISSING: gettext_lazy("不同意时请写明意见，申请人才知道怎么办。"),
}
_FIELDS: Mapping[str, str] = {
    duties.Refusal.NO_SUCH_TRIGGER: "trigger",
    duties.Refusal.DATE_IN_FUTURE: "occurred_on",
    duties.Refusal.REASON_MISSING: "reason",
    duties.Refusal.TITLE_MISSING: "title",
    duties.Refusal.ADDRESS_NOT_ALLOWED: "url",
    duties.Refusal.ADDRESS_UNREACHABLE: "url",
    duties.Refusal.ANSWER_TOO_LARGE: "url",
    duties.Refusal.ADDRESS_IN_USE: "url",
    duties.Refusal.WORDS_MISSING: "text",
    duties.Refusal.WORDS_TOO_LONG: "text",
    duties.Refusal.PERSONAL_DATA: "text",
    Refusal.NOTE_MISSING: "note",
}

Refused = duties.DutyRefused | DeskRefused


def explain(refused: Refused) -> str:
    """Why an act was refused, and how to mend it."""
    return str(_REFUSALS[refused.refusal])


def field_of(refused: Refused) -> str:
    """The field of a form that a refusal speaks of; empty: the whole form."""
    return _FIELDS.get(refused.refusal, "")


def days_text(days_left: int | None) -> str:
    """How far a day is: 逾期3天, 今天到期, 还有5天."""
    if days_left is None:
        return ""
    if days_left < 0:
        return ngettext("逾期%(n)s天", "逾期%(n)s天", -days_left) % {"n": -days_left}
    if days_left == 0:
        return _("今天到期")
    return ngettext("还有%(n)s天", "还有%(n)s天", days_left) % {"n": days_left}


def urges_text(count: int) -> str:
    """How many readers wait for it; empty: nobody said so."""
    return ngettext("%(n)s人催办", "%(n)s人催办", count) % {"n": count} if count else ""


def period_text(occurrence: str) -> str:
    """A period by its key: 2026-Q3 → 2026年第3季度. Events and standing duties have none."""
    first, _tilde, last = occurrence.partition("~")
    if last:
        return _("%(first)s至%(last)s") % {"first": period_text(first), "last": period_text(last)}
    year, _dash, part = occurrence.partition("-")
    if not year.isdigit():
        return ""
    if not part:
        return _("%(year)s年") % {"year": year}
    if part.startswith("Q"):
        return _("%(year)s年第%(quarter)s季度") % {"year": year, "quarter": part[1:]}
    if part.startswith("H"):
        return _("%(year)s年上半年") % {"year": year} if part == "H1" else _("%(year)s年下半年") % {"year": year}
    if part.startswith(("KW", "W")):
        return _("%(year)s年第%(number)s期") % {"year": year, "number": int(part.lstrip("KW"))}
    return _("%(year)s年%(month)s月") % {"year": year, "month": int(part)} if part.isdigit() else occurrence


def listed(words: Iterable[str]) -> str:
    """Several things in one line."""
    return pgettext("list separator", "、").join(words)


def trigger_text(trigger: str, scope: str = "") -> str:
    """A start of a limit, with the contents it holds for."""
    words = str(TRIGGERS.get(trigger, trigger))
    return _("%(scope)s：%(trigger)s") % {"scope": scope, "trigger": words} if scope else words
