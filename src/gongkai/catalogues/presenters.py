"""The catalogue's codes in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.catalogues.rules.completeness import Element
from gongkai.catalogues.rules.inspection import Code
from gongkai.catalogues.rules.lists import Code as ListCode
from gongkai.catalogues.rules.lists_layout import layout
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.catalogues.rules.stages import Stage
from gongkai.tables import presenters as tables
from gongkai.tables.findings import Finding
from gongkai.tables.presenters import WORDS, Explained, Vocabulary

ELEMENTS = {
    "name": gettext_lazy("公开事项"),
    "l1": gettext_lazy("一级事项"),
    "l2": gettext_lazy("二级事项"),
    "l3": gettext_lazy("三级事项"),
    "content": gettext_lazy("公开内容（要素）"),
    "basis": gettext_lazy("公开依据"),
    "time_limit": gettext_lazy("公开时限"),
    "subject": gettext_lazy("公开主体"),
    "mode": gettext_lazy("公开方式"),
    "channels": gettext_lazy("公开渠道和载体"),
    "channels_optional": gettext_lazy("可选渠道"),
    "audience": gettext_lazy("公开对象"),
    "levels": gettext_lazy("公开层级"),
}

LEVELS = {
    "county": gettext_lazy("县级"),
    "township": gettext_lazy("乡级"),
    "village": gettext_lazy("村级"),
}

STAGES = {
    Stage.DECISION: gettext_lazy("决策"),
    Stage.EXECUTION: gettext_lazy("执行"),
    Stage.MANAGEMENT: gettext_lazy("管理"),
    Stage.SERVICE: gettext_lazy("服务"),
    Stage.RESULT: gettext_lazy("结果"),
}

FINDINGS = {
    Code.BLANK_ELEMENT: gettext_lazy("要素空缺"),
    Code.NO_BODY: gettext_lazy("没有责任主体"),
    Code.UNREADABLE_LIMIT: gettext_lazy("时限未能读懂"),
    Code.REPLACED_LAW: gettext_lazy("依据已被替代"),
    Code.SUBJECT_UNRESOLVED: gettext_lazy("主体未能对应到机构"),
    Code.SUBJECT_CHOICE: gettext_lazy("主体需要选定"),
    Code.LEVEL_WITHOUT_BODY: gettext_lazy("勾选的层级没有主体"),
    Code.ABSENT_CHANNEL: gettext_lazy("勾选了本地没有的渠道"),
    Code.POWER_WITHOUT_ROW: gettext_lazy("权责事项没有目录行"),
    Code.SERVICE_WITHOUT_ROW: gettext_lazy("公共服务事项没有目录行"),
    Code.ROW_WITHOUT_POWER: gettext_lazy("目录行没有现行的权责或服务事项"),
    Code.ENTRY_WITHOUT_BODY: gettext_lazy("清单事项的实施主体未能对应"),
    Code.LIST_MISSING: gettext_lazy("尚未导入清单"),
    Code.IDENTICAL_TOWNSHIPS: gettext_lazy("乡镇目录完全相同而权责不同（一刀切）"),
}

REFUSALS = {
    Refusal.NOT_DRAFT: gettext_lazy("这一版目录不是草案，不能修改。"),
    Refusal.NOT_PERMITTED: gettext_lazy("您没有这项权限。"),
    Refusal.BUILD_RUNNING: gettext_lazy("乡镇目录正在编制，请稍候再试。"),
    Refusal.NO_EDITION: gettext_lazy("没有现行的标准指引，无从编制。"),
    Refusal.NO_DRAFT: gettext_lazy("没有正在编制的草案。"),
    Refusal.NOTHING_TO_ISSUE: gettext_lazy("草案里没有目录行。"),
    Refusal.UNDECIDED_ROWS: gettext_lazy("还有 %(count)s 行没有决定。"),
    Refusal.BLOCKING_FINDINGS: gettext_lazy("还有 %(count)s 个问题阻止发布。"),
    Refusal.ELEMENT_MISSING: gettext_lazy("有的行缺少要素，不能发布。"),
    Refusal.COUNTY_FIRST: gettext_lazy("请先编制并发布县级目录。"),
    Refusal.REASON_MISSING: gettext_lazy("请写明理由。"),
    Refusal.APPROVER_MISSING: gettext_lazy("请指明批准人。"),
    Refusal.NOTHING_CHANGED: gettext_lazy("没有改动。"),
    Refusal.UNKNOWN_ELEMENT: gettext_lazy("没有这个要素。"),
    Refusal.TOO_FEW_PARTS: gettext_lazy("拆分至少要有两个部分，每个部分都要有名称。"),
    Refusal.NAME_TAKEN: gettext_lazy("同一领域里已有同名事项。"),
    Refusal.UNKNOWN_STAGE: gettext_lazy("没有这个环节或要素。"),
    Refusal.NOT_SETTLEABLE: gettext_lazy("空缺的要素必须补上，不能说明了事。"),
    Refusal.ALREADY_SETTLED: gettext_lazy("已经处理过了。"),
    Refusal.OUTCOME_UNKNOWN: gettext_lazy("没有这种处理结果。"),
    Refusal.NOTHING_TO_UNDO: gettext_lazy("已经没有可以撤销的内容。"),
    Refusal.FINDINGS_IN_LIST: gettext_lazy("清单里有错误，没有导入。"),
    Refusal.COLUMNS_WRONG: gettext_lazy("列的指定不对：%(why)s。"),
    Refusal.DATE_BEFORE_PREDECESSOR: gettext_lazy("施行日期必须晚于上一版（%(in_force_from)s）。"),
    Refusal.DATE_FAR_AHEAD: gettext_lazy("施行日期在一年以后，请核对年份。"),
}

LIST_WORDS: Vocabulary = {
    **WORDS,
    ListCode.NAME_MISSING: (gettext_lazy("没有事项名称"), gettext_lazy("请补上名称，或删去这一行")),
    ListCode.NAME_TOO_LONG: (gettext_lazy("事项名称超过 %(detail)s 字"), gettext_lazy("请缩短，或拆成几个子项")),
    ListCode.TWICE: (gettext_lazy("与第 %(detail)s 行重复"), gettext_lazy("请删去一行，或用编码区分")),
    ListCode.TYPE_UNKNOWN: (gettext_lazy("未知的职权类型“%(detail)s”"), gettext_lazy("请核对类型；照此导入也可以")),
    ListCode.BODY_MISSING: (gettext_lazy("没有实施主体"), gettext_lazy("请补上实施主体；照此导入则无人对应")),
}

DECISIONS = {
    "undecided": gettext_lazy("待决定"),
    "adopted": gettext_lazy("采用"),
    "adapted": gettext_lazy("调整"),
    "split": gettext_lazy("拆分"),
    "added": gettext_lazy("本地新增"),
    "not_applicable": gettext_lazy("不适用"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a decision shows: a word, an icon and a tone of ui's states."""

    label: str | Promise
    icon: str
    tone: str


