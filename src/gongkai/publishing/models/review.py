"""What reviewers leave behind: clearances, notes at a place, findings they let stand; and which chain holds where."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import Body, County, User
from gongkai.publishing.models.information import Information
from gongkai.publishing.rules.chains import Chain, Stage


class Clearance(models.Model):
    """One stage that one person cleared in one round (审签记录). A later round needs new ones; none is ever changed."""

    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="clearances")
    round = models.PositiveSmallIntegerField(_("送审轮次"))
    stage = models.CharField(_("环节"), max_length=20, choices=[(s.value, s.value) for s in Stage])
    cleared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(_("审签时间"))
    deputising_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(_("内容摘要"), max_length=64)
    ticked = models.JSONField(_("核对事项"), blank=True, default=list, help_text="Codes of what she confirmed.")
    comment = models.CharField(_("意见"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("审签记录")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["information", "round", "stage"], name="pub_cleared_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.information_id} {self.stage}"


class ReviewNote(models.Model):
    """What a reviewer asks for at a place of the draft (审核批注); open until an author answers it."""

    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="notes")
    round = models.PositiveSmallIntegerField(_("送审轮次"))
    place = models.CharField(
        _("位置"), max_length=40, help_text="`title`, `text`, `metadata`, or `file:` and an attachment's public id."
    )
    quote = models.CharField(_("所指文字"), max_length=300, blank=True, default="")
    text = models.CharField(_("意见"), max_length=500)
    noted_at = models.DateTimeField(_("批注时间"))
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("审核批注")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class Override(models.Model):
    """A finding that a reviewer lets stand, and why (放行的检查结果). It holds for exactly that finding."""

    information = models.ForeignKey(Information, on_delete=models.CASCADE, related_name="overrides")
    fingerprint = models.CharField(_("检查结果指纹"), max_length=64)
    kind = models.CharField(_("检查结果类别"), max_length=30)
    where = models.CharField(_("位置"), max_length=300)
    reason = models.CharField(_("放行理由"), max_length=300)
    decided_at = models.DateTimeField(_("放行时间"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("放行的检查结果")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["information", "fingerprint"], name="pub_override_once")]

    def __str__(self) -> str:
        return self.reason


class ChainChoice(models.Model):
    """Which chain holds for a kind of content, in the whole county or at one body (审签流程设置)."""

    county = models.ForeignKey(County, on_delete=models.CASCADE, related_name="chain_choices")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, blank=True, related_name="chain_choices")
    kind = models.CharField(_("信息类别"), max_length=16, choices=Information.Kind.choices)
    chain = models.CharField(_("审签流程"), max_length=16, choices=[(c.value, c.value) for c in Chain])
    chosen_at = models.DateTimeField(_("设定时间"))
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("审签流程设置")
        constraints = [
            models.UniqueConstraint(fields=["body", "kind"], condition=Q(body__isnull=False), name="pub_chain_of_body"),
            models.UniqueConstraint(
                fields=["county", "kind"], condition=Q(body__isnull=True), name="pub_chain_of_county"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.chain}"
