"""Every state of a piece that was ever saved."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import User
from gongkai.publishing.models.information import Information


class Version(models.Model):
    """A piece as it stood after one act (版本). `number` counts published versions; others have none."""

    class Reason(models.TextChoices):
        STARTED = "started", _("起草")
        SAVED = "saved", _("保存")
        MASKED = "masked", _("脱敏")
        RESTORED = "restored", _("恢复旧版")
        SUBMITTED = "submitted", _("送审")
        PUBLISHED = "published", _("发布")
        CORRECTED = "corrected", _("更正")
        PURGED = "purged", _("公示期满撤下")
        VALIDITY = "validity", _("有效期变更")

    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="versions")
    serial = models.PositiveIntegerField(_("序号"))
    revision = models.PositiveIntegerField(
        _("修改次数"), default=0, help_text="Of the piece: the common ground of two who wrote at once."
    )
    reason = models.CharField(_("缘由"), max_length=10, choices=Reason.choices)
    round = models.PositiveSmallIntegerField(_("送审轮次"), default=0)
    snapshot = models.BinaryField(_("内容"), help_text="Compressed JSON; rules.snapshots writes and reads it.")
    digest = models.CharField(_("内容摘要"), max_length=64)
    saved_at = models.DateTimeField(_("保存时间"))
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(_("公开版次"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True, default="")
    is_public = models.BooleanField(
        _("公众可见"),
        default=False,
        help_text="In the public's history, until what it shows had to go.",
    )
    hidden_reason = models.CharField(
        _("隐去理由"), max_length=300, blank=True, default="", help_text="Read by the public."
    )

    class Meta:
        verbose_name = verbose_name_plural = _("版本")
        ordering = ["information", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["information", "serial"], name="pub_version_serial_once"),
            models.UniqueConstraint(fields=["information", "number"], name="pub_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.information_id}.{self.serial}"
