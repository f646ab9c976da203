"""What do the cells of a catalogue say? Content, basis, subject, time limit, audience, mode, levels.

Sources
    国办发〔2019〕54号 §四: the elements of an item. catalogues.md §2.2, §2.5, §3: how they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from gongkai.tables.findings import Code, Problem
from gongkai.tables.inherit import points_above
from gongkai.tables.layout import CellReader, Read
from gongkai.tables.marks import Marks, tick
from gongkai.tables.pieces import outside_brackets, pieces
from gongkai.tables.text import compact
from gongkai.workdays.rules import phrases

COUNTY, TOWNSHIP, VILLAGE = "县级", "乡级", "村级"
PROACTIVE, ON_REQUEST = "主动", "依申请"
UNNAMED: Final = "未写明"

TimeLimit = Mapping[str, Any]
"""The `time_limit` object that `gongkai timelimit --json` prints."""

ReadLimit = Callable[[str], phrases.TimeLimit]

_BLANK = (Problem(Code.CELL_BLANK),)
_LAW = re.compile(
    r"(?:【(?P<kind>[^【】]*)】)?《(?P<name>(?:[^《》]|《[^《》]*》)+)》(?P<no>(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|〔[^〔〕]*〕\d+号)?)"
)
_KIND = re.compile(r"【(?P<kind>[^【】]*)】")
# Words between laws that are no basis of their own: articles, conjunctions, a stray 号.
_BETWEEN = re.compile(
    r"^(?:第[一二三四五六七八九十百千\d]+[条款项章节][\s\S]*|[等和及与或、;,.。:·\s]+|以及|号|等?(?:有关|相关)?规定|\d{1,2}[.、)]?)$"
)
_EDGES: Final = " 、;,.。:·\n"
_NUMBER = re.compile(r"^\(?\d{1,2}[.、)](?!\d)\s*")
_BODY = re.compile(
    r"(?:局|委|办|府|所|中心|站|队|会|院|部门|处|科|室|校|园|厅|公司|机构|主体|单位|人|社|村|居|馆|中|庭|者|等)\)?$"
)
_LEVELS: Final = (("县|(?<!社)区|旗", COUNTY), ("乡|镇|街道", TOWNSHIP), ("村|社区|居", VILLAGE))


class Content(NamedTuple):
    """A content cell as it stands and as the elements it lists."""

    text: str
    elements: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The cell as one element."""
        return compact(self.text).rstrip("。")


@dataclass(frozen=True, slots=True)
class Audience:
    """Everyone, named groups, or both."""

    all: bool = False
    groups: tuple[str, ...] = ()


def read_name(text: str, _marks: Marks) -> Read:
    """The name of a matter; white space in it is the page's."""
    return Read(compact(text).rstrip("*") or None)


def read_content(text: str, _marks: Marks) -> Read:
    """The elements that must be made public."""
    if not text.strip():
        return Read(Content("", ()), _BLANK)
    elements = pieces(text)
    content = Content(text, elements)
    if not points_above(text):
        return Read(content)
    pointing = next((element for element in elements if points_above(element)), text)
    return Read(content, (Problem("W_SAME_AS_ABOVE_IN_ELEMENT", {"element": pointing}),))


def read_basis(text: str, _marks: Marks) -> Read:
    """The laws and rules that an item rests on."""
    found = tuple(_laws(compact(text)))
    return Read(found, () if found else _BLANK)


def _laws(text: str) -> Iterator[Mapping[str, str | None]]:
    end = 0
    for law in _LAW.finditer(text):
        yield from _plain(text[end : law.start()])
        yield _basis(law["name"], law["no"], law["kind"])
        end = law.end()
    yield from _plain(text[end:])


def _basis(name: str, no: str = "", kind: str | None = None) -> Mapping[str, str | None]:
    number = no[1:-1] if no.startswith("(") else no
    found: dict[str, str | None] = {"name": name, "no": number or None}
    return found | {"kind": kind} if kind else found


def _plain(text: str) -> Iterator[Mapping[str, str | None]]:
    """Rules named without 《》: 各省“七五”普法规划."""
    for part in outside_brackets(text, "、;。"):
        kind = _KIND.match(part)
        bare = _NUMBER.sub("", part[kind.end() :] if kind else part).strip(_EDGES)
        if len(bare) > 1 and not _BETWEEN.match(bare):
            yield _basis(bare, kind=kind["kind"] if kind else None)


def read_subject(text: str, _marks: Marks) -> Read:
    """The bodies named, as printed."""
    lines = [compact(line) for line in text.split("\n") if line.strip()]
    whole = "、".join(lines) if all(_BODY.search(line) for line in lines) else "".join(lines)
    named = [_NUMBER.sub("", part).strip(_EDGES) for part in outside_brackets(whole, "、;,")]
    found = tuple(name for name in named if name)
    return Read(found, () if found else _BLANK)


def limit_reader(read_limit: ReadLimit) -> CellReader:
    """Reads time limits, and says what a person must look at, each kind once."""

    def read(text: str, _marks: Marks) -> Read:
        limit = read_limit(text)
        doubts = {finding.code: Problem(str(finding.code), {"phrase": finding.text}) for finding in limit.findings}
        return Read(limit.as_json(), tuple(doubts.values()))

    return read


def read_tick(text: str, marks: Marks) -> Read:
    """A tick column: yes or no."""
    found = tick(text, marks)
    return Read(found.is_on, _unexplained(found.unknown))


def read_groups(text: str, marks: Marks) -> Read:
    """The named groups; ticked without a name is a group that nobody named."""
    found = tick(text, marks)
    if not found.is_on:
        return Read(())
    names = tuple(name for part in outside_brackets(found.words, "、;,") if (name := part.strip(_EDGES)))
    problems = _unexplained(found.unknown)
    return Read(names, problems) if names else Read((UNNAMED,), (*problems, Problem("W_GROUP_UNNAMED", {}, "公开对象")))


def _unexplained(mark: str) -> tuple[Problem, ...]:
    return (Problem("W_MARK_NO_LEGEND", {"mark": mark}),) if mark else ()


def read_audience(text: str, _marks: Marks) -> Read:
    """A text column for whom it is: 全社会, or the groups."""
    words = compact(text)
    parts = [part.strip(_EDGES) for part in outside_brackets(words, "、;,") if part.strip(_EDGES)]
    everyone = [part for part in parts if part in ("全社会", "社会公众", "社会", "公众")]
    groups = tuple(
        re.sub(r"^特定(群体|群众|对象)[:(]?(.+?)\)?$", r"\2", part) for part in parts if part not in everyone
    )
    return Read(Audience(bool(everyone), groups))


def read_mode(text: str, _marks: Marks) -> Read:
    """A text column for how: 主动公开, 依申请公开."""
    words = compact(text)
    return Read(tuple(mode for mode in (PROACTIVE, ON_REQUEST) if mode in words))


def read_levels(text: str, _marks: Marks) -> Read:
    """A text column for the levels: 县级、乡级."""
    words = compact(text)
    return Read(tuple(level for letters, level in _LEVELS if re.search(letters, words)))
