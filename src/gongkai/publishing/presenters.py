"""Publishing's words: refusals, findings, ticks, and the lines of the metadata box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai.publishing import gates, norm_presenters, wording_presenters
from gongkai.publishing.queries.public import InformationPage
from gongkai.publishing.rules.checklist import ElementTick, Tick, Where
from gongkai.publishing.rules.disclosure import Fault
from gongkai.publishing.rules.document_number import Mending
from gongkai.publishing.rules.findings import Found
from gongkai.publishing.rules.metadata import Finding
from gongkai.publishing.rules.sensitive import Kind
from gongkai.publishing.rules.states import PublishingRefused, Refusal, Withdrawal
from gongkai.publishing.scanning import words as scanning
from gongkai.ui.languages import either
from gongkai.ui.templatetags.ui import day, file_size

Words = str | Promise

REFUSALS: Mapping[Refusal, Words] = {
    Refusal.NOT_PERMITTED: gettext_lazy("您的岗位没有这项权限"),
    Refusal.NOT_OPEN: gettext_lazy("这件信息的状态已经变化，请刷新后再看"),
    Refusal.OWN_DRAFT: gettext_lazy("您参与了起草，须由他人审签"),
    Refusal.PERSON_AGAIN: gettext_lazy("您在这一轮已经审过，这一环节须由他人审签"),
    Refusal.NOT_TICKED: gettext_lazy("请逐项核对并打勾"),
    Refusal.REASON_MISSING: gettext_lazy("请写明理由"),
    Refusal.GATE_CLOSED: gettext_lazy("还有必须先改的问题"),
    Refusal.CONTENT_CHANGED: gettext_lazy("内容与审签时不一致，须重新送审"),
    Refusal.RULES_CHANGED: gettext_lazy("打开页面以后设定改过，或者已经印发了新的一版；请看过现在的正文再印发"),
    Refusal.STALE_REVISION: gettext_lazy("这件信息在别处改过，没有覆盖"),
    Refusal.NOT_A_DRAFT: gettext_lazy("已送审或已公开，不能再改"),
    Refusal.NOT_OWED: gettext_lazy("现行目录中，本单位不承担这一事项"),
    Refusal.DUTY_CLOSED: gettext_lazy("这项任务已经免除"),
    Refusal.TITLE_MISSING: gettext_lazy("请填写标题"),
    Refusal.NOTHING_TO_PUBLISH: gettext_lazy("正文和附件至少要有一样"),
    Refusal.DISCLOSURE_UNDECIDED: gettext_lazy("请先确定公开属性"),
    Refusal.NOT_FOR_ALL: gettext_lazy("公开属性不是主动公开，不能向社会发布"),
    Refusal.NOT_MASKABLE: gettext_lazy("带有密级或不公开标志，不能脱敏后公开；请先按保密规定处理"),
    Refusal.FINDINGS_OPEN: gettext_lazy("还有必须先处理的问题；确需保留的，请写明理由，由审核人定夺"),
    Refusal.FINDING_GONE: gettext_lazy("这个问题已经不在了，请刷新后再看"),
    Refusal.FINDING_IS_HARD: gettext_lazy("这个问题必须改正，不能放行"),
    Refusal.TIME_PAST: gettext_lazy("请选择今后的时间"),
    Refusal.NOT_ROUTINE: gettext_lazy("不是简易流程，请打开逐件审签"),
    Refusal.TOO_MANY: gettext_lazy("一次最多 %(limit)s 件"),
    Refusal.CORRECTION_OPEN: gettext_lazy("已有一份更正稿"),
    Refusal.NUMBER_TAKEN: gettext_lazy("索引号重复"),
    Refusal.FILE_EMPTY: gettext_lazy("文件是空的"),
    Refusal.FILE_TOO_LARGE: gettext_lazy("文件超过 %(limit)s"),
    Refusal.FILE_TYPE: gettext_lazy("不收这种文件；可用 PDF、OFD、Word、Excel、PPT、图片、文本、ZIP"),
    Refusal.FILE_MISMATCH: gettext_lazy("文件内容与扩展名不符"),
    Refusal.FILE_SVG: gettext_lazy("SVG 图片里可以藏程序，不收；请另存为 PNG 再上传"),
    Refusal.FILE_MACROS: gettext_lazy("文件里有宏，不收；请另存为不带宏的 docx、xlsx、pptx 或 PDF"),
    Refusal.FILE_DISGUISED: gettext_lazy("文件里夹带着网页或另一个文件，不收；请用办公软件打开后另存一份"),
    Refusal.FILE_BOMB: gettext_lazy("压缩包展开后过大、文件过多或层层嵌套，不收；请解压后逐个上传"),
    Refusal.FILE_RUNS: gettext_lazy("压缩包里有程序或网页文件，不收；请去掉后重新压缩"),
    Refusal.FILE_INFECTED: gettext_lazy("杀毒软件在文件里发现病毒，没有接收；请先清除，并告知信息技术人员"),
    Refusal.FILE_NAME: gettext_lazy("文件名不能为空，也不能改扩展名"),
    Refusal.FILE_NAME_TAKEN: gettext_lazy("已有同名附件"),
    Refusal.SCANNER_SILENT: gettext_lazy("杀毒服务没有回应，暂时不能上传；请稍后再试，或联系信息技术人员"),
    Refusal.NO_ROOM: gettext_lazy("服务器存储空间不足，没有存上；草稿没有变，请联系信息技术人员"),
    Refusal.FILE_GONE: gettext_lazy("这一版的附件没有留存，不能恢复"),
    Refusal.ORIGINAL_GONE: gettext_lazy("服务器上找不到这份原件，请联系信息技术人员"),
}
FINDINGS: Mapping[Finding, Words] = {
    Finding.WRITTEN_IN_FUTURE: gettext_lazy("成文日期晚于今天"),
    Finding.EXPIRES_BEFORE_EFFECTIVE: gettext_lazy("失效日期不晚于生效日期"),
    Finding.EFFECTIVE_BEFORE_WRITTEN: gettext_lazy("生效日期早于成文日期"),
    Finding.NUMBER_MISSING: gettext_lazy("规范性文件应有发文字号"),
    Finding.VALIDITY_MISSING: gettext_lazy("规范性文件应标明有效性"),
    Finding.INTERPRETS_NOTHING: gettext_lazy("解读应指明所解读的文件"),
}
MENDINGS: Mapping[Mending, Words] = {
    Mending.BRACKETS: gettext_lazy("年份用六角括号〔〕"),
    Mending.LEADING_ZERO: gettext_lazy("序号不编虚位（1 不编为 01）"),
    Mending.ORDINAL: gettext_lazy("序号前不加“第”字"),
    Mending.CHARACTER: gettext_lazy("代字后不加“字”字"),
    Mending.UNKNOWN_FORM: gettext_lazy("不像规范的发文字号，请核对"),
}
WHERE: Mapping[Where, Words] = {
    Where.TITLE: gettext_lazy("标题"),
    Where.TEXT: gettext_lazy("正文"),
    Where.ATTACHMENT: gettext_lazy("附件"),
}
VALIDITY_STATES = {
    "effective": "in_force",
    "not_yet_effective": "not_in_force_yet",
    "amended": "amended",
    "repealed": "repealed",
    "expired": "expired",
}


FAULTS: Mapping[Fault, Words] = {
    Fault.UNDECIDED: gettext_lazy("请先确定公开属性"),
    Fault.GROUND_MISSING: gettext_lazy("不主动公开的，请选择依据"),
    Fault.GROUND_DOES_NOT_BEAR: gettext_lazy("所选依据不能用于这一公开属性"),
    Fault.REASON_MISSING: gettext_lazy("请写明不主动公开的理由"),
    Fault.REASSESSMENT_MISSING: gettext_lazy("请填写再评估日期"),
    Fault.REASSESSMENT_PAST: gettext_lazy("再评估日期应晚于今天"),
}
MOST_TOLD = 5  # findings in one message; all of them stand beside the text
# How each check's codes are put into words; a check of its own adds its words here.
_FINDING_WORDS: Mapping[str, Callable[[str], Words]] = {
    "personal": lambda kind: scanning.KINDS[Kind(kind)],
    "metadata": lambda kind: FINDINGS[Finding(kind)],
    "number": lambda kind: MENDINGS[Mending(kind)],
    "disclosure": lambda kind: FAULTS[Fault(kind)],
    "norms": norm_presenters.finding_words,
    "words": wording_presenters.word_words,
    "references": wording_presenters.word_words,
    "links": wording_presenters.link_words,
    "pictures": wording_presenters.picture_words,
    "elements": lambda kind: gettext_lazy("还没写到"),
}


def explain(refused: PublishingRefused) -> str:
    """Why something was not done, and where a gate was closed, by what."""
    words = str(REFUSALS[refused.refusal])
    limit = refused.detail.get("limit")
    if isinstance(limit, int):
        return words % {"limit": file_size(limit)}
    found = refused.detail.get("findings")
    if isinstance(found, tuple):
        shown = _("；").join(finding_words(finding) for finding in found[:MOST_TOLD])
        return _("%(words)s：%(reasons)s") % {"words": words, "reasons": shown}
    reasons = refused.detail.get("reasons")
    if isinstance(reasons, list):
        return _("%(words)s：%(reasons)s") % {
            "words": words,
            "reasons": _("；").join(gate_words(check, code) for check, code in reasons),
        }
    return words


def gate_words(check: str, code: str) -> str:
    """The words of a code that closed a gate: those of the room that closed it, ours, or the code as written."""
    said = gates.words_of(check, code)
    return said or (str(FINDINGS[Finding(code)]) if code in frozenset(Finding) else code)


def closed_words(code: str) -> str:
    """What publishing's own gate says; the findings themselves stand beside the piece."""
    return _("检查结果里有必须先处理的问题")


