"""What people decide of the rows of a draft: take over, adapt, split, add, set aside; and take it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.catalogues import sources
from gongkai.catalogues.actions import drafts, findings
from gongkai.catalogues.actions.compiling import next_number
from gongkai.catalogues.models import Decision, DecisionBatch, Matter, Row, Version
from gongkai.catalogues.rules import compilation
from gongkai.catalogues.rules.completeness import ADAPTABLE, COMPARED
from gongkai.catalogues.rules.differences import printed
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.catalogues.rules.stages import Stage, guess
from gongkai.organisations.models import Level, User
from gongkai.standards.rules.limits import read_limit

CHANGEABLE = frozenset({*COMPARED, "l1_en", "l2_en", "channels_optional"})
MARKED = ("decision", "decided_at", "decided_by", "reason", "approved_by", "is_inherited")
MAX_PARTS = compilation.SPACING - 1


@transaction.atomic
def adopt_group(
    *,
    version: Version,
    by: User | None,
    at: datetime,
    field_id: int | None = None,
    l1: str | None = None,
    except_rows: Collection[int] = (),
) -> DecisionBatch:
    """Take over everything undecided of a field or first-level group (or of the whole draft), but for exceptions."""
    draft = drafts.lock_draft(version.pk, by=by, at=at)
    rows = draft.rows.undecided().exclude(pk__in=except_rows)
    rows = rows.filter(field_id=field_id) if field_id is not None else rows
    rows = rows.filter(l1=l1) if l1 is not None else rows
    return _decide(draft, list(rows), Decision.ADOPTED, "adopt_group", by=by, at=at)


@transaction.atomic
def adopt(*, rows: Iterable[Row], by: User | None, at: datetime) -> DecisionBatch:
    """Take over these rows in the guideline's words. What was adapted or split stays as it was decided."""
    draft, current = _lock_rows(rows, by=by, at=at)
    plain = [row for row in current if not row.adapted_elements and row.decision != Decision.SPLIT]
    return _decide(draft, plain, Decision.ADOPTED, "adopt", by=by, at=at)


@transaction.atomic
def mark_not_applicable(
    *, rows: Iterable[Row], reason: str, approved_by: User | None, by: User | None, at: datetime
) -> DecisionBatch:
    """Set rows aside: the place has no such power or service. Says why, and who approved it."""
    draft, current = _lock_rows(rows, by=by, at=at)
    if approved_by is None and by is not None:
        raise CatalogueRefused(Refusal.APPROVER_MISSING)
    more = {"reason": _reason(reason), "approved_by": approved_by}
    return _decide(draft, current, Decision.NOT_APPLICABLE, "mark_not_applicable", by=by, at=at, more=more)


@transaction.atomic
def reset(*, rows: Iterable[Row], by: User | None, at: datetime) -> DecisionBatch:
    """Back to undecided, in the guideline's words; a township row: back to what the county decided."""
    draft, current = _lock_rows(rows, by=by, at=at)
    before = drafts.snapshot(current)
    for row in current:
        _back_to_source(row)
        row.save(update_fields=[name.removesuffix("_id") for name in drafts.KEPT])
    drafts.follow(current)
    return _close(draft, "reset", before=before, by=by, at=at)


@transaction.atomic
def adapt(*, row: Row, changes: Mapping[str, Any], reason: str, by: User | None, at: datetime) -> DecisionBatch:
    """Say some elements of a row in the county's own way. `changes`: field of the row → new value."""
    draft, (current,) = _lock_rows([row], by=by, at=at)
    elements = _changed_elements(current, changes)
    before = drafts.snapshot([current])
    for name, value in changes.items():
        setattr(current, name, _stored(name, value))
    if "time_limit" in changes:
        current.time_rules = read_limit(current.time_limit)
    current.adapted_elements = sorted({*current.adapted_elements, *elements})
    _mark(current, Decision.ADAPTED, reason=_reason(reason), by=by, at=at)
    current.save()
    if not {"subject", "levels"}.isdisjoint(changes):
        _resolve_again(current, at=at)
    drafts.follow([current])
    return _close(draft, "adapt", before=before, by=by, at=at, detail={"elements": elements, "reason": reason})


