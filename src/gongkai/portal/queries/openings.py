"""The five openings (五公开) as a second way in: the rows of the catalogue in force by stage and field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.catalogues.queries.inforce import current_version
from gongkai.catalogues.queries.public import PublicRow, all_rows
from gongkai.catalogues.rules.stages import Stage
from gongkai.organisations.models import County
from gongkai.portal.queries.states import row_states
from gongkai.portal.rules.row_state import RowState
from gongkai.standards.models import Field


@dataclass(frozen=True, slots=True)
class StageCount:
    """A stage: how many rows open something at it, and of how many of these something is disclosed."""

    stage: Stage
    rows: int
    disclosed: int


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row with what of it belongs to the stage."""

    row: PublicRow
    state: RowState
    elements: Sequence[str]


@dataclass(frozen=True, slots=True)
class StagePage:
    """A stage: its fields with the number of rows, and the rows of one field."""

    fields: Sequence[tuple[Field, int]]
    field: Field | None
    rows: Sequence[StagedRow]


def counts(county: County, *, on: date) -> list[StageCount]:
    """The five stages, in a constant number of queries."""
    rows = _rows(county, on=on)
    states = row_states(county, rows, on=on)
    found = []
    for stage in Stage:
        at_it = [row for row in rows if elements_of(row, stage)]
        disclosed = sum(states[row.id] is RowState.DISCLOSED for row in at_it)
        found.append(StageCount(stage, len(at_it), disclosed))
    return found


def stage_page(county: County, stage: Stage, *, field: str, on: date) -> StagePage:
    """The rows of a stage in one field; without a field of that name, in the first that has any."""
    rows = [row for row in _rows(county, on=on) if elements_of(row, stage)]
    by_field: dict[int, list[PublicRow]] = {}
    for row in rows:
        by_field.setdefault(row.field_id, []).append(row)
    fields = sorted(Field.objects.filter(pk__in=by_field), key=lambda one: one.number)
    chosen = next((one for one in fields if one.slug == field), fields[0] if fields else None)
    shown = by_field[chosen.pk] if chosen else []
    return StagePage([(one, len(by_field[one.pk])) for one in fields], chosen, _staged(county, shown, stage, on=on))


def matters(county: County, stage: Stage, *, on: date) -> set[int]:
    """The matters of which something is opened at a stage."""
    return {row.matter_id for row in _rows(county, on=on) if elements_of(row, stage)}


def elements_of(row: PublicRow, stage: Stage) -> list[str]:
    """What of a row belongs to a stage."""
    return [str(part["text"]) for part in row.content if part.get("stage") == stage]


def _staged(county: County, rows: Sequence[PublicRow], stage: Stage, *, on: date) -> list[StagedRow]:
    states: Mapping[int, RowState] = row_states(county, rows, on=on) if rows else {}
    return [StagedRow(row, states[row.id], elements_of(row, stage)) for row in rows]


def _rows(county: County, *, on: date) -> list[PublicRow]:
    version = current_version(county, on=on)
    return [row for row in all_rows(version, on=on) if row.is_applicable] if version else []
