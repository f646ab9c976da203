"""What is said of findings and of files that cannot be read: what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.rules import references, wording
from gongkai.publishing.rules.sensitive import Kind, Level
from gongkai.publishing.scanning import located
from gongkai.publishing.scanning.limits import Fault
from gongkai.tables.findings import Code
from gongkai.tables.readers.limits import Unreadable

Words = str | Promise

KINDS: Final[Mapping[located.Kind, Words]] = {
    Kind.ID18: gettext_lazy("身份证号"),
    Kind.ID15: gettext_lazy("身份证号（15位）"),
    Kind.PASSPORT: gettext_lazy("护照、通行证等证件号"),
    Kind.MOBILE: gettext_lazy("手机号"),
    Kind.LANDLINE: gettext_lazy("个人固定电话"),
    Kind.BANK_CARD: gettext_lazy("银行账号"),
    Kind.PLATE: gettext_lazy("车牌号"),
    Kind.ADDRESS: gettext_lazy("家庭住址"),
    Kind.MINOR: gettext_lazy("未成年人信息"),
    Kind.HEALTH: gettext_lazy("健康信息"),
    Kind.SECRECY: gettext_lazy("密级或不公开标志"),
    Kind.UNREAD: gettext_lazy("无法检查，请人工核对"),
    wording.Kind.TYPO: gettext_lazy("错别字"),
    wording.Kind.ORGAN: gettext_lazy("机构改革前的名称"),
    wording.Kind.BANNED: gettext_lazy("禁用词"),
    wording.Kind.SOVEREIGNTY: gettext_lazy("涉主权表述"),
    wording.Kind.PERSON: gettext_lazy("姓名职务表述"),
    wording.Kind.LEFTOVER: gettext_lazy("未填写的内容"),
    references.Kind.NUMBER_AHEAD: gettext_lazy("文号的年份还没有到"),
    references.Kind.NUMBER_FORM: gettext_lazy("文号写法不规范"),
    references.Kind.NO_SUCH_DAY: gettext_lazy("没有这一天"),
    references.Kind.WEEKDAY: gettext_lazy("日期与星期不符"),
    references.Kind.AMOUNT: gettext_lazy("金额大小写不一致"),
    references.Kind.UNMATCHED: gettext_lazy("括号或引号不成对"),
    references.Kind.TITLE_BROKEN: gettext_lazy("书名号不成对"),
}
LEVELS: Final[Mapping[Level, Words]] = {Level.BLOCK: gettext_lazy("须处理"), Level.WARN: gettext_lazy("请核对")}

FAULTS: Final[Mapping[str, tuple[Words, Words]]] = {
    Code.FILE_EMPTY: (gettext_lazy("文件是空的"), gettext_lazy("请确认选对了文件")),
    Code.FILE_TOO_LARGE: (
        gettext_lazy("文件过大"),
        gettext_lazy("请删去多余的空行、空列和图片，或拆成几个文件再检查"),
    ),
    Code.FILE_DAMAGED: (gettext_lazy("文件已损坏"), gettext_lazy("请用办公软件打开，另存一份再检查")),
    Code.FILE_ENCRYPTED: (gettext_lazy("文件设有密码"), gettext_lazy("请取消打开密码再检查")),
    Code.KIND_UNSUPPORTED: (
        gettext_lazy("不认识这种文件（%(kind)s）"),
        gettext_lazy("请另存为 docx、xlsx、pdf、txt 或 zip 再检查"),
    ),
    Code.ENCODING_UNKNOWN: (
        gettext_lazy("无法识别文件的文字编码"),
        gettext_lazy("请另存为 UTF-8 或 GB18030 编码再检查"),
    ),
    Fault.BOMB: (
        gettext_lazy("压缩包展开后过大，疑似压缩炸弹"),
        gettext_lazy("请确认来源可靠，解压后逐个文件检查"),
    ),
    Fault.TOO_DEEP: (gettext_lazy("压缩包套了超过%(depth)s层"), gettext_lazy("请把里层的压缩包解开再检查")),
    Fault.TOO_MANY: (gettext_lazy("压缩包里的文件超过%(members)s个"), gettext_lazy("请拆成几个压缩包再检查")),
    Fault.PICTURE: (gettext_lazy("图片里的文字无法检查"), gettext_lazy("请人工核对，或改用带文字的文件")),
}
_UNKNOWN: Final = (gettext_lazy("文件读不了"), gettext_lazy("请用办公软件打开，另存一份再检查"))


def explain(unreadable: Unreadable) -> str:
    """One sentence: what is wrong with the file and how to mend it."""
    if unreadable.code == Fault.MEMBER:
        inner = unreadable.params["inner"]
        return _("压缩包内 %(member)s：%(told)s") % {"member": unreadable.params["member"], "told": explain(inner)}
    what, mend = FAULTS.get(unreadable.code, _UNKNOWN)
    return _("%(what)s。%(mend)s。") % {"what": str(what) % unreadable.params, "mend": str(mend)}