@transaction.atomic
def split(*, row: Row, parts: Sequence[Mapping[str, Any]], reason: str, by: User | None, at: datetime) -> DecisionBatch:
    """Divide a matter into parts with numbers of their own; the whole stays on record and no longer applies."""
    draft, (whole,) = _lock_rows([row], by=by, at=at)
    if not 2 <= len(parts) <= MAX_PARTS or any(not part.get("l2") for part in parts):
        raise CatalogueRefused(Refusal.TOO_FEW_PARTS)
    before = drafts.snapshot([whole])
    rows = [_part(whole, part, nth=n, reason=_reason(reason), by=by, at=at) for n, part in enumerate(parts, start=1)]
    _mark(whole, Decision.SPLIT, reason=_reason(reason), by=by, at=at)
    whole.save()
    drafts.follow([whole])
    created = [part.pk for part in rows]
    return _close(draft, "split", before=before, created=created, by=by, at=at, detail={"reason": reason})


@transaction.atomic
def add_local(
    *, version: Version, field_id: int, elements: Mapping[str, Any], reason: str, by: User | None, at: datetime
) -> Row:
    """Add a matter that no guideline knows; of a township's own if the draft is a township's."""
    draft = drafts.lock_draft(version.pk, by=by, at=at)
    _refuse_unknown(elements)
    if draft.rows.filter(field_id=field_id, l1=elements.get("l1", ""), l2=elements.get("l2", "")).exists():
        raise CatalogueRefused(Refusal.NAME_TAKEN)
    matter = _new_matter(draft, field_id=field_id, name=elements.get("l2", ""), at=at)
    last = draft.rows.filter(field_id=field_id).order_by("-position").values_list("position", flat=True).first() or 0
    row = Row(version=draft, matter=matter, county_id=matter.county_id, field_id=field_id, position=last + 1)
    _say(row, {"provenance": "local", **elements})
    _mark(row, Decision.ADDED, reason=_reason(reason), by=by, at=at)
    row.save()
    _resolve_again(row, at=at)
    _close(draft, "add_local", before={}, created=[row.pk], by=by, at=at, detail={"reason": reason})
    return row


@transaction.atomic
def set_stage(*, row: Row, element: int, stage: str, by: User | None, at: datetime) -> Row:
    """Correct the stage at which a content element stands."""
    draft, (current,) = _lock_rows([row], by=by, at=at)
    if stage not in set(Stage) or not 0 <= element < len(current.content):
        raise CatalogueRefused(Refusal.UNKNOWN_STAGE)
    before = drafts.snapshot([current])
    current.content[element]["stage"] = stage
    current.is_inherited = False
    current.save(update_fields=["content", "is_inherited"])
    drafts.follow([current])
    drafts.write_batch(draft, "set_stage", before=before, by=by, at=at, detail={"element": element, "stage": stage})
    return current


def _lock_rows(rows: Iterable[Row], *, by: User | None, at: datetime) -> tuple[Version, list[Row]]:
    asked = list(rows)
    versions = {row.version_id for row in asked}
    if len(versions) != 1:
        raise CatalogueRefused(Refusal.NOT_DRAFT)
    draft = drafts.lock_draft(versions.pop(), by=by, at=at)
    current = draft.rows.filter(pk__in=[row.pk for row in asked]).select_related("matter")
    return draft, list(current)


def _decide(
    draft: Version,
    rows: Sequence[Row],
    decision: Decision,
    action: str,
    *,
    by: User | None,
    at: datetime,
    more: Mapping[str, Any] | None = None,
) -> DecisionBatch:
    before = drafts.snapshot(rows)
    for row in rows:
        _mark(row, decision, by=by, at=at, **(more or {}))
    same = {name: getattr(rows[0], name) for name in MARKED} if rows else {}
    draft.rows.filter(pk__in=[row.pk for row in rows]).update(**same)
    drafts.follow(rows)
    return _close(draft, action, before=before, by=by, at=at)


def _mark(
    row: Row,
    decision: Decision,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    approved_by: User | None = None,
) -> None:
    row.decision, row.reason, row.approved_by = decision, reason, approved_by
    row.decided_at, row.decided_by, row.is_inherited = at, by, False


