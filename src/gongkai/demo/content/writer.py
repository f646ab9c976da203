"""How does an entry of a text file become a piece: when was it formed, what is its number, what do its gaps say?

Entries name days by season (`on`) or by distance (`ago`), may take the year of another entry (`year_of`), cite the
number, date or title of another ({doc:id}, {date:id}, {title:id}) and call tables by name (a line `@table`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from gongkai.demo.content import county, days, markup
from gongkai.demo.content.attachments import specs
from gongkai.demo.content.figures import NUMBERS, TABLES
from gongkai.demo.content.piece import Piece
from gongkai.demo.content.rows import row

_GAP = re.compile(r"\{([a-z0-9_]+)(?::([^{}]+))?\}")
_TAGS = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>")
_FACTS = "<table><thead><tr><th>项目</th><th>内容</th></tr></thead>"
_PAIR = re.compile(r"<tr><td>(.*?)</td><td>(.*?)</td></tr>")
_GREETINGS = ("解读单位", "各乡镇", "咨询电话")
SUMMARY_LENGTH, SHORTEST_SUMMARY = 110, 16


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry with its day."""

    entry: Mapping[str, Any]
    formed_on: date

    def get(self, name: str, default: str = "") -> str:
        return str(self.entry.get(name, default))

    @property
    def body(self) -> str:
        return self.get("body")


@dataclass
class Desk:
    """All drafts of one run, so that they can cite one another."""

    today: date
    seed: int
    drafts: list[Draft]
    by_id: dict[str, Draft] = field(init=False)
    numbers: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {draft.get("id"): draft for draft in self.drafts if draft.get("id")}
        self.numbers = _numbered(self.drafts, seed=self.seed)

    def piece(self, draft: Draft) -> Piece:
        """The finished piece of a draft."""
        about = row(draft.get("key"))
        html, title = self.html(draft), self.fill(draft.get("title"), draft)
        interprets = draft.get("interprets")
        return Piece(
            item=about.key,
            field=about.slug,
            l1=about.l1,
            l2=about.l2,
            nth=about.nth,
            element=draft.get("element"),
            body_kind=draft.body,
            level=draft.get("level", "county"),
            place=draft.get("place"),
            title=title,
            html=html,
            summary=self.fill(draft.get("summary"), draft) or summary_of(html, title),
            formed_offset_days=(draft.formed_on - self.today).days,
            kind=draft.get("kind", "announcement"),
            doc_number=self.numbers.get(id(draft)),
            attachments=specs(draft.entry.get("files", ()), desk=self, draft=draft),
            title_en=draft.get("en"),
            interprets=self.fill(self.by_id[interprets].get("title"), self.by_id[interprets]) if interprets else "",
            validity=draft.get("validity"),
            is_highlight=bool(draft.get("en")),
        )

    def html(self, draft: Draft) -> str:
        lines = self.fill(draft.get("text"), draft).strip().splitlines()
        put = [self.table(line.strip()[1:], draft).html if line.strip().startswith("@") else line for line in lines]
        return markup.to_html("\n".join(put))

    def table(self, name: str, draft: Draft) -> markup.Table:
        """A computed table, by name and words after it."""
        title, *words = name.split()
        return TABLES[title](self.year(draft), *words)

    def year(self, draft: Draft) -> int:
        if "year" in draft.entry:
            return int(draft.entry["year"])
        other = draft.get("year_of")
        return (self.by_id[other] if other else draft).formed_on.year

    def fill(self, text: str, draft: Draft) -> str:
        """The text with its gaps filled. A gap that nothing fills is an error in the text."""
        return _GAP.sub(lambda gap: self._word(gap[1], gap[2] or "", draft), text)

    def _word(self, name: str, of: str, draft: Draft) -> str:
        if name in {"doc", "date", "title"}:
            return self._cited(name, of, draft)
        if name in NUMBERS:
            return NUMBERS[name](self.year(draft), *of.split())
        if name in {"after", "days"}:
            return _later(draft.formed_on, name, int(of))
        if name in {"body", "short", "phone", "addr"}:
            return _about_body(name, of or draft.body, draft)
        return self._simple(draft)[name]

    def _simple(self, draft: Draft) -> dict[str, str]:
        year = self.year(draft)
        return {
            "county": county.COUNTY,
            "city": county.CITY,
            "place": draft.get("place"),
            "y": str(year),
            "y1": str(year - 1),
            "y2": str(year + 1),
            "m": str(draft.formed_on.month),
            "basis": basis_of(draft.get("key")),
        }

    def _cited(self, name: str, of: str, draft: Draft) -> str:
        cited = self.by_id[of] if of else draft
        if name == "date":
            return days.in_words(cited.formed_on)
        if name == "title":
            return self.fill(cited.get("title"), cited)
        return self.numbers[id(cited)]


