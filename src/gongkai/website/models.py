"""What the site keeps of its own: pieces that stand in a statutory column, reported errors, notices, topics."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.models import Matter
from gongkai.kernel.ids import public_id
from gongkai.organisations.models import Body, County, User
from gongkai.publishing.models import Information
from gongkai.website.querysets import ErrorReportQuerySet, TopicQuerySet
from gongkai.website.rules import notices, reports, routing, statutory, topics


class ColumnPiece(models.Model):
    """That a piece was begun for a statutory column (栏目稿件). Once public it stands there, the newest first."""

    class Column(models.TextChoices):
        GUIDE = statutory.Column.GUIDE.value, _("政府信息公开指南")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="column_pieces")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="column_pieces", verbose_name=_("机构"))
    column = models.CharField(_("栏目"), max_length=12, choices=Column.choices)
    information = models.OneToOneField(Information, on_delete=models.CASCADE, related_name="column_piece")
    begun_at = models.DateTimeField(_("开始时间"))
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("栏目稿件")
        indexes = [models.Index(fields=["county", "column", "body"], name="web_column_piece")]

    def __str__(self) -> str:
        return f"{self.column}: {self.information_id}"


class ErrorReport(models.Model):
    """An error that a reader reported (网站纠错). Nothing is asked or kept of the reader.

    `reporter` is a keyed digest of where it came from, for the limit of an hour; the hourly job blots it out.
    """

    class Kind(models.TextChoices):
        WORDS = "words", _("错别字、表述错误")
        CONTENT = "content", _("内容不准确、已过时")
        LINK = "link", _("链接打不开、附件下载不了")
        STALE = "stale", _("栏目空白、长期不更新")
        FUNCTION = "function", _("功能不好用")
        PRIVACY = "privacy", _("泄露个人信息")
        OTHER = "other", _("其他")

    class Progress(models.TextChoices):
        RECEIVED = reports.State.RECEIVED.value, _("待办理")
        SETTLED = reports.State.SETTLED.value, _("已办结")

    class Outcome(models.TextChoices):
        CORRECTED = reports.Outcome.CORRECTED.value, _("已改正")
        NO_ERROR = reports.Outcome.NO_ERROR.value, _("经核实没有错误")
        NOT_OURS = reports.Outcome.NOT_OURS.value, _("不是本网站的内容")
        INVALID = reports.Outcome.INVALID.value, _("说明不清，无法核实")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="error_reports")
    code = models.CharField(_("查询码"), max_length=16, unique=True, default=public_id, editable=False)
    address = models.CharField(_("网页地址"), max_length=routing.LONGEST_ADDRESS)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="error_reports", verbose_name=_("办理单位"))
    kind = models.CharField(_("错误类型"), max_length=8, choices=Kind.choices)
    text = models.CharField(_("错在哪里"), max_length=reports.LONGEST_TEXT)
    reported_at = models.DateTimeField(_("收到时间"))
    reporter = models.CharField(max_length=32, blank=True, default="", editable=False)
    due_on = models.DateField(_("应办结日期"))
    state = models.CharField(_("办理阶段"), max_length=8, choices=Progress.choices, default=Progress.RECEIVED)
    note = models.CharField(_("转办说明"), max_length=reports.LONGEST_NOTE, blank=True, default="")
    outcome = models.CharField(_("办理结果"), max_length=9, choices=Outcome.choices, blank=True, default="")
    answer = models.CharField(_("答复"), max_length=reports.LONGEST_ANSWER, blank=True, default="")
    settled_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    settled_on = models.DateField(_("办结日期"), null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("网站纠错")
        constraints = [
            models.CheckConstraint(
                name="web_report_settled_together",
                condition=Q(state="received", settled_at=None, settled_on=None, outcome="", answer="")
                | (
                    Q(state="settled", settled_at__isnull=False, settled_on__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(answer="")
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_on", "id"], name="web_report_due"),
            models.Index(fields=["county", "-reported_at", "id"], name="web_report_latest"),
        ]

    def __str__(self) -> str:
        return self.code  # the record keeps names for ever, and what a reader wrote is hers


class SiteNotice(models.Model):
    """A notice that stands on every page of the county's site for a time (站点公告)."""

    class Grade(models.TextChoices):
        NOTICE = notices.Grade.NOTICE.value, _("一般公告")
        EMERGENCY = notices.Grade.EMERGENCY.value, _("紧急通知")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(_("编号"), max_length=16, unique=True, default=public_id, editable=False)
    grade = models.CharField(_("级别"), max_length=9, choices=Grade.choices, default=Grade.NOTICE)
    title = models.CharField(_("标题"), max_length=notices.LONGEST_TITLE)
    text = models.CharField(_("内容"), max_length=notices.LONGEST_TEXT, blank=True, default="")
    url = models.CharField(_("详情页地址"), max_length=300, blank=True, default="", help_text="A path of this site.")
    since = models.DateTimeField(_("开始显示"))
    until = models.DateTimeField(_("停止显示"), null=True, blank=True)
    written_at = models.DateTimeField(_("写成时间"))
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("站点公告")
        constraints = [
            models.CheckConstraint(
                name="web_notice_until_after_since", condition=Q(until=None) | Q(until__gte=models.F("since"))
            ),
        ]
        indexes = [models.Index(fields=["county", "-since", "id"], name="web_notice_latest")]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """A list of matters and pieces on one subject, kept by hand by the openness office (专题)."""

    class Progress(models.TextChoices):
        PREPARED = topics.State.PREPARED.value, _("筹备中")
        SHOWN = topics.State.SHOWN.value, _("展示中")
        CLOSED = topics.State.CLOSED.value, _("已归档")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="topics")
    code = models.CharField(_("编号"), max_length=16, unique=True, default=public_id, editable=False)
    title = models.CharField(_("专题名称"), max_length=60)
    title_en = models.CharField(_("英文名称"), max_length=120, blank=True, default="")
    summary = models.CharField(_("简介"), max_length=300, blank=True, default="")
    state = models.CharField(_("状态"), max_length=8, choices=Progress.choices, default=Progress.PREPARED)
    made_at = models.DateTimeField(_("建立时间"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(_("归档日期"), null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("专题")
        constraints = [
            models.UniqueConstraint(fields=["county", "title"], name="web_topic_title_once"),
            models.CheckConstraint(
                name="web_topic_closed_on_with_state",
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on=None)),
            ),
        ]
        indexes = [models.Index(fields=["county", "state", "-made_at", "id"], name="web_topic_latest")]

    def __str__(self) -> str:
        return self.title


class TopicEntry(models.Model):
    """A matter or a piece in a topic (专题内容). One that is not public is not shown."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="entries")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="topic_entries")
    information = models.ForeignKey(
        Information, on_delete=models.PROTECT, null=True, blank=True, related_name="topic_entries"
    )
    added_at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("专题内容")
        constraints = [
            models.CheckConstraint(
                name="web_entry_is_one_thing",
                condition=Q(matter__isnull=False, information=None) | Q(matter=None, information__isnull=False),
            ),
            models.UniqueConstraint(fields=["topic", "matter"], name="web_entry_matter_once"),
            models.UniqueConstraint(fields=["topic", "information"], name="web_entry_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.matter_id or self.information_id}"
