"""What is owed: duties, the events that make them, what fulfilled them, and what is said to the public of the late."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.models import Matter, Row
from gongkai.duties.querysets import DutyQuerySet
from gongkai.organisations.models import Body, County, User
from gongkai.standards.models import Field


class DutyEvent(models.Model):
    """That information was formed or changed, registered by an officer or a business system (公开事由登记)."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="duty_events")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="events")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="duty_events")
    trigger = models.CharField(_("起算事由"), max_length=40, help_text="A trigger of the time-limit table.")
    scope = models.CharField(
        _("内容范围"), max_length=200, blank=True, default="", help_text="Where the limit distinguishes contents."
    )
    occurred_on = models.DateField(_("发生日期"))
    title = models.CharField(_("名称"), max_length=300)
    source = models.CharField(_("来源"), max_length=80, blank=True, default="")
    source_key = models.CharField(
        _("来源编号"),
        max_length=80,
        blank=True,
        default="",
        help_text="A business system's own key: a repeat is one event.",
    )
    registered_at = models.DateTimeField(_("登记时间"))
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("公开事由")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "source", "source_key"],
                condition=~Q(source_key=""),
                name="duty_event_source_once",
            ),
        ]
        indexes = [models.Index(fields=["county", "matter", "occurred_on"], name="duty_event_matter")]

    def __str__(self) -> str:
        return self.title


