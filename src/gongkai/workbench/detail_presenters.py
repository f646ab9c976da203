"""The details of a record in words: what each key means, by the act where acts differ, and values that are codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gongkai.interpretation.presenters.concerns import CONCLUSIONS
from gongkai.interpretation.presenters.plans import EXEMPTIONS, FORMS
from gongkai.interpretation.presenters.relays import OUTCOMES
from gongkai.organisations.actions import BodyFacts
from gongkai.organisations.models import Body, Level, WorkUnit
from gongkai.organisations.presenters import ROLES
from gongkai.publishing.editor_presenters import GROUNDS
from gongkai.publishing.models import CleanUpLine, Information, KeptFile, WorkingRules
from gongkai.publishing.review_presenters import CHAINS
from gongkai.website.models import ErrorReport, SiteNotice

Words = str | Promise

_CONTACT = ("fax", "email")  # what a work unit has beside what every body has
DETAILS: Mapping[str, Words] = {
    **{field.name: field.verbose_name for field in Body._meta.fields if field.name in BodyFacts.__annotations__},
    **{field.name: field.verbose_name for field in WorkUnit._meta.fields if field.name in _CONTACT},
    # What several rooms record.
    "name": gettext_lazy("名称"),
    "reason": gettext_lazy("理由"),
    "note": gettext_lazy("意见"),
    "on": gettext_lazy("日期"),
    "kind": gettext_lazy("种类"),
    "source": gettext_lazy("来源"),
    "file": gettext_lazy("文件名"),
    "sha256": "SHA-256",
    "url": gettext_lazy("网址"),
    "level": gettext_lazy("层级"),
    "body": gettext_lazy("机构"),
    "bodies": gettext_lazy("机构"),
    "matter": gettext_lazy("事项"),
    "added": gettext_lazy("新增"),
    "updated": gettext_lazy("更新数"),
    "headers": gettext_lazy("表头"),
    "columns": gettext_lazy("栏目"),
    # Channels.
    "channel": gettext_lazy("渠道"),
    "carriers": gettext_lazy("对应的公开载体"),
    "secret_changed": gettext_lazy("更换密钥"),
    "proof": gettext_lazy("凭据"),
    "difference": gettext_lazy("文字差异"),
    # Lexicons.
    "version": gettext_lazy("版次"),
    "words": gettext_lazy("词数"),
    "word": gettext_lazy("词语"),
    "found": gettext_lazy("有发现的信息"),
    # Duties.
    "created": gettext_lazy("新增"),
    "dropped": gettext_lazy("取消数"),
    "redated": gettext_lazy("改期数"),
    "redated_duties": gettext_lazy("改期的任务"),
    "period": gettext_lazy("期次"),
    "duty": gettext_lazy("公开任务"),
    "duties": gettext_lazy("公开任务"),
    "approved_by": gettext_lazy("批准人"),
    "old": gettext_lazy("原日期"),
    "new": gettext_lazy("新日期"),
    "successor": gettext_lazy("承接方"),
    "successor_name": gettext_lazy("承接方名称"),
    "occurred_on": gettext_lazy("发生日期"),
    "information": gettext_lazy("政府信息"),
    "events": gettext_lazy("事由数"),
    "request": gettext_lazy("免除申请"),
    "field": gettext_lazy("公开领域"),
    "shown_from": gettext_lazy("公开逾期的起始日期"),
    # Information.
    "index_number": gettext_lazy("索引号"),
    "duties_reopened": gettext_lazy("重新打开的任务"),
    "validity": gettext_lazy("有效性"),
    "basis": gettext_lazy("依据"),
    "takes_effect_on": gettext_lazy("自何日起"),
    "expires_on": gettext_lazy("失效日期"),
    "filing_number": gettext_lazy("备案号"),
    "filed_on": gettext_lazy("备案日期"),
    "year": gettext_lazy("年份"),
    "documents": gettext_lazy("文件数"),
    "proposal": gettext_lazy("清理意见"),
    "rules": gettext_lazy("制度"),
    "chain": gettext_lazy("审签流程"),
    "profile": gettext_lazy("名单类型"),
    "comment": gettext_lazy("意见"),
    "ground": gettext_lazy("不主动公开的依据"),
    "reassess_on": gettext_lazy("再评估日期"),
    "finding": gettext_lazy("检查结果"),
    "place": gettext_lazy("位置"),
    "shown": gettext_lazy("所指内容（已遮盖）"),
    "publish_at": gettext_lazy("定时发布时间"),
    "corrects": gettext_lazy("更正的信息"),
    "masked": gettext_lazy("已遮盖处数"),
    "removed": gettext_lazy("已去除"),
    "kept": gettext_lazy("留存原件"),
    "kept_because": gettext_lazy("留存原因"),
    "beside": gettext_lazy("另一份草稿"),
    "virus": gettext_lazy("病毒名称"),
    "old_name": gettext_lazy("原文件名"),
    # Interpretation.
    "head": gettext_lazy("第一解读人"),
    "interpreter": gettext_lazy("具体解读人"),
    "material": gettext_lazy("材料名称"),
    "form": gettext_lazy("解读形式"),
    "due_on": gettext_lazy("完成期限"),
    "responsible": gettext_lazy("责任人"),
    "before": gettext_lazy("修改前"),
    "pieces": gettext_lazy("同步公开的信息"),
    # Relays, concerns and questions.
    "is_shown": gettext_lazy("在文件页面公开"),
    # The site itself.
    "address": gettext_lazy("网页地址"),
    "answer": gettext_lazy("答复"),
    "grade": gettext_lazy("级别"),
    "until": gettext_lazy("停止显示"),
    # Catalogues.
    "rows": gettext_lazy("目录行"),
    "editions": gettext_lazy("指引版本"),
    "versions": gettext_lazy("目录版本"),
    "in_force_from": gettext_lazy("施行日期"),
    "every_township": gettext_lazy("全部乡镇（街道）"),
    "tasks": gettext_lazy("修订任务"),
    "from": gettext_lazy("原目录版本"),
    "outcome": gettext_lazy("处理结果"),
    "draft": gettext_lazy("目录草案"),
    "element": gettext_lazy("要素"),
    "elements": gettext_lazy("要素"),
    "stage": gettext_lazy("公开环节"),
    "code": gettext_lazy("问题代码"),
    "subject": gettext_lazy("公开主体"),
    "phrase": gettext_lazy("主体用语"),
    "time_limit": gettext_lazy("公开时限"),
    "channels": gettext_lazy("公开渠道"),
    "since": gettext_lazy("起用日期"),
    "body_name": gettext_lazy("机构名称"),
    "ended": gettext_lazy("终止"),
    "layout": gettext_lazy("版式"),
    "batch": gettext_lazy("操作批次"),
    "action": gettext_lazy("原操作"),
    "entry": gettext_lazy("清单事项"),
    # Guidelines, divisions and the calendar.
    "guideline": gettext_lazy("标准指引"),
    "number": gettext_lazy("版本号"),
    "serial": gettext_lazy("版本序号"),
    "items": gettext_lazy("事项数"),
    "edition": gettext_lazy("指引版本"),
    "previous": gettext_lazy("上一版本"),
    "fields": gettext_lazy("领域数"),
    "renamed": gettext_lazy("更名"),
    "missing": gettext_lazy("缺少"),
    "notice": gettext_lazy("通知文号"),
    "days": gettext_lazy("天数"),
    # The record itself.
    "month": gettext_lazy("月份"),
    "first": gettext_lazy("起始序号"),
    "last": gettext_lazy("截止序号"),
    # Counties, bodies and people.
    "townships": gettext_lazy("乡镇（街道）"),
    "villages": gettext_lazy("村（社区）"),
    "host": gettext_lazy("域名"),
    "key": gettext_lazy("设置项"),
    "value": gettext_lazy("值"),
    "valid_from": gettext_lazy("起用日期"),
    "names": gettext_lazy("别名"),
    "username": gettext_lazy("账户名"),
    "user": gettext_lazy("人员"),
    "role": gettext_lazy("角色"),
    "starts_on": gettext_lazy("任职日期"),
    "deputising_for": gettext_lazy("代谁履职"),
    "last_day": gettext_lazy("到哪一天止"),
    "ends_on": gettext_lazy("离任日期"),
    "officer": gettext_lazy("经办人"),
    "deputy": gettext_lazy("代理人"),
}
OF_AN_ACT: Mapping[tuple[str, str], Words] = {
    ("post.appoint", "name"): gettext_lazy("姓名"),
    ("post.end", "name"): gettext_lazy("姓名"),
    ("post.deputise", "name"): gettext_lazy("代理人"),
    ("post.deputise", "starts_on"): gettext_lazy("从哪一天起"),
    ("officer.leave", "name"): gettext_lazy("姓名"),
    ("information.attached", "name"): gettext_lazy("文件名"),
    ("information.mend_words", "words"): gettext_lazy("改正的处数"),
    ("search.synonyms_added", "words"): gettext_lazy("词语"),
    ("search.synonyms_removed", "words"): gettext_lazy("词语"),
    ("search.best_bet_added", "question"): gettext_lazy("搜索词"),
    ("search.best_bet_removed", "question"): gettext_lazy("搜索词"),
    ("lexicon.spot", "pieces"): gettext_lazy("看过的信息"),
    ("information.attachment_removed", "name"): gettext_lazy("文件名"),
    ("information.open_kept", "name"): gettext_lazy("文件名"),
    ("interpretation.exempted", "ground"): gettext_lazy("免予解读的理由"),
    ("interpretation.exemption_lifted", "ground"): gettext_lazy("免予解读的理由"),
    ("error_report.receive", "kind"): gettext_lazy("错误类型"),
    ("error_report.pass_on", "body"): gettext_lazy("转给"),
    ("error_report.pass_on", "note"): gettext_lazy("转办说明"),
    ("error_report.reopen", "note"): gettext_lazy("重新办理的原因"),
    ("error_report.reopen", "answer"): gettext_lazy("原来的答复"),
    ("notice.post", "since"): gettext_lazy("开始显示"),
    ("topic.remove", "entry"): gettext_lazy("专题内容"),
    ("policy.register", "number"): gettext_lazy("发文字号"),
    ("catalogue.settle_finding", "name"): gettext_lazy("公开依据"),
    ("catalogue.settle_finding", "successor"): gettext_lazy("现行依据"),
}
VALUES: Mapping[str, Mapping[str, Words]] = {
    "role": {str(role): word for role, word in ROLES.items()},
    "level": dict(Level.choices),
    "chain": {str(chain): words for chain, words in CHAINS.items()},
    "validity": dict(Information.Validity.choices),
    "proposal": dict(CleanUpLine.Proposal.choices),
    "rules": dict(WorkingRules.Topic.choices),
    "kept_because": dict(KeptFile.Reason.choices),
    "form": {str(form): words for form, words in FORMS.items()},
    "ground": {str(ground): words for ground, words in (*GROUNDS.items(), *EXEMPTIONS.items())},
    "outcome": {str(code): words for code, words in (*OUTCOMES.items(), *CONCLUSIONS.items())}
    | dict(ErrorReport.Outcome.choices),
    "grade": dict(SiteNotice.Grade.choices),
}


def lines(action: str, detail: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The details of an entry, each with its name. A key that has no word yet shows as itself."""
    return tuple((name_of(action, key), _plain(_word(key, value))) for key, value in detail.items())


def name_of(action: str, key: str) -> str:
    """What a key means in the record of an act."""
    return str(OF_AN_ACT.get((action, key), DETAILS.get(key, key)))


def _word(key: str, value: Any) -> Any:
    return VALUES.get(key, {}).get(value, value) if isinstance(value, str) else value


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    if isinstance(value, list):
        return pgettext("list separator", "、").join(map(_plain, value)) or "—"
    return str(value)
