"""Plans of interpretation, their materials, and the recorded decisions to go without."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.rules import exemption
from gongkai.interpretation.rules.forms import Form
from gongkai.organisations.models import Body, County, User
from gongkai.publishing.models import Information


class Plan(models.Model):
    """How a policy will be explained (解读方案): by whom, why, and with which materials. One policy, one plan."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="interpretation_plans")
    policy = models.OneToOneField(
        Information, on_delete=models.CASCADE, related_name="interpretation_plan", verbose_name=_("政策文件")
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="interpretation_plans",
        verbose_name=_("解读单位"),
        help_text="Who drafts, interprets; of a joint document the lead.",
    )
    head = models.CharField(_("第一解读人"), max_length=60, help_text="The head of the body, who answers for it.")
    head_post = models.CharField(_("职务"), max_length=60, blank=True, default="")
    interpreter = models.CharField(_("具体解读人"), max_length=60, blank=True, default="")
    grounds = models.JSONField(_("解读的理由"), blank=True, default=list, help_text="Codes of requirement.Ground.")
    note = models.CharField(_("方案说明"), max_length=500, blank=True, default="")
    made_at = models.DateTimeField(_("拟定时间"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(_("修改时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("解读方案")
        constraints = [
            models.CheckConstraint(name="int_plan_names_its_head", condition=~models.Q(head="")),
        ]

    def __str__(self) -> str:
        return self.policy.title


class Material(models.Model):
    """One line of a plan (解读材料): in which form, due when, by whom; the piece that is written for it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="materials")
    form = models.CharField(_("解读形式"), max_length=20, choices=[(str(form), str(form)) for form in Form])
    title = models.CharField(_("材料名称"), max_length=200)
    due_on = models.DateField(_("完成期限"))
    responsible = models.CharField(_("责任人"), max_length=60)
    information = models.OneToOneField(
        Information,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="interpretation_material",
        verbose_name=_("解读稿"),
    )
    added_at = models.DateTimeField(_("添加时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("解读材料")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title


class Exemption(models.Model):
    """The decision that a policy goes without an interpretation (免予解读), by somebody who did not write it."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="interpretation_exemptions")
    policy = models.OneToOneField(
        Information, on_delete=models.CASCADE, related_name="interpretation_exemption", verbose_name=_("政策文件")
    )
    ground = models.CharField(
        _("免予解读的理由"), max_length=20, choices=[(str(ground), str(ground)) for ground in exemption.Ground]
    )
    reason = models.CharField(_("说明"), max_length=300)
    decided_at = models.DateTimeField(_("决定时间"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("免予解读")
        constraints = [models.CheckConstraint(name="int_exemption_says_why", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return self.policy.title
