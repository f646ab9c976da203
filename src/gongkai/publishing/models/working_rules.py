"""The rules by which a county works, as it adopted them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import County, User


class WorkingRules(models.Model):
    """One version of a county's working rules on a topic (政府信息公开制度), with the facts it was drafted from."""

    class Topic(models.TextChoices):
        REVIEW = "review", _("政府信息发布审核制度")
        RELEASE = "release", _("政府信息主动公开制度")
        REQUESTS = "requests", _("政府信息依申请公开制度")
        REPORT = "report", _("政府信息公开年度报告制度")

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="working_rules")
    topic = models.CharField(_("制度"), max_length=10, choices=Topic.choices)
    number = models.PositiveSmallIntegerField(_("版次"))
    html = models.TextField(_("正文"), help_text="Composed by the platform; cleaned markup.")
    supplement = models.TextField(
        _("补充规定"), blank=True, default="", help_text="The county's own articles, a line each."
    )
    facts = models.JSONField(_("制定时的设定"), help_text="Name of a fact → what it was (int, str or list of str).")
    adopted_at = models.DateTimeField(_("印发时间"))
    adopted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("政府信息公开制度")
        ordering = ["topic", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["county", "topic", "number"], name="pub_working_rules_once"),
            models.CheckConstraint(name="pub_working_rules_numbered", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.county_id} {self.topic} {self.number}"
