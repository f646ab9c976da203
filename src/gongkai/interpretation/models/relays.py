"""Policies from above, the matters they concern, and what was made of them here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.models import Matter
from gongkai.interpretation.querysets import UpperPolicyQuerySet
from gongkai.interpretation.rules import matching, relays
from gongkai.kernel.ids import public_id
from gongkai.organisations.models import Body, County, User
from gongkai.publishing.models import Information

STATES = [(state.value, state.value) for state in relays.State]


class UpperPolicy(models.Model):
    """A policy of an upper level (上级政策) that a county passes on: known again by its number or its address.

    Due and overdue are reckoned from `due_at`; `state` says only what became of it.
    """

    class Tier(models.TextChoices):
        STATE_COUNCIL = "state_council", _("国务院")
        MINISTRY = "ministry", _("国务院部门")
        PROVINCE = "province", _("省级")
        CITY = "city", _("市级")

    class CameBy(models.TextChoices):
        FEED = "feed", _("订阅")
        FILE = "file", _("表格导入")
        FORM = "form", _("手工登记")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="upper_policies")
    public_id = models.CharField(_("编号"), max_length=16, unique=True, default=public_id, editable=False)
    tier = models.CharField(_("发布层级"), max_length=16, choices=Tier.choices)
    issuer = models.CharField(_("发文机关"), max_length=100)
    title = models.CharField(_("标题"), max_length=300)
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True, default="")
    url = models.URLField(_("原文网址"), max_length=500, blank=True, default="")
    topic = models.CharField(_("主题"), max_length=60, blank=True, default="")
    text = models.TextField(_("内容概述"), blank=True, default="")
    written_on = models.DateField(_("成文日期"), null=True, blank=True)
    published_at = models.DateTimeField(_("上级发布时间"))
    is_day_only = models.BooleanField(
        _("只知道日期"), default=False, help_text="No hour is known: the day is counted from its beginning."
    )
    came_by = models.CharField(_("来源方式"), max_length=4, choices=CameBy.choices)
    seen_at = models.DateTimeField(_("本县获知时间"))
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(_("应转载时间"))
    hours = models.PositiveSmallIntegerField(_("转载时限（小时）"), help_text="What the county's setting said then.")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办单位")
    )
    state = models.CharField(
        _("转载情况"),
        max_length=10,
        choices=STATES,
        default=relays.State.OPEN.value,
    )
    settled_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("理由"), max_length=300, blank=True, default="")
    link_url = models.URLField(_("本县所作链接"), max_length=500, blank=True, default="")

    objects = UpperPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("上级政策")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "document_number"], condition=~Q(document_number=""), name="int_policy_number_once"
            ),
            models.UniqueConstraint(fields=["county", "url"], condition=~Q(url=""), name="int_policy_address_once"),
            models.CheckConstraint(name="int_policy_known_again", condition=~Q(document_number="") | ~Q(url="")),
            models.CheckConstraint(
                name="int_policy_settled_at_with_state",
                condition=Q(state="open", settled_at__isnull=True) | (~Q(state="open") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(name="int_policy_aside_has_reason", condition=~Q(state="set_aside") | ~Q(reason="")),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="int_policy_due"),
            models.Index(fields=["county", "-published_at", "id"], name="int_policy_latest"),
        ]

    def __str__(self) -> str:
        return self.title


class PolicyMatch(models.Model):
    """That a policy from above concerns a matter (政策与事项的对应). Similarity only proposes; a person confirms."""

    class Verdict(models.TextChoices):
        PROPOSED = "proposed", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        REJECTED = "rejected", _("不相关")

    policy = models.ForeignKey(UpperPolicy, on_delete=models.CASCADE, related_name="matches")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="upper_policies")
    how = models.CharField(_("依据"), max_length=8, choices=[(h.value, h.value) for h in matching.How])
    nearness = models.FloatField(_("相近程度"), default=0)
    because = models.CharField(_("相同之处"), max_length=300, blank=True, default="")
    verdict = models.CharField(_("结论"), max_length=10, choices=Verdict.choices, default=Verdict.PROPOSED)
    judged_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("政策与事项的对应")
        constraints = [
            models.UniqueConstraint(fields=["policy", "matter"], name="int_match_once"),
            models.CheckConstraint(
                name="int_match_judged_at_with_verdict",
                condition=Q(verdict="proposed", judged_at__isnull=True)
                | (~Q(verdict="proposed") & Q(judged_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy_id} – {self.matter_id}"


class PolicyLink(models.Model):
    """A piece of ours that relays a policy from above, or carries it out here (上级政策的转载与落实)."""

    class Role(models.TextChoices):
        RELAY = "relay", _("转载")
        MEASURE = "measure", _("本地落实文件")

    policy = models.ForeignKey(UpperPolicy, on_delete=models.CASCADE, related_name="links")
    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="upper_policies")
    role = models.CharField(_("关系"), max_length=8, choices=Role.choices)
    made_at = models.DateTimeField(_("关联时间"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("上级政策的转载与落实")
        constraints = [models.UniqueConstraint(fields=["policy", "information"], name="int_link_once")]

    def __str__(self) -> str:
        return f"{self.policy_id} → {self.information_id}"


class PolicyImport(models.Model):
    """An uploaded table of policies on its way in (上级政策导入): read again for each look, taken in or dropped."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="policy_imports")
    file = models.FileField(_("文件"), upload_to="interpretation/policies/%Y", max_length=200)
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    uploaded_at = models.DateTimeField(_("上传时间"))
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_in_at = models.DateTimeField(_("入库时间"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("放弃时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("上级政策导入")
        constraints = [
            models.CheckConstraint(
                name="int_import_taken_or_dropped",
                condition=Q(taken_in_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["county", "-uploaded_at"], name="int_import_latest")]

    def __str__(self) -> str:
        return self.file_name


class FeedReading(models.Model):
    """How a feed of an upper level was read last (订阅读取): one row per address of a county's setting."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="feed_readings")
    url = models.URLField(_("订阅地址"), max_length=500)
    read_at = models.DateTimeField(_("读取时间"))
    problem = models.CharField(_("问题"), max_length=40, blank=True, default="")
    entries = models.PositiveIntegerField(_("条数"), default=0)
    taken_in = models.PositiveIntegerField(_("新登记"), default=0)
    unusable = models.PositiveIntegerField(_("不能用的条数"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("订阅读取")
        constraints = [models.UniqueConstraint(fields=["county", "url"], name="int_feed_once")]

    def __str__(self) -> str:
        return self.url
