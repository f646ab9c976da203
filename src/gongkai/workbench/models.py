"""What the desk itself must remember: that an officer asked to be released from a duty."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.duties.models import Duty
from gongkai.organisations.models import County, User


class WaiverRequest(models.Model):
    """An officer's request to be released from a duty (免除申请). Granting waives the duty; refusing needs a note."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="waiver_requests")
    reason = models.CharField(_("申请理由"), max_length=300)
    asked_at = models.DateTimeField(_("申请时间"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(_("答复时间"), null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_granted = models.BooleanField(_("是否同意"), null=True)
    note = models.CharField(_("答复意见"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("免除申请")
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(settled_at__isnull=True), name="desk_waiver_one_open_per_duty"
            ),
            models.CheckConstraint(
                name="desk_waiver_settled_together",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, is_granted__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, is_granted__isnull=False),
            ),
            models.CheckConstraint(name="desk_waiver_refusal_has_note", condition=~Q(is_granted=False) | ~Q(note="")),
        ]
        indexes = [models.Index(fields=["county", "settled_at", "asked_at"], name="desk_waiver_open")]

    def __str__(self) -> str:
        return self.reason
