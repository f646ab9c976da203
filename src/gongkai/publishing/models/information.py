"""A piece of government information with its metadata, and the files that belong to it."""

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
from gongkai.publishing.rules.chains import Stage
from gongkai.publishing.rules.disclosure import Disclosure
from gongkai.publishing.rules.states import State, Withdrawal
from gongkai.publishing.rules.validity import Facts, validity_on


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
        _("状态"), max_length=20, choices=[(s.value, s.value) for s in State], default=State.DRAFT.value
    )
    disclosure = models.CharField(
        _("公开属性"), max_length=16, blank=True, default="", choices=[(d.value, d.value) for d in Disclosure]
    )
    ground = models.CharField(_("不主动公开的依据"), max_length=40, blank=True, default="")
    ground_note = models.CharField(_("理由说明"), max_length=300, blank=True, default="")
    reassess_on = models.DateField(_("再评估日期"), null=True, blank=True)
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
    registration_number = models.CharField(_("统一登记号"), max_length=60, blank=True, default="")
    filing_number = models.CharField(_("备案号"), max_length=60, blank=True, default="")
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ends",
        verbose_name=_("修改或废止它的文件"),
    )
    ended_on = models.DateField(_("修改或废止日期"), null=True, blank=True)
    ending = models.CharField(
        _("修改或废止后的有效性"),
        max_length=20,
        choices=Validity.choices,
        blank=True,
        default=Validity.NONE,
        help_text="What it is from `ended_on` on, which may be a day to come. All changes: ValidityChange.",
    )
    interprets = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interpretations",
        verbose_name=_("解读的文件"),
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("更正的信息"),
        help_text="A correction is a draft of its own until it is cleared; then its content replaces the piece's.",
    )
    correction_note = models.CharField(_("更正说明"), max_length=300, blank=True, default="")
    list_profile = models.CharField(_("名单类型"), max_length=30, blank=True, default="")
    publicity_days = models.PositiveSmallIntegerField(_("公示工作日数"), null=True, blank=True)
    publicity_ends_on = models.DateField(_("公示截止日期"), null=True, blank=True)
    publicity_ended_at = models.DateTimeField(_("公示撤下时间"), null=True, blank=True)
    totals = models.TextField(
        _("公示期满后保留的内容"), blank=True, default="", help_text="Cleaned markup: totals without persons."
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
    chain = models.CharField(_("审签流程"), max_length=16, blank=True, default="", help_text="As frozen at submission.")
    round = models.PositiveSmallIntegerField(_("送审轮次"), default=0)
    cleared_digest = models.CharField(
        _("送审内容摘要"), max_length=64, blank=True, default="", help_text="What is published must still be this."
    )
    plea = models.CharField(_("请审核人定夺的理由"), max_length=300, blank=True, default="")
    duty_reviewer_asked_at = models.DateTimeField(_("请县值班审核人的时间"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("送审时间"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_off_at = models.DateTimeField(_("签发时间"), null=True, blank=True)
    signed_off_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    publish_at = models.DateTimeField(_("定时发布时间"), null=True, blank=True)
    is_emergency = models.BooleanField(_("应急发布"), default=False)
    emergency_reason = models.CharField(_("应急发布理由"), max_length=300, blank=True, default="")
    second_look_due_at = models.DateTimeField(_("补审期限"), null=True, blank=True)
    second_look_at = models.DateTimeField(_("补审时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawn_kind = models.CharField(
        _("撤回类别"), max_length=20, blank=True, default="", choices=[(w.value, w.value) for w in Withdrawal]
    )
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
                | ~Q(state__in=["published", "withdrawn"]) & Q(published_at__isnull=True),
            ),
            models.CheckConstraint(
                name="pub_published_is_for_all",
                condition=Q(disclosure="proactive") | ~Q(state__in=["published", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="pub_scheduled_has_time",
                condition=Q(state="scheduled", publish_at__isnull=False)
                | ~Q(state="scheduled") & Q(publish_at__isnull=True),
            ),
            models.CheckConstraint(
                name="pub_withdrawn_has_time_and_reason",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="pub_ended_has_day",
                condition=Q(ending="", ended_on__isnull=True, ended_by__isnull=True)
                | ~Q(ending="") & Q(ended_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "-published_at", "id"], name="pub_latest"),
            models.Index(fields=["matter", "state", "-published_at", "id"], name="pub_matter"),
            models.Index(fields=["body", "state", "-published_at", "id"], name="pub_body"),
            models.Index(fields=["state", "publish_at"], name="pub_scheduled"),
            models.Index(fields=["state", "publicity_ends_on"], name="pub_publicity"),
            models.Index(fields=["county", "kind", "state", "-published_at", "id"], name="pub_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    def validity_on(self, day: date) -> str:
        """The validity to be shown on a day; the stored one is brought up to it each night."""
        return validity_on(self.validity_facts, on=day)

    @property
    def validity_facts(self) -> Facts:
        """What the rule of validity looks at."""
        return Facts(self.validity, self.effective_on, self.expires_on, self.ending, self.ended_on)

    def cleared_by(self) -> list[int]:
        """Who cleared the stages of this round, in order; the platform itself counts as 0."""
        done = self.clearances.filter(round=self.round).exclude(stage=Stage.SECOND_LOOK).order_by("id")
        return [pk or 0 for pk in done.values_list("cleared_by_id", flat=True)]
