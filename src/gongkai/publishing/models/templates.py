"""Texts that a body keeps to begin with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.models import Matter
from gongkai.kernel.ids import public_id
from gongkai.organisations.models import Body, County, User


class DraftTemplate(models.Model):
    """A text that a body begins its pieces under one matter with (起草模板). The same name again replaces it."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="draft_templates")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="draft_templates")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="draft_templates")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(_("模板名称"), max_length=60)
    html = models.TextField(_("正文"), help_text="Cleaned markup without pictures: they belong to one piece.")
    made_at = models.DateTimeField(_("保存时间"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("起草模板")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["body", "matter", "name"], name="pub_template_name_once")]

    def __str__(self) -> str:
        return self.name
