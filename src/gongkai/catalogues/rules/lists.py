"""What does a line of a list of powers (权责清单) or of public services (公共服务事项清单) say?

Sources
    catalogues.md §7.1 (columns of power lists), §7.2 (codes: local ones live on and are kept).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.catalogues.rules import names
from gongkai.catalogues.rules.scopes import POWER, TYPES
from gongkai.kernel.text import fold_width, squeeze, without_spaces

ENDED = ("取消", "废止", "停止", "下放", "失效", "否")
# Two more classes that some provinces keep.
KNOWN_TYPES = (*TYPES, "行政征用", "行政调解", "公共服务")


class Column(StrEnum):
    """The columns of published lists. The platform uses those down to the note; the others stay in the raw cells."""

    SEQ = "seq"
    CODE = "code"
    TYPE = "type"
    NAME = "name"
    SUB_NAME = "sub_name"
    BASIS = "basis"
    BODY = "body"
    STATE = "state"
    NOTE = "note"
    LEVEL = "level"
    UNIT = "unit"
    AUDIENCE = "audience"
    DUTY = "duty"
    DUTY_BASIS = "duty_basis"
    LIABILITY = "liability"
    LIABILITY_BASIS = "liability_basis"
    FLOW = "flow"
    RISK = "risk"
    PHONE = "phone"


HEADERS: Mapping[Column, tuple[str, ...]] = {
    Column.SEQ: ("序号",),
    Column.CODE: ("职权编码", "权力编码", "事项编码", "基本编码", "实施编码", "编码", "项目编码"),
    Column.TYPE: ("职权类型", "权力类型", "权力类别", "职权类别", "事项类型", "类别", "类型"),
    Column.NAME: ("职权名称", "权力名称", "事项名称", "项目名称", "主项名称", "主项", "名称"),
    Column.SUB_NAME: ("子项名称", "子项", "业务办理项名称"),
    Column.BASIS: ("实施依据", "设定依据", "法定依据", "依据", "职权依据"),
    Column.BODY: ("实施主体", "实施机构", "实施部门", "责任主体", "主管部门", "服务主体", "行使主体", "责任单位"),
    Column.STATE: ("状态", "是否现行", "事项状态"),
    Column.NOTE: ("备注",),
    Column.LEVEL: ("行使层级", "实施层级", "层级"),
    Column.UNIT: ("承办机构", "承办科室", "责任科室", "内设机构"),
    Column.AUDIENCE: ("服务对象", "办理对象"),
    Column.DUTY: ("责任事项", "责任"),
    Column.DUTY_BASIS: ("责任事项依据",),
    Column.LIABILITY: ("追责情形", "追责对象范围", "问责依据"),
    Column.LIABILITY_BASIS: ("追责情形依据",),
    Column.FLOW: ("运行流程图", "流程图", "办理流程"),
    Column.RISK: ("廉政风险点", "廉洁风险点"),
    Column.PHONE: ("监督电话", "监督方式", "咨询电话", "联系电话"),
}
LONGEST_NAME = 300
REQUIRED = (Column.NAME, Column.BODY)


class Code(StrEnum):
    """Kinds of finding in a list."""

    NAME_MISSING = "E_NAME_MISSING"
    NAME_TOO_LONG = "E_NAME_TOO_LONG"
    TWICE = "E_ENTRY_TWICE"
    TYPE_UNKNOWN = "W_TYPE_UNKNOWN"
    BODY_MISSING = "W_BODY_MISSING"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line, as read, with the raw cells beside it."""

    name: str
    code: str = ""
    type: str = ""
    body_name: str = ""
    basis: str = ""
    is_living: bool = True
    raw: Mapping[str, str] = field(default_factory=dict)
    row: int = 0
    table: int = 1


@dataclass(frozen=True, slots=True)
class ListFinding:
    """What is wrong with a line; codes with E_ keep the whole list out."""

    code: Code
    row: int
    detail: str = ""
    table: int = 1

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E_")


def column_of(header: str) -> Column | None:
    """The column that a header cell names."""
    plain = without_spaces(fold_width(header))
    return next((column for column, known in HEADERS.items() if plain in known), None)


def read_line(cells: Mapping[str, str], *, kind: str, row: int, table: int = 1) -> ListRow:
    """A line by canonical column (see Column) → cell."""
    name, sub = (squeeze(cells.get(column, "")) for column in (Column.NAME, Column.SUB_NAME))
    type_ = without_spaces(cells.get(Column.TYPE, ""))
    return ListRow(
        name=sub or name,
        code=without_spaces(fold_width(cells.get(Column.CODE, ""))).upper()[:40],
        type=(type_ if kind == POWER else type_ or "公共服务")[:40],
        body_name=without_spaces(cells.get(Column.BODY, ""))[:100],
        basis=squeeze(cells.get(Column.BASIS, "")),
        is_living=not any(word in cells.get(Column.STATE, "") for word in ENDED),
        raw=dict(cells),
        row=row,
        table=table,
    )


def check(rows: Iterable[ListRow], *, kind: str) -> tuple[ListFinding, ...]:
    """What a person must see before the list goes in."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for line in rows:
        key = (line.code, names.normalise(line.name))
        problems = [*_of_name(line, seen.get(key)), *_of_line(line, kind=kind)]
        found += [ListFinding(code, line.row, detail, line.table) for code, detail in problems]
        seen.setdefault(key, line.row)
    return tuple(found)


def _of_name(line: ListRow, earlier: int | None) -> list[tuple[Code, str]]:
    if not line.name:
        return [(Code.NAME_MISSING, "")]
    if len(line.name) > LONGEST_NAME:
        return [(Code.NAME_TOO_LONG, str(LONGEST_NAME))]
    return [(Code.TWICE, str(earlier))] if earlier is not None else []


def _of_line(line: ListRow, *, kind: str) -> list[tuple[Code, str]]:
    unknown = kind == POWER and line.type not in KNOWN_TYPES
    found = [(Code.TYPE_UNKNOWN, line.type)] if unknown else []
    return found if line.body_name else [*found, (Code.BODY_MISSING, "")]
