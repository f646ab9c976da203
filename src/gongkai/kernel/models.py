"""The outbox: what happened, and who still has to hear of it."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """Something that happened, written in the transaction in which it happened."""

    topic = models.CharField(_("主题"), max_length=64)
    county_id = models.BigIntegerField(_("县"), null=True)
    payload = models.JSONField(_("内容"), default=dict)
    created_at = models.DateTimeField(_("产生时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("发件箱事件")
        indexes = [models.Index(fields=["created_at"], name="kernel_event_created")]

    def __str__(self) -> str:
        return f"{self.topic}#{self.pk}"


class OutboxDelivery(models.Model):
    """One consumer's copy of an event. `failed` is kept for a person: nothing is dropped in silence."""

    class State(models.TextChoices):
        PENDING = "pending", _("待处理")
        DONE = "done", _("已处理")
        FAILED = "failed", _("失败")

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    consumer = models.CharField(_("接收者"), max_length=64)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    due_at = models.DateTimeField(_("下次处理时间"))
    done_at = models.DateTimeField(_("处理时间"), null=True)
    last_error = models.TextField(_("最近错误"), blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("发件箱投递")
        constraints = [
            models.UniqueConstraint(fields=["event", "consumer"], name="kernel_delivery_once_per_consumer"),
            models.CheckConstraint(
                name="kernel_delivery_done_at_with_done",
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="kernel_delivery_due")]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.consumer}: {self.state}"


class PeriodicRun(models.Model):
    """When a periodic job last ran. The schedule is state, so a missed hour is made up, never lost."""

    name = models.CharField(_("任务"), max_length=64, primary_key=True)
    next_at = models.DateTimeField(_("下次时间"))
    last_started_at = models.DateTimeField(_("上次开始"), null=True)
    last_finished_at = models.DateTimeField(_("上次结束"), null=True)
    last_error = models.TextField(_("最近错误"), blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("定时任务")

    def __str__(self) -> str:
        return self.name


class BackgroundWorkQuerySet(models.QuerySet[Any]):
    """Work by where it stands."""

    def unfinished(self) -> Self:
        return self.filter(state__in=[BackgroundWork.State.PENDING, BackgroundWork.State.RUNNING])

    def asked_by(self, person_id: int) -> Self:
        return self.filter(asked_by_id=person_id)


class BackgroundWork(models.Model):
    """Long work that a person asked for, how far it is and how it ended."""

    class State(models.TextChoices):
        PENDING = "pending", _("排队中")
        RUNNING = "running", _("进行中")
        DONE = "done", _("已完成")
        REFUSED = "refused", _("未执行")
        FAILED = "failed", _("出错")

    kind = models.CharField(_("种类"), max_length=40)
    county_id = models.BigIntegerField(_("县"))
    asked_by_id = models.BigIntegerField(_("提出人"))
    asked_at = models.DateTimeField(_("提出时间"))
    arguments = models.JSONField(_("要求"), default=dict)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.PENDING)
    stage = models.CharField(_("步骤"), max_length=16, blank=True, default="")
    stage_done = models.PositiveIntegerField(_("已完成量"), default=0)
    stage_total = models.PositiveIntegerField(_("总量"), default=0)
    claimed_by = models.CharField(_("执行进程"), max_length=120, blank=True, default="")
    claimed_at = models.DateTimeField(_("开始时间"), null=True)
    attempts = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    facts = models.JSONField(_("结果"), default=dict)

    objects = BackgroundWorkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("后台工作")
        constraints = [
            models.CheckConstraint(
                name="kernel_work_ended_at_with_end",
                condition=Q(state__in=["pending", "running"], ended_at__isnull=True)
                | (~Q(state__in=["pending", "running"]) & Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="kernel_work_waiting"),
            models.Index(fields=["asked_by_id", "id"], name="kernel_work_asked_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}#{self.pk}: {self.state}"

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None
