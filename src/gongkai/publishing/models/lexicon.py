"""Lexicons of wrong and sensitive words, version by version, and what a county has found to be a false alarm."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import County, User
from gongkai.publishing.models.information import Information
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.wording import Kind


class Lexicon(models.Model):
    """One version of a lexicon (错敏词库). Its words never change; a new list is a new version, and none is lost.

    Without a county it holds for all of them. Until somebody puts it in force it is only looked at.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, null=True, blank=True, related_name="lexicons")
    name = models.CharField(_("词库名称"), max_length=60)
    version = models.PositiveIntegerField(_("版次"))
    source = models.CharField(_("来源"), max_length=200)
    valid_from = models.DateField(_("起用日期"))
    valid_until = models.DateField(_("停用日期"), null=True, blank=True, help_text="The last day on which it counts.")
    size = models.PositiveIntegerField(_("词数"))
    digest = models.CharField(_("内容摘要"), max_length=64, help_text="Matchers are kept by it.")
    findings = models.JSONField(_("导入时的提示"), blank=True, default=list, help_text="code, row, column.")
    imported_at = models.DateTimeField(_("导入时间"))
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_force_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    in_force_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("错敏词库")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name", "version"], condition=Q(county__isnull=False), name="pub_lexicon_version_once"
            ),
            models.UniqueConstraint(
                fields=["name", "version"], condition=Q(county__isnull=True), name="pub_lexicon_national_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class LexiconWord(models.Model):
    """A word of one version (词条)."""

    lexicon = models.ForeignKey(Lexicon, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(_("词语"), max_length=60)
    kind = models.CharField(_("类别"), max_length=12, choices=[(k.value, k.value) for k in Kind])
    level = models.CharField(_("级别"), max_length=5, choices=[(k.value, k.value) for k in (Level.WARN, Level.BLOCK)])
    suggestion = models.CharField(_("建议"), max_length=200, blank=True, default="")
    exceptions = models.JSONField(_("例外"), blank=True, default=list, help_text="Contexts in which it is right.")
    since = models.DateField(_("起用日期"), null=True, blank=True, help_text="Older documents said it rightly.")
    expires_on = models.DateField(_("停用日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True, default="")
    is_confirmed = models.BooleanField(_("已核实"), default=False)
    note = models.CharField(_("说明"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("词条")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["lexicon", "word"], name="pub_word_once_a_version")]

    def __str__(self) -> str:
        return self.word


class SilencedWord(models.Model):
    """A word that a county does not look for, and why (停用词条). It holds over versions, until it is restored."""

    county = models.ForeignKey(County, on_delete=models.CASCADE, related_name="silenced_words")
    word = models.CharField(_("词语"), max_length=60)
    reason = models.CharField(_("停用理由"), max_length=200)
    silenced_at = models.DateTimeField(_("停用时间"))
    silenced_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    restored_at = models.DateTimeField(_("恢复时间"), null=True, blank=True)
    restored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("停用词条")
        ordering = ["-silenced_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "word"], condition=Q(restored_at__isnull=True), name="pub_silenced_once"
            ),
        ]

    def __str__(self) -> str:
        return self.word


class SpottedWord(models.Model):
    """A word of a later version in a published piece (公开后发现的词语): its body mends it or says why not."""

    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="spotted_words")
    lexicon = models.ForeignKey(Lexicon, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(_("词语"), max_length=60)
    suggestion = models.CharField(_("建议"), max_length=200, blank=True, default="")
    place = models.CharField(_("位置"), max_length=40, help_text="`title`, `text`, or `file:` and a public id.")
    spotted_at = models.DateTimeField(_("发现时间"))
    left_at = models.DateTimeField(_("保留时间"), null=True, blank=True)
    left_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    left_reason = models.CharField(_("保留理由"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("公开后发现的词语")
        ordering = ["-spotted_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["information", "word", "place"], name="pub_spotted_once"),
            models.CheckConstraint(
                name="pub_spotted_left_with_reason",
                condition=Q(left_at__isnull=True, left_reason="") | (Q(left_at__isnull=False) & ~Q(left_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.word
