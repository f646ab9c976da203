"""Which items of an incoming edition are known already, and which keys the new ones get. Keys are for ever."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from gongkai.standards.models import Edition, Field, Guideline, Item, ItemText
from gongkai.standards.rules import comparison
from gongkai.standards.rules.comparison import Matching
from gongkai.standards.rules.items import ELEMENTS, IncomingItem, Name

# Above stand the pack's local variants (9001 …): a very long list goes on with five digits.
LAST_IMPORTED, FIVE_DIGITS = 8999, 10_000


def facts_of(edition: Edition) -> list[comparison.Item]:
    """The items of an edition as comparison sees them."""
    return list(_facts([edition.pk]))


def _facts(edition_ids: Sequence[int]) -> Iterator[comparison.Item]:
    rows = ItemText.objects.filter(edition__in=edition_ids).order_by("edition_id", "position")
    for row in rows.values("item__key", "item__field__number", "l1", "l2", "l3", "nth", *ELEMENTS).iterator():
        yield comparison.Item(
            key=row["item__key"],
            field=row["item__field__number"],
            name=(row["l1"], row["l2"], row["l3"], row["nth"]),
            elements={name: row[name] for name in ELEMENTS},
        )


def facts_of_records(records: Sequence[IncomingItem]) -> list[comparison.Item]:
    """Incoming records as comparison sees them."""
    return [
        comparison.Item(
            key=record.key,
            field=record.field,
            name=record.name,
            elements={name: getattr(record, name) for name in ELEMENTS},
        )
        for record in records
    ]


def latest(guideline: Guideline) -> Edition | None:
    """The edition that a new one is held against: the one in force, else the newest."""
    visible = guideline.editions.exclude(state=Edition.State.BUILDING)
    return visible.filter(state=Edition.State.IN_FORCE).first() or visible.order_by("-number").first()


def matching(
    guideline: Guideline, parent: Edition | None, records: Sequence[IncomingItem], *, confirmed: Mapping[Name, str]
) -> Matching:
    """Hold records against the guideline's own latest edition, and the tier above it."""
    own = latest(guideline)
    known = {item.key: item for item in _facts([parent.pk])} if parent else {}
    known |= {item.key: item for item in _facts([own.pk])} if own else {}
    return comparison.match(list(known.values()), facts_of_records(records), confirmed=confirmed)


def identify(
    guideline: Guideline, parent: Edition | None, records: Sequence[IncomingItem], *, confirmed: Mapping[Name, str]
) -> list[IncomingItem]:
    """Give every record whose item is known that item's key; leave the others' as they came."""
    pairs = matching(guideline, parent, records, confirmed=confirmed).pairs
    keys = {(now.field, now.name): was.key for was, now in pairs}
    return [_keyed(record, keys.get((record.field, record.name), record.key)) for record in records]


def _keyed(record: IncomingItem, key: str) -> IncomingItem:
    return record if record.key == key else dataclasses.replace(record, key=key)


def give_keys(records: list[IncomingItem], fields: Mapping[int, Field]) -> None:
    """Fill in the missing keys, in place. The caller holds the lock of the fields; their counters move on."""
    serials = {number: _next_serials(field) for number, field in fields.items()}
    for place, record in enumerate(records):
        if not record.key:
            key = f"{record.field:02d}-{next(serials[record.field]):04d}"
            records[place] = _keyed(record, key)
    for field in fields.values():
        field.save(update_fields=["last_serial"])


def _next_serials(field: Field) -> Iterator[int]:
    """What an import that died had reserved is a gap: a key is never given twice."""
    while True:
        field.last_serial += 1
        if LAST_IMPORTED < field.last_serial < FIVE_DIGITS:
            field.last_serial = FIVE_DIGITS
        yield field.last_serial


def known_items(fields: Mapping[int, Field]) -> dict[str, int]:
    """The items of some fields, key → id."""
    own = [field.pk for field in fields.values()]
    return dict(Item.objects.filter(field__in=own).values_list("key", "pk"))
