"""The record in words: which act, on what. A code that has no word yet shows as itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.audit.models import Entry
from gongkai.workbench import detail_presenters

KINDS: Mapping[str, str | Promise] = {
    "duty": gettext_lazy("公开任务"),
    "information": gettext_lazy("信息发布"),
    "clean_up": gettext_lazy("年度清理"),
    "working_rules": gettext_lazy("公开制度"),
    "interpretation": gettext_lazy("政策解读"),
    "catalogue": gettext_lazy("标准目录"),
    "edition": gettext_lazy("标准指引"),
    "pack": gettext_lazy("内置指引"),
    "county": gettext_lazy("县与设置"),
    "divisions": gettext_lazy("行政区划"),
    "body": gettext_lazy("机构"),
    "person": gettext_lazy("人员"),
    "post": gettext_lazy("任职"),
    "officer": gettext_lazy("交接"),
    "work_unit": gettext_lazy("工作机构"),
    "calendar": gettext_lazy("工作日历"),
    "import": gettext_lazy("导入"),
    "audit": gettext_lazy("审计记录"),
    "policy": gettext_lazy("上级政策"),
    "concern": gettext_lazy("社会关切"),
    "question": gettext_lazy("读者提问"),
    "error_report": gettext_lazy("网站纠错"),
    "notice": gettext_lazy("站点公告"),
    "topic": gettext_lazy("专题"),
    "column": gettext_lazy("公开专栏"),
    "search": gettext_lazy("搜索"),
    "channel": gettext_lazy("渠道"),
    "delivery": gettext_lazy("投递"),
}
ACTIONS: Mapping[str, str | Promise] = {
    "search.synonyms_added": gettext_lazy("加入同义词"),
    "search.synonyms_removed": gettext_lazy("删除同义词"),
    "search.best_bet_added": gettext_lazy("设为推荐结果"),
    "search.best_bet_removed": gettext_lazy("取消推荐结果"),
    "duty.generate": gettext_lazy("生成公开任务"),
    "duty.event_registered": gettext_lazy("登记公开事由"),
    "duty.fulfilled": gettext_lazy("登记外部网址办结"),
    "duty.period_signed": gettext_lazy("签署零报告或复核"),
    "duty.waived": gettext_lazy("免除任务"),
    "duty.explained": gettext_lazy("说明逾期原因"),
    "duty.explanation_taken_back": gettext_lazy("撤回逾期说明"),
    "duty.urged": gettext_lazy("收到读者催办"),
    "duty.overdue_showing_decided": gettext_lazy("决定公开逾期的起始日期"),
    "duty.waiver_asked": gettext_lazy("申请免除"),
    "duty.waiver_refused": gettext_lazy("不同意免除"),
    "duty.redate_confirmed": gettext_lazy("确认新的日期"),
    "duty.reopened": gettext_lazy("重新打开任务"),
    "duty.handed_over": gettext_lazy("移交任务"),
    "duty.events_taken_in": gettext_lazy("接收业务系统事由"),
    "information.draft_started": gettext_lazy("开始起草"),
    "information.draft_discarded": gettext_lazy("放弃草稿"),
    "information.written_in": gettext_lazy("修改稿件"),
    "information.second_draft_kept": gettext_lazy("另存一份草稿"),
    "information.template_kept": gettext_lazy("存为模板"),
    "information.template_dropped": gettext_lazy("删除模板"),
    "information.submit": gettext_lazy("送审"),
    "information.recall": gettext_lazy("撤回送审"),
    "information.send_back": gettext_lazy("退回修改"),
    "information.first_review": gettext_lazy("初审通过"),
    "information.second_review": gettext_lazy("复审通过"),
    "information.third_review": gettext_lazy("终审通过"),
    "information.secrecy_review": gettext_lazy("保密审查通过"),
    "information.sign_off": gettext_lazy("签发"),
    "information.keep": gettext_lazy("审定为不主动公开"),
    "information.stay_kept": gettext_lazy("再评估，仍不主动公开"),
    "information.reopen": gettext_lazy("再评估，转为草稿"),
    "information.let_stand": gettext_lazy("放行检查结果"),
    "information.ask_duty_reviewer": gettext_lazy("请县值班审核人审核"),
    "information.schedule": gettext_lazy("定时公开"),
    "information.unschedule": gettext_lazy("取消定时"),
    "information.hurry": gettext_lazy("应急发布"),
    "information.second_look": gettext_lazy("应急发布补审"),
    "information.restore_version": gettext_lazy("恢复旧版"),
    "information.hide_version": gettext_lazy("隐去旧版"),
    "information.correction_started": gettext_lazy("起草更正"),
    "information.correct": gettext_lazy("发布更正"),
    "information.mask": gettext_lazy("一键脱敏"),
    "information.end_publicity": gettext_lazy("公示期满撤下名单"),
    "lexicon.receive": gettext_lazy("接收错敏词库"),
    "lexicon.put_in_force": gettext_lazy("启用错敏词库"),
    "lexicon.drop": gettext_lazy("放弃错敏词库"),
    "lexicon.silence": gettext_lazy("停用词语"),
    "lexicon.restore": gettext_lazy("恢复词语"),
    "lexicon.spot": gettext_lazy("用词库查看已公开的信息"),
    "information.mend_words": gettext_lazy("一键改正错别字"),
    "information.leave_word": gettext_lazy("保留公开后发现的词语"),
    "publishing.choose_chain": gettext_lazy("设定审签流程"),
    "information.publish": gettext_lazy("公开"),
    "information.withdraw": gettext_lazy("撤回公开"),
    "information.attached": gettext_lazy("添加附件"),
    "information.attachment_removed": gettext_lazy("删除附件"),
    "information.open_kept": gettext_lazy("下载留存的原件"),
    "information.attachment_renamed": gettext_lazy("附件改名"),
    "information.attachment_replaced": gettext_lazy("替换附件"),
    "information.infected_file_refused": gettext_lazy("拒收带病毒的文件"),
    "information.validity_changed": gettext_lazy("有效性随日期变更"),
    "information.amended": gettext_lazy("登记修改"),
    "information.repealed": gettext_lazy("登记废止"),
    "information.declared_void": gettext_lazy("登记宣布失效"),
    "information.validity_extended": gettext_lazy("延长有效期"),
    "information.validity_revoked": gettext_lazy("撤销有效性登记"),
    "information.filed": gettext_lazy("登记备案"),
    "information.clean_up_decided": gettext_lazy("填写清理意见"),
    "clean_up.begin": gettext_lazy("启动年度清理"),
    "clean_up.publish": gettext_lazy("公布年度清理结果"),
    "working_rules.adopt": gettext_lazy("印发公开制度"),
    "information.import_published": gettext_lazy("导入已公开信息"),
    "interpretation.planned": gettext_lazy("拟定解读方案"),
    "interpretation.plan_changed": gettext_lazy("修改解读方案"),
    "interpretation.plan_dropped": gettext_lazy("删除解读方案"),
    "interpretation.material_added": gettext_lazy("列入解读材料"),
    "interpretation.material_changed": gettext_lazy("修改解读材料"),
    "interpretation.material_removed": gettext_lazy("去掉解读材料"),
    "interpretation.material_tied": gettext_lazy("指定解读稿"),
    "interpretation.exempted": gettext_lazy("登记免予解读"),
    "interpretation.exemption_lifted": gettext_lazy("取消免予解读"),
    "interpretation.released": gettext_lazy("文件与解读同步公开"),
    "policy.register": gettext_lazy("登记上级政策"),
    "policy.match_judged": gettext_lazy("确认或否定对应的事项"),
    "policy.assign": gettext_lazy("分派上级政策"),
    "policy.relay_started": gettext_lazy("起草转载稿"),
    "policy.link": gettext_lazy("关联本县信息"),
    "policy.unlink": gettext_lazy("取消关联"),
    "policy.settle": gettext_lazy("办结转载"),
    "policy.reopen": gettext_lazy("重新打开转载"),
    "policy.receive_file": gettext_lazy("接收上级政策表格"),
    "policy.take_in_file": gettext_lazy("上级政策表格入库"),
    "policy.drop_file": gettext_lazy("放弃上级政策表格"),
    "concern.register": gettext_lazy("登记关切线索"),
    "concern.verify": gettext_lazy("核实关切"),
    "concern.dismiss": gettext_lazy("不作为关切办理"),
    "concern.decide": gettext_lazy("研判关切"),
    "concern.take_over": gettext_lazy("接办关切"),
    "concern.say": gettext_lazy("登记对外发布"),
    "concern.answer": gettext_lazy("回应关切"),
    "concern.answer_started": gettext_lazy("起草回应稿"),
    "concern.record_effect": gettext_lazy("评估回应效果"),
    "concern.close": gettext_lazy("办结关切"),
    "concern.reconsider": gettext_lazy("重新研判关切"),
    "concern.grade": gettext_lazy("调整关切级别"),
    "question.ask": gettext_lazy("收到读者提问"),
    "question.draft": gettext_lazy("拟写答复"),
    "question.send_back": gettext_lazy("退回答复"),
    "question.clear": gettext_lazy("答复读者"),
    "question.decline": gettext_lazy("不予答复"),
    "question.show": gettext_lazy("公开问答"),
    "question.hide": gettext_lazy("撤下问答"),
    "error_report.receive": gettext_lazy("收到网站纠错"),
    "error_report.pass_on": gettext_lazy("转办网站纠错"),
    "error_report.settle": gettext_lazy("办结网站纠错"),
    "error_report.reopen": gettext_lazy("重新办理网站纠错"),
    "notice.post": gettext_lazy("发出站点公告"),
    "notice.end": gettext_lazy("撤下站点公告"),
    "topic.make": gettext_lazy("建立专题"),
    "topic.change": gettext_lazy("修改专题"),
    "topic.add": gettext_lazy("专题加入内容"),
    "topic.remove": gettext_lazy("专题移出内容"),
    "topic.show": gettext_lazy("展示专题"),
    "topic.close": gettext_lazy("归档专题"),
    "column.guide_started": gettext_lazy("起草公开指南"),
    "column.guide_named": gettext_lazy("指定公开指南"),
    "column.guide_taken_out": gettext_lazy("移出公开指南"),
    "catalogue.compile": gettext_lazy("编制目录"),
    "catalogue.compile_townships": gettext_lazy("编制乡镇目录"),
    "catalogue.open_draft": gettext_lazy("新建目录草案"),
    "catalogue.issue": gettext_lazy("发布目录"),
    "catalogue.undo": gettext_lazy("撤销决定"),
    "catalogue.revise": gettext_lazy("按新指引修订"),
    "catalogue.settle_task": gettext_lazy("处理修订任务"),
    "catalogue.settle_finding": gettext_lazy("处理目录问题"),
    "catalogue.import_list": gettext_lazy("导入清单"),
    "catalogue.set_subject_rule": gettext_lazy("设定主体对应"),
    "catalogue.remove_subject_rule": gettext_lazy("取消主体对应"),
    "catalogue.adopt": gettext_lazy("采用目录行"),
    "catalogue.adopt_group": gettext_lazy("成组采用"),
    "catalogue.adapt": gettext_lazy("调整目录行"),
    "catalogue.split": gettext_lazy("拆分目录行"),
    "catalogue.add_local": gettext_lazy("新增本地事项"),
    "catalogue.mark_not_applicable": gettext_lazy("标为不适用"),
    "catalogue.reset": gettext_lazy("恢复指引原文"),
    "catalogue.set_stage": gettext_lazy("设定公开环节"),
    "catalogue.link_person": gettext_lazy("确认事项与清单对应"),
    "catalogue.link_rejected": gettext_lazy("否定事项与清单对应"),
    "catalogue.receive_list": gettext_lazy("接收清单文件"),
    "catalogue.drop_list": gettext_lazy("放弃清单文件"),
    "catalogue.name_columns": gettext_lazy("指定清单栏目"),
    "catalogue.remember_columns": gettext_lazy("记住清单栏目"),
    "import.receive": gettext_lazy("接收指引文件"),
    "import.drop": gettext_lazy("放弃指引文件"),
    "import.name_columns": gettext_lazy("指定指引栏目"),
    "edition.import": gettext_lazy("导入指引版本"),
    "edition.put_in_force": gettext_lazy("启用指引版本"),
    "county.create": gettext_lazy("开通县"),
    "county.add_host": gettext_lazy("添加域名"),
    "county.set_setting": gettext_lazy("修改设置"),
    "divisions.import": gettext_lazy("导入行政区划"),
    "pack.load_fields": gettext_lazy("载入公开领域"),
    "person.add": gettext_lazy("新开账户"),
    "person.issue_link": gettext_lazy("发放设置密码链接"),
    "body.add": gettext_lazy("增加机构"),
    "body.change": gettext_lazy("修改机构"),
    "body.abolish": gettext_lazy("撤销机构"),
    "body.set_aliases": gettext_lazy("设定机构别名"),
    "work_unit.set": gettext_lazy("设定工作机构"),
    "post.appoint": gettext_lazy("任命"),
    "post.deputise": gettext_lazy("安排代理"),
    "post.end": gettext_lazy("免去任职"),
    "officer.leave": gettext_lazy("离任交接"),
    "calendar.announce_year": gettext_lazy("录入放假安排"),
    "calendar.set_local_day": gettext_lazy("设定本地假日"),
    "calendar.remove_local_day": gettext_lazy("取消本地假日"),
    "audit.archive": gettext_lazy("归档审计记录"),
    "channel.saved": gettext_lazy("设置渠道"),
    "channel.switched_on": gettext_lazy("启用渠道"),
    "channel.switched_off": gettext_lazy("停用渠道"),
    "delivery.confirmed": gettext_lazy("确认已发布"),
    "delivery.retried": gettext_lazy("重新投递"),
    "delivery.removed": gettext_lazy("确认已撤下"),
    "delivery.compared": gettext_lazy("比对渠道文字"),
}


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as the list shows it."""

    seq: int
    at: datetime
    actor: str
    action: str
    code: str
    subject_type: str
    subject: str
    detail: tuple[tuple[str, str], ...]
    sha256: str
    sm3: str


