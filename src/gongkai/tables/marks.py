"""Which boxes of a cell are ticked? By the table's own legend first, by what people usually type second.

Sources
    catalogues.md §2.3: marks seen in published catalogues, among them letters that symbol fonts draw as boxes
    (R and þ are ☑, £ is □) and readings of a scanner (口 for □).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.tables.text import compact, repair

CHOSEN: Final = frozenset("■☑√✓✔☒▣◆▄●◼⬛█★◉⊙VvRtþü")
NOT_CHOSEN: Final = frozenset("□☐◻⬜○〇◇◯£¨口DO")
# As such they are also parts of words: a mark only before a name, at the beginning of a word.
_LETTERS: Final = frozenset("VvRtþü£¨DO")
_SYMBOLS: Final = "".join(sorted((CHOSEN | NOT_CHOSEN) - _LETTERS - {"口"}))
# Symbols nobody agreed on: geometric shapes, dingbats, arrows, letters of symbol fonts.
_UNUSUAL: Final = "\u2190-\u21ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\ue000-\uf8ff※＊*#@"
_YES: Final = frozenset({"是", "有", "公开", "Y", "y", "yes", "YES", "1", "TRUE", "对"})
_NO: Final = frozenset(
    {"", "否", "无", "不", "N", "n", "no", "NO", "0", "FALSE", "/", "\\", "-", "—", "——", "×", "x", "X"}
)

_MEANT: Final = rf"[^\s“”\"'‘’、,;。()（）{re.escape(_SYMBOLS)}{_UNUSUAL}]"
_LEGEND = re.compile(
    rf"[“\"'‘]?(?P<mark>[{re.escape(_SYMBOLS)}{_UNUSUAL}])[”\"'’]?(?:的)?(?:表示|代表|为|是|指|:|：|-|=)?"
    rf"(?P<meaning>(?:必须|必选|可选|可以|应当|选择|主动|已选|未选|选中|推荐|鼓励){_MEANT}{{0,8}})"
)
_OPTIONAL: Final = ("可选", "可以", "未选", "鼓励", "推荐", "选择性")


@dataclass(frozen=True, slots=True)
class Marks:
    """The tick convention of one table."""

    chosen: frozenset[str] = CHOSEN
    not_chosen: frozenset[str] = NOT_CHOSEN
    legend: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, legend: Mapping[str, str]) -> Marks:
        """The usual marks, set right by a legend."""
        optional = {mark for mark, meaning in legend.items() if meaning.startswith(_OPTIONAL)}
        chosen = set(legend) - optional
        return cls(
            chosen=(CHOSEN - optional) | chosen,
            not_chosen=(NOT_CHOSEN - chosen) | optional,
            legend=tuple(legend.items()),
        )

    def is_usual(self, mark: str) -> bool:
        return mark in self.chosen or mark in self.not_chosen


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick cell: ticked or not, words beside the tick, and a mark that nobody explained."""

    is_on: bool
    words: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list in a cell. Without a mark `mark` is empty."""

    mark: str
    name: str


def read_legend(text: str) -> dict[str, str]:
    """Marks and what they are said to mean: （“■”表示必选项，“□”表示可选项）."""
    return {match["mark"]: match["meaning"] for match in _LEGEND.finditer(compact(repair(text)))}


def tick(text: str, marks: Marks) -> Tick:
    """A cell of a tick column. Words without a mark count as a tick: somebody filled them in."""
    bare = compact(text)
    if bare in _NO:
        return Tick(False)
    if bare in _YES:
        return Tick(True)
    mark, words = bare[0], bare[1:].strip("()")
    if mark in marks.not_chosen and (not words or mark not in _LETTERS):
        return Tick(False, words)
    if mark in marks.chosen and (not words or mark not in _LETTERS or words[0] > "\u2e80"):
        return Tick(True, words)
    if re.fullmatch(rf"[{_UNUSUAL}]", mark):
        return Tick(True, words, unknown=mark)
    return Tick(True, bare)


def options(text: str, marks: Marks, *, known: re.Pattern[str]) -> list[Option]:
    """The choices of a cell in order, each with the mark before it. `known` matches names the list may hold."""
    found = list(_mark_pattern(marks, known).finditer(text))
    starts = [*(match.start() for match in found), len(text)]
    choices = [Option("", text[: starts[0]])] if text[: starts[0]].strip() else []
    choices += [Option(m["mark"], text[m.end() : end]) for m, end in zip(found, starts[1:], strict=True)]
    return choices


def _mark_pattern(marks: Marks, known: re.Pattern[str]) -> re.Pattern[str]:
    explained = "".join(mark for mark, _ in marks.legend if mark not in _LETTERS and mark != "口")
    return _pattern(explained, known.pattern)


_PATTERNS: dict[tuple[str, str], re.Pattern[str]] = {}


def _pattern(explained: str, known: str) -> re.Pattern[str]:
    key = (explained, known)
    if key not in _PATTERNS:
        letters = "".join(sorted(_LETTERS))
        _PATTERNS[key] = re.compile(
            rf"(?P<mark>[{re.escape(_SYMBOLS + explained)}]"
            # A letter: alone before Chinese or a number.
            rf"|(?<![A-Za-z0-9])[{letters}](?=\s*[\u4e00-\u9fff\d])(?![A-Za-z])"
            rf"|口(?=\s*(?:{known}))|(?<![^\s])口(?=\s*[\u4e00-\u9fff])"
            rf"|[{_UNUSUAL}](?=\s*(?:{known})))"
        )
    return _PATTERNS[key]