class Duty(models.Model):
    """A body owes a matter once (公开任务). Late and overdue are computed, never stored."""

    class Kind(models.TextChoices):
        STANDING = "standing", _("常设")
        RECURRING = "recurring", _("定期")
        EVENT = "event", _("事由")

    class State(models.TextChoices):
        OPEN = "open", _("待公开")
        FULFILLED = "fulfilled", _("已公开")
        NIL = "nil", _("无此项内容")
        WAIVED = "waived", _("免除")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="duties")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="duties")
    row = models.ForeignKey(
        Row,
        on_delete=models.PROTECT,
        related_name="duties",
        help_text="The row in force when it was last generated.",
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(_("种类"), max_length=10, choices=Kind.choices)
    rule_key = models.CharField(_("规则"), max_length=120, help_text="scope|kind|trigger; never the amount.")
    occurrence = models.CharField(_("期次"), max_length=40, help_text="standing, 2026-Q3, event:<id>.")
    scope = models.CharField(_("内容范围"), max_length=200, blank=True, default="", help_text="Empty: the whole row.")
    event = models.ForeignKey(DutyEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="duties")
    starts_on = models.DateField(_("起算日期"))
    due_on = models.DateField(_("应公开日期"), null=True, blank=True, help_text="Null: a reminder, or a standing duty.")
    is_provisional = models.BooleanField(_("日期暂定"), default=False)
    working = models.JSONField(_("推算过程"), blank=True, default=dict)
    previous_due_on = models.DateField(
        _("原应公开日期"), null=True, blank=True, help_text="Until an officer confirms the new one."
    )
    review_on = models.DateField(_("应复核日期"), null=True, blank=True, help_text="Standing duties: still valid?")
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    fulfilled_on = models.DateField(_("公开日期"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("说明"), max_length=300, blank=True, default="")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("公开任务")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "matter", "body", "rule_key", "occurrence"], name="duty_once_per_occurrence"
            ),
            models.CheckConstraint(
                name="duty_closed_at_with_state",
                condition=Q(state="open", closed_at__isnull=True, fulfilled_on__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="duty_fulfilled_on_with_fulfilled",
                condition=Q(state="fulfilled", fulfilled_on__isnull=False)
                | (~Q(state="fulfilled") & Q(fulfilled_on__isnull=True)),
            ),
            models.CheckConstraint(name="duty_event_never_nil", condition=~Q(kind="event") | ~Q(state="nil")),
            models.CheckConstraint(
                name="duty_waiver_has_reason_and_approver",
                condition=~Q(state="waived") | (~Q(reason="") & Q(approved_by__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "body", "state", "due_on"], name="duty_body_due"),
            models.Index(fields=["county", "state", "due_on"], name="duty_due"),
            models.Index(fields=["county", "matter", "state"], name="duty_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} owes {self.matter_id} {self.occurrence}"


class Fulfilment(models.Model):
    """What a duty was fulfilled by: our own information or an external address (履行依据)."""

    class By(models.TextChoices):
        INFORMATION = "information", _("本平台信息")
        EXTERNAL = "external", _("外部网址")
        STILL_VALID = "still_valid", _("确认仍然有效")
        NIL_RETURN = "nil_return", _("无此项内容")

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="fulfilments")
    by_kind = models.CharField(_("方式"), max_length=12, choices=By.choices)
    information_id = models.CharField(_("信息编号"), max_length=16, blank=True, default="")
    url = models.URLField(_("网址"), max_length=500, blank=True, default="")
    title = models.CharField(_("标题"), max_length=300, blank=True, default="")
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("取证时间"), null=True, blank=True)
    sha256 = models.CharField(_("摘要"), max_length=64, blank=True, default="")
    signature = models.ForeignKey(
        "PeriodReturn", on_delete=models.PROTECT, null=True, blank=True, related_name="fulfilments"
    )
    made_at = models.DateTimeField(_("登记时间"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("履行依据")
        indexes = [models.Index(fields=["information_id"], name="duty_fulfilment_info")]

    def __str__(self) -> str:
        return self.title or self.by_kind


class PeriodReturn(models.Model):
    """One signature by which a body closes what remains of a period (零报告签字)."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="period_returns")
    kind = models.CharField(_("种类"), max_length=12, choices=Fulfilment.By.choices)
    period = models.CharField(_("期次"), max_length=20)
    signed_at = models.DateTimeField(_("签字时间"))
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("零报告")

    def __str__(self) -> str:
        return f"{self.body_id} {self.period}"


class OverdueShowing(models.Model):
    """From which day the public sees in a field what is overdue (逾期公开决定). The newest of a field is in force.

    It changes only what the public is told, never where a duty stands.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="overdue_showings")
    field = models.ForeignKey(
        Field,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Null: every field without a decision of its own.",
    )
    shown_from = models.DateField(_("公开逾期的起始日期"))
    reason = models.CharField(_("理由"), max_length=300)
    decided_at = models.DateTimeField(_("决定时间"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("逾期公开决定")
        constraints = [models.CheckConstraint(name="overdue_showing_has_reason", condition=~Q(reason=""))]
        indexes = [models.Index(fields=["county", "field", "decided_at"], name="overdue_showing_field")]

    def __str__(self) -> str:
        return f"{self.county_id} {self.field_id or '*'} {self.shown_from}"


class Explanation(models.Model):
    """What a body says of an overdue duty of its own, beside the state (逾期说明). It changes nothing of the state."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="explanations")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="explanations")
    text = models.CharField(_("说明内容"), max_length=300)
    given_at = models.DateTimeField(_("说明时间"))
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("逾期说明")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "matter", "body"],
                condition=Q(ended_at__isnull=True),
                name="explanation_one_in_force",
            ),
            models.CheckConstraint(name="explanation_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.matter_id} {self.given_at}"


class Urge(models.Model):
    """That a reader asked for a matter to be published (催办), once in each occurrence that is open."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="urges")
    occurrence = models.CharField(_("期次"), max_length=40, help_text="The duty's own word for its period.")
    pressed_at = models.DateTimeField(_("催办时间"))
    reader = models.CharField(
        _("读者摘要"),
        max_length=32,
        blank=True,
        default="",
        help_text="A digest for this matter alone; blotted when the occurrence is closed.",
    )
    hour_key = models.CharField(
        _("限次摘要"), max_length=32, blank=True, default="", help_text="A digest of the day; blotted after an hour."
    )

    class Meta:
        verbose_name = verbose_name_plural = _("催办")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "matter", "occurrence", "reader"],
                condition=~Q(reader=""),
                name="urge_once_per_reader",
            ),
        ]
        indexes = [models.Index(fields=["county", "pressed_at"], name="urge_hour")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.occurrence}"
