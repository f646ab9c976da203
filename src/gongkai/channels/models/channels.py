"""The channels of a county, as its officers set them up."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.channels.rules.kinds import Kind
from gongkai.kernel import sealing

PURPOSE = "channels.secret"


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Channels by county and by what they carry."""

    def of(self, county_id: int) -> Self:
        return self.filter(county_id=county_id)

    def serving(self, body_ids: list[int]) -> Self:
        """In use, and the whole county's or one of these bodies' own."""
        return self.filter(Q(body_id=None) | Q(body_id__in=body_ids), is_active=True)


class Channel(models.Model):
    """A way by which a county's or one body's information reaches the public (渠道)."""

    county_id = models.BigIntegerField(_("县"))
    kind = models.CharField(_("种类"), max_length=16, choices=[(kind.value, kind.value) for kind in Kind])
    name = models.CharField(_("名称"), max_length=60)
    body_id = models.BigIntegerField(_("只用于此机构"), null=True, blank=True)
    owner_body_id = models.BigIntegerField(_("负责机构"), null=True, blank=True)
    owner_id = models.BigIntegerField(_("负责人"), null=True, blank=True)
    carriers = models.JSONField(
        _("对应的公开载体"), default=list, blank=True, help_text="Names as a row writes them; empty: every release."
    )
    options = models.JSONField(_("设置"), default=dict, blank=True)
    secret = models.TextField(_("密钥"), blank=True, default="", help_text="Sealed, or env:NAME.")
    is_active = models.BooleanField(_("启用"), default=True)
    changed_at = models.DateTimeField(_("修改时间"))

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("渠道")
        constraints = [models.UniqueConstraint(fields=["county_id", "name"], name="channel_name_once_per_county")]

    def __str__(self) -> str:
        return self.name

    def seal(self, secret: str) -> None:
        """Keep a secret so that the database alone does not give it away."""
        self.secret = secret if secret.startswith("env:") else sealing.seal(secret, purpose=PURPOSE)
