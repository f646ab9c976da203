"""Field × body: how much of what each body owes in each field is disclosed, due, overdue, nil (任务矩阵).

Five queries, whatever the number of bodies, fields and rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.catalogues.models import Matter
from gongkai.duties.queries.rows import pair_states
from gongkai.duties.rules.condition import RowCondition
from gongkai.organisations.models import Body, County
from gongkai.standards.models import Field
from gongkai.ui.states import Tally


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the matrix."""

    id: int
    slug: str
    name: str
    name_en: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Line:
    """A body of the matrix and its cells by field id; a field it owes nothing in has no cell."""

    id: int
    slug: str
    name: str
    name_en: str
    level: str
    tally: Tally
    cells: Mapping[int, Tally]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole county on a day."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    tally: Tally


def matrix(
    county: County,
    *,
    on: date,
    levels: tuple[str, ...] = (),
    only: Collection[int] | None = None,
    states: Mapping[tuple[int, int], RowCondition] | None = None,
) -> Matrix:
    """Count the (matter, body) pairs of a county by field, body and state; `levels` and `only` limit the bodies.

    `states`: what `pair_states` answered already for that day.
    """
    states = pair_states(county, on=on) if states is None else states
    field_of = dict(Matter.objects.filter(county=county).values_list("id", "field_id"))
    bodies = Body.objects.of(county).listed()
    if levels:
        bodies = bodies.filter(level__in=levels)
    if only is not None:
        bodies = bodies.filter(pk__in=only)
    shown = {body.pk: body for body in bodies}
    cells: dict[tuple[int, int], Counter[RowCondition]] = defaultdict(Counter)
    for (matter_id, body_id), state in states.items():
        if body_id in shown:
            cells[body_id, field_of[matter_id]][state] += 1
    fields = Field.objects.filter(pk__in={field_id for _, field_id in cells}).order_by("number")
    lines = [_line(body, cells) for body in shown.values()]
    return Matrix(
        columns=tuple(_column(field, cells) for field in fields),
        lines=tuple(line for line in lines if line.cells),
        tally=_tally(sum(cells.values(), Counter())),
    )


def _line(body: Body, cells: Mapping[tuple[int, int], Counter[RowCondition]]) -> Line:
    own = {field_id: count for (body_id, field_id), count in cells.items() if body_id == body.pk}
    return Line(
        id=body.pk,
        slug=body.slug,
        name=body.short_name,
        name_en=body.name_en,
        level=body.level,
        tally=_tally(sum(own.values(), Counter())),
        cells={field_id: _tally(count) for field_id, count in own.items()},
    )


def _column(field: Field, cells: Mapping[tuple[int, int], Counter[RowCondition]]) -> Column:
    own = [count for (_, field_id), count in cells.items() if field_id == field.pk]
    return Column(field.pk, field.slug, field.seed_name, field.name_en, _tally(sum(own, Counter())))


def _tally(count: Counter[RowCondition]) -> Tally:
    """What is in preparation is still to come, so it counts as due."""
    return Tally(
        disclosed=count[RowCondition.DISCLOSED],
        due=count[RowCondition.DUE] + count[RowCondition.PREPARING],
        overdue=count[RowCondition.OVERDUE],
        nil=count[RowCondition.NIL],
    )
