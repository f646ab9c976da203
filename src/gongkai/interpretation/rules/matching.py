"""Which matters of the catalogue does a policy from above concern?

Three reasons, the strongest first: the row names it, or a law that it names, as its basis; its topic is the row's
field; its words are the row's. All of them propose: a person confirms, or says that it is not relevant.

Sources
    国办发〔2019〕54号: what upper levels decide is carried on in the matters of the catalogue.
    model.md "Powers and services": similarity only proposes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.catalogues.rules.names import normalise
from gongkai.publishing.rules import document_number

MOST = 5  # more a person would not read
LEAST_WORDS = 0.6
LEAST_NAME = 4  # characters of a law's name that say something
MOST_ROWS = 60  # a basis that so many rows name says nothing of any one
_NAMED = re.compile(r"《([^《》]{2,60})》")
_STATE = "中华人民共和国"
# Words that stand in the names of matters of every field.
_FILLERS = (
    "政策文件 法律法规 法规规章 规章 规范性 规定 依据 通知 公告 公示 信息 公开 工作 管理 办理 情况 结果 指南 制度 标准 "
    "相关 有关 其他 实施 意见 方案 解读 监督 检查 服务 业务 事项 名单 咨询"
).split()


class How(StrEnum):
    """Why a matter is proposed."""

    BASIS = "basis"  # 公开依据
    TOPIC = "topic"  # 主题
    WORDS = "words"  # 用词
    PERSON = "person"  # 人工指定


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row of the catalogue in force, as far as it is compared."""

    matter_id: int
    field: str
    l1: str
    l2: str
    basis: tuple[tuple[str, str], ...] = ()  # name, document number


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """A policy, as far as it is compared."""

    title: str
    number: str = ""
    topic: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A matter that is proposed, how near it is (0 to 1), and what was met."""

    matter_id: int
    how: How
    nearness: float
    because: str


class Matcher:
    """The rows of a county by their laws, fields and words, so that each policy looks at a few only."""

    def __init__(self, rows: Iterable[RowWords]) -> None:
        self._rows = list(rows)
        self._by_law: dict[str, list[int]] = defaultdict(list)
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_field: dict[str, list[int]] = defaultdict(list)
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        self._pairs = [_words_of(row) for row in self._rows]
        for place, row in enumerate(self._rows):
            self._by_field[normalise(row.field)].append(place)
            for name, number in row.basis:
                self._by_law[_law(name)].append(place)
                self._by_number[_number(number)].append(place)
            for pair in self._pairs[place]:
                self._by_pair[pair].append(place)

    def propose(self, policy: PolicyWords) -> tuple[Match, ...]:
        """The matters that come near, nearest first; each for its strongest reason."""
        best: dict[int, Match] = {}
        for match in (*self._by_basis(policy), *self._by_topic(policy), *self._by_words(policy)):
            known = best.get(match.matter_id)
            if known is None or match.nearness > known.nearness:
                best[match.matter_id] = match
        return tuple(sorted(best.values(), key=lambda m: (-m.nearness, m.matter_id))[:MOST])

    def _by_basis(self, policy: PolicyWords) -> Iterable[Match]:
        number = _number(policy.number)
        if number:
            yield from self._found(self._by_number.get(number, ()), How.BASIS, 1.0, policy.number)
        yield from self._found(self._by_law.get(_law(policy.title), ()), How.BASIS, 1.0, policy.title)
        for nearness, text in ((0.95, policy.title), (0.85, policy.text)):
            for named in dict.fromkeys(_NAMED.findall(text)):
                law = _law(named)
                if len(law) >= LEAST_NAME:
                    yield from self._found(self._by_law.get(law, ()), How.BASIS, nearness, f"《{named}》")

    def _found(self, places: Iterable[int], how: How, nearness: float, because: str) -> Iterable[Match]:
        rows = {self._rows[place].matter_id for place in places}
        if len(rows) <= MOST_ROWS:
            yield from (Match(matter, how, nearness, because) for matter in rows)

    def _by_topic(self, policy: PolicyWords) -> Iterable[Match]:
        """The rows of the field that the topic names, those with the policy's words before the others."""
        places = self._by_field.get(normalise(policy.topic), ()) if policy.topic else ()
        said = _pairs(policy.title + policy.text)
        for place in places:
            nearness = 0.4 + 0.4 * _share(self._pairs[place], said)
            yield Match(self._rows[place].matter_id, How.TOPIC, nearness, policy.topic)

    def _by_words(self, policy: PolicyWords) -> Iterable[Match]:
        said = _pairs(policy.title)
        shared = Counter(place for pair in said for place in self._by_pair.get(pair, ()))
        for place, count in shared.items():
            share = count / len(self._pairs[place])
            if share >= LEAST_WORDS and count > 1:
                row = self._rows[place]
                yield Match(row.matter_id, How.WORDS, round(0.8 * share, 3), row.l2)


def _words_of(row: RowWords) -> frozenset[str]:
    """The pairs of characters by which a row is known: of its own name, else of its group's, else of its field's."""
    for name in (row.l2, row.l1, row.field):
        if pairs := _pairs(name):
            return pairs
    return frozenset()


def _pairs(text: str) -> frozenset[str]:
    pieces = [normalise(text)]
    for filler in _FILLERS:
        pieces = [part for piece in pieces for part in piece.split(filler)]
    return frozenset(piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1))


def _share(wanted: frozenset[str], said: frozenset[str]) -> float:
    return len(wanted & said) / len(wanted) if wanted else 0.0


def _law(name: str) -> str:
    return normalise(name).removeprefix(_STATE)


def _number(text: str) -> str:
    return document_number.normalise(text).text if text else ""
