"""What is published under each matter: how much, and the newest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from gongkai.organisations.models import County
from gongkai.publishing.models import Information


@dataclass(frozen=True, slots=True)
class Published:
    """What is public under a matter."""

    count: int
    public_id: str
    title: str
    title_en: str
    published_on: date


def of_matters(
    county: County, *, matters: Iterable[int] | None = None, body_id: int | None = None
) -> dict[int, Published]:
    """Count and newest of each matter that has anything, in two queries; with `body_id`, of that body alone."""
    pieces = Information.objects.of_county(county).public().order_by()
    if matters is not None:
        pieces = pieces.filter(matter_id__in=list(matters))
    if body_id is not None:
        pieces = pieces.filter(body_id=body_id)
    counts = dict(pieces.values_list("matter_id").annotate(n=Count("id")))
    newest = Window(RowNumber(), partition_by="matter_id", order_by=["-published_at", "id"])
    lines = pieces.annotate(place=newest).filter(place=1)
    return {
        matter: Published(counts.get(matter, 1), public_id, title, title_en, timezone.localtime(at).date())
        for matter, public_id, title, title_en, at in lines.values_list(
            "matter_id", "public_id", "title", "title_en", "published_at"
        )
    }
