"""Of which field does a title speak?

Sources
    国办发〔2019〕54号 §四: the 26 pilot fields, in its order and words.
    catalogues.md §1: titles of the ministries' guidelines where they differ, and names that counties use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gongkai.tables.text import compact, repair


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field, what guidelines call it, and what counties call it."""

    name: str
    official: tuple[str, ...] = ()
    local: tuple[str, ...] = ()


FIELDS: Final[tuple[FieldName, ...]] = (
    FieldName("国土空间规划", ("城乡规划",)),
    FieldName("重大建设项目"),
    FieldName("公共资源交易", (), ("公共资源配置",)),
    FieldName("财政预决算", (), ("财政预算决算",)),
    FieldName("安全生产"),
    FieldName("税收管理"),
    FieldName("征地补偿", ("农村集体土地征收",)),
    FieldName("国有土地上房屋征收", ("国有土地上房屋征收与补偿",), ("拆迁安置",)),
    FieldName("保障性住房", (), ("住房保障",)),
    FieldName("农村危房改造"),
    FieldName("环境保护", ("生态环境",)),
    FieldName("公共文化服务", (), ("公共文化",)),
    FieldName("公共法律服务"),
    FieldName("扶贫", (), ("乡村振兴", "涉贫涉乡村振兴")),
    FieldName("救灾", (), ("救灾生产",)),
    FieldName("食品药品监管", (), ("食品药品",)),
    FieldName("城市综合执法", (), ("城市管理综合执法",)),
    FieldName("就业创业", (), ("就业",)),
    FieldName("社会保险", (), ("社保",)),
    FieldName("社会救助", (), ("社会救助及福利",)),
    FieldName("养老服务"),
    FieldName("户籍管理", (), ("户籍",)),
    FieldName("涉农补贴", (), ("农业补贴", "涉农资金")),
    FieldName("义务教育"),
    FieldName("医疗卫生", ("卫生健康",)),
    FieldName("市政服务", (), ("市政公用",)),
)


@dataclass(frozen=True, slots=True)
class FieldFound:
    """A field, and the local name that stood for it, if it was one."""

    name: str
    local_name: str = ""


def _names() -> dict[str, FieldFound]:
    found: dict[str, FieldFound] = {}
    for field in FIELDS:
        found |= {local: FieldFound(field.name, local) for local in field.local}
        found |= {name: FieldFound(field.name) for name in (field.name, *field.official)}
    return found


_NAMES: Final = _names()
_LONGEST_FIRST: Final = sorted(_NAMES, key=len, reverse=True)


def find_field(text: str) -> FieldFound | None:
    """The one field that a text names. Several (就业和社会保险领域), or none: a person must say."""
    rest, found = compact(repair(text)), dict[str, FieldFound]()
    for name in _LONGEST_FIRST:
        # A longer name has eaten the shorter ones inside it.
        if name in rest:
            found.setdefault(_NAMES[name].name, _NAMES[name])
            rest = rest.replace(name, "\n")
    return next(iter(found.values())) if len(found) == 1 else None


def find_first(texts: Iterable[str]) -> FieldFound | None:
    """The field of the first text that names one."""
    return next((field for text in texts if (field := find_field(text))), None)
