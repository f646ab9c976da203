"""Which event starts a limit? A closed table: an event outside it is named and reported, never taken for another.

Each row gives the wordings under which real catalogues write the event. A wording is a pattern for the whole text
between 自 and 之日起; `what` is the thing formed or made, which is a scope unless it is generic (该政府信息).

Sources
    catalogues.md §3 (families A-J, rule 7) and guideline_items.csv: the wordings.
    law.md R26, R26c: formed or changed; approvals of budgets; awards, contracts, land.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gongkai.workdays.rules.units import Unit


class Trigger(StrEnum):
    """What starts the clock."""

    FORMED_OR_CHANGED = "formed_or_changed"
    FORMED = "formed"
    CHANGED = "changed"
    MADE_OR_OBTAINED = "made_or_obtained"
    MADE = "made"
    OBTAINED = "obtained"
    RECEIVED_BY_UNIT = "received_by_unit"
    ISSUED = "issued"
    DECISION = "decision"
    MAJOR_DECISION = "major_decision"
    BEFORE_APPROVAL = "before_approval"
    APPROVAL = "approval"
    PROCEDURE_COMPLETED = "procedure_completed"
    NPC_APPROVAL = "npc_approval"
    FINANCE_REPLY = "finance_reply"
    DEPARTMENT_REPLY = "department_reply"
    REPLY_RECEIVED = "reply_received"
    APPLICATION_RECEIVED = "application_received"
    ALLOCATION_FIXED = "allocation_fixed"
    PROCUREMENT_NOTICE = "procurement_notice"
    AWARD_NOTICE = "award_notice"
    AWARD = "award"
    CONTRACT_SIGNED = "contract_signed"
    CONTRACT_EFFECTIVE = "contract_effective"
    AGREEMENT_SIGNED = "agreement_signed"
    TRANSFER_STARTS = "transfer_starts"
    TRANSFER_ENDED = "transfer_ended"
    SURVEY_STARTED = "survey_started"
    EXPROPRIATION_APPROVAL = "expropriation_approval"
    SURVEY_FINISHED = "survey_finished"
    REGISTRATION_FINISHED = "registration_finished"
    HEARING = "hearing"
    MEETING = "meeting"
    EMERGENCY = "emergency"
    PROGRESS = "progress"
    MONTH_END = "month_end"
    QUARTER_END = "quarter_end"
    HALF_YEAR_END = "half_year_end"
    YEAR_END = "year_end"
    EVENT = "event"  # named in the text, not in this table


NAMES = {
    Trigger.FORMED_OR_CHANGED: "信息形成或者变更",
    Trigger.FORMED: "信息形成",
    Trigger.CHANGED: "信息变更",
    Trigger.MADE_OR_OBTAINED: "制作（制定）或者获取",
    Trigger.MADE: "制作（制定）完成",
    Trigger.OBTAINED: "获取信息",
    Trigger.RECEIVED_BY_UNIT: "收到",
    Trigger.ISSUED: "印发",
    Trigger.DECISION: "作出决定",
    Trigger.MAJOR_DECISION: "重大决策作出",
    Trigger.BEFORE_APPROVAL: "批准之前",
    Trigger.APPROVAL: "批准",
    Trigger.PROCEDURE_COMPLETED: "完成审批程序",
    Trigger.NPC_APPROVAL: "人民代表大会或其常务委员会批准",
    Trigger.FINANCE_REPLY: "财政部门批复",
    Trigger.DEPARTMENT_REPLY: "主管部门批复",
    Trigger.REPLY_RECEIVED: "收到批复",
    Trigger.APPLICATION_RECEIVED: "收到申请",
    Trigger.ALLOCATION_FIXED: "分配结果确定",
    Trigger.PROCUREMENT_NOTICE: "采购公告发布",
    Trigger.AWARD_NOTICE: "中标、成交结果公告",
    Trigger.AWARD: "中标、成交供应商确定",
    Trigger.CONTRACT_SIGNED: "合同签订",
    Trigger.CONTRACT_EFFECTIVE: "合同生效",
    Trigger.AGREEMENT_SIGNED: "签订协议",
    Trigger.TRANSFER_STARTS: "出让活动开始",
    Trigger.TRANSFER_ENDED: "出让活动结束",
    Trigger.SURVEY_STARTED: "启动拟征收土地工作",
    Trigger.EXPROPRIATION_APPROVAL: "收到征地批准文件",
    Trigger.SURVEY_FINISHED: "调查结束",
    Trigger.REGISTRATION_FINISHED: "登记完成",
    Trigger.HEARING: "组织听证",
    Trigger.MEETING: "召开会议",
    Trigger.EMERGENCY: "应急处置",
    Trigger.PROGRESS: "工作进展",
    Trigger.MONTH_END: "月末",
    Trigger.QUARTER_END: "季度末",
    Trigger.HALF_YEAR_END: "半年末",
    Trigger.YEAR_END: "年度末",
    Trigger.EVENT: "事项发生",
}

RECURS = {
    Trigger.MONTH_END: Unit.MONTH,
    Trigger.QUARTER_END: Unit.QUARTER,
    Trigger.HALF_YEAR_END: Unit.HALF_YEAR,
    Trigger.YEAR_END: Unit.YEAR,
}

_THING = "(?P<what>.*?(?:信息|文件|政策|内容|材料|资料|结果|报告|数据))?"
_FORM = "(?:形成|产生|生成)"
_OR = "(?:或者?|及|和|、)"
_GOT = "(?:获取|获得|取得)"
_OBJECT = "(?:该|此|相关|有关)?[\\u4e00-\\u9fff]{0,12}"
_ACT = "(?:许可|处罚|强制|执法|检查|确认|奖励|裁决)"
_ENDED = "(?:结束|完成|完毕)"
_CLOSED = "(?:结束|终了|末)"

WORDINGS: tuple[tuple[Trigger, str], ...] = (
    (Trigger.DECISION, f"[作做]出(?:行政)?{_ACT}?(?:行政)?决定|(?:行政)?{_ACT}?(?:行政)?决定(?:形成|[作做]出)"),
    (Trigger.MAJOR_DECISION, "重大(?:行政)?决策[作做]出|[作做]出重大(?:行政)?决策"),
    (Trigger.FORMED_OR_CHANGED, f"{_THING}{_FORM}(?:{_OR}?变更|\\(变更\\))"),
    (Trigger.FORMED_OR_CHANGED, f"{_THING}获取\\(形成变更\\)"),
    (Trigger.FORMED, f"{_THING}{_FORM}"),
    (Trigger.CHANGED, "(?P<what>.*?(?:信息|内容))?(?:变更|发生变化)"),
    (Trigger.MADE_OR_OBTAINED, f"制[作定](?:完成)?{_OR}{_GOT}{_OBJECT}"),
    (Trigger.MADE, "制[作定](?:完成)?(?:该|此)?(?:信息|文件|政策)?|(?:信息|文件|政策)制[作定]完成"),
    (Trigger.OBTAINED, f"{_GOT}(?:该|此)?(?:信息|文件)|信息{_GOT}"),
    (Trigger.RECEIVED_BY_UNIT, "(?:文件|信息|政策)?(?:下发|印发|送达)[至到]本(?:单位|部门)|(?:收到|接到)(?:上级)?文件"),
    (Trigger.ISSUED, f"(?:文件|政策)?(?:颁布|印发|发布|发文|下发|出台)(?:{_OR}(?:颁布|印发|发布|实施))?"),
    (Trigger.APPROVAL, "(?:规划|方案|项目|审批)?(?:经)?(?:批准|审批通过|通过审批)|审批通过|审批同意"),
    (Trigger.PROCEDURE_COMPLETED, "完成审批程序|审批程序完成"),
    (
        Trigger.NPC_APPROVAL,
        "(?:(?P<what>.+)?经)?(?:本级)?(?:人民代表大会|人大)(?:或者?(?:其|人大)?(?:常务委员会|常委会))?(?:审查)?批准",
    ),
    (Trigger.FINANCE_REPLY, "(?:(?P<what>.+)?经)?(?:本级)?(?:政府)?财政(?:部门)?批复"),
    (Trigger.DEPARTMENT_REPLY, "(?:(?P<what>.+)?经)?(?:主管|上级)部门批复"),
    (Trigger.EXPROPRIATION_APPROVAL, "(?:收到|接到)(?:征地|征收土地|用地)批准文件"),
    (Trigger.REPLY_RECEIVED, "(?:收到|接到)(?:批复|批准文件)"),
    (Trigger.APPLICATION_RECEIVED, "(?:收到|接到|受理)(?:公开|当事人)?申请|申请(?:收到|受理)"),
    (Trigger.ALLOCATION_FIXED, "(?:任务|指标|资金)?分配结果确定"),
    (Trigger.PROCUREMENT_NOTICE, "采购公告(?:、采购文件)?|采购文件"),
    (Trigger.AWARD_NOTICE, "中标(?:、成交)?结果|成交结果"),
    (Trigger.AWARD, "(?:中标|成交|中标、成交)供应商确定"),
    (Trigger.CONTRACT_SIGNED, "(?:政府)?(?:采购)?合同签订|签订(?:政府)?(?:采购)?合同"),
    (Trigger.CONTRACT_EFFECTIVE, "(?:交易|采购)?合同生效"),
    (Trigger.AGREEMENT_SIGNED, "签订协议|协议签订"),
    (Trigger.TRANSFER_STARTS, "出让活动开始日?"),
    (Trigger.TRANSFER_ENDED, "出让活动结束"),
    (Trigger.SURVEY_STARTED, "(?:实地)?启动拟?征收土地工作"),
    (Trigger.SURVEY_FINISHED, f"(?:拟?征收土地)?(?:现状)?调查{_ENDED}"),
    (Trigger.REGISTRATION_FINISHED, f"(?:征地补偿|调查)?登记{_ENDED}"),
    (Trigger.HEARING, "(?:组织|举行|召开)?听证会?(?:召开|举行)?"),
    (Trigger.MEETING, "(?:召开|举行)?会议(?:召开|举行)?"),
    (Trigger.EMERGENCY, "应急处置"),
    (Trigger.PROGRESS, "(?:工作)?进展(?:情况)?"),
    (Trigger.MONTH_END, f"每?个?月度?{_CLOSED}"),
    (Trigger.QUARTER_END, f"每?个?季度?{_CLOSED}"),
    (Trigger.HALF_YEAR_END, f"每?半年度?{_CLOSED}"),
    (Trigger.YEAR_END, f"每?年度?{_CLOSED}"),
)
_COMPILED = tuple((trigger, re.compile(pattern)) for trigger, pattern in WORDINGS)
_GENERIC = re.compile("(?:该|本|此|相关|有关|政府|公开|事项|上述|各类)*信息")


@dataclass(frozen=True, slots=True)
class Named:
    """An event as the text names it: which trigger, and of what, where it is the event of a part only."""

    trigger: Trigger
    scope: str | None = None


def find(text: str) -> Named | None:
    """The trigger that the text names; None if it is not in the table."""
    for trigger, pattern in _COMPILED:
        match = pattern.fullmatch(text)
        if match:
            what = match.groupdict().get("what")
            return Named(trigger, what if what and not _GENERIC.fullmatch(what) else None)
    return None
