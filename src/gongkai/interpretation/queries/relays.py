"""Policies from above as the desk's list and page show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import FeedReading, PolicyImport, PolicyLink, PolicyMatch, UpperPolicy
from gongkai.interpretation.querysets import UpperPolicyQuerySet
from gongkai.interpretation.rules import relays, steps
from gongkai.interpretation.rules.relays import Condition, State
from gongkai.organisations import policies as organisations
from gongkai.organisations.models import County
from gongkai.organisations.queries import Staff
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State as PieceState
from gongkai.ui import keyset

AHEAD = timedelta(hours=6)
SHOWN = ("open", "overdue", "measure", "settled", "aside", "all")


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in the list."""

    policy: UpperPolicy
    condition: Condition
    matters: int
    measures: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A piece of ours with what interprets it."""

    link: PolicyLink
    information: Information
    interpretations: tuple[Information, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """Everything that the page of one policy says."""

    policy: UpperPolicy
    condition: Condition
    matches: tuple[PolicyMatch, ...]
    relays: tuple[Explained, ...]
    measures: tuple[Explained, ...]
    moves: tuple[str, ...]
    may_work: bool


def shown(staff: Staff, show: str, *, at: datetime) -> UpperPolicyQuerySet:
    """The policies of one part of the list."""
    found = policies.policies_seen(staff)
    parts = {
        "open": found.open(),
        "overdue": found.overdue(at=at),
        "measure": found.without_measure(),
        "settled": found.filter(state__in=[State.RELAYED, State.LINKED]),
        "aside": found.filter(state=State.SET_ASIDE),
    }
    return parts.get(show, found)


def policies_page(staff: Staff, show: str, *, at: datetime, after: str | None) -> keyset.Page[UpperPolicy]:
    """One page of a part: what is open by its last moment, the rest newest first."""
    counted = (
        shown(staff, show, at=at)
        .select_related("body")
        .annotate(
            matters=Count("matches", filter=~Q(matches__verdict=PolicyMatch.Verdict.REJECTED), distinct=True),
            measures=Count("links", filter=Q(links__role=PolicyLink.Role.MEASURE), distinct=True),
        )
    )
    by = ("due_at", "pk") if show in ("open", "overdue") else ("-published_at", "-pk")
    return keyset.page(counted, by=by, cursor=after)


def lines(page: keyset.Page[UpperPolicy], *, at: datetime) -> tuple[PolicyLine, ...]:
    """The rows of such a page."""
    return tuple(
        PolicyLine(policy, condition_of(policy, at=at), policy.matters, policy.measures)  # type: ignore[attr-defined]
        for policy in page.rows
    )


def counts(staff: Staff, *, at: datetime) -> Mapping[str, int]:
    """How many policies each part of the list has."""
    return {show: shown(staff, show, at=at).count() for show in SHOWN}


def pressing(staff: Staff, *, at: datetime) -> UpperPolicyQuerySet:
    """What this desk has to relay within hours, or should have: its own, and at the office what is nobody's."""
    hers = Q(body__in=organisations.visible_bodies(staff))
    if policies.is_of_office(staff):
        hers |= Q(body=None)
    return policies.policies_seen(staff).overdue(at=at + AHEAD).filter(hers)


def policy_page(policy: UpperPolicy, staff: Staff, *, at: datetime) -> PolicyPage:
    """One policy with what it concerns and what was made of it."""
    held = policies.permissions_over(staff.user, policy.body, staff.county, on=timezone.localdate(at))
    public = Information.objects.public().newest_first()
    ties = policy.links.select_related("information__body").prefetch_related(
        Prefetch("information__interpretations", queryset=public, to_attr="explaining")
    )
    told = [_explained(tie) for tie in ties.order_by("made_at", "id")]
    matches = policy.matches.select_related("matter__field", "judged_by").order_by("-nearness", "id")
    return PolicyPage(
        policy=policy,
        condition=condition_of(policy, at=at),
        matches=tuple(matches),
        relays=tuple(one for one in told if one.link.role == PolicyLink.Role.RELAY),
        measures=tuple(one for one in told if one.link.role == PolicyLink.Role.MEASURE),
        moves=steps.names(relays.STEPS, state=State(policy.state), permissions=held),
        may_work=not held.isdisjoint(relays.WRITERS),
    )


def _explained(tie: PolicyLink) -> Explained:
    return Explained(tie, tie.information, tuple(tie.information.explaining))  # type: ignore[attr-defined]


def condition_of(policy: UpperPolicy, *, at: datetime) -> Condition:
    """Where a relay stands at a moment."""
    return relays.condition(
        State(policy.state),
        published_at=policy.published_at,
        due=policy.due_at,
        settled_at=policy.settled_at,
        at=at,
    )


def feeds(county: County) -> tuple[FeedReading, ...]:
    """How each feed was read last."""
    return tuple(FeedReading.objects.filter(county=county).order_by("url"))


def waiting_imports(county: County) -> tuple[PolicyImport, ...]:
    """Tables that wait for somebody to take them in or drop them."""
    found = PolicyImport.objects.filter(county=county, taken_in_at=None, dropped_at=None)
    return tuple(found.order_by("-uploaded_at")[:10])


@dataclass(frozen=True, slots=True)
class Above:
    """A policy from above, as the public page of a piece of ours names it."""

    policy: UpperPolicy
    role: str
    others: tuple[Information, ...]  # what else here relays it or carries it out, public


def above(county: County, public_id: str) -> tuple[Above, ...]:
    """The policies that a public piece relays or carries out."""
    ties = PolicyLink.objects.filter(information__county=county, information__public_id=public_id)
    listed = list(ties.select_related("policy").order_by("id"))
    if not listed:
        return ()
    others = PolicyLink.objects.filter(
        policy__in=[tie.policy_id for tie in listed], information__state=PieceState.PUBLISHED
    ).exclude(information__public_id=public_id)
    shown_with: dict[int, list[Information]] = {}
    for tie in others.select_related("information").order_by("-information__published_at", "id"):
        shown_with.setdefault(tie.policy_id, []).append(tie.information)
    return tuple(Above(tie.policy, tie.role, tuple(shown_with.get(tie.policy_id, ()))) for tie in listed)
