"""Serial numbers, given once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import Body


class IndexCounter(models.Model):
    """The last serial given to a body in a year (索引号流水). Its row is locked while one is given; none is reused."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后流水号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("索引号流水")
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="pub_counter_once")]

    def __str__(self) -> str:
        return f"{self.body_id}/{self.year}: {self.last}"
