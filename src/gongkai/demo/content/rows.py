"""Which rows does the national pack have? Read from the pack itself, so that a text cannot name a row that is gone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

LEVELS = {"县级": "county", "乡级": "township", "村级": "village"}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a pack row that texts are written from."""

    key: str
    slug: str
    field_name: str
    l1: str
    l2: str
    nth: int
    content: str
    basis: str
    levels: tuple[str, ...]


@cache
def all_rows() -> dict[str, Row]:
    """Every row of the pack by its permanent key."""
    slugs = {line["number"]: line["slug"] for line in _read("fields.csv")}
    return {line["key"]: _row(line, slug=slugs[line["field_no"]]) for line in _read("items.csv")}


def row(key: str) -> Row:
    """The row of a key; a key that the pack does not have is an error in our texts."""
    return all_rows()[key]


def _row(line: dict[str, str], *, slug: str) -> Row:
    return Row(
        key=line["key"],
        slug=slug,
        field_name=line["field"],
        l1=line["l1"],
        l2=line["l2"],
        nth=int(line["nth"]),
        content=line["content"],
        basis=line["basis"],
        levels=tuple(LEVELS[level] for level in line["levels"].split("|")),
    )


def _read(name: str) -> list[dict[str, str]]:
    text = (resources.files("gongkai.standards") / "pack" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))
