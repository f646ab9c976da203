"""Loading the built-in pack: fields, guidelines, one working draft for each. Loading it again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.organisations.models import User
from gongkai.standards import policies
from gongkai.standards.actions.editions import Source, import_edition, put_in_force
from gongkai.standards.models import Edition, Field, Guideline, ItemText, Tier
from gongkai.standards.rules import pack
from gongkai.standards.rules.limits import read_limit
from gongkai.standards.rules.pack import GuidelineFacts


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the pack did."""

    fields: int
    guidelines: int
    items: int
    new_editions: int
    limits_read_again: int


def load_pack(*, by: User | None, at: datetime) -> Loaded:
    """Load what is missing of the pack. Where a later pack changed rows it brings a new edition; limits are read again.

    Where a county has put an official edition in force, a new working draft stays a draft beside it.
    """
    policies.require_keep(by, on=timezone.localdate(at))
    fields = _load_fields(by=by, at=at)
    documents = pack.guidelines()
    made = [_load_edition(_guideline(document, fields), document, by=by, at=at) for document in documents]
    return Loaded(
        fields=len(fields),
        guidelines=len(documents),
        items=ItemText.objects.filter(edition__state=Edition.State.IN_FORCE).count(),
        new_editions=sum(made),
        limits_read_again=_read_limits_again(),
    )


@transaction.atomic
def _load_fields(*, by: User | None, at: datetime) -> Mapping[int, Field]:
    loaded, is_new = {}, False
    for facts in pack.fields():
        values = {
            "slug": facts.slug,
            "seed_name": facts.seed_name,
            "guideline_title": facts.guideline_title,
            "aliases": list(facts.aliases),
            "name_en": facts.name_en,
            "summary": facts.summary,
            "summary_en": facts.summary_en,
        }
        loaded[facts.number], created = Field.objects.update_or_create(number=facts.number, defaults=values)
        is_new |= created
    if is_new:
        first = loaded[min(loaded)]
        audit.record("pack.load_fields", subject=first, by=by, at=at, county_id=None, detail={"fields": len(loaded)})
    return loaded


@transaction.atomic
def _guideline(document: GuidelineFacts, fields: Mapping[int, Field]) -> Guideline:
    guideline, _created = Guideline.objects.get_or_create(
        tier=Tier.NATIONAL,
        title=document.title,
        defaults={
            "issuer": document.issuer,
            "document_number": document.document_number,
            "issued_on": document.issued_on,
        },
    )
    guideline.fields.set([fields[number] for number in document.fields])
    return guideline


def _load_edition(guideline: Guideline, document: GuidelineFacts, *, by: User | None, at: datetime) -> bool:
    """Make the working draft unless this very draft is there; put it in force unless something official is."""
    source = Source(name="pack/items.csv", sha256=pack.digest(document.fields), is_working_draft=True)
    if guideline.editions.filter(source_sha256=source.sha256).exclude(state=Edition.State.BUILDING).exists():
        return False
    in_force = guideline.editions.filter(state=Edition.State.IN_FORCE).first()
    edition = import_edition(
        guideline_id=guideline.pk,
        records=pack.records(document.fields),
        label=pack.WORKING_DRAFT,
        by=by,
        at=at,
        source=source,
    )
    if in_force is None or in_force.is_working_draft:
        put_in_force(edition_id=edition.pk, in_force_from=None, by=by, at=at)
    return True


@transaction.atomic
def _read_limits_again() -> int:
    """Working drafts follow the grammar: a phrase that a newer one reads otherwise is stored as it reads now."""
    changed = []
    for text in ItemText.objects.filter(edition__is_working_draft=True).only("time_limit", "time_rules"):
        reading = read_limit(text.time_limit)
        if reading != text.time_rules:
            text.time_rules = reading
            changed.append(text)
    ItemText.objects.bulk_update(changed, ["time_rules"], batch_size=200)
    return len(changed)