LOOKS: Mapping[str, Look] = {
    "undecided": Look(DECISIONS["undecided"], "circle-dashed", "due"),
    "adopted": Look(DECISIONS["adopted"], "circle-check", "disclosed"),
    "adapted": Look(DECISIONS["adapted"], "file-pen", "soon"),
    "split": Look(DECISIONS["split"], "split", "nil"),
    "added": Look(DECISIONS["added"], "circle-plus", "nil"),
    "not_applicable": Look(DECISIONS["not_applicable"], "ban", "not-applicable"),
}

MENDS = {
    Code.BLANK_ELEMENT: gettext_lazy("打开这一行，选“调整”，补上空缺的要素。"),
    Code.NO_BODY: gettext_lazy("在主体对应表里写明由哪个机构公开，或把这一行设为不适用。"),
    Code.UNREADABLE_LIMIT: gettext_lazy("调整时限的写法；若写法本来如此，写明理由即可保留，只是不自动排期。"),
    Code.REPLACED_LAW: gettext_lazy("调整“公开依据”，换成现行的法律法规。"),
    Code.SUBJECT_UNRESOLVED: gettext_lazy("在主体对应表里为这个写法选定机构，所有用到它的行同时解决。"),
    Code.SUBJECT_CHOICE: gettext_lazy("指引写的是“或”，请在主体对应表里选定由谁公开。"),
    Code.LEVEL_WITHOUT_BODY: gettext_lazy("选定这一层级由谁公开：部门代为公开，或每个乡镇（街道）各自公开。"),
    Code.ABSENT_CHANNEL: gettext_lazy("调整“公开渠道”，去掉本地没有的渠道。"),
    Code.POWER_WITHOUT_ROW: gettext_lazy("确认相近的行，或另选一行关联，或新增本地事项；确实不公开的，写明理由。"),
    Code.SERVICE_WITHOUT_ROW: gettext_lazy("确认相近的行，或另选一行关联，或新增本地事项；确实不公开的，写明理由。"),
    Code.ROW_WITHOUT_POWER: gettext_lazy("本县没有这项职权或服务的，设为不适用；有的，关联清单事项。"),
    Code.ENTRY_WITHOUT_BODY: gettext_lazy("在主体对应表里写明清单上的实施主体是哪个机构，再导入一次清单。"),
    Code.LIST_MISSING: gettext_lazy("导入清单后，才能对照出缺口。"),
    Code.IDENTICAL_TOWNSHIPS: gettext_lazy("逐个核对这些乡镇的目录：没有相应权责的事项，设为不适用。"),
}

