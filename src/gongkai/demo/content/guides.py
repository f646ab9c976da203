"""How does a short note about a service become a guide that names every element its row asks for?

texts/guides/<field>.toml gives, once a file, a `layout` (label = note; of labels parted by `/` the one that the row's
content uses), phrases for notes that are alike everywhere
(`banks`), and for each row the notes that are its own. A note with `;` becomes a list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from gongkai.demo.content.rows import row

NUMBERED = {"steps"}
PASSED_ON = ("body", "level", "place", "kind", "on", "ago", "files", "element", "word", "validity", "summary", "en")


@cache
def entries() -> tuple[Mapping[str, Any], ...]:
    """One entry for every row that has notes."""
    folder = resources.files("gongkai.demo.content") / "texts" / "guides"
    found: list[Mapping[str, Any]] = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        notes = tomllib.loads(file.read_text(encoding="utf-8"))
        found += [_entry(key, notes["guide"][key], notes) for key in notes["guide"]]
    return tuple(found)


def _entry(key: str, own: Mapping[str, Any], notes: Mapping[str, Any]) -> dict[str, Any]:
    about, rng = row(key), Random(key)
    titles = notes["defaults"]["titles"]
    title = own.get("title") or rng.choice(titles).replace("{l2}", about.l2)
    passed = {name: source[name] for source in (notes["defaults"], own) for name in PASSED_ON if name in source}
    made = {"key": key, "title": title, "text": _text(key, own, notes, rng)}
    return {"kind": "guide", "summary": _summary(own)} | passed | made


def _summary(own: Mapping[str, Any]) -> str:
    """For whom it is and how long it takes, in one line."""
    told = [own.get("what_for") or own.get("what") or own.get("who") or "", own.get("days", "")]
    parts = [told[0].rstrip("。").replace(";", "；"), f"办理时限：{told[1]}" if told[1] else ""]
    return "。".join(part for part in parts if part) + "。" if any(parts) else ""


def _text(key: str, own: Mapping[str, Any], notes: Mapping[str, Any], rng: Random) -> str:
    pairs = [_pair(line, key, own, notes, rng) for line in notes["defaults"]["layout"]]
    start = [own["what"]] if "what" in own else []
    end = [f"# 温馨提示\n{own['note']}"] if "note" in own else []
    shown = _as_table(pairs) if rng.random() < notes["defaults"].get("as_table", 0.4) else _as_headings(pairs)
    return "\n".join([*start, shown, *end])


def _pair(line: str, key: str, own: Mapping[str, Any], notes: Mapping[str, Any], rng: Random) -> tuple[str, str, str]:
    labels, _, name = line.partition("=")
    label = _label(labels.split("/"), "、".join(row(key).content))
    if name == "name":
        return label, name, row(key).l2
    if name in own:
        return label, name, own[name]
    return label, name, rng.choice(notes["banks"][name])


def _label(labels: list[str], content: str) -> str:
    return next((label for label in labels if label in content), labels[0])


def _as_table(pairs: list[tuple[str, str, str]]) -> str:
    rows = [f"| {label} | {_joined(name, text)} |" for label, name, text in pairs]
    return "\n".join(["| 项目 | 内容 |", *rows])


def _joined(name: str, text: str) -> str:
    parts = text.split(";")
    if name not in NUMBERED or len(parts) == 1:
        return "；".join(parts)
    return "→".join(parts)


def _as_headings(pairs: list[tuple[str, str, str]]) -> str:
    lines: list[str] = []
    for label, name, text in pairs:
        parts = text.split(";")
        mark = "" if len(parts) == 1 else "+ " if name in NUMBERED else "- "
        lines += [f"# {label}", *(mark + part for part in parts)]
    return "\n".join(lines)
