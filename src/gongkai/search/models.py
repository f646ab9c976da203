"""What is to be found, in the order in which it changed: each node's index is a copy of this."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """The end of a county's sequence of changes. Its row is locked while a change is added."""

    county_id = models.BigIntegerField(_("县"), primary_key=True)
    sequence = models.BigIntegerField(_("序号"), default=0)
    words_changed = models.BigIntegerField(
        _("词汇版次"),
        default=0,
        help_text="Another number whenever a term, a synonym or a fixed answer changes: processes read anew.",
    )

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
    heading = models.CharField(
        _("所属"), max_length=200, blank=True, default="", help_text="What the title stands under."
    )
    aliases = models.JSONField(_("别名"), default=list, help_text="Other names, found as the title is.")
    body_text = models.TextField(_("正文"), blank=True, default="")
    files = models.JSONField(_("附件文字"), default=list, help_text="[[name, text], …]")
    identifiers = models.JSONField(_("编号"), default=list, help_text="文号, 索引号: found exactly.")
    facets = models.JSONField(_("分面"), default=dict, help_text='{"field": slug, "body": slug, "kind": …, "level": …}')
    dated_on = models.DateField(_("日期"), null=True)
    weight = models.FloatField(_("权重"), default=1.0)
    is_term = models.BooleanField(
        _("是词条"), default=False, help_text="Its names are words of the county: questions are cut and mended by them."
    )

    class Meta:
        verbose_name = verbose_name_plural = _("检索文档")
        constraints = [
            models.UniqueConstraint(fields=["county_id", "key"], name="search_document_once"),
            models.UniqueConstraint(fields=["county_id", "sequence"], name="search_sequence_once"),
        ]
        indexes = [models.Index(fields=["county_id"], condition=models.Q(is_term=True), name="search_terms")]

    def __str__(self) -> str:
        return self.title


class Synonym(models.Model):
    """Words that mean one thing (同义词): whoever types one of them also means the others."""

    county_id = models.BigIntegerField(_("县"))
    words = models.JSONField(_("词语"), default=list)
    is_shipped = models.BooleanField(_("平台随附"), default=False)
    added_at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("同义词")
        indexes = [models.Index(fields=["county_id", "id"], name="search_synonyms")]

    def __str__(self) -> str:
        return "、".join(self.words)


class BestBet(models.Model):
    """An answer that the office fixed for a question (推荐结果): it stands before all others."""

    county_id = models.BigIntegerField(_("县"))
    question = models.CharField(_("搜索词"), max_length=60, help_text="As search folds it.")
    key = models.CharField(_("键"), max_length=80)
    added_at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("推荐结果")
        constraints = [models.UniqueConstraint(fields=["county_id", "question", "key"], name="search_bet_once")]

    def __str__(self) -> str:
        return self.question


class MissedQuestion(models.Model):
    """What was asked on a day and found nothing (无结果的搜索). Counted; of who asked nothing is kept."""

    county_id = models.BigIntegerField(_("县"))
    text = models.CharField(_("搜索词"), max_length=60)
    on = models.DateField(_("日期"))
    count = models.PositiveIntegerField(_("次数"), default=1)

    class Meta:
        verbose_name = verbose_name_plural = _("无结果的搜索")
        constraints = [models.UniqueConstraint(fields=["county_id", "on", "text"], name="search_missed_once_a_day")]

    def __str__(self) -> str:
        return self.text
