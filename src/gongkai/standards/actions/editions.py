"""Taking in an edition whole, and putting it in force.

An edition is built unseen (state `building`), in batches short enough that others can write in between, and becomes a
draft by one UPDATE. A process killed on the way leaves nothing that anybody sees; `remove_abandoned` clears it away.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.kernel import outbox
from gongkai.kernel.progress import Stage, tell
from gongkai.organisations import actions as organisations
from gongkai.organisations.models import User
from gongkai.standards import events, identity, policies
from gongkai.standards.models import Edition, Field, Guideline, Item, ItemText
from gongkai.standards.rules import items, pack
from gongkai.standards.rules.items import IncomingItem, Name
from gongkai.standards.rules.refusals import Refusal, StandardRefused

BATCH = 2000
ABANDONED_AFTER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an edition's text came from."""

    name: str = ""
    sha256: str = ""
    is_working_draft: bool = False


def import_edition(
    *,
    guideline_id: int,
    records: Sequence[IncomingItem],
    label: str,
    by: User | None,
    at: datetime,
    parent_edition_id: int | None = None,
    confirmed: Mapping[Name, str] | None = None,
    source: Source = Source(),
) -> Edition:
    """Make a draft of an edition from records: all of them or none.

    `confirmed` says which new names are renames of which keys (rules/comparison.py proposes them).
    """
    policies.require_keep(by, on=timezone.localdate(at))
    guideline = Guideline.objects.get(pk=guideline_id)
    parent = _parent(guideline, parent_edition_id)
    tell(Stage.WORKING_OUT)
    known = list(items.numbered(records))
    fields = _fields(guideline, known, label)
    identified = identity.identify(guideline, parent, known, confirmed=confirmed or {})

    edition = _begin(guideline, parent, identified, list(fields), label=label, at=at, source=source)
    item_ids = identity.known_items(fields)
    try:
        with _uncollected():
            for batch in _batches(identified):
                tell(Stage.WRITING, batch[0][0], len(identified))
                _write(edition, batch, fields, item_ids)
        _finish(edition, count=len(identified), by=by, at=at)
    except BaseException:
        _remove(edition)
        raise
    return edition


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector: it would walk a long list of records again and again, a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _parent(guideline: Guideline, parent_edition_id: int | None) -> Edition | None:
    if parent_edition_id is None:
        return None
    parent = Edition.objects.select_related("guideline").get(pk=parent_edition_id)
    if guideline.parent_id is None or parent.guideline_id != guideline.parent_id:
        raise StandardRefused(Refusal.PARENT_OF_OTHER_TIER, name=parent.label)
    return parent


def _fields(guideline: Guideline, records: Sequence[IncomingItem], label: str) -> dict[int, Field]:
    if not label.strip():
        raise StandardRefused(Refusal.LABEL_MISSING)
    if not records:
        raise StandardRefused(Refusal.NO_ITEMS)
    own = {field.number: field for field in guideline.fields.all()}
    if foreign := sorted({record.field for record in records} - own.keys()):
        raise StandardRefused(Refusal.FIELD_NOT_OF_GUIDELINE, numbers=foreign)
    return own


