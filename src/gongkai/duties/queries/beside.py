"""What stands beside the state of rows: explanations of overdue duties, and how many readers urge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from gongkai.duties.models import Duty, Explanation, Urge
from gongkai.organisations.models import County


@dataclass(frozen=True, slots=True)
class Explained:
    """What a body says of its delay, since a day."""

    body_name: str
    body_name_en: str
    body_slug: str
    text: str
    given_on: date


def explanations(
    county: County, matter_ids: Collection[int], *, on: date, body_id: int | None = None
) -> Mapping[int, Sequence[Explained]]:
    """The explanations in force of overdue duties, by matter, oldest first; with `body_id`, its own."""
    given = Explanation.objects.filter(
        county=county, matter__in=matter_ids, ended_at__isnull=True, duty__state=Duty.State.OPEN, duty__due_on__lt=on
    )
    given = given.filter(body_id=body_id) if body_id is not None else given
    found: dict[int, list[Explained]] = defaultdict(list)
    for one in given.select_related("body").order_by("given_at", "pk"):
        found[one.matter_id].append(_explained(one))
    return found


def explanation_of(duty: Duty) -> Explained | None:
    """The explanation in force of one duty."""
    one = Explanation.objects.filter(duty=duty, ended_at__isnull=True).select_related("body").first()
    return _explained(one) if one else None


def urges(county: County, matter_ids: Collection[int]) -> dict[int, int]:
    """How many readers urge each matter, in the occurrences that are open."""
    is_open = Duty.objects.open().filter(county=county, matter=OuterRef("matter"), occurrence=OuterRef("occurrence"))
    pressed = Urge.objects.filter(Exists(is_open), county=county, matter__in=matter_ids)
    return dict(pressed.order_by().values_list("matter_id").annotate(count=Count("id")))


def _explained(one: Explanation) -> Explained:
    return Explained(
        body_name=one.body.short_name,
        body_name_en=one.body.name_en,
        body_slug=one.body.slug,
        text=one.text,
        given_on=timezone.localdate(one.given_at),
    )
