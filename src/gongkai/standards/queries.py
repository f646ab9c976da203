"""The national side as screens and other rooms read it: fields and provenance, editions, differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gongkai.standards import identity
from gongkai.standards.models import Edition, Field, Guideline, ItemText, Provenance, Tier
from gongkai.standards.rules import comparison
from gongkai.standards.rules.comparison import ElementFate, ItemChange
from gongkai.ui import keyset


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with the count of its items in force, by how they became known."""

    field: Field
    total: int
    verified: int
    by_provenance: Mapping[str, int]
    is_working_draft: bool

    @property
    def unverified(self) -> int:
        return self.total - self.verified


@dataclass(frozen=True, slots=True)
class ProvenanceReport:
    """Where every item in force comes from, field by field, and in all."""

    fields: tuple[FieldLine, ...]

    @property
    def total(self) -> int:
        return sum(line.total for line in self.fields)

    @property
    def verified(self) -> int:
        return sum(line.verified for line in self.fields)

    @property
    def by_provenance(self) -> dict[str, int]:
        return {kind: sum(line.by_provenance[kind] for line in self.fields) for kind in Provenance.values}


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list of editions."""

    edition: Edition
    fields: tuple[Field, ...]
    items: int
    unverified: int


def provenance_report() -> ProvenanceReport:
    """Count the national items in force. Two queries, however many items."""
    in_force = Q(edition__state=Edition.State.IN_FORCE, edition__guideline__tier=Tier.NATIONAL)
    rows = (
        ItemText.objects.filter(in_force)
        .values("item__field", "provenance", "is_verified", "edition__is_working_draft")
        .annotate(number=Count("pk"))
        .order_by()
    )
    counted: dict[int, list[tuple[str, bool, bool, int]]] = {}
    for row in rows:
        facts = (row["provenance"], row["is_verified"], row["edition__is_working_draft"], row["number"])
        counted.setdefault(row["item__field"], []).append(facts)
    return ProvenanceReport(tuple(_field_line(field, counted.get(field.pk, [])) for field in Field.objects.all()))


def _field_line(field: Field, counted: list[tuple[str, bool, bool, int]]) -> FieldLine:
    by_provenance = dict.fromkeys(Provenance.values, 0)
    for provenance, _verified, _draft, number in counted:
        by_provenance[provenance] += number
    return FieldLine(
        field=field,
        total=sum(number for *_, number in counted),
        verified=sum(number for _p, is_verified, _d, number in counted if is_verified),
        by_provenance=by_provenance,
        is_working_draft=any(is_draft for _p, _v, is_draft, _n in counted),
    )


def editions() -> list[EditionLine]:
    """Every edition that may be seen, grouped by guideline in the order of their first field, newest first."""
    lines = [
        EditionLine(edition, tuple(edition.guideline.fields.all()), edition.items, edition.unverified)
        for edition in _visible()
        .select_related("guideline", "parent_edition")
        .prefetch_related("guideline__fields")
        .annotate(items=Count("texts"), unverified=Count("texts", filter=Q(texts__is_verified=False)))
    ]
    return sorted(lines, key=lambda line: (_first(line.fields), line.edition.guideline_id, -line.edition.number))


def _first(fields: Iterable[Field]) -> int:
    return min((field.number for field in fields), default=0)


def _visible() -> QuerySet[Edition]:
    """What is being built is nobody's to see yet."""
    return Edition.objects.exclude(state=Edition.State.BUILDING)


def edition(pk: int) -> Edition | None:
    """One edition with its guideline."""
    return _visible().select_related("guideline", "parent_edition").filter(pk=pk).first()


def others(of: Edition) -> list[Edition]:
    """The other editions of the same guideline, and its parent, to hold this one against."""
    same = Q(guideline_id=of.guideline_id) | Q(pk=of.parent_edition_id) | Q(guideline__parent=of.guideline_id)
    return list(
        _visible().select_related("guideline").filter(same).exclude(pk=of.pk).order_by("guideline_id", "-number")
    )


def items_page(
    of: Edition, *, field: Field | None = None, words: str = "", cursor: str | None = None
) -> keyset.Page[ItemText]:
    """A page of an edition's items in their order."""
    texts = of.texts.select_related("item__field")
    if field is not None:
        texts = texts.filter(item__field=field)
    if words:
        texts = texts.filter(Q(l1__icontains=words) | Q(l2__icontains=words) | Q(l3__icontains=words))
    return keyset.page(texts, by=("position", "pk"), cursor=cursor)


def difference(old: Edition, new: Edition) -> tuple[ItemChange, ...]:
    """What differs between two editions. Identity was settled at import: here keys decide."""
    matching = comparison.match(identity.facts_of(old), identity.facts_of(new))
    return comparison.difference(matching)


@dataclass(frozen=True, slots=True)
class TierFate:
    """An item that a lower tier wrote for itself, between the upper tier's old and new text."""

    key: str
    title: str
    elements: tuple[ElementFate, ...]


def across_tiers(*, before: Edition, after: Edition, own: Edition) -> list[TierFate]:
    """Hold a province's edition against two editions of the tier above it; only items with something to say."""
    old, new = _by_key(before), _by_key(after)
    fates = []
    for key, item in _by_key(own).items():
        if key in old and key in new:
            elements = comparison.three_way(before=old[key].elements, after=new[key].elements, own=item.elements)
            touched = tuple(fate for fate in elements if fate.verdict is not comparison.Verdict.SAME)
            if touched:
                fates.append(TierFate(key, item.title, touched))
    return fates


def _by_key(of: Edition) -> dict[str, comparison.Item]:
    return {item.key: item for item in identity.facts_of(of)}


def guidelines() -> list[Guideline]:
    """Every guideline, in the order of its first field."""
    found = Guideline.objects.prefetch_related("fields")
    return sorted(found, key=lambda guideline: (_first(guideline.fields.all()), guideline.pk))


@dataclass(frozen=True, slots=True)
class EditionCounts:
    """How many items an edition has, and how many nobody has checked yet."""

    items: int
    unverified: int


def counts_of(edition: Edition) -> EditionCounts:
    counted = edition.texts.aggregate(items=Count("pk"), unverified=Count("pk", filter=Q(is_verified=False)))
    return EditionCounts(**counted)
