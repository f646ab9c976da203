"""From what does a limit count? The closed table of starts, and the words by which catalogues name them.

A start that is not in the table is not understood: a clause never counts from a guess. The first row that fits the
whole phrase wins, so the particular stand before the general.

Sources
    政府信息公开条例 (State Council Order 711) Art. 26 (形成或者变更).
    catalogues.md §3 families A-I: wordings seen in published catalogues.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Trigger(StrEnum):
    """Named starts. The Chinese names stand in `NAMES`."""

    FORMED_OR_CHANGED = "formed_or_changed"
    FORMED = "formed"
    MADE_OR_OBTAINED = "made_or_obtained"
    RECEIVED_BY_UNIT = "received_by_unit"
    ISSUED = "issued"
    DECISION = "decision"
    APPROVAL = "approval"
    BEFORE_APPROVAL = "before_approval"
    NPC_APPROVAL = "npc_approval"
    FINANCE_REPLY = "finance_reply"
    ALLOCATION_FIXED = "allocation_fixed"
    AWARD = "award"
    CONTRACT_SIGNED = "contract_signed"
    CONTRACT_EFFECTIVE = "contract_effective"
    AGREEMENT_SIGNED = "agreement_signed"
    EXPROPRIATION_APPROVAL = "expropriation_approval"
    SURVEY_STARTED = "survey_started"
    SURVEY_FINISHED = "survey_finished"
    REGISTRATION_FINISHED = "registration_finished"
    APPLICATION_RECEIVED = "application_received"
    TRANSFER_STARTS = "transfer_starts"
    TRANSFER_ENDED = "transfer_ended"
    HEARING = "hearing"
    MAJOR_DECISION = "major_decision"
    EMERGENCY = "emergency"
    PROGRESS = "progress"
    PROCUREMENT_NOTICE = "procurement_notice"
    AWARD_NOTICE = "award_notice"
    EVENT = "event"


NAMES = {
    Trigger.FORMED_OR_CHANGED: "信息形成或者变更",
    Trigger.FORMED: "信息形成",
    Trigger.MADE_OR_OBTAINED: "制作（制定）或者获取",
    Trigger.RECEIVED_BY_UNIT: "收到",
    Trigger.ISSUED: "印发",
    Trigger.DECISION: "作出决定",
    Trigger.APPROVAL: "批准",
    Trigger.BEFORE_APPROVAL: "批准之前",
    Trigger.NPC_APPROVAL: "人民代表大会或其常务委员会批准",
    Trigger.FINANCE_REPLY: "财政部门批复",
    Trigger.ALLOCATION_FIXED: "分配结果确定",
    Trigger.AWARD: "中标、成交供应商确定",
    Trigger.CONTRACT_SIGNED: "合同签订",
    Trigger.CONTRACT_EFFECTIVE: "合同生效",
    Trigger.AGREEMENT_SIGNED: "签订协议",
    Trigger.EXPROPRIATION_APPROVAL: "收到征地批准文件",
    Trigger.SURVEY_STARTED: "启动拟征收土地工作",
    Trigger.SURVEY_FINISHED: "现状调查结束",
    Trigger.REGISTRATION_FINISHED: "登记完成",
    Trigger.APPLICATION_RECEIVED: "收到申请",
    Trigger.TRANSFER_STARTS: "出让活动开始",
    Trigger.TRANSFER_ENDED: "出让活动结束",
    Trigger.HEARING: "组织听证",
    Trigger.MAJOR_DECISION: "重大决策作出",
    Trigger.EMERGENCY: "应急处置",
    Trigger.PROGRESS: "工作进展",
    Trigger.PROCUREMENT_NOTICE: "采购公告发布",
    Trigger.AWARD_NOTICE: "中标、成交结果公告",
    Trigger.EVENT: "事项发生",
}

_INFORMATION = r"(?:该|公开事项|政府|相关|有关|该政府|该类)*(?:信息)?"
_OBJECT = r"(?:该|相关|有关|扶持|备案|补贴|扶持补贴)*(?:信息|文件|政策|政策措施|指南|措施)"
_TABLE = (
    (Trigger.FORMED_OR_CHANGED, rf"{_INFORMATION}(?:形成|产生)(?:或|或者|、)(?:变更|更新|修改)"),
    (Trigger.FORMED_OR_CHANGED, rf"{_INFORMATION}(?:形成|获取)\((?:形成)?(?:、|或)?变更\)"),
    (Trigger.FORMED, rf"{_INFORMATION}(?:形成|产生)"),
    (Trigger.MADE_OR_OBTAINED, rf"(?:制定|制作|形成)或(?:者)?获取(?:{_OBJECT})?"),
    (Trigger.RECEIVED_BY_UNIT, r"(?:文件|信息|政策)?(?:下发至|送达)本(?:单位|机关)"),
    (Trigger.ISSUED, r"(?:文件|政策)?(?:颁布|印发|发布|制发)(?:或(?:者)?(?:颁布|印发|发布))?|发文"),
    (Trigger.MAJOR_DECISION, r"重大(?:行政)?决策作出"),
    (Trigger.DECISION, r"(?:作出|做出)(?:行政|行政处罚|行政许可|处罚|许可)?决定"),
    (Trigger.DECISION, r"(?:行政|行政处罚|行政许可|处罚|许可|执法)?决定(?:作出|形成|书作出)"),
    (Trigger.NPC_APPROVAL, r"本级(?:人民代表大会|人大)(?:或其|及其|或者其)(?:常务委员会|常委会)批准"),
    (Trigger.FINANCE_REPLY, r"本级政府财政部门批复"),
    (Trigger.ALLOCATION_FIXED, r"分配结果确定"),
    (Trigger.AWARD, r"(?:中标|中标、成交供应商|成交供应商|中标人)(?:结果)?确定"),
    (Trigger.CONTRACT_SIGNED, r"(?:采购|交易|政府采购)?合同签订"),
    (Trigger.CONTRACT_EFFECTIVE, r"(?:采购|交易)?合同生效"),
    (Trigger.AGREEMENT_SIGNED, r"签订协议|协议签订"),
    (Trigger.EXPROPRIATION_APPROVAL, r"收到征地批准文件"),
    (Trigger.SURVEY_FINISHED, r"(?:拟征收土地)?现状调查结束"),
    (Trigger.SURVEY_STARTED, r"(?:在?实地)?启动拟征收土地工作"),
    (Trigger.REGISTRATION_FINISHED, r"(?:调查)?登记(?:完成|结束)"),
    (Trigger.APPLICATION_RECEIVED, r"收到申请"),
    (Trigger.TRANSFER_STARTS, r"出让活动开始"),
    (Trigger.TRANSFER_ENDED, r"出让活动结束"),
    (Trigger.HEARING, r"(?:组织|举行|召开)听证(?:会)?"),
    (Trigger.APPROVAL, r"(?:规划|审批|项目)?(?:批准|审批通过|通过)|完成审批(?:程序)?|审批完成"),
    (Trigger.EMERGENCY, r"应急处置(?:期间)?"),
    (Trigger.PROGRESS, r"(?:按|按照|根据)?(?:工作)?进展(?:情况)?"),
    (Trigger.PROCUREMENT_NOTICE, r"采购公告(?:、采购文件)?"),
    (Trigger.AWARD_NOTICE, r"中标、成交结果(?:公告)?"),
)
_COMPILED = tuple((trigger, re.compile(pattern)) for trigger, pattern in _TABLE)


@lru_cache(maxsize=1024)
def trigger_of(start: str) -> Trigger | None:
    """The start that a phrase names, or None if the table knows none."""
    return next((trigger for trigger, pattern in _COMPILED if pattern.fullmatch(start)), None)
