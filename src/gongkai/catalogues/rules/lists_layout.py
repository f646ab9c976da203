"""What do the columns of a list of powers or of public services look like in a file?

Sources
    catalogues.md §7.1 (columns of power lists: 主项/子项, 实施依据, 实施主体), §7.2 (service items).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.catalogues.rules import lists
from gongkai.catalogues.rules.lists import ListRow
from gongkai.tables.findings import Problem
from gongkai.tables.layout import Column, Context, Fill, Layout, Part

# Codes, sub-items and notes belong to their own line; the rest may be merged over several.
_OWN = frozenset({lists.Column.SEQ, lists.Column.CODE, lists.Column.SUB_NAME, lists.Column.STATE, lists.Column.NOTE})


def layout(kind: str) -> Layout[ListRow]:
    """The list of a kind (`power` or `service`) as tables.records reads it."""

    def make(parts: Sequence[Part], context: Context) -> tuple[ListRow, Sequence[Problem]]:
        cells = {name: str(value or "") for name, value in parts[0].values.items()}
        return lists.read_line(cells, kind=kind, row=parts[0].row, table=context.table), ()

    return Layout(
        name=f"catalogues.{kind}_list",
        columns=tuple(_column(column) for column in lists.Column),
        make=make,
        title=re.compile(r"清单|目录|一览表"),
    )


def _column(column: lists.Column) -> Column:
    return Column(
        name=str(column),
        title=lists.HEADERS[column][0],
        aliases=lists.HEADERS[column][1:],
        is_required=column in lists.REQUIRED,
        fill=Fill.NEVER if column in _OWN else Fill.ABOVE,
    )
