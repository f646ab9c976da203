"""The words of validity: refusals, findings, what happened to a document, tabs and filters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongkai.publishing.queries.validity import ShownChange
from gongkai.publishing.rules.norms import Fault
from gongkai.publishing.rules.validity import Refused, ValidityRefused
from gongkai.ui.templatetags.ui import day

Words = str | Promise

REFUSALS: Mapping[Refused, Words] = {
    Refused.NOT_PUBLIC: gettext_lazy("只有已公开的文件才能登记有效性变更"),
    Refused.NOT_A_DOCUMENT: gettext_lazy("这件信息没有有效性（不适用）"),
    Refused.NOT_PERMITTED: gettext_lazy("您的岗位没有这项权限"),
    Refused.NOT_OPEN: gettext_lazy("文件在所选日期的有效性不允许这样变更"),
    Refused.PENDING: gettext_lazy("已登记了将来生效的变更，请先等它生效或撤销登记"),
    Refused.BASIS_MISSING: gettext_lazy("请写明依据文件"),
    Refused.BASIS_ITSELF: gettext_lazy("文件不能以自己为依据"),
    Refused.BEFORE_WRITTEN: gettext_lazy("起始日期早于文件的成文日期"),
    Refused.BEFORE_BASIS: gettext_lazy("起始日期早于依据文件的成文日期"),
    Refused.NOT_LATER: gettext_lazy("新的失效日期应晚于今天和原失效日期"),
    Refused.NO_EXPIRY: gettext_lazy("文件没有失效日期，一直有效，不需要延长"),
    Refused.SAID_ALREADY: gettext_lazy("同样的变更已经登记过"),
    Refused.CORRECTION_OPEN: gettext_lazy("这件信息有一份更正稿还没有并入，请先办完更正"),
    Refused.NOTHING_CHOSEN: gettext_lazy("请选择文件"),
    Refused.NOT_THE_LAST: gettext_lazy("只能撤销最近一次登记；请刷新页面看现在登记了什么"),
    Refused.REASON_MISSING: gettext_lazy("请写明理由"),
    Refused.NUMBER_MISSING: gettext_lazy("请填写备案号"),
    Refused.FILING_DAY: gettext_lazy("备案日期应在成文日期之后、今天之前"),
    Refused.NOT_NORMATIVE: gettext_lazy("只有已公开的行政规范性文件需要备案"),
    Refused.CLEAN_UP_BEGUN: gettext_lazy("今年的清理已经启动"),
    Refused.CLEAN_UP_EMPTY: gettext_lazy("没有需要清理的现行文件"),
    Refused.CLEAN_UP_CLOSED: gettext_lazy("清理结果已经公布，不能再改"),
    Refused.CLEAN_UP_UNDECIDED: gettext_lazy("还有文件没有填写清理意见"),
}
FAULTS: Mapping[Fault, Words] = {
    Fault.REGISTRATION_MISSING: gettext_lazy("没有填写统一登记号"),
    Fault.REGISTRATION_TAKEN: gettext_lazy("统一登记号与另一件文件相同"),
    Fault.PERIOD_MISSING: gettext_lazy("没有填写失效日期，按本县设定建议为"),
    Fault.PERIOD_TOO_LONG: gettext_lazy("有效期超过本县设定，最晚的失效日期为"),
}
_COMING: Mapping[str, Words] = {
    "amend": gettext_lazy("将自 %(day)s 起修改"),
    "repeal": gettext_lazy("将自 %(day)s 起废止"),
    "void": gettext_lazy("将自 %(day)s 起失效"),
}
_HAPPENED: Mapping[str, Words] = {
    "amend": gettext_lazy("已自 %(day)s 起修改"),
    "repeal": gettext_lazy("已自 %(day)s 起废止"),
    "void": gettext_lazy("已自 %(day)s 起宣布失效"),
    "extend": gettext_lazy("有效期已延长，自 %(day)s 起失效"),
}
_MADE: Mapping[str, Words] = {
    "amend": gettext_lazy("自 %(day)s 起修改："),
    "repeal": gettext_lazy("自 %(day)s 起废止："),
    "void": gettext_lazy("自 %(day)s 起宣布失效："),
    "extend": gettext_lazy("延长有效期："),
}
_ACTS: Mapping[str, Words] = {
    "amend": pgettext_lazy("act", "修改"),
    "repeal": pgettext_lazy("act", "废止"),
    "void": pgettext_lazy("act", "宣布失效"),
}
STATES: Mapping[str, Words] = {
    "effective": gettext_lazy("现行有效"),
    "not_yet_effective": gettext_lazy("尚未生效"),
    "amended": gettext_lazy("已修改"),
    "repealed": gettext_lazy("已废止"),
    "expired": gettext_lazy("已失效"),
}
DESK_STATES: Mapping[str, Words] = {
    **STATES,
    "lapsing": gettext_lazy("三个月内到期"),
    "to_be_filed": gettext_lazy("待备案"),
}


def explain(refused: ValidityRefused) -> str:
    """Why something was not done, and at which document it failed."""
    words = str(REFUSALS[refused.refusal])
    return _("《%(title)s》：%(words)s") % {"title": refused.title, "words": words} if refused.title else words


def finding_words(kind: str) -> Words:
    """A finding of the check of normative documents."""
    return FAULTS[Fault(kind)]


def act_words(act: str) -> str:
    """What a person does to a document, as a button says it."""
    return str(_ACTS[act])


def change_words(change: ShownChange) -> str:
    """What happens to a document, and from when."""
    words = _COMING[change.act] if change.is_pending and change.act in _COMING else _HAPPENED[change.act]
    return str(words) % {"day": day(_day_of(change))}


def made_words(change: ShownChange) -> str:
    """What a document does to another, before the other's name."""
    return str(_MADE[change.act]) % {"day": day(change.on)}


def _day_of(change: ShownChange) -> date:
    return change.expires_after or change.on
