"""Government information, its attachments and its index numbers."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.models import Matter, Row
from gongkai.duties.models import Duty
from gongkai.kernel.ids import public_id
from gongkai.organisations.models import Body, County, User
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules import metadata
from gongkai.publishing.rules.states import State


class Information(models.Model):
    """One piece of government information under one matter (政府信息), with the metadata of law.md §5."""

    class Kind(models.TextChoices):
        NORMATIVE = "normative", _("行政规范性文件")
        POLICY = "policy", _("政策文件")
        INTERPRETATION = "interpretation", _("政策解读")
        ANNOUNCEMENT = "announcement", _("通知公告")
        RESULT = "result", _("结果信息")
        GUIDE = "guide", _("办事指南")
        PLAN = "plan", _("规划计划")
        FINANCE = "finance", _("财政资金")
        STATISTICS = "statistics", _("数据统计")
        NEWS = "news", _("工作动态")

    class Validity(models.TextChoices):
        NONE = "", _("不适用")
        EFFECTIVE = "effective", _("现行有效")
        NOT_YET = "not_yet_effective", _("尚未生效")
        AMENDED = "amended", _("已修改")
        REPEALED = "repealed", _("已废止")
        EXPIRED = "expired", _("已失效")

    public_id = models.CharField(_("公开编号"), max_length=16, unique=True, default=public_id, editable=False)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="information")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="information")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="information")
    row = models.ForeignKey(
        Row, on_delete=models.PROTECT, related_name="information", help_text="What it was checked against."
    )
    duty = models.ForeignKey(Duty, on_delete=models.SET_NULL, null=True, blank=True, related_name="drafts")
    state = models.CharField(
        _("状态"), max_length=12, choices=[(s.value, s.value) for s in State], default=State.DRAFT.value
    )
    kind = models.CharField(_("信息类别"), max_length=16, choices=Kind.choices, default=Kind.ANNOUNCEMENT)
    title = models.CharField(_("标题"), max_length=300)
    title_en = models.CharField(_("英文标题"), max_length=400, blank=True, default="")
    summary = models.CharField(_("内容概述"), max_length=500, blank=True, default="")
    html = models.TextField(_("正文"), blank=True, default="")
    text = models.TextField(_("正文纯文本"), blank=True, default="", editable=False)
    checklist = models.JSONField(
        _("要素核对"), blank=True, default=dict, help_text="Element text → ticked by hand (bool)."
    )
    index_number = models.CharField(_("索引号"), max_length=60, blank=True, default="")
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True, default="")
    topic = models.CharField(_("主题分类"), max_length=60, blank=True, default="")
    content_source = models.CharField(_("信息来源"), max_length=100, blank=True, default="")
    written_on = models.DateField(_("成文日期"), null=True, blank=True)
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)
    expires_on = models.DateField(_("失效日期"), null=True, blank=True)
    validity = models.CharField(_("有效性"), max_length=20, choices=Validity.choices, blank=True, default=Validity.NONE)
    interprets = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interpretations",
        verbose_name=_("解读的文件"),
    )
    revision = models.PositiveIntegerField(
        _("修改次数"), default=0, help_text="A save that does not name it is refused."
    )
    drafted_at = models.DateTimeField(_("起草时间"))
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    authors = models.JSONField(
        _("参与起草的人"),
        blank=True,
        default=list,
        help_text="Ids of all who wrote in it: none of them may sign it off.",
    )
    changed_at = models.DateTimeField(_("修改时间"))
    submitted_at = models.DateTimeField(_("送审时间"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_off_at = models.DateTimeField(_("签发时间"), null=True, blank=True)
    signed_off_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("撤回理由"), max_length=300, blank=True, default="")
    sha256 = models.CharField(_("公开时摘要"), max_length=64, blank=True, default="")
    returned_note = models.CharField(_("退回意见"), max_length=500, blank=True, default="")

    objects = InformationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("政府信息")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "index_number"], condition=~Q(index_number=""), name="pub_index_number_once"
            ),
            models.CheckConstraint(
                name="pub_published_has_time_index_and_digest",
                condition=Q(state__in=["published", "withdrawn"], published_at__isnull=False)
                & ~Q(index_number="")
                & ~Q(sha256="")
                | Q(state__in=["draft", "in_review", "signed_off"], published_at__isnull=True),
            ),
            models.CheckConstraint(
                name="pub_withdrawn_has_time_and_reason",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "-published_at", "id"], name="pub_latest"),
            models.Index(fields=["matter", "state", "-published_at", "id"], name="pub_matter"),
            models.Index(fields=["body", "state", "-published_at", "id"], name="pub_body"),
        ]

    def __str__(self) -> str:
        return self.title

    def validity_on(self, day: date) -> str:
        """The validity to be shown on a day; the stored one is brought up to it each night."""
        return metadata.validity_on(self.validity, effective_on=self.effective_on, expires_on=self.expires_on, on=day)


class Attachment(models.Model):
    """A file that belongs to a piece of information (附件)."""

    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="attachments")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)
    name = models.CharField(_("文件名"), max_length=200)
    file = models.FileField(_("文件"), upload_to="attachments/%Y/%m/")
    media_type = models.CharField(_("类型"), max_length=100)
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField(_("摘要"), max_length=64)
    is_inline = models.BooleanField(_("正文图片"), default=False, help_text="Shown in the text, not in the list.")
    text = models.TextField(_("可检索文字"), blank=True, default="")
    added_at = models.DateTimeField(_("添加时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("附件")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class IndexCounter(models.Model):
    """The last serial given to a body in a year (索引号流水). Its row is locked while one is given; none is reused."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后流水号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("索引号流水")
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="pub_counter_once")]

    def __str__(self) -> str:
        return f"{self.body_id}/{self.year}: {self.last}"
