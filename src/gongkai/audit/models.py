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

    The month leads the key: PostgreSQL keeps a partition for each (partitions.py).
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


class ArchivedStretch(models.Model):
    """Entries of a chain that were written to an archive file: with their ends known, the walk goes on without them."""

    pk = models.CompositePrimaryKey("county_id", "first")
    county_id = models.BigIntegerField(_("县"))
    first = models.BigIntegerField(_("起始序号"))
    last = models.BigIntegerField(_("截止序号"))
    month = models.CharField(_("月份"), max_length=7)
    previous_sha256 = models.CharField(max_length=64)
    previous_sm3 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    archived_at = models.DateTimeField(_("归档时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("已归档审计段")

    def __str__(self) -> str:
        return f"{self.month} #{self.first}–{self.last}"


class Log(models.Model):
    """A county's transparency log: how much stands in it. Its row is locked while something is added."""

    county_id = models.BigIntegerField(_("县"), primary_key=True)
    size = models.BigIntegerField(_("条数"), default=0)
    heads = models.BigIntegerField(_("树头数"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("公开日志")

    def __str__(self) -> str:
        return f"{self.county_id}: {self.size}"


class LogEntry(models.Model):
    """What became public or was withdrawn, as the log says it for ever."""

    pk = models.CompositePrimaryKey("county_id", "index")
    county_id = models.BigIntegerField(_("县"))
    index = models.BigIntegerField(_("位置"))
    event = models.CharField(_("事件"), max_length=12)
    public_id = models.CharField(_("公开编号"), max_length=16)
    sha256 = models.CharField(_("公开时摘要"), max_length=64)
    at = models.DateTimeField(_("时间"))
    leaf = models.CharField(_("叶散列"), max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("公开日志条目")
        indexes = [models.Index(fields=["county_id", "public_id", "index"], name="audit_log_public_id")]

    def __str__(self) -> str:
        return f"{self.county_id}#{self.index} {self.event} {self.public_id}"


class LogSubtree(models.Model):
    """The root over 2^level entries from index·2^level on, kept so that proofs need few of them."""

    pk = models.CompositePrimaryKey("county_id", "level", "index")
    county_id = models.BigIntegerField(_("县"))
    level = models.PositiveSmallIntegerField(_("层"))
    index = models.BigIntegerField(_("位置"))
    size = models.BigIntegerField(_("完成时条数"), help_text="Of the log when this subtree became full.")
    sha256 = models.CharField(_("子树散列"), max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("公开日志子树")
        indexes = [models.Index(fields=["county_id", "size", "level"], name="audit_log_completed")]

    def __str__(self) -> str:
        return f"{self.county_id}/{self.level}/{self.index}"


class TreeHead(models.Model):
    """The log as it stood at a moment, signed: whoever keeps one can prove later that nothing before was changed."""

    pk = models.CompositePrimaryKey("county_id", "number")
    county_id = models.BigIntegerField(_("县"))
    number = models.BigIntegerField(_("编号"), help_text="The first head of a county is 1: none can be taken away.")
    origin = models.CharField(_("日志名称"), max_length=60)
    size = models.BigIntegerField(_("条数"))
    root = models.CharField(_("根散列"), max_length=64)
    at = models.DateTimeField(_("时间"))
    key = models.CharField(_("公钥"), max_length=64)
    signature = models.CharField(_("签名"), max_length=128)

    class Meta:
        verbose_name = verbose_name_plural = _("签名树头")
        constraints = [models.UniqueConstraint(fields=["county_id", "size"], name="audit_tree_head_once_per_size")]

    def __str__(self) -> str:
        return f"{self.origin}@{self.size}"
