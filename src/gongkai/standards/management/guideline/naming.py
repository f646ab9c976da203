"""What a command line calls a guideline or an edition: its number, or the address of a field."""

from __future__ import annotations

from django.core.management.base import CommandError

from gongkai.standards import queries
from gongkai.standards.models import Edition, Guideline


def guideline_named(name: str) -> Guideline:
    """A guideline by its number, or the national one of a field."""
    if name.isdecimal():
        found = Guideline.objects.filter(pk=int(name)).first()
    else:
        found = Guideline.objects.filter(fields__slug=name, parent__isnull=True).first()
    if found is None:
        known = "、".join(f"{g.pk} {g.title}" for g in queries.guidelines())
        raise CommandError(f"没有“{name}”这份指引。现有：{known}")
    return found


def edition_numbered(number: int) -> Edition:
    """An edition by its number; one that is still being built is not there."""
    found = queries.edition(number)
    if found is None:
        known = "、".join(f"{line.edition.pk} {line.edition.label}" for line in queries.editions())
        raise CommandError(f"没有编号 {number} 的版本。现有：{known}")
    return found
