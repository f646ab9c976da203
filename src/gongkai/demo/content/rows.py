"""Which rows does the national pack have? Asked of the pack itself, so that a text cannot name a row that is gone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.standards.rules import pack
from gongkai.standards.rules.items import IncomingItem

LEVELS = {"县级": "county", "乡级": "township", "村级": "village"}


@dataclass(frozen=True, slots=True)
class Row:
    """What texts are written from: the names, the content elements, the basis as one line."""

    key: str
    slug: str
    l1: str
    l2: str
    nth: int
    content: tuple[str, ...]
    basis: str
    levels: tuple[str, ...]


@cache
def all_rows() -> dict[str, Row]:
    """Every row of the pack by its permanent key."""
    slugs = {field.number: field.slug for field in pack.fields()}
    return {item.key: _row(item, slug=slugs[item.field]) for item in pack.records(tuple(slugs))}


def row(key: str) -> Row:
    """The row of a key; a key that the pack does not have is an error in our texts."""
    return all_rows()[key]


def _row(item: IncomingItem, *, slug: str) -> Row:
    return Row(
        key=item.key,
        slug=slug,
        l1=item.l1,
        l2=item.l2,
        nth=item.nth,
        content=item.content,
        basis=item.raw["basis"],
        levels=tuple(LEVELS[level] for level in item.levels),
    )
