"""What was entered beside the shipped calendar: years announced since, corrections, and a county's own days."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """A year as the State Council office announced it (节假日安排), replacing what is shipped or computed for it."""

    year = models.PositiveSmallIntegerField(_("年份"), primary_key=True)
    notice_number = models.CharField(_("通知文号"), max_length=60)
    issued_on = models.DateField(_("印发日期"), null=True)
    announced_at = models.DateTimeField(_("录入时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("节假日安排")

    def __str__(self) -> str:
        return f"{self.year}"


class CalendarDay(models.Model):
    """An exceptional day: of an announced year, or of a county (地方假日; rooms above say which county)."""

    class Kind(models.TextChoices):
        REST = "rest", _("休息")
        WORK = "work", _("上班")

    year = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, null=True, related_name="days")
    county_id = models.BigIntegerField(_("县"), null=True)
    on = models.DateField(_("日期"))
    kind = models.CharField(_("类型"), max_length=4, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = _("日历例外日")
        constraints = [
            models.CheckConstraint(
                name="workdays_day_of_year_or_county",
                condition=Q(year__isnull=False, county_id__isnull=True) | Q(year__isnull=True, county_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["on"], condition=Q(county_id__isnull=True), name="workdays_national_day_once"
            ),
            models.UniqueConstraint(
                fields=["county_id", "on"], condition=Q(county_id__isnull=False), name="workdays_county_day_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class CalendarRevision(models.Model):
    """One row whose number is another after every change, so that every process knows when its copy is old."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(_("版次"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("日历版次")

    def __str__(self) -> str:
        return f"{self.number}"