KINDS = {
    "power": gettext_lazy("权责清单"),
    "service": gettext_lazy("公共服务事项清单"),
}

LINKED_BY = {
    "name": gettext_lazy("名称一致"),
    "alias": gettext_lazy("别名一致"),
    "person": gettext_lazy("人工指定"),
    "proposed": gettext_lazy("相近，待确认"),
}

ACTS = {
    "adopt": gettext_lazy("采用"),
    "adopt_group": gettext_lazy("批量采用"),
    "adapt": gettext_lazy("调整"),
    "split": gettext_lazy("拆分"),
    "add_local": gettext_lazy("新增本地事项"),
    "mark_not_applicable": gettext_lazy("设为不适用"),
    "reset": gettext_lazy("恢复"),
    "set_stage": gettext_lazy("改定环节"),
}

PROVENANCES = {
    "official": gettext_lazy("官方文本"),
    "name_seen": gettext_lazy("名称见于政府网站"),
    "elements_unconfirmed": gettext_lazy("要素待核对"),
    "memory": gettext_lazy("未见公开页面"),
    "local_variant": gettext_lazy("个别县的事项"),
    "local": gettext_lazy("本地新增"),
}

CHANGES = {
    "added": gettext_lazy("新增事项"),
    "removed": gettext_lazy("取消事项"),
    "renamed": gettext_lazy("更名"),
    "elements": gettext_lazy("要素变化"),
    "changed": gettext_lazy("有变化"),
}

OUTCOMES = {
    "take_new": gettext_lazy("采用新版"),
    "keep_local": gettext_lazy("保留本县写法"),
    "adapt": gettext_lazy("另作调整"),
}


def explain(refused: CatalogueRefused) -> str:
    """A refusal as one sentence."""
    sentence = str(REFUSALS[refused.refusal])
    return sentence % refused.detail if "%(" in sentence else sentence


def finding_words(code: str, detail: Mapping[str, Any]) -> str:
    """A finding as one sentence: its kind and what it is about."""
    kind = str(FINDINGS[Code(code)])
    about = _about(detail)
    return _("%(kind)s：%(about)s") % {"kind": kind, "about": about} if about else kind


def _about(detail: Mapping[str, Any]) -> str:
    if "element" in detail:
        return str(ELEMENTS[Element(detail["element"])])
    if "successor" in detail:
        return _("《%(name)s》→《%(successor)s》") % {"name": detail["name"], "successor": detail["successor"]}
    if "phrase" in detail:
        more = detail.get("reason") or LEVELS.get(detail.get("level", ""), "")
        return f"{detail['phrase']}（{more}）" if more else str(detail["phrase"])
    if "channels" in detail:
        return "、".join(detail["channels"])
    return str(detail.get("time_limit") or detail.get("body_name") or "")


def list_headers(kind: str) -> list[str]:
    """The headers that a list of a kind is known by, for the hint beside the upload."""
    return [column.title for column in layout(kind).columns]


def table_words(finding: Finding) -> Explained:
    """A finding of a list's file: where it is, what is wrong, how to mend it."""
    return tables.explain(finding, LIST_WORDS)