def _close(
    draft: Version,
    action: str,
    *,
    before: Mapping[str, Any],
    by: User | None,
    at: datetime,
    created: Sequence[int] = (),
    detail: Mapping[str, Any] | None = None,
) -> DecisionBatch:
    findings.reconcile(draft, on=timezone.localtime(at).date())
    return drafts.write_batch(draft, action, before=before, created=created, by=by, at=at, detail=detail or {})


def _reason(text: str) -> str:
    if not text.strip():
        raise CatalogueRefused(Refusal.REASON_MISSING)
    return text.strip()


def _refuse_unknown(changes: Mapping[str, Any]) -> None:
    if unknown := set(changes) - CHANGEABLE:
        raise CatalogueRefused(Refusal.UNKNOWN_ELEMENT, fields=sorted(unknown))


def _changed_elements(row: Row, changes: Mapping[str, Any]) -> list[str]:
    _refuse_unknown(changes)
    changed = [name for name, value in changes.items() if printed(name, getattr(row, name)) != printed(name, value)]
    if not changed:
        raise CatalogueRefused(Refusal.NOTHING_CHANGED)
    return sorted({str(ADAPTABLE.get(name, name)) for name in changed})


def _stored(name: str, value: Any) -> Any:
    """Content elements carry a stage; one given as a bare text gets its first guess."""
    if name != "content":
        return value
    return [part if isinstance(part, Mapping) else {"text": part, "stage": str(guess(part))} for part in value]


def _say(row: Row, elements: Mapping[str, Any]) -> None:
    for name, value in elements.items():
        setattr(row, name, _stored(name, value))
    row.time_rules = read_limit(row.time_limit)


def _part(whole: Row, part: Mapping[str, Any], *, nth: int, reason: str, by: User | None, at: datetime) -> Row:
    _refuse_unknown(part)
    draft = whole.version
    matter = _new_matter(draft, field_id=whole.field_id, name=part["l2"], at=at, whole=whole.matter)
    row = Row(version=draft, matter=matter, county_id=whole.county_id, field_id=whole.field_id)
    for name in (*compilation.ELEMENTS, "national_id"):
        setattr(row, name, getattr(whole, name))
    row.l2_en, row.position = "", whole.position + nth
    _say(row, part)
    _mark(row, Decision.ADDED, reason=reason, by=by, at=at)
    row.save()
    owed = [(owner.body_id, owner.level) for owner in whole.owed_by.all()]
    drafts.set_owed(row, owed)
    return row


def _new_matter(draft: Version, *, field_id: int, name: str, at: datetime, whole: Matter | None = None) -> Matter:
    county = draft.catalogue.county
    return Matter.objects.create(
        county=county,
        number=next_number(county),
        owner_id=draft.catalogue.owner_id,
        field_id=field_id,
        item=whole.item if whole else None,
        split_from=whole,
        name=name,
        created_at=at,
    )


def _back_to_source(row: Row) -> None:
    """The words of the guideline, or of the county row that a township row mirrors."""
    if row.mirrors is not None:
        for name in drafts.FOLLOWED:
            setattr(row, name, getattr(row.mirrors, name))
        row.is_inherited = True
        return
    if row.national is None:
        raise CatalogueRefused(Refusal.NOTHING_TO_UNDO)
    text = {name: getattr(row.national, name) for name in compilation.ELEMENTS}
    for name, value in {**compilation.from_text(text), **compilation.UNDECIDED}.items():
        setattr(row, name, value)


def _resolve_again(row: Row, *, at: datetime) -> None:
    """Work out anew who owes a row after its subject or levels changed."""
    owner = row.version.catalogue.owner_id
    if owner is not None:
        drafts.set_owed(row, [(owner, Level.TOWNSHIP)])
        return
    directory = sources.directory(row.version.catalogue.county, on=timezone.localtime(at).date())
    drafts.set_owed(row, directory.resolve(row.subject, levels=row.levels).owed)


@transaction.atomic
def undo(*, batch: DecisionBatch, by: User | None, at: datetime) -> DecisionBatch:
    """Take a whole act of deciding back, as long as nobody has decided on the same rows since."""
    taken_back = drafts.take_back(batch, by=by, at=at)
    findings.reconcile(taken_back.version, on=timezone.localtime(at).date())
    return taken_back
