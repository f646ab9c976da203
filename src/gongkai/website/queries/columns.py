"""The statutory columns of a county and of each body: what stands there, what does not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongkai.organisations.models import Body, County, Level
from gongkai.publishing.models import Information
from gongkai.publishing.queries import working_rules
from gongkai.standards.models import Field
from gongkai.website.queries import guides, responsible
from gongkai.website.rules.statutory import PARTS, Part


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field under a part, with how much of it is public."""

    field: Field
    count: int


@dataclass(frozen=True, slots=True)
class PartPlace:
    """A part with the places where its content stands."""

    part: Part
    kinds: Mapping[str, int]
    fields: Sequence[FieldPlace]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the page of the columns shows."""

    office: Body | None  # None: no body is registered yet
    guide: Information | None
    rules: int
    parts: Sequence[PartPlace]


@dataclass(frozen=True, slots=True)
class BodyColumns:
    """A body with its columns: a guide of its own or the county's, and how much it has made public."""

    body: Body
    guide: Information | None
    count: int


def county_columns(county: County, *, on: date) -> Columns:
    """The columns of the county, in a constant number of queries."""
    office = responsible.office_of(county, on=on)
    public = Information.objects.of_county(county).public().order_by()
    kinds = dict(public.values_list("kind").annotate(n=Count("id")))
    by_field = dict(public.values_list("row__field_id").annotate(n=Count("id")))
    fields = {field.slug: field for field in Field.objects.filter(slug__in={s for part in PARTS for s in part.fields})}
    return Columns(
        office=office,
        guide=guides.public_guides(county).get(office.pk) if office else None,
        rules=len(working_rules.adopted(county)),
        parts=[
            PartPlace(
                part,
                {kind: kinds.get(kind, 0) for kind in part.kinds},
                [FieldPlace(fields[s], by_field.get(fields[s].pk, 0)) for s in part.fields if s in fields],
            )
            for part in PARTS
        ],
    )


def body_columns(county: County, *, on: date) -> list[BodyColumns]:
    """Every department and township with its columns, each by pinyin."""
    guide_of = guides.public_guides(county)
    public = Information.objects.of_county(county).public().order_by()
    counts = dict(public.values_list("body_id").annotate(n=Count("id")))
    bodies = Body.objects.of(county).living(on=on).exclude(level=Level.VILLAGE).listed()
    return [BodyColumns(body, guide_of.get(body.pk), counts.get(body.pk, 0)) for body in bodies]


def of_body(county: County, slug: str) -> BodyColumns | None:
    """The columns of one body, or None where there is none of that name."""
    body = Body.objects.of(county).exclude(level=Level.VILLAGE).select_related("work_unit").filter(slug=slug).first()
    if body is None:
        return None
    count = Information.objects.of(body).public().count()
    return BodyColumns(body, guides.public_guides(county).get(body.pk), count)
