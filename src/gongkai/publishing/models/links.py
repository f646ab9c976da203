"""What other sites answered when the addresses that pieces name were tried."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import County
from gongkai.publishing.models.information import Information


class LinkCheck(models.Model):
    """An address outside, and whether it opened when the worker last tried it (外链检查)."""

    county = models.ForeignKey(County, on_delete=models.CASCADE, related_name="link_checks")
    url = models.CharField(_("地址"), max_length=1000)
    pieces = models.ManyToManyField(
        Information, related_name="link_checks", blank=True, help_text="Those that name it."
    )
    url_digest = models.CharField(_("地址摘要"), max_length=64, help_text="SHA-256: some engines index no long texts.")
    seen_at = models.DateTimeField(_("最近出现时间"), help_text="When a piece was last found to name it.")
    tried_at = models.DateTimeField(_("最近检查时间"), null=True, blank=True)
    is_open = models.BooleanField(_("能打开"), null=True, blank=True)
    why = models.CharField(_("打不开的原因"), max_length=40, blank=True, default="")
    status = models.PositiveSmallIntegerField(_("状态码"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("连续失败次数"), default=0)
    closed_since = models.DateTimeField(_("何时起打不开"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("外链检查")
        constraints = [
            models.UniqueConstraint(fields=["county", "url_digest"], name="pub_link_once"),
            models.CheckConstraint(
                name="pub_link_tried_with_answer",
                condition=Q(tried_at__isnull=True, is_open__isnull=True)
                | Q(tried_at__isnull=False, is_open__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["tried_at", "id"], name="pub_link_due")]

    def __str__(self) -> str:
        return self.url