@transaction.atomic
def _begin(
    guideline: Guideline,
    parent: Edition | None,
    records: list[IncomingItem],
    numbers: list[int],
    *,
    label: str,
    at: datetime,
    source: Source,
) -> Edition:
    """Open the building edition and give every new item its permanent key, under the lock of the fields."""
    Guideline.objects.select_for_update().get(pk=guideline.pk)
    locked = Field.objects.select_for_update().filter(number__in=numbers)
    identity.give_keys(records, {field.number: field for field in locked})
    number = (guideline.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    return Edition.objects.create(
        guideline=guideline,
        number=number,
        label=label.strip(),
        state=Edition.State.BUILDING,
        is_working_draft=source.is_working_draft,
        parent_edition=parent,
        source_name=source.name,
        source_sha256=source.sha256,
        created_at=at,
    )


def _batches(records: Sequence[IncomingItem]) -> Iterator[list[tuple[int, IncomingItem]]]:
    for start in range(0, len(records), BATCH):
        yield list(enumerate(records[start : start + BATCH], start=start + 1))


@transaction.atomic
def _write(
    edition: Edition,
    batch: Sequence[tuple[int, IncomingItem]],
    fields: Mapping[int, Field],
    item_ids: dict[str, int],
) -> None:
    """Insert one batch: the items that are new, then what the edition says of all of them."""
    new = [Item(key=record.key, field_id=fields[record.field].pk) for _, record in batch if record.key not in item_ids]
    item_ids.update((item.key, item.pk) for item in Item.objects.bulk_create(new))
    ItemText.objects.bulk_create(_texts(edition, batch, item_ids))


def _texts(
    edition: Edition, batch: Sequence[tuple[int, IncomingItem]], item_ids: Mapping[str, int]
) -> Iterator[ItemText]:
    english = pack.english_names()
    for position, record in batch:
        yield ItemText(
            edition_id=edition.pk,
            item_id=item_ids[record.key],
            position=position,
            l1=record.l1,
            l2=record.l2,
            l3=record.l3,
            l1_en=record.l1_en or english.get(record.l1, ""),
            l2_en=record.l2_en or english.get(record.l2, ""),
            nth=record.nth,
            time_limit=record.time_limit,
            time_rules=record.time_rules,
            # Tuples are written as lists; these objects are not used again.
            content=record.content,
            basis=record.basis,
            subject=record.subject,
            channels=record.channels,
            channels_optional=record.channels_optional,
            audience=record.audience,
            mode=record.mode,
            levels=record.levels,
            provenance=record.provenance,
            is_verified=record.is_verified,
            raw=record.raw,
        )


@transaction.atomic
def _finish(edition: Edition, *, count: int, by: User | None, at: datetime) -> None:
    Edition.objects.filter(pk=edition.pk, state=Edition.State.BUILDING).update(state=Edition.State.DRAFT)
    edition.state = Edition.State.DRAFT
    detail = {"guideline": edition.guideline_id, "number": edition.number, "items": count, "file": edition.source_name}
    audit.record("edition.import", subject=edition, by=by, at=at, county_id=None, detail=detail)


@transaction.atomic
def _remove(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk, state=Edition.State.BUILDING).delete()
    Item.objects.filter(texts__isnull=True, matters__isnull=True).delete()


def remove_abandoned(*, at: datetime) -> int:
    """Clear away editions whose import died on the way; return how many."""
    dead = Edition.objects.filter(state=Edition.State.BUILDING, created_at__lt=at - ABANDONED_AFTER)
    found = list(dead)
    for edition in found:
        _remove(edition)
    return len(found)


@transaction.atomic
def put_in_force(*, edition_id: int, in_force_from: date | None, by: User | None, at: datetime) -> Edition:
    """Put a draft in force in place of the edition before it. `in_force_from` None: the day is not known."""
    today = timezone.localdate(at)
    policies.require_keep(by, on=today)
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    if edition.state != Edition.State.DRAFT:
        raise StandardRefused(Refusal.NOT_A_DRAFT, name=edition.label)
    if in_force_from is not None and in_force_from > today:
        raise StandardRefused(Refusal.NOT_YET, day=in_force_from)
    previous = _supersede(edition)
    edition.state, edition.in_force_from = Edition.State.IN_FORCE, in_force_from
    edition.save(update_fields=["state", "in_force_from"])

    payload = {"edition": edition.pk, "previous": previous.pk if previous else None}
    audit.record("edition.put_in_force", subject=edition, by=by, at=at, county_id=None, detail=payload)
    outbox.append(events.EDITION_IN_FORCE, county_id=None, payload=payload, at=at)
    organisations.raise_all_revisions()
    transaction.on_commit(
        lambda: events.edition_in_force.send_robust(None, edition_id=edition.pk, previous_id=payload["previous"])
    )
    return edition


def _supersede(edition: Edition) -> Edition | None:
    in_force = Edition.objects.select_for_update().filter(
        guideline_id=edition.guideline_id, state=Edition.State.IN_FORCE
    )
    previous = in_force.first()
    if previous is not None:
        previous.state = Edition.State.SUPERSEDED
        previous.save(update_fields=["state"])
    return previous
