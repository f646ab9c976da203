"""The words for what a clean copy has no more, for the profiles, and for why there is no copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.masking.kinds import NotMaskable, Reason, Removed, What
from gongkai.publishing.rules.profiles import Treatment
from gongkai.publishing.rules.sensitive import hide
from gongkai.publishing.scanning import words as scanning
from gongkai.tables.readers.limits import Unreadable

Words = str | Promise

PROFILES: Final[Mapping[str, Words]] = {
    "students": gettext_lazy("学生、儿童名单"),
    "disabled": gettext_lazy("残疾人补贴名单"),
    "penalty": gettext_lazy("行政处罚、行政许可名单"),
    "recruitment": gettext_lazy("招录、招聘公示名单"),
    "housing": gettext_lazy("住房保障名单"),
    "relief": gettext_lazy("社会救助名单"),
    "village": gettext_lazy("村（居）务公开名单"),
    "one_card": gettext_lazy("惠民惠农“一卡通”发放名单"),
    "subsidy": gettext_lazy("补贴发放名单"),
    "persons": gettext_lazy("其他个人名单"),
}
TREATMENTS: Final[Mapping[Treatment, Words]] = {
    Treatment.SHOW: gettext_lazy("公开"),
    Treatment.SURNAME: gettext_lazy("只留姓氏（张*）"),
    Treatment.NOBODY: gettext_lazy("只留姓氏（王某某）"),
    Treatment.ENDS: gettext_lazy("只留首尾"),
    Treatment.VILLAGE: gettext_lazy("只到村（社区）"),
    Treatment.DROP: gettext_lazy("不公开，整列删去"),
}
WHATS: Final[Mapping[What, Words]] = {
    What.FOUND: gettext_lazy("遮挡%(kind)s%(count)s处，现为 %(masked)s"),
    What.COLUMN_DROPPED: gettext_lazy("删去“%(header)s”列"),
    What.COLUMN_MASKED: gettext_lazy("“%(header)s”列%(treatment)s"),
    What.CHILD: gettext_lazy("未成年人姓名%(count)s个，只留姓氏"),
    What.HIDDEN_SHEET: gettext_lazy("删去隐藏的工作表或幻灯片%(count)s张"),
    What.HIDDEN_ROWS: gettext_lazy("删去隐藏的行%(count)s行"),
    What.HIDDEN_COLUMNS: gettext_lazy("删去隐藏的列%(count)s列"),
    What.HIDDEN_TEXT: gettext_lazy("删去隐藏的文字%(count)s处"),
    What.COMMENTS: gettext_lazy("删去批注或注释%(count)s处"),
    What.CHANGES: gettext_lazy("接受修订%(count)s处，不留痕迹"),
    What.FORMULAS: gettext_lazy("公式%(count)s个改为结果"),
    What.FIELDS: gettext_lazy("域或表单控件%(count)s个改为文字或删去"),
    What.LINKS: gettext_lazy("去掉超链接%(count)s个，文字保留"),
    What.RULES: gettext_lazy("删去筛选、有效性和条件格式规则%(count)s条"),
    What.NAMES: gettext_lazy("删去定义的名称%(count)s个"),
    What.CACHES: gettext_lazy("删去透视表或外部链接的缓存%(count)s份"),
    What.DRAWINGS: gettext_lazy("删去图片、图表%(count)s个：图中文字无法检查"),
    What.EMBEDDED: gettext_lazy("删去嵌入的文件%(count)s个"),
    What.SCRIPTS: gettext_lazy("删去脚本、宏或嵌入的网页%(count)s处"),
    What.PROPERTIES: gettext_lazy("清空文件属性（作者、单位等）"),
    What.OTHER_PARTS: gettext_lazy("删去其他附带内容%(count)s份"),
}
_NO_HEADER: Final = gettext_lazy("（无标题）")
REASONS: Final[Mapping[Reason, tuple[Words, Words]]] = {
    Reason.KIND: (
        gettext_lazy("%(kind)s文件或图片不能自动脱敏"),
        gettext_lazy("请从源文件（Word、表格等）改好再导出"),
    ),
    Reason.SECRECY: (
        gettext_lazy("%(where)s有密级或不公开标志，不能靠脱敏公开"),
        gettext_lazy("请先按保密规定审查，确认可以公开并去掉标志后再试"),
    ),
    Reason.NOTHING_LEFT: (
        gettext_lazy("工作表或幻灯片全是隐藏的，没有可以公开的内容"),
        gettext_lazy("请取消隐藏要公开的部分再试"),
    ),
    Reason.STILL_THERE: (
        gettext_lazy("脱敏后仍能找到敏感信息，没有生成副本"),
        gettext_lazy("请在源文件里删去这些信息再试"),
    ),
}


def told(removed: Removed, *, on: date) -> str:
    """One line on something that the copy has no more."""
    words = str(WHATS[removed.what]) % {
        "count": removed.count,
        "kind": scanning.KINDS[removed.kind] if removed.kind else "",
        "masked": removed.masked,
        "header": hide(removed.header, on=on) or _NO_HEADER,
        "treatment": TREATMENTS[removed.treatment] if removed.treatment else "",
    }
    where = removed.where.rstrip("：")
    return _("%(where)s：%(words)s") % {"where": where, "words": words} if where else words


def explain(error: NotMaskable | Unreadable) -> str:
    """One sentence: why there is no copy and what to do."""
    if isinstance(error, Unreadable):
        return scanning.explain(error)
    if error.reason is Reason.MEMBER:
        inner = explain(error.params["inner"])
        return _("压缩包内 %(member)s：%(told)s") % {"member": error.params["member"], "told": inner}
    what, mend = REASONS[error.reason]
    return _("%(what)s。%(mend)s。") % {"what": str(what) % error.params, "mend": str(mend)}
