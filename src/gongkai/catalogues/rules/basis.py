"""Does a row still rest on a law that has been replaced, and by what?

A dated table: before `since` the old law held, and nothing is reported.

Sources
    catalogues.md §4 (old law names that survive in catalogues); the closing articles of the successor laws:
    民法典 Art. 1260, 噪声污染防治法 Art. 90, 疫苗管理法 Art. 100, 化妆品监督管理条例 Art. 80, 法律援助法 Art. 71.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.kernel.text import without_spaces


@dataclass(frozen=True, slots=True)
class Replaced:
    """A law or document that no longer holds since a day, and its successor."""

    name: str
    successor: str
    since: date
    is_exact: bool = True  # False: any document whose name contains it


REPLACED: tuple[Replaced, ...] = (
    Replaced("收养法", "民法典", date(2021, 1, 1)),
    Replaced("婚姻法", "民法典", date(2021, 1, 1)),
    Replaced("继承法", "民法典", date(2021, 1, 1)),
    Replaced("物权法", "民法典", date(2021, 1, 1)),
    Replaced("合同法", "民法典", date(2021, 1, 1)),
    Replaced("环境噪声污染防治法", "噪声污染防治法", date(2022, 6, 5)),
    Replaced("疫苗流通和预防接种管理条例", "疫苗管理法", date(2019, 12, 1)),
    Replaced("化妆品卫生监督条例", "化妆品监督管理条例", date(2021, 1, 1)),
    Replaced("最低生活保障审核审批办法(试行)", "最低生活保障审核确认办法", date(2021, 7, 1)),
    Replaced("法律援助条例", "法律援助法", date(2022, 1, 1)),
    Replaced("第七个五年规划", "法治宣传教育第八个五年规划(2021-2025年)", date(2021, 6, 1), is_exact=False),
    Replaced("国务院扶贫办", "乡村振兴主管部门的现行文件", date(2021, 2, 25), is_exact=False),
)


def replaced(basis: Iterable[Mapping[str, Any]], *, on: date) -> tuple[tuple[str, Replaced], ...]:
    """The names in a row's basis that no longer hold on a day, each with what replaced it."""
    names = [_plain(str(law.get("name") or "")) for law in basis]
    return tuple((name, law) for name in names for law in REPLACED if law.since <= on and _means(name, law))


def _means(name: str, law: Replaced) -> bool:
    return name == _plain(law.name) if law.is_exact else law.name in name


def _plain(name: str) -> str:
    plain = without_spaces(name).strip("《》〈〉").replace("（", "(").replace("）", ")")
    return plain.removeprefix("中华人民共和国")
