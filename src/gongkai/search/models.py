"""What is to be found, in the order in which it changed: each node's index is a copy of this."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """The end of a county's sequence of changes. Its row is locked while a change is added."""

    county_id = models.BigIntegerField(_("县"), primary_key=True)
    sequence = models.BigIntegerField(_("序号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("检索变更序列")

    def __str__(self) -> str:
        return f"{self.county_id}@{self.sequence}"


class Document(models.Model):
    """One thing that can be found (检索文档). A tombstone stays, so that what was withdrawn never resurfaces."""

    county_id = models.BigIntegerField(_("县"))
    key = models.CharField(_("键"), max_length=80, help_text="kind:id, for instance information:ab12…")
    sequence = models.BigIntegerField(_("序号"))
    is_tombstone = models.BooleanField(_("已撤下"), default=False)
    kind = models.CharField(_("类型"), max_length=20)
    url = models.CharField(_("地址"), max_length=300)
    title = models.CharField(_("标题"), max_length=400)
    title_en = models.CharField(_("英文标题"), max_length=400, blank=True, default="")
    body_text = models.TextField(_("正文"), blank=True, default="")
    identifiers = models.JSONField(_("编号"), default=list, help_text="文号, 索引号: found exactly.")
    facets = models.JSONField(_("分面"), default=dict, help_text='{"field": slug, "body": slug, "kind": …, "level": …}')
    dated_on = models.DateField(_("日期"), null=True)
    weight = models.FloatField(_("权重"), default=1.0)

    class Meta:
        verbose_name = verbose_name_plural = _("检索文档")
        constraints = [
            models.UniqueConstraint(fields=["county_id", "key"], name="search_document_once"),
            models.UniqueConstraint(fields=["county_id", "sequence"], name="search_sequence_once"),
        ]

    def __str__(self) -> str:
        return self.title
