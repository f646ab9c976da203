"""What does the built-in pack hold: the 26 fields, their guidelines, the working drafts of their items?

Reads the tables of pack/ (pack/README.md tells where each row comes from and how sure it is).

Sources
    国办发〔2019〕54号 §四: the 26 pilot fields, in its order.
    pack/README.md: provenance of each row; these are working drafts, not the official text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from gongkai.standards.rules import items
from gongkai.standards.rules.items import IncomingItem
from gongkai.standards.rules.limits import read_limit

WORKING_DRAFT = "工作底稿（依公开资料整理，待核对）"
YES = "yes"


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """One field as the pack describes it."""

    number: int
    slug: str
    seed_name: str
    guideline_title: str
    aliases: tuple[str, ...]
    name_en: str
    summary: str
    summary_en: str


@dataclass(frozen=True, slots=True)
class GuidelineFacts:
    """One document. Several fields may share it."""

    title: str
    issuer: str
    document_number: str
    issued_on: date | None
    fields: tuple[int, ...]


def fields() -> list[FieldFacts]:
    """The fields in the order of the Opinion."""
    return [
        FieldFacts(
            number=int(row["number"]),
            slug=row["slug"],
            seed_name=row["seed_name"],
            guideline_title=row["guideline_title"],
            aliases=tuple(name for name in row["aliases"].split("|") if name),
            name_en=row["name_en"],
            summary=row["summary_zh"],
            summary_en=row["summary_en"],
        )
        for row in _rows("fields.csv")
    ]


def guidelines() -> list[GuidelineFacts]:
    """One per distinct document."""
    served: dict[tuple[str, str, str, str], list[int]] = {}
    for row in _rows("fields.csv"):
        document = (row["guideline_title"], row["issuer"], row["document_number"], row["issued_on"])
        served.setdefault(document, []).append(int(row["number"]))
    return [
        GuidelineFacts(title, issuer, number, date.fromisoformat(day) if day else None, tuple(numbers))
        for (title, issuer, number, day), numbers in served.items()
    ]


def records(numbers: tuple[int, ...]) -> list[IncomingItem]:
    """The items of some fields, their limits read."""
    wanted = {str(number) for number in numbers}
    return list(items.numbered(_record(row) for row in _rows("items.csv") if row["field_no"] in wanted))


def _record(row: dict[str, str]) -> IncomingItem:
    return IncomingItem(
        key=row["key"],
        field=int(row["field_no"]),
        l1=row["l1"],
        l2=row["l2"],
        l1_en=row["l1_en"],
        l2_en=row["l2_en"],
        nth=int(row["nth"]),
        content=items.split_content(row["content"]),
        basis=items.read_basis(row["basis"]),
        time_limit=row["time_limit"],
        time_rules=read_limit(row["time_limit"]),
        subject=items.split_subject(row["subject"]),
        channels=tuple(row["channels"].split("|")),
        audience=items.read_audience(row["audience"].split("|")),
        mode=tuple(row["mode"].split("|")),
        levels=tuple(row["levels"].split("|")),
        provenance=row["provenance"],
        is_verified=row["verified"] == YES,
        raw={name: row[name] for name in ("content", "basis", "time_limit", "subject", "channels", "audience")},
    )


def digest(numbers: tuple[int, ...]) -> str:
    """A fingerprint of the pack's rows of some fields: a pack of a later release differs where its rows do."""
    lines = ("\x1f".join(row.values()) for row in _rows("items.csv") if int(row["field_no"]) in numbers)
    return sha256("\n".join(lines).encode()).hexdigest()


@lru_cache(maxsize=1)
def english_names() -> dict[str, str]:
    """Chinese name of a first- or second-level matter → its English name."""
    return {row["zh"]: row["en"] for row in _rows("names.csv")}


@lru_cache(maxsize=3)
def _read(name: str) -> str:
    return (files("gongkai.standards") / "pack" / name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_read(name).splitlines())