def entry(line: Entry, duties: Mapping[str, str]) -> EntryView:
    """An entry in words; `duties` names the duties of the page."""
    return EntryView(
        seq=line.seq,
        at=line.at,
        actor=line.actor_name or _("系统"),
        action=action_text(line.action),
        code=line.action,
        subject_type=subject_text(line.subject_type),
        subject=duties.get(line.subject_id, line.subject_name) if _is_duty(line) else line.subject_name,
        detail=detail_presenters.lines(line.action, line.detail),
        sha256=line.sha256,
        sm3=line.sm3,
    )


def _is_duty(line: Entry) -> bool:
    return line.subject_type == "duties.duty"


def action_text(action: str) -> str:
    """What was done."""
    return str(ACTIONS.get(action, action))


def subject_text(label: str) -> str:
    """What it was done to: the model's own official term."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def month_choices(months: Iterable[str]) -> list[tuple[str, str]]:
    """Months to choose from."""
    return [(month, _("%(year)s年%(month)s月") % {"year": month[:4], "month": int(month[5:])}) for month in months]


def kind_choices(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Kinds of acts to choose from."""
    return [("", _("全部")), *((kind, str(KINDS.get(kind, kind))) for kind in kinds)]


def subject_choices(labels: Iterable[str]) -> list[tuple[str, str]]:
    """Kinds of things to choose from."""
    return [("", _("全部")), *((label, subject_text(label)) for label in labels)]
