"""Why a policy from above, a concern or a question was not taken a step further, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.rules.questions import MOST_PER_READER
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused

Words = str | Promise

RESPONSE_REFUSALS: Mapping[Refusal, Words] = {
    Refusal.NOT_PERMITTED: _("您的岗位没有这项权限"),
    Refusal.NOT_OPEN: _("办理阶段已经变化，这一步现在不能做，请刷新后再看"),
    Refusal.REASON_MISSING: _("请写明理由"),
    Refusal.MUST_ANSWER: _("特别重大、重大突发事件必须回应，不能只观察或者不回应"),
    Refusal.DECISION_DIFFERS: _("研判结论不同，不能走这一步"),
    Refusal.OWN_WORDS: _("答复是您拟写的，须由他人审核"),
    Refusal.NOTHING_SAID: _("请写明说了什么，或者发布在哪里"),
    Refusal.TITLE_MISSING: _("请填写标题"),
    Refusal.IDENTITY_MISSING: _("发文字号和原文网址至少填一样，才能认出同一份政策"),
    Refusal.ADDRESS_WRONG: _("网址不完整，请从浏览器地址栏整段复制"),
    Refusal.KNOWN_ALREADY: _("这份政策已经登记过"),
    Refusal.LINKED_ALREADY: _("已经关联：%(title)s"),
    Refusal.ELSEWHERE: _("没有找到，或者不属于本县、不能选本单位"),
    Refusal.IN_FUTURE: _("时间晚于现在，请核对"),
    Refusal.FINDINGS_IN_FILE: _("文件里还有错误，全部改好才能入库"),
    Refusal.SETTLED_ALREADY: _("这次导入已经处理过"),
    Refusal.PERSONAL_DATA: _("内容含有个人信息或密级标志，请删去后再提交"),
    Refusal.TOO_MANY: _("提问过于频繁，每小时最多 %(most)s 个，请稍后再试"),
    Refusal.NOT_PUBLIC: _("这件信息没有公开，或者已经撤回"),
}


def explain(refused: ResponseRefused) -> str:
    """Why nothing was changed."""
    facts = {"title": "", "most": MOST_PER_READER, **refused.detail}
    return str(RESPONSE_REFUSALS[refused.refusal]) % facts