def tick_state(tick: ElementTick) -> str:
    """The state of a line of the checklist, as <c-check> knows it."""
    return "done" if tick.is_done else "open"


def tick_note(tick: ElementTick) -> str:
    """Where an element was found, or which part of it was not."""
    if tick.tick is Tick.BY_HAND:
        return _("人工确认")
    if tick.tick is Tick.PARTLY:
        return _("还没找到：%(parts)s") % {"parts": _("、").join(tick.missing)}
    if tick.tick is Tick.FOUND and tick.where is not None:
        return _("见%(where)s") % {"where": WHERE[tick.where]}
    return ""


def progress_words(done: int, total: int) -> str:
    """How much of the checklist is there."""
    return ngettext("%(total)s项要素，已有%(done)s项", "%(total)s项要素，已有%(done)s项", total) % {
        "total": total,
        "done": done,
    }


def finding_words(found: Found) -> str:
    """What was found, in words; a masked sample of it stands beside."""
    words = kind_words(found)
    return _("%(words)s：%(shown)s") % {"words": words, "shown": found.shown} if found.shown else words


def kind_words(found: Found) -> str:
    """What kind of thing was found."""
    say = _FINDING_WORDS.get(found.check)
    return str(say(found.kind) if say else found.kind)


def _publicity(page: InformationPage) -> str:
    """Until when a list of persons is shown; once it is gone, since when."""
    last = day(page.shown_until)
    return _("%(day)s，名单已撤下") % {"day": last} if page.is_list_gone else last


