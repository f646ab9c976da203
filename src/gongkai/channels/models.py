"""Messages that leave the platform, and the proof that they arrived."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """Something to be told (消息). Its key makes telling it twice impossible."""

    key = models.CharField(_("键"), max_length=120, unique=True)
    county_id = models.BigIntegerField(_("县"), null=True)
    subject = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("内容"))
    created_at = models.DateTimeField(_("产生时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("消息")

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """One message to one address over one channel (投递), with its receipt."""

    class State(models.TextChoices):
        PENDING = "pending", _("待发送")
        SENT = "sent", _("已发送")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("渠道"), max_length=20)
    address = models.CharField(_("地址"), max_length=254)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.PENDING)
    sent_at = models.DateTimeField(_("发送时间"), null=True)
    proof = models.CharField(_("回执"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("投递")
        constraints = [
            models.UniqueConstraint(fields=["message", "channel", "address"], name="channel_delivery_once"),
            models.CheckConstraint(
                name="channel_sent_at_with_sent",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}:{self.address}"
