"""Bringing a draft's findings up to date, and settling one.

A finding is known by its code, its row's matter, its list entry and its detail: what stays true keeps its record, with
the decision a person took on it; what is no longer true goes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.catalogues import sources
from gongkai.catalogues.actions.drafts import lock_draft
from gongkai.catalogues.models import Finding, ListEntry, MatterLink, Row, Version
from gongkai.catalogues.rules import compilation, gaps, inspection, uniformity
from gongkai.catalogues.rules.inspection import Code, Trouble
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.catalogues.rules.subjects import Directory
from gongkai.organisations.models import User

GAP_OF_KIND = {
    ListEntry.Kind.POWER: Code.POWER_WITHOUT_ROW,
    ListEntry.Kind.SERVICE: Code.SERVICE_WITHOUT_ROW,
}


@dataclass(frozen=True, slots=True)
class Due:
    """A finding that should stand."""

    trouble: Trouble
    row_id: int | None = None
    matter_id: int | None = None
    entry_id: int | None = None

    @property
    def key(self) -> tuple[str, int | None, int | None, str]:
        return _key(self.trouble.code, self.matter_id, self.entry_id, self.trouble.detail)


def reconcile(version: Version, *, on: date, directory: Directory | None = None) -> None:
    """Make a draft's findings those that hold today. Runs inside the caller's transaction."""
    county = version.catalogue.county
    known = directory or sources.directory(county, on=on)
    due = _of_rows(version, known, on=on)
    if version.catalogue.owner_id is None:
        due += _of_gaps(version) + _of_lists(version) + _of_townships(version)
    _write(version, due)


def _of_rows(version: Version, directory: Directory, *, on: date) -> list[Due]:
    rows = version.rows.applicable().filter(is_inherited=False)
    owed = sources.owed_of_rows(rows)
    channels = sources.existing_channels(version.catalogue.county, on=on)
    due = []
    for row in rows.values("id", "matter_id", *compilation.ELEMENTS):
        troubles = inspection.inspect(
            row,
            is_owed=bool(owed.get(row["id"])),
            problems=_problems(version, directory, row),
            on=on,
            existing_channels=channels,
        )
        due += [Due(trouble, row_id=row["id"], matter_id=row["matter_id"]) for trouble in troubles]
    return due


def _problems(version: Version, directory: Directory, row: Mapping[str, Any]) -> Iterable[Any]:
    """A township's rows were resolved with the county's; only its own subjects are looked at again."""
    if version.catalogue.owner_id is not None:
        return ()
    return directory.resolve(row["subject"], levels=row["levels"]).problems


def _of_gaps(version: Version) -> list[Due]:
    county = version.catalogue.county
    rows, entries = sources.row_facts(version), sources.entry_facts(county)
    links = MatterLink.objects.filter(matter__county=county).closing().values_list("matter_id", "entry_id")
    found = gaps.find(rows, entries, links)
    ids = dict(version.rows.values_list("matter_id", "id"))
    due = [Due(Trouble(GAP_OF_KIND[ListEntry.Kind(e.kind)]), entry_id=e.key) for e in found.entries_without_row]
    return due + [
        Due(Trouble(Code.ROW_WITHOUT_POWER), row_id=ids[r.key], matter_id=r.key) for r in found.rows_without_entry
    ]


def _of_lists(version: Version) -> list[Due]:
    entries = ListEntry.objects.filter(county=version.catalogue.county, is_living=True)
    kinds = set(entries.values_list("kind", flat=True).distinct())
    due = [Due(Trouble(Code.LIST_MISSING, {"kind": str(k)})) for k in ListEntry.Kind if k not in kinds]
    return due + [
        Due(Trouble(Code.ENTRY_WITHOUT_BODY, {"body_name": name}), entry_id=pk)
        for pk, name in entries.filter(body__isnull=True).values_list("id", "body_name")
    ]


def _of_townships(version: Version) -> list[Due]:
    """Equal lists although the townships' powers differ."""
    county = version.catalogue.county
    latest = Version.objects.of(county).filter(template=version, state=Version.State.DRAFT)
    matters: dict[int, set[int]] = {}
    rows = Row.objects.applicable().filter(version__in=latest)
    for owner, matter in rows.values_list("version__catalogue__owner_id", "matter_id"):
        matters.setdefault(owner, set()).add(matter)
    powers: dict[int, set[str]] = {owner: set() for owner in matters}
    held = ListEntry.objects.filter(county=county, is_living=True, body__in=list(matters))
    for owner, name in held.values_list("body_id", "normalised_name"):
        powers[owner].add(name)
    return [
        Due(Trouble(Code.IDENTICAL_TOWNSHIPS, {"townships": sorted(group.townships)}))
        for group in uniformity.identical_although_different(matters=matters, powers=powers)
    ]


def _write(version: Version, due: Iterable[Due]) -> None:
    wanted = {one.key: one for one in due}
    gone = []
    standing = version.findings.values_list("id", "code", "row__matter_id", "entry_id", "detail")
    for pk, code, matter, entry, detail in standing:
        if wanted.pop(_key(code, matter, entry, detail), None) is None:
            gone.append(pk)
    if gone:
        version.findings.filter(pk__in=gone).delete()
    Finding.objects.bulk_create(
        Finding(
            version=version,
            row_id=one.row_id,
            entry_id=one.entry_id,
            code=str(one.trouble.code),
            blocks_issue=one.trouble.blocks_issue,
            detail=dict(one.trouble.detail),
        )
        for one in wanted.values()
    )


def _key(
    code: str, matter: int | None, entry: int | None, detail: Mapping[str, Any]
) -> tuple[str, int | None, int | None, str]:
    return str(code), matter, entry, json.dumps(detail, ensure_ascii=False, sort_keys=True)


def carry_settled(version: Version, *, base: Version) -> None:
    """What people settled in the version before stays settled in the new draft."""
    settled = {
        _key(f.code, f.row.matter_id if f.row else None, f.entry_id, f.detail): f
        for f in base.findings.filter(settled_at__isnull=False).select_related("row")
    }
    changed = []
    for finding in version.findings.select_related("row"):
        matter = finding.row.matter_id if finding.row else None
        if before := settled.get(_key(finding.code, matter, finding.entry_id, finding.detail)):
            finding.settled_at, finding.settled_by_id = before.settled_at, before.settled_by_id
            finding.settled_reason = before.settled_reason
            changed.append(finding)
    Finding.objects.bulk_update(changed, ["settled_at", "settled_by", "settled_reason"])


@transaction.atomic
def settle_finding(*, finding: Finding, reason: str, by: User | None, at: datetime) -> Finding:
    """A person has looked and says why it may stay so. A blank element is never settled: it must be filled."""
    version = lock_draft(finding.version_id, by=by, at=at)
    current = Finding.objects.select_for_update().get(pk=finding.pk)
    if current.code in inspection.NEVER_SETTLED:
        raise CatalogueRefused(Refusal.NOT_SETTLEABLE)
    if not reason.strip():
        raise CatalogueRefused(Refusal.REASON_MISSING)
    current.settled_at, current.settled_by, current.settled_reason = at, by, reason.strip()[:300]
    current.save(update_fields=["settled_at", "settled_by", "settled_reason"])
    audit.record(
        "catalogue.settle_finding",
        subject=current,
        by=by,
        at=at,
        county_id=version.catalogue.county_id,
        detail={**current.detail, "code": current.code, "reason": current.settled_reason},
    )
    return current
