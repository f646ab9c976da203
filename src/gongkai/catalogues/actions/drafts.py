"""What every decision stands on: the lock on a draft, the record of what stood before, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import policies
from gongkai.catalogues.models import DecisionBatch, Finding, Row, RowBody, Version
from gongkai.catalogues.rules import compilation
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.organisations.models import User

KEPT = (*compilation.ELEMENTS, *compilation.DECIDED, "national_id", "is_inherited")
FOLLOWED = (*compilation.ELEMENTS, *compilation.DECIDED, "national_id")


def lock_draft(version_id: int, *, by: User | None, at: datetime) -> Version:
    """The version, locked, if it is a draft that this person may decide on."""
    locked = Version.objects.select_for_update(of=("self",)).select_related("catalogue__county")
    version: Version = locked.get(pk=version_id)
    if version.state != Version.State.DRAFT:
        raise CatalogueRefused(Refusal.NOT_DRAFT, state=version.state)
    policies.require_decide(by, version, on=timezone.localtime(at).date())
    return version


def snapshot(rows: Iterable[Row]) -> dict[str, Any]:
    """The fields of rows as they stand, by row id, with who owed them."""
    kept = {str(row.pk): {name: getattr(row, name) for name in KEPT} | {"owed": []} for row in rows}
    owed = RowBody.objects.filter(row_id__in=[int(pk) for pk in kept])
    for row_id, body_id, level in owed.values_list("row_id", "body_id", "level"):
        kept[str(row_id)]["owed"].append([body_id, level])
    for fields in kept.values():
        fields["decided_at"] = fields["decided_at"].isoformat() if fields["decided_at"] else None
    return kept


def write_batch(
    version: Version,
    action: str,
    *,
    before: Mapping[str, Any],
    created: Sequence[int] = (),
    by: User | None,
    at: datetime,
    detail: Mapping[str, Any],
) -> DecisionBatch:
    """Record one act of deciding, undoable, in the audit chain too."""
    batch = DecisionBatch.objects.create(
        version=version, action=action, made_at=at, made_by=by, before=dict(before), created_rows=list(created)
    )
    audit.record(
        f"catalogue.{action}",
        subject=version,
        by=by,
        at=at,
        county_id=version.catalogue.county_id,
        detail={"rows": [*map(int, before), *created], **detail},
    )
    return batch


def follow(rows: Sequence[Row]) -> None:
    """Let the townships' draft rows that mirror these, and decided nothing of their own, say the same."""
    drafts = Row.objects.filter(is_inherited=True, version__state=Version.State.DRAFT)
    if not drafts.filter(mirrors__in=rows).exists():
        return
    for row in rows:
        drafts.filter(mirrors=row).update(**{name: getattr(row, name) for name in FOLLOWED})


def take_back(batch: DecisionBatch, *, by: User | None, at: datetime) -> DecisionBatch:
    """Give all rows of an act back what they had, unless somebody decided on them since."""
    version = lock_draft(batch.version_id, by=by, at=at)
    current = DecisionBatch.objects.select_for_update().get(pk=batch.pk)
    rows = {str(row.pk): row for row in Row.objects.filter(version=version, pk__in=current.before)}
    if current.undone_at is not None or len(rows) != len(current.before) or _is_overtaken(current):
        raise CatalogueRefused(Refusal.NOTHING_TO_UNDO)
    version.rows.filter(pk__in=current.created_rows).delete()
    for pk, row in rows.items():
        restore(row, current.before[pk])
    follow(list(rows.values()))
    current.undone_at, current.undone_by = at, by
    current.save(update_fields=["undone_at", "undone_by"])
    audit.record(
        "catalogue.undo",
        subject=version,
        by=by,
        at=at,
        county_id=version.catalogue.county_id,
        detail={"batch": current.pk, "action": current.action},
    )
    return current


def restore(row: Row, fields: Mapping[str, Any]) -> None:
    """Give a row back what it had."""
    for name in KEPT:
        setattr(row, name, fields[name])
    if fields["decided_at"]:
        row.decided_at = datetime.fromisoformat(fields["decided_at"])
    row.save(update_fields=[name.removesuffix("_id") for name in KEPT])
    set_owed(row, [(body, level) for body, level in fields["owed"]])


def set_owed(row: Row, owed: Iterable[tuple[int, str]]) -> None:
    """Make these the bodies that owe a row."""
    wanted = dict(owed)
    row.owed_by.exclude(body_id__in=wanted).delete()
    standing = set(row.owed_by.values_list("body_id", flat=True))
    RowBody.objects.bulk_create(
        RowBody(row=row, body_id=body, level=level) for body, level in wanted.items() if body not in standing
    )


def _is_overtaken(batch: DecisionBatch) -> bool:
    touched = {*batch.before, *map(str, batch.created_rows)}
    later = DecisionBatch.objects.filter(version=batch.version_id, pk__gt=batch.pk, undone_at__isnull=True)
    return any(not touched.isdisjoint([*b.before, *map(str, b.created_rows)]) for b in later.iterator())


def unsettled_blocks(version: Version) -> int:
    """How many findings still forbid issuing."""
    return Finding.objects.filter(version=version, blocks_issue=True, settled_at__isnull=True).count()
