"""Taking in the county's list of powers or of public services: all of it or nothing.

The file is the whole list. What it no longer names is kept, as no longer living: links and findings refer to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import policies, sources
from gongkai.catalogues.actions import findings, linking
from gongkai.catalogues.models import ListEntry
from gongkai.catalogues.rules import lists, names
from gongkai.catalogues.rules.lists import ListRow
from gongkai.catalogues.rules.lists_layout import layout
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.organisations.models import County, User
from gongkai.tables import actions as tables
from gongkai.tables.questions import Question

WRITTEN = ["code", "type", "name", "normalised_name", "body", "body_name", "basis", "is_living", "raw"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did to the list."""

    added: int
    updated: int
    ended: int


def import_list(
    *, county: County, kind: str, rows: Sequence[ListRow], by: User | None, at: datetime, source: str = ""
) -> Imported:
    """Make this the county's list of a kind; link it with the open draft by name."""
    on = timezone.localtime(at).date()
    policies.require_manage(by, county, on=on)
    if not rows or any(found.is_error for found in lists.check(rows, kind=kind)):
        raise CatalogueRefused(Refusal.FINDINGS_IN_LIST)
    bodies = _bodies(county, rows, at=at)
    with transaction.atomic():
        County.objects.select_for_update().get(pk=county.pk)
        done = _write(county, kind, rows, bodies)
        _link(county, at=at)
        audit.record(
            "catalogue.import_list",
            subject=county,
            by=by,
            at=at,
            county_id=county.pk,
            detail={"kind": kind, "source": source, "added": done.added, "updated": done.updated, "ended": done.ended},
        )
    return done


@transaction.atomic
def remember_columns(
    *, county: County, kind: str, question: Question, columns: Sequence[str | None], by: User | None, at: datetime
) -> None:
    """Keep what a person says of a header nobody knew; every later list of the county with it is read so."""
    policies.require_manage(by, county, on=timezone.localtime(at).date())
    wanted = layout(kind)
    tables.remember(
        layout=wanted, question=question, columns=columns, by=by.pk if by else None, at=at, county_id=county.pk
    )
    audit.record(
        "catalogue.remember_columns",
        subject=county,
        by=by,
        at=at,
        county_id=county.pk,
        detail={"layout": wanted.name, "headers": list(question.texts), "columns": list(columns)},
    )


def _bodies(county: County, rows: Iterable[ListRow], *, at: datetime) -> dict[str, int | None]:
    """Printed body → the one body it names; several or none: left for a person."""
    directory = sources.directory(county, on=timezone.localtime(at).date())
    found: dict[str, int | None] = {}
    for name in {row.body_name for row in rows}:
        owed = directory.resolve([name], levels=()).owed if name else ()
        found[name] = owed[0][0] if len(owed) == 1 else None
    return found


def _write(county: County, kind: str, rows: Iterable[ListRow], bodies: Mapping[str, int | None]) -> Imported:
    standing = {
        (entry.code, entry.normalised_name): entry for entry in ListEntry.objects.filter(county=county, kind=kind)
    }
    fresh: list[ListEntry] = []
    kept: list[ListEntry] = []
    for row in rows:
        key = (row.code, names.normalise(row.name))
        entry = standing.pop(key, None)
        (fresh if entry is None else kept).append(
            _fill(entry or ListEntry(county=county, kind=kind), row, key[1], bodies[row.body_name])
        )
    ended = [entry.pk for entry in standing.values() if entry.is_living]
    ListEntry.objects.filter(pk__in=ended).update(is_living=False)
    ListEntry.objects.bulk_create(fresh, batch_size=1000)
    if kept:
        ListEntry.objects.bulk_update(kept, WRITTEN, batch_size=200)
    return Imported(added=len(fresh), updated=len(kept), ended=len(ended))


def _fill(entry: ListEntry, row: ListRow, normalised: str, body_id: int | None) -> ListEntry:
    entry.code, entry.type, entry.name, entry.normalised_name = row.code, row.type, row.name, normalised
    entry.body_id, entry.body_name, entry.basis = body_id, row.body_name, row.basis
    entry.is_living, entry.raw = row.is_living, dict(row.raw)
    return entry


def _link(county: County, *, at: datetime) -> None:
    draft, _issued = sources.base_of(sources.county_catalogue(county))
    if draft is not None:
        linking.link_by_name(county, draft, at=at)
        findings.reconcile(draft, on=timezone.localtime(at).date())
