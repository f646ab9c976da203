"""The record of what was done: one hash chain per county, append-only in the database too."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

NATION = 0  # the chain of what belongs to no county


class Head(models.Model):
    """The end of a county's chain. Its row is locked while an entry is added."""

    county_id = models.BigIntegerField(_("县"), primary_key=True)
    seq = models.BigIntegerField(_("序号"), default=0)
    sha256 = models.CharField(max_length=64, default="")
    sm3 = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("审计链头")

    def __str__(self) -> str:
        return f"{self.county_id}#{self.seq}"


class Entry(models.Model):
    """One act. Plain values, no foreign keys: the record outlives what it speaks of.

    The month leads the key so that PostgreSQL can keep a partition for each.
    """

    pk = models.CompositePrimaryKey("month", "county_id", "seq")
    month = models.CharField(_("月份"), max_length=7)
    county_id = models.BigIntegerField(_("县"))
    seq = models.BigIntegerField(_("序号"))
    at = models.DateTimeField(_("时间"))
    actor_id = models.BigIntegerField(_("操作人编号"), null=True)
    actor_name = models.CharField(_("操作人"), max_length=80)
    action = models.CharField(_("动作"), max_length=64)
    subject_type = models.CharField(_("对象类型"), max_length=64)
    subject_id = models.CharField(_("对象编号"), max_length=64)
    subject_name = models.CharField(_("对象名称"), max_length=300)
    detail = models.JSONField(_("细节"), default=dict)
    previous_sha256 = models.CharField(max_length=64)
    previous_sm3 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("审计记录")
        indexes = [
            models.Index(fields=["county_id", "seq"], name="audit_entry_county_seq"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_entry_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.county_id}#{self.seq} {self.action}"
