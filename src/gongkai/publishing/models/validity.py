"""What happened to a document's validity, and the yearly look through the stock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import County, User
from gongkai.publishing.models.information import Information


class ValidityChange(models.Model):
    """One change of a document's validity (有效性变更): its day, the document that it rests on, who put it down.

    None is ever deleted. One that was put down wrongly is taken back, and says so.
    """

    class Act(models.TextChoices):
        AMEND = "amend", _("修改")
        REPEAL = "repeal", _("废止")
        VOID = "void", _("宣布失效")
        EXTEND = "extend", _("延长有效期")

    information = models.ForeignKey(Information, on_delete=models.PROTECT, related_name="validity_changes")
    act = models.CharField(_("变更"), max_length=10, choices=Act.choices)
    before = models.CharField(_("变更前的有效性"), max_length=20, choices=Information.Validity.choices)
    basis = models.ForeignKey(
        Information,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes_made",
        verbose_name=_("依据"),
    )
    basis_text = models.CharField(
        _("依据文件"), max_length=300, blank=True, default="", help_text="Of a document that stands elsewhere."
    )
    takes_effect_on = models.DateField(_("自何日起"))
    expires_before = models.DateField(_("原失效日期"), null=True, blank=True)
    expires_after = models.DateField(_("新失效日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True, default="")
    noted_at = models.DateTimeField(_("登记时间"))
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(_("撤销登记时间"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(_("撤销登记理由"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = _("有效性变更")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="pub_change_has_basis", condition=Q(basis__isnull=False) | ~Q(basis_text="")),
            models.CheckConstraint(
                name="pub_change_revoked_with_reason",
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | Q(revoked_at__isnull=False) & ~Q(revoked_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.information_id} {self.act}"


class CleanUp(models.Model):
    """The yearly look through a county's documents in force (年度清理)."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="clean_ups")
    year = models.PositiveSmallIntegerField(_("年份"))
    begun_at = models.DateTimeField(_("启动时间"))
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("年度清理")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["county", "year"], name="pub_clean_up_once_a_year")]

    def __str__(self) -> str:
        return f"{self.county_id}/{self.year}"


class CleanUpLine(models.Model):
    """What a person proposes for one document of a clean-up (清理意见)."""

    class Proposal(models.TextChoices):
        KEEP = "keep", _("继续有效")
        AMEND = "amend", _("拟修改")
        REPEAL = "repeal", _("拟废止")
        VOID = "void", _("拟宣布失效")

    clean_up = models.ForeignKey(CleanUp, on_delete=models.PROTECT, related_name="lines")
    information = models.ForeignKey(Information, on_delete=models.PROTECT, related_name="clean_up_lines")
    proposal = models.CharField(_("清理意见"), max_length=10, blank=True, default="", choices=Proposal.choices)
    note = models.CharField(_("说明"), max_length=300, blank=True, default="")
    decided_at = models.DateTimeField(_("填写时间"), null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("清理意见")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["clean_up", "information"], name="pub_clean_up_line_once"),
            models.CheckConstraint(
                name="pub_clean_up_decided_with_time",
                condition=Q(proposal="", decided_at__isnull=True) | ~Q(proposal="") & Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clean_up_id} {self.information_id}"
