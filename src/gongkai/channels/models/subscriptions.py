"""Who wants to be told of what. An address is kept sealed, found by its fingerprint, and forgotten when it ends."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.channels.models.messages import Delivery, Message
from gongkai.kernel.ids import public_id


class Subscriber(models.Model):
    """A reader's mail address in one county (订阅者); it counts once its owner has confirmed it."""

    class Frequency(models.TextChoices):
        NOW = "now", _("有新信息就发")
        DAILY = "daily", _("每天一封")
        WEEKLY = "weekly", _("每周一封")

    public_id = models.CharField(_("编号"), max_length=16, unique=True, default=public_id, editable=False)
    county_id = models.BigIntegerField(_("县"))
    sealed = models.TextField(_("邮箱（加密）"), blank=True, default="")
    fingerprint = models.CharField(_("邮箱指纹"), max_length=64)
    frequency = models.CharField(_("频率"), max_length=8, choices=Frequency.choices, default=Frequency.DAILY)
    asked_at = models.DateTimeField(_("提出时间"))
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("退订时间"), null=True, blank=True)
    last_letter_on = models.DateField(_("最近一封的日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("订阅者")
        constraints = [
            models.UniqueConstraint(
                fields=["county_id", "fingerprint"], condition=Q(ended_at=None), name="channel_subscriber_once"
            ),
            models.CheckConstraint(
                name="channel_ended_is_forgotten", condition=Q(ended_at=None) | Q(sealed="", fingerprint="")
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Interest(models.Model):
    """One thing a subscriber wants to hear of (订阅内容): a key that upper rooms write on what they release."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="interests")
    county_id = models.BigIntegerField(_("县"))
    key = models.CharField(_("订阅键"), max_length=80)
    label = models.CharField(_("内容"), max_length=200)
    asked_at = models.DateTimeField(_("提出时间"))
    asker = models.CharField(_("来源摘要"), max_length=32, blank=True, default="")
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("订阅内容")
        constraints = [models.UniqueConstraint(fields=["subscriber", "key"], name="channel_interest_once")]
        indexes = [models.Index(fields=["county_id", "key"], name="channel_interest_key")]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """That one subscriber is told of one release (订阅告知), and by which letter."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="notices")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="notices")
    letter = models.ForeignKey(Delivery, on_delete=models.SET_NULL, null=True, related_name="notices")
    noted_at = models.DateTimeField(_("列入时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("订阅告知")
        constraints = [models.UniqueConstraint(fields=["message", "subscriber"], name="channel_notice_once")]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.subscriber_id}"
