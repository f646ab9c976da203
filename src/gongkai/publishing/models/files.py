"""Files of a piece: those that its readers get, and originals that stay inside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.kernel.ids import public_id
from gongkai.organisations.models import User
from gongkai.publishing.models.information import Information


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
    findings = models.JSONField(
        _("检查结果"), blank=True, default=list, help_text="What the scanner found, masked: kind, level, where, masked."
    )
    scanned_with = models.CharField(_("检查版本"), max_length=40, blank=True, default="")
    added_at = models.DateTimeField(_("添加时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("附件")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class KeptFile(models.Model):
    """A file that was taken off, masked or purged (留存原件). No address leads to it but the desk's."""

    class Reason(models.TextChoices):
        REMOVED = "removed", _("已去掉")
        MASKED = "masked", _("已脱敏替换")
        PURGED = "purged", _("公示期满撤下")

    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="kept_files")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(_("文件名"), max_length=200)
    file = models.FileField(_("文件"), upload_to="kept/%Y/%m/")
    media_type = models.CharField(_("类型"), max_length=100)
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField(_("摘要"), max_length=64)
    is_inline = models.BooleanField(_("正文图片"), default=False)
    reason = models.CharField(_("留存原因"), max_length=10, choices=Reason.choices)
    kept_at = models.DateTimeField(_("留存时间"))
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("留存原件")
        ordering = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return self.name
