"""Taking over a newer list of divisions. Nothing is deleted: a code that the list lacks is reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.organisations import policies
from gongkai.organisations.models import County, Division, User
from gongkai.organisations.rules import county_plan
from gongkai.organisations.rules.division_list import DivisionLine


@dataclass(frozen=True, slots=True)
class Imported:
    """What a newer list changed."""

    added: tuple[str, ...]
    renamed: tuple[tuple[str, str, str], ...]  # code, old name, new name
    missing: tuple[str, ...]  # codes known inside our counties that the list no longer has
    unchanged: int


@transaction.atomic
def import_divisions(*, lines: Iterable[DivisionLine], source: str, by: User | None, at: datetime) -> Imported:
    """Add new divisions, take over new names. Bodies are left alone: a person decides what a change means for them."""
    policies.require_platform(by)
    wanted = {line.code: line for line in lines}
    known = {division.code: division for division in Division.objects.select_for_update().all()}
    added = [_division(line, source) for code, line in sorted(wanted.items(), key=_length) if code not in known]
    renamed = [
        (code, known[code].name, line.name)
        for code, line in wanted.items()
        if code in known and known[code].name != line.name
    ]
    Division.objects.bulk_create(added, batch_size=500)
    for code, _old, name in renamed:
        Division.objects.filter(code=code).update(name=name, name_en=county_plan.english(name), source=source)
    result = Imported(
        added=tuple(division.code for division in added),
        renamed=tuple(renamed),
        missing=_missing(known, wanted),
        unchanged=len(wanted) - len(added) - len(renamed),
    )
    if added or renamed:
        subject = added[0] if added else known[renamed[0][0]]
        detail = {"source": source, "added": len(added), "renamed": len(renamed), "missing": len(result.missing)}
        audit.record("divisions.import", subject=subject, by=by, at=at, county_id=None, detail=detail)
    return result


def _length(pair: tuple[str, DivisionLine]) -> tuple[int, str]:
    return len(pair[0]), pair[0]  # a parent before what lies in it


def _division(line: DivisionLine, source: str) -> Division:
    return Division(
        code=line.code,
        name=line.name,
        name_en=county_plan.english(line.name),
        level=line.level,
        parent_id=line.parent or None,
        source=source,
    )


def _missing(known: dict[str, Division], wanted: dict[str, DivisionLine]) -> tuple[str, ...]:
    ours = tuple(County.objects.values_list("code", flat=True))
    return tuple(sorted(code for code in known if code not in wanted and ours and code.startswith(ours)))
