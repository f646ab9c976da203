"""Does this text carry a mark that says it must not leave? Texts that only speak of secrecy carry none.

Sources
    保守国家秘密法 Arts. 14, 23: three grades; carriers bear the mark. 保密法实施条例: mark, grade, ★, term.
    GB/T 9704-2012 §7.2.2: grade and term are printed as “秘密★1年”.
    国办发〔2016〕80号: the disclosure attribute stands on the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make

_FORBIDDEN = "外传|公开|对外|上网|传播|转发|扩散|翻印|复印|外泄|泄露|外流"
_WARNING = f"(?:注意保[存密管]|妥善保管|(?:严禁|不得|请勿|禁止|切勿)(?:{_FORBIDDEN}))"
_STOPS = "[ \u3000，,、。；;：:）)】!！·•★☆]*"
_SAYS = r"[ \u3000]*[：:\t★][ \u3000]*"
_BEGINS = r"(?:^|[\n\t])[ \u3000（(【\[]*"  # a line or a cell
_ENDS = r"[ \u3000）)】\]]*(?![^\n\t])"
_THIS_IS = "[本此该](?:文件|资料|材料|件|文|通知|名单)(?:属于|属|为|系|是)"
_REACH = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark by its words from a literal on, which is found fast, and by what must stand before them."""

    word: str
    words: re.Pattern[str]
    before: re.Pattern[str]


def _mark(word: str, words: str, before: str = "") -> Mark:
    return Mark(word, re.compile(word + words), re.compile(f"(?:{before})$"))


_GRADE = "(?P<mark>[绝机秘][ \u3000]{0,4})"
MARKS = (
    _mark("★", "", "(?P<mark>[绝机秘][ \u3000]?密[ \u3000]*)"),
    _mark("☆", "", "(?P<mark>[绝机秘][ \u3000]?密[ \u3000]*)"),
    _mark("密", rf"(?:级?文?件)?(?:[ \u3000]*(?:特急|加急|平急|特提|急件))?{_ENDS}", _BEGINS + _GRADE),
    _mark("密", rf"[ \u3000]{{0,4}}级{_SAYS}(?:绝密|机密|秘密|内部|工作秘密)(?![、和或级事信])"),
    _mark("保密期限", rf"{_SAYS}(?:[0-9一二三五十]+年|长期)"),
    _mark("工作秘密", _ENDS, _BEGINS),
    _mark("工作秘密", _STOPS + _WARNING),
    _mark("工作秘密", "", f"(?P<mark>{_THIS_IS})"),
    _mark("国家秘密", "", f"(?P<mark>{_THIS_IS})"),
    _mark("密", "", f"(?P<mark>{_THIS_IS}[绝机秘])"),
    _mark("内部", rf"(?:资料|文件|材料|使用|参考|刊物|掌握|交流|传阅){_ENDS}", _BEGINS + "(?P<mark>(?:仅供|仅限)?)"),
    _mark("内部", rf"(?:资料|文件|材料|使用|参考|刊物|掌握){_STOPS}{_WARNING}"),
    _mark("内部", "(?:资料|文件|材料)", f"(?P<mark>{_THIS_IS})"),
    _mark("内部", r"(?:使用|参考|交流|掌握|传阅)(?![”\"’》])", '(?<![“"‘《])(?P<mark>仅[供限])'),
    _mark("件", r"(?:依法)?不(?:予|宜)?公开(?![”\"’》的])", '(?<![“"‘《])(?P<mark>[此本该]文?)'),
    _mark("公开", r"[ \u3000）)】\]]*(?![^\n])", r"(?:^|\n)[ \u3000（(【\[]*(?P<mark>不(?:予|宜)?)"),
    _mark("国家秘密", _STOPS + _WARNING, "属于?"),
    _mark("公开", rf"(?:方式|属性|类别|类型|形式|性质|选项){_SAYS}不(?:予|宜)?公开(?![的范信、])"),
)


def secrecy(text: str) -> Iterator[Finding]:
    """Marks of secrecy, each once."""
    end = 0
    for start, stop in sorted({place for mark in MARKS if mark.word in text for place in _places(mark, text)}):
        if start >= end:
            end = stop
            yield make(Kind.SECRECY, text, start, stop)


def _places(mark: Mark, text: str) -> Iterator[tuple[int, int]]:
    for found in mark.words.finditer(text):
        before = mark.before.search(text[max(0, found.start() - _REACH) : found.start()])
        if before is not None:
            part = before.groupdict().get("mark")
            yield found.start() - len(part or ""), found.end()
