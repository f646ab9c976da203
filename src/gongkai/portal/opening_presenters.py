"""The words of the five openings: their addresses, what each is about."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.rules.stages import Stage

SLUGS: Mapping[str, Stage] = {
    "decision": Stage.DECISION,
    "execution": Stage.EXECUTION,
    "management": Stage.MANAGEMENT,
    "service": Stage.SERVICE,
    "result": Stage.RESULT,
}
SLUG_OF: Mapping[Stage, str] = {stage: slug for slug, stage in SLUGS.items()}
TITLES: Mapping[Stage, str | Promise] = {
    Stage.DECISION: _("决策公开"),
    Stage.EXECUTION: _("执行公开"),
    Stage.MANAGEMENT: _("管理公开"),
    Stage.SERVICE: _("服务公开"),
    Stage.RESULT: _("结果公开"),
}
ABOUT: Mapping[Stage, str | Promise] = {
    Stage.DECISION: _("政策、规划、方案、标准、征求意见、会议和解读"),
    Stage.EXECUTION: _("怎么落实、进展到哪一步、招标采购、资金拨付"),
    Stage.MANAGEMENT: _("检查、监督、处罚、投诉举报、机构职责"),
    Stage.SERVICE: _("办事指南、申请条件、材料、地点、电话"),
    Stage.RESULT: _("名单、结果、决定、统计、评估"),
}
