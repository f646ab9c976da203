"""The county's working rules (制度): which facts does each state, what do they say now, and have they come to differ?

A text is drafted from the settings that run and keeps the facts that it was drafted from. When the county changes a
setting, the adopted text and what the platform does are no longer the same: that is found by comparing the facts.

Sources
    政府信息公开条例 Art. 17: each organ has a mechanism of review with its procedure and responsibility.
    政府信息公开条例 Art. 30, 32, 33: the periods of requests. Art. 49: the days of the annual report.
    law.md R24b: 政府信息公开制度 is one of the four statutory columns. law.md R49c: townships report as departments do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Final

MOST_ARTICLES: Final = 9_999
_DIGITS: Final = "零一二三四五六七八九"
Fact = int | str | list[str]
Facts = Mapping[str, Fact]


class Topic(StrEnum):
    """What a set of rules is about."""

    REVIEW = "review"  # 政府信息发布审核制度
    RELEASE = "release"  # 政府信息主动公开制度
    REQUESTS = "requests"  # 政府信息依申请公开制度
    REPORT = "report"  # 政府信息公开年度报告制度


# What a county decides: the setting behind each fact. The stages and people of the chains are facts of the review too.
SETTINGS: Final[Mapping[Topic, Mapping[str, str]]] = {
    Topic.REVIEW: {
        "second_look_hours": "publishing.second_look_hours",
        "reassess_months": "publishing.reassess_months",
    },
    Topic.RELEASE: {
        "outer_limit_workdays": "duties.outer_limit_workdays",
        "periodic_due_workdays": "duties.periodic_due_workdays",
        "standing_review_months": "duties.standing_review_months",
        "index_pattern": "publishing.index_pattern",
        "validity_years": "publishing.validity_years",
        "trial_years": "publishing.trial_years",
        "filing_days": "publishing.filing_days",
        "clean_up_on": "publishing.clean_up_on",
        "delay_workdays": "interpretation.delay_workdays",
        "relay_hours": "interpretation.relay_hours",
        "first_word_hours": "interpretation.first_word_hours",
        "press_hours": "interpretation.press_hours",
        "response_hours": "interpretation.response_hours",
    },
    Topic.REQUESTS: {},
    Topic.REPORT: {},
}
# What the law decides for all counties.
OF_THE_LAW: Final[Mapping[Topic, Facts]] = {
    Topic.REVIEW: {},
    Topic.RELEASE: {},
    Topic.REQUESTS: {
        "correction_workdays": 7,
        "answer_workdays": 20,
        "extension_workdays": 20,
        "third_party_workdays": 15,
    },
    Topic.REPORT: {"departments_by": "01-31", "government_by": "03-31"},
}


@dataclass(frozen=True, slots=True)
class Divergence:
    """A fact that the adopted text states otherwise than the platform runs. None: one of them does not state it."""

    fact: str
    adopted: Fact | None
    runs: Fact | None


def divergences(adopted: Facts, runs: Facts) -> tuple[Divergence, ...]:
    """What differs, in the order in which the text states it."""
    names = [*runs, *(name for name in adopted if name not in runs)]
    return tuple(
        Divergence(name, adopted.get(name), runs.get(name)) for name in names if adopted.get(name) != runs.get(name)
    )


def compose(template: str, words: Mapping[str, str], *, supplement: str = "") -> str:
    """The rules as markup: headings, and articles numbered throughout. A line `# …` is a heading, any other an article.

    KeyError names a gap of the template for which there are no words.
    """
    lines = [line.strip() for line in template.splitlines() if line.strip()]
    more = [line.strip() for line in supplement.splitlines() if line.strip()]
    if more:
        lines = [*lines, "# 补充规定", *more]
    number, parts = 0, []
    for line in lines:
        if line.startswith("# "):
            parts.append(f"<h2>{escape(line[2:])}</h2>")
            continue
        number += 1
        said = line if line in more else line.format_map(words)
        parts.append(f"<p><strong>第{chinese_number(number)}条</strong> {escape(said)}</p>")
    return "".join(parts)


def chinese_number(number: int) -> str:
    """A number from 1 to 9,999 as articles are counted: 一, 十, 十二, 三十五, 一百零一, 一百一十."""
    if not 1 <= number <= MOST_ARTICLES:
        raise ValueError(number)
    said, is_gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            said += ("零" if is_gap else "") + _DIGITS[digit] + unit
        is_gap = bool(said) and not digit
    return said.removeprefix("一") if said.startswith("一十") else said
