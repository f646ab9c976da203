"""How the items of the built-in pack became known, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from gongkai.standards.models import Edition, Field, ItemText, Provenance


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items of a field became known in one way."""

    provenance: Provenance
    number: int

    @property
    def label(self) -> str:
        return str(self.provenance.label)


@dataclass(frozen=True, slots=True)
class FieldProvenance:
    """A field: its items, how many of each provenance (in the report's order), how many verified."""

    field: Field
    total: int
    counts: Sequence[Counted]
    verified: int


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of every field in the editions in force."""

    provenances: Sequence[Provenance]
    fields: Sequence[FieldProvenance]


def report() -> Report:
    """Count the items in force by provenance, in two queries."""
    shown = [provenance for provenance in Provenance if provenance != Provenance.LOCAL_VARIANT]
    counts = {str(p): Count("id", filter=Q(provenance=p)) for p in shown}
    rows = (
        ItemText.objects.filter(edition__state=Edition.State.IN_FORCE)
        .order_by()
        .values("item__field_id")
        .annotate(total=Count("id"), verified=Count("id", filter=Q(is_verified=True)), **counts)
    )
    by_field: dict[int, Any] = {row["item__field_id"]: row for row in rows}
    fields = [
        FieldProvenance(
            field,
            total=by_field[field.pk]["total"],
            counts=[Counted(p, by_field[field.pk][str(p)]) for p in shown],
            verified=by_field[field.pk]["verified"],
        )
        for field in Field.objects.filter(pk__in=by_field)
    ]
    return Report(shown, fields)