def metadata_lines(page: InformationPage) -> list[tuple[str, str]]:
    """The metadata box (M1, M2): a line for what there is."""
    lines = [
        (_("索引号"), page.index_number),
        (_("主题分类"), page.topic),
        (_("发布机构"), either(page.body_name, page.body_name_en)),
        (_("成文日期"), day(page.written_on)),
        (_("发文字号"), page.document_number),
        (_("统一登记号"), page.registration_number),
        (_("备案号"), page.filing_number),
        (_("发布日期"), day(page.published_at.date()) if page.index_number else ""),
        (_("公示截止"), _publicity(page)),
        (_("信息来源"), page.content_source),
        (_("生效日期"), day(page.effective_on)),
        (_("失效日期"), day(page.expires_on)),
        (_("公开方式"), _("主动公开")),
        (_("内容概述"), page.summary),
    ]
    return [(name, value) for name, value in lines if value]


WITHDRAWALS: Final[Mapping[Withdrawal, str | Promise]] = {
    Withdrawal.ERROR: gettext_lazy("内容有误"),
    Withdrawal.PERSONAL: gettext_lazy("涉及个人信息"),
    Withdrawal.NOT_FOR_ALL: gettext_lazy("不应公开"),
    Withdrawal.OUTDATED: gettext_lazy("已无继续公开的必要"),
    Withdrawal.PUBLICITY_ENDED: gettext_lazy("公示期满"),
    Withdrawal.OTHER: gettext_lazy("其他情况"),
}


def withdrawal_words(kind: str) -> str:
    """Which kind of reason took a piece off."""
    return str(WITHDRAWALS[Withdrawal(kind or Withdrawal.OTHER)])


def withdrawal_choices() -> list[tuple[str, str]]:
    """The kinds that a person may give: the end of a publicity period comes by itself."""
    return [(str(kind), str(word)) for kind, word in WITHDRAWALS.items() if kind is not Withdrawal.PUBLICITY_ENDED]
