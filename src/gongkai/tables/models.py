"""What people said about headers nobody knew: asked once, remembered for every later file with that header."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RememberedMapping(models.Model):
    """The columns of one header under one layout; a county's own answer, or everyone's where there is no county.

    County and officer are plain numbers: this room stands below the one that knows them.
    """

    layout = models.CharField(_("表格种类"), max_length=60)
    fingerprint = models.CharField(_("表头摘要"), max_length=64)
    county_id = models.BigIntegerField(_("县"), null=True, blank=True)
    headers = models.JSONField(_("表头"), default=list)
    columns = models.JSONField(_("对应栏目"), default=list, help_text="Column names by place; null where not used.")
    set_by = models.BigIntegerField(_("确定人"), null=True, blank=True)
    set_at = models.DateTimeField(_("确定时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("已记住的表头对照")
        constraints = [
            models.UniqueConstraint(
                fields=["county_id", "layout", "fingerprint"],
                condition=Q(county_id__isnull=False),
                name="tables_mapping_once_per_county",
            ),
            models.UniqueConstraint(
                fields=["layout", "fingerprint"],
                condition=Q(county_id__isnull=True),
                name="tables_mapping_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return " | ".join(self.headers)
