"""The policies of a desk, each with what its interpretation is at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F

from gongkai.interpretation.queries.facts import required_kinds
from gongkai.interpretation.queries.standings import concerned, with_standing
from gongkai.interpretation.rules.standing import Standing
from gongkai.organisations.models import County
from gongkai.organisations.queries import Staff
from gongkai.publishing import policies as publishing
from gongkai.publishing import queries as pieces
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.states import UNPUBLISHED, State
from gongkai.ui import keyset

BY_CHANGE = ("-changed_at", "-pk")


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in the list. `state` is a code of ui.states."""

    public_id: str
    title: str
    kind: str
    body_name: str
    state: str
    standing: Standing
    has_plan: bool
    materials: int
    changed_at: datetime
    published_at: datetime | None


def policies_page(staff: Staff, *, on: date, standing: str = "", after: str | None = None) -> keyset.Page[Information]:
    """One page of the policies of a desk, last changed first; those of one standing, or all."""
    found = _policies(staff, on=on)
    if standing in set(Standing):
        found = found.filter(standing=standing)
    shown = found.select_related("body").annotate(
        planned=F("interpretation_plan"), materials=Count("interpretation_plan__materials")
    )
    return keyset.page(shown, by=BY_CHANGE, cursor=after)


def lines(page: keyset.Page[Information]) -> tuple[PolicyLine, ...]:
    """The rows of such a page."""
    return tuple(_line(policy) for policy in page.rows)


def counts(staff: Staff, *, on: date) -> Mapping[str, int]:
    """How many policies have each standing."""
    return dict(_policies(staff, on=on).order_by().values_list("standing").annotate(n=Count("pk")))


def standing_of(county: County, public_id: str, *, on: date) -> Standing | None:
    """Where one policy is; None: nobody owes it an interpretation."""
    pieces = Information.objects.of_county(county).filter(public_id=public_id)
    policy = with_standing(concerned(pieces, required=required_kinds(county, on=on))).first()
    return Standing(policy.standing) if policy else None


def _policies(staff: Staff, *, on: date) -> InformationQuerySet:
    seen = publishing.visible(staff).filter(state__in=[*UNPUBLISHED, State.PUBLISHED])
    return with_standing(concerned(seen, required=required_kinds(staff.county, on=on)))


def _line(policy: Information) -> PolicyLine:
    return PolicyLine(
        public_id=policy.public_id,
        title=policy.title,
        kind=str(policy.get_kind_display()),
        body_name=policy.body.short_name,
        state=pieces.shown_state(policy),
        standing=Standing(policy.standing),  # type: ignore[attr-defined]  # annotated by with_standing
        has_plan=policy.planned is not None,  # type: ignore[attr-defined]
        materials=policy.materials,  # type: ignore[attr-defined]
        changed_at=policy.changed_at,
        published_at=policy.published_at,
    )
