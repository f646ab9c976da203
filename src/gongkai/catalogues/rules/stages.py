"""At which stage of the five openings (五公开) does a content element stand?

A first guess from its words; people correct it, and their correction is kept.

Sources
    中办发〔2016〕8号 (关于全面推进政务公开工作的意见) §二: 决策公开、执行公开、管理公开、服务公开、结果公开.
    国办发〔2019〕54号 §四: content elements over the whole process.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Stage(StrEnum):
    """五公开."""

    DECISION = "决策"
    EXECUTION = "执行"
    MANAGEMENT = "管理"
    SERVICE = "服务"
    RESULT = "结果"


# The first line with a word of the element wins; what none knows is 管理 (what a body does from day to day).
WORDS: tuple[tuple[Stage, tuple[str, ...]], ...] = (
    (Stage.SERVICE, ("办事指南", "服务指南", "申请指南", "办理材料", "申请材料", "材料目录", "受理", "咨询", "窗口")),
    (Stage.RESULT, ("结果", "名单", "公示信息", "决定书", "许可证信息", "成交", "中标", "决算", "发放", "批复")),
    (Stage.RESULT, ("统计", "名录", "评估", "考核", "处罚决定", "许可决定", "批准文件", "审批信息", "完成情况")),
    (
        Stage.DECISION,
        ("政策", "法律", "法规", "规章", "规划", "方案", "草案", "意见征集", "征求意见", "标准", "计划", "预算"),
    ),
    (Stage.DECISION, ("决策", "会议", "解读", "依据", "听证", "规范性文件")),
    (Stage.EXECUTION, ("过程", "进展", "实施", "执行", "落实", "拨付", "招标", "采购", "施工", "流程", "程序")),
    (Stage.SERVICE, ("服务", "办理", "申请", "条件", "时限", "地点", "电话", "收费", "对象", "查询", "渠道")),
    (Stage.MANAGEMENT, ("检查", "监督", "监管", "管理", "处罚", "投诉", "举报", "督导", "机构", "职责")),
)


def guess(element: str) -> Stage:
    """The stage that the words of a content element point to."""
    return next((stage for stage, words in WORDS if any(word in element for word in words)), Stage.MANAGEMENT)


def staged(elements: Iterable[str]) -> list[dict[str, str]]:
    """Content elements as a row keeps them: text and stage."""
    return [{"text": text, "stage": str(guess(text))} for text in elements]