def basis_of(key: str) -> str:
    """The legal basis of a row: 《甲》《乙》. The openness regulation founds no subsidy and no fine."""
    return row(key).basis.replace("《政府信息公开条例》", "") or "国家和省有关规定"


def summary_of(html: str, title: str) -> str:
    """The facts of a table that comes first, else the first plain paragraphs, else the title."""
    if html.startswith(_FACTS):
        pairs = [f"{name}：{value}" for name, value in _PAIR.findall(html.split("</table>", 1)[0])]
        return _cut(_TAGS.sub("", "；".join(pairs)) + "。", at="；")
    told = [text for text in _PARAGRAPH.findall(html) if not _says_nothing(text)]
    text = _TAGS.sub("", "".join(told))
    return title if len(text) < SHORTEST_SUMMARY else _cut(text, at="。")


def _says_nothing(text: str) -> bool:
    """A greeting, the announcement of a list, or hardly more than a telephone number."""
    return text.startswith(_GREETINGS) or text.endswith("：") or (len(text) < 45 and "电话" in text)


def _cut(text: str, *, at: str) -> str:
    if len(text) <= SUMMARY_LENGTH:
        return text
    end = text.rfind(at, SHORTEST_SUMMARY, SUMMARY_LENGTH)
    return text[:end] + "。" if end > 0 else text[: SUMMARY_LENGTH - 1] + "…"


@cache
def entries() -> tuple[Mapping[str, Any], ...]:
    """Every entry of texts/*.toml, with the defaults that its file states once."""
    folder = resources.files("gongkai.demo.content") / "texts"
    found: list[Mapping[str, Any]] = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            text = tomllib.loads(file.read_text(encoding="utf-8"))
            found += [text.get("defaults", {}) | entry for entry in text.get("piece", ())]
    return tuple(found)


def dated(found: Iterable[Mapping[str, Any]], *, today: date, seed: int) -> list[Draft]:
    """Entries with their days."""
    return [Draft(entry, _day(entry, today=today, seed=seed)) for entry in found]


def dated_records(found: Iterable[Mapping[str, Any]]) -> list[Draft]:
    """Records come with their day; oldest first."""
    drafts = [Draft(entry, entry["day"]) for entry in found]
    return sorted(drafts, key=lambda draft: (draft.formed_on, draft.get("key"), draft.get("title")))


def _day(entry: Mapping[str, Any], *, today: date, seed: int) -> date:
    if "on" in entry:
        return days.latest(today, entry["on"])
    rng = Random(f"{seed} {entry['key']} {entry['title']}")
    return days.back(today, entry.get("ago") or rng.randint(15, 350))


def _numbered(drafts: Iterable[Draft], *, seed: int) -> dict[int, str]:
    """Document numbers, rising with the days inside each word and year."""
    last: dict[tuple[str, int], int] = {}
    given: dict[int, str] = {}
    for draft in sorted((d for d in drafts if d.get("word")), key=lambda d: (d.formed_on, d.get("title"))):
        series = (draft.get("word"), draft.formed_on.year)
        step = Random(f"{seed} {series} {draft.get('title')}").randint(1, 3)
        last[series] = last.get(series, 0) + step
        given[id(draft)] = f"{series[0]}〔{series[1]}〕{last[series]}号"
    return given


def _later(day: date, name: str, count: int) -> str:
    return days.in_words(days.after(day, count) if name == "after" else day + timedelta(days=count))


def _about_body(name: str, slug: str, draft: Draft) -> str:
    if slug in county.departments():
        body = county.departments()[slug]
        return {"body": body.name, "short": body.short, "phone": body.phone, "addr": body.street}[name]
    place = county.named(draft.get("place"))
    full = county.township_body(place) if len(place.code) == 9 else f"{place.name}村（居）民委员会"
    return {
        "body": f"{county.COUNTY}{full}",
        "short": full,
        "phone": county.fake_phone(place.name),
        "addr": f"{county.COUNTY}{place.name}便民服务中心",
    }[name]
