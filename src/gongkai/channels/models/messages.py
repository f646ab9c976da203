"""Messages that leave the platform, where each is to go, and the proof that it arrived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.channels.models.channels import Channel
from gongkai.channels.rules.states import WAITS_FOR_A_PERSON, State, Step
from gongkai.kernel.ids import public_id


class Message(models.Model):
    """Something to be told (消息): a letter, or one version of what was released. Its key makes it happen once."""

    key = models.CharField(_("键"), max_length=120, unique=True)
    county_id = models.BigIntegerField(_("县"), null=True)
    subject = models.CharField(_("标题"), max_length=300)
    text = models.TextField(_("内容"), blank=True, default="", help_text="Of a letter; a release is read when sent.")
    created_at = models.DateTimeField(_("产生时间"))
    thread = models.CharField(
        _("所属"), max_length=80, blank=True, default="", help_text="What it is a version of; empty: a letter."
    )
    version = models.PositiveIntegerField(_("版次"), default=0)
    digest = models.CharField(_("摘要"), max_length=64, blank=True, default="")
    url = models.CharField(_("网址"), max_length=300, blank=True, default="")
    body_id = models.BigIntegerField(_("机构"), null=True, blank=True)
    carriers = models.JSONField(_("要求的载体"), default=list, blank=True)
    keys = models.JSONField(_("订阅键"), default=list, blank=True)
    is_news = models.BooleanField(_("告知订阅者"), default=False)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("消息")
        constraints = [
            models.UniqueConstraint(
                fields=["county_id", "thread", "version"], condition=~Q(thread=""), name="channel_version_once"
            ),
        ]
        indexes = [models.Index(fields=["county_id", "-created_at", "id"], name="channel_message_latest")]

    def __str__(self) -> str:
        return self.subject


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries of releases, as the desk asks for them."""

    def of_releases(self, county_id: int) -> Self:
        return self.filter(message__county_id=county_id, via__isnull=False)

    def concerning(self, body_ids: Iterable[int]) -> Self:
        """What these bodies released, or look after."""
        return self.filter(Q(owner_body_id__in=body_ids) | Q(message__body_id__in=body_ids))

    def owned_by(self, body_ids: Iterable[int]) -> Self:
        return self.filter(owner_body_id__in=body_ids)

    def waiting(self) -> Self:
        """What does not go on unless a person does something."""
        return self.filter(state__in=WAITS_FOR_A_PERSON)


class Delivery(models.Model):
    """One message to one address over one channel (投递): where it stands, who looks after it."""

    public_id = models.CharField(_("编号"), max_length=16, unique=True, default=public_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("渠道种类"), max_length=20)
    via = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="deliveries")
    address = models.CharField(_("送往"), max_length=254)
    state = models.CharField(
        _("状态"), max_length=12, choices=[(s.value, s.value) for s in State], default=State.PENDING.value
    )
    owner_body_id = models.BigIntegerField(_("负责机构"), null=True)
    owner_id = models.BigIntegerField(_("负责人"), null=True)
    attempts = models.PositiveSmallIntegerField(_("失败次数"), default=0)
    last_problem = models.CharField(_("最近问题"), max_length=300, blank=True, default="")
    begun_at = models.DateTimeField(
        _("开始发送时间"), null=True, help_text="Set before the other side is called: it may have heard."
    )
    changed_at = models.DateTimeField(_("变更时间"))
    url = models.CharField(_("到达网址"), max_length=500, blank=True, default="")
    proof = models.CharField(_("对方凭据"), max_length=300, blank=True, default="")
    expected = models.CharField(_("应有文字摘要"), max_length=64, blank=True, default="")
    found = models.CharField(_("对方文字摘要"), max_length=64, blank=True, default="")
    difference = models.CharField(_("文字差异"), max_length=300, blank=True, default="")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("投递")
        constraints = [
            models.UniqueConstraint(fields=["message", "channel", "address"], name="channel_delivery_once"),
        ]
        indexes = [
            models.Index(fields=["state", "owner_body_id"], name="channel_delivery_waiting"),
            models.Index(fields=["via", "-changed_at", "id"], name="channel_delivery_via"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}:{self.public_id}"  # never the address: it may be a reader's

    @property
    def differs(self) -> bool:
        """Whether what stands there is known to be something else than what was sent."""
        return bool(self.difference)


class Receipt(models.Model):
    """The proof of one step of a delivery (回执). Added once, never changed."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="receipts")
    step = models.CharField(_("环节"), max_length=10, choices=[(s.value, s.value) for s in Step])
    at = models.DateTimeField(_("时间"))
    url = models.CharField(_("网址"), max_length=500, blank=True, default="")
    proof = models.CharField(_("凭据"), max_length=300, blank=True, default="")
    digest = models.CharField(_("文字摘要"), max_length=64, blank=True, default="")
    by_id = models.BigIntegerField(_("经办人"), null=True)
    by_name = models.CharField(_("经办人姓名"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("回执")
        constraints = [models.UniqueConstraint(fields=["delivery", "step"], name="channel_receipt_once")]

    def __str__(self) -> str:
        return f"{self.delivery_id}:{self.step}"
