"""What becomes of a policy from above: whom it concerns, who relays it, and by which piece of ours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from gongkai.audit import actions as audit
from gongkai.catalogues.models import Matter
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import PolicyLink, PolicyMatch, UpperPolicy
from gongkai.interpretation.queries import matching as rows
from gongkai.interpretation.rules import relays, steps, upper
from gongkai.interpretation.rules.matching import How
from gongkai.interpretation.rules.relays import State
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import Body, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State as PieceState

Verdict = PolicyMatch.Verdict
Role = PolicyLink.Role


@transaction.atomic
def judge_match(*, match_id: int, is_relevant: bool, by: User | None, at: datetime) -> PolicyMatch:
    """Say whether a matter is concerned. Its body takes the policy over where no other has."""
    match: PolicyMatch = PolicyMatch.objects.select_related("policy__county", "matter").get(pk=match_id)
    policy = lock(match.policy_id)
    require(by, policy, at=at)
    match.verdict = Verdict.CONFIRMED if is_relevant else Verdict.REJECTED
    match.judged_at, match.judged_by = at, by
    match.save(update_fields=["verdict", "judged_at", "judged_by"])
    if is_relevant:
        _give_to_owner(policy, match.matter_id, at=at)
    record("policy.match_judged", policy, by=by, at=at, matter=match.matter.name, outcome=str(match.verdict))
    return match


@transaction.atomic
def name_matter(*, policy_id: int, matter_id: int, by: User | None, at: datetime) -> PolicyMatch:
    """Name a matter that nothing proposed."""
    policy = lock(policy_id)
    require(by, policy, at=at)
    matter = Matter.objects.filter(pk=matter_id, county_id=policy.county_id).first()
    if matter is None:
        raise ResponseRefused(Refusal.ELSEWHERE)
    judged = {"verdict": Verdict.CONFIRMED, "judged_at": at, "judged_by": by}
    match: PolicyMatch = PolicyMatch.objects.update_or_create(
        policy=policy, matter=matter, defaults=judged, create_defaults={**judged, "how": str(How.PERSON), "nearness": 1}
    )[0]
    _give_to_owner(policy, matter.pk, at=at)
    record("policy.match_judged", policy, by=by, at=at, matter=matter.name, outcome=str(match.verdict))
    return match


@transaction.atomic
def assign_policy(*, policy_id: int, body: Body, by: User | None, at: datetime) -> UpperPolicy:
    """Give a policy to a body. The office does; a body may pass on what is its own."""
    policy = lock(policy_id)
    require(by, policy, at=at, wanted=frozenset({Permission.MANAGE_DUTIES, Permission.SIGN_OFF}))
    if body.county_id != policy.county_id:
        raise ResponseRefused(Refusal.ELSEWHERE)
    policy.body = body
    policy.save(update_fields=["body"])
    record("policy.assign", policy, by=by, at=at, body=body.name)
    return policy


def start_relay(*, policy_id: int, matter_id: int, body: Body, by: User, at: datetime) -> Information:
    """Begin the piece that relays a policy, under a matter: its maker named as the source. One at a time."""
    with transaction.atomic():
        policy = lock(policy_id)
        require(by, policy, at=at)
        steps.find(relays.STEPS, "settle", state=State(policy.state), permissions=policies.EVERYTHING)
        begun = policy.links.filter(role=Role.RELAY).exclude(information__state=PieceState.WITHDRAWN).first()
        if begun is not None:
            raise ResponseRefused(Refusal.LINKED_ALREADY, title=begun.information.title)
        draft = publishing.start_draft(body=body, matter_id=matter_id, by=by, at=at)
        draft = publishing.save_draft(
            information_id=draft.pk,
            revision=draft.revision,
            by=by,
            at=at,
            title=policy.title,
            html=_html(policy),
            kind=Information.Kind.POLICY,
            document_number=policy.document_number,
            topic=policy.topic,
            content_source=policy.issuer,
            written_on=policy.written_on,
        )
        PolicyLink.objects.create(policy=policy, information=draft, role=Role.RELAY, made_at=at, made_by=by)
        record("policy.relay_started", policy, by=by, at=at, information=draft.title)
    return draft


@transaction.atomic
def link_policy(*, policy_id: int, information_id: int, role: str, by: User | None, at: datetime) -> PolicyLink:
    """Say that a piece of ours relays a policy, or carries it out here."""
    policy = lock(policy_id)
    require(by, policy, at=at)
    piece = Information.objects.filter(pk=information_id, county_id=policy.county_id).first()
    if piece is None:
        raise ResponseRefused(Refusal.ELSEWHERE)
    tie, is_new = PolicyLink.objects.get_or_create(
        policy=policy, information=piece, defaults={"role": Role(role), "made_at": at, "made_by": by}
    )
    if not is_new:
        raise ResponseRefused(Refusal.LINKED_ALREADY, title=piece.title)
    record("policy.link", policy, by=by, at=at, information=piece.title, kind=str(tie.role))
    if tie.role == Role.RELAY and piece.state == PieceState.PUBLISHED and policy.state in (State.OPEN, State.LINKED):
        _settle(policy, State.RELAYED, on_at=piece.published_at or at, by=by, at=at)
    raise_revision(policy.county_id)
    return tie


@transaction.atomic
def unlink_policy(*, link_id: int, by: User | None, at: datetime) -> None:
    """Take a link back that was made by mistake; a relay that is public must be withdrawn instead."""
    tie = PolicyLink.objects.select_related("information", "policy").get(pk=link_id)
    policy = lock(tie.policy_id)
    require(by, policy, at=at)
    if tie.role == Role.RELAY and tie.information.state == PieceState.PUBLISHED:
        raise ResponseRefused(Refusal.NOT_OPEN)
    record("policy.unlink", policy, by=by, at=at, information=tie.information.title)
    tie.delete()
    raise_revision(policy.county_id)


@transaction.atomic
def link_only(*, policy_id: int, url: str, by: User | None, at: datetime) -> UpperPolicy:
    """Settle a policy by a link to where it stands, without a piece of ours."""
    policy = lock(policy_id)
    _may("link_only", policy, by=by, at=at)
    if not upper.is_address(url.strip()):
        raise ResponseRefused(Refusal.ADDRESS_WRONG)
    policy.link_url = url.strip()
    _settle(policy, State.LINKED, on_at=at, by=by, at=at)
    return policy


@transaction.atomic
def set_aside(*, policy_id: int, reason: str, by: User | None, at: datetime) -> UpperPolicy:
    """Say that a policy does not concern the county, and why."""
    policy = lock(policy_id)
    _may("set_aside", policy, by=by, at=at, reason=reason)
    policy.reason = reason.strip()[:300]
    _settle(policy, State.SET_ASIDE, on_at=at, by=by, at=at)
    return policy


@transaction.atomic
def reopen_policy(*, policy_id: int, reason: str, by: User | None, at: datetime) -> UpperPolicy:
    """Owe the relay again: the hours are those of before."""
    policy = lock(policy_id)
    _may("reopen", policy, by=by, at=at, reason=reason)
    _open(policy)
    record("policy.reopen", policy, by=by, at=at, reason=reason.strip()[:300])
    return policy


@transaction.atomic
def follow_relays(*, public_ids: list[str], by: User | None, at: datetime) -> int:
    """Bring policies up to what became of the pieces that relay them: public, they are relayed; withdrawn, owed."""
    ties = PolicyLink.objects.filter(information__public_id__in=public_ids, role=Role.RELAY)
    changed = 0
    for policy_id in sorted(set(ties.values_list("policy_id", flat=True))):
        policy = lock(policy_id)
        shown = policy.links.filter(role=Role.RELAY, information__state=PieceState.PUBLISHED)
        first = shown.order_by("information__published_at").select_related("information").first()
        if first is not None and policy.state in (State.OPEN, State.LINKED):
            _settle(policy, State.RELAYED, on_at=first.information.published_at or at, by=by, at=at)
            changed += 1
        elif first is None and policy.state == State.RELAYED:
            _open(policy)
            record("policy.reopen", policy, by=by, at=at)
            changed += 1
    return changed


def lock(policy_id: int) -> UpperPolicy:
    """A policy with its county and body, locked until the transaction ends."""
    locked = UpperPolicy.objects.select_for_update(of=("self",)).select_related("county", "body")
    policy: UpperPolicy = locked.get(pk=policy_id)
    return policy


def require(
    by: User | None, policy: UpperPolicy, *, at: datetime, wanted: frozenset[Permission] = relays.WRITERS
) -> None:
    """Whoever writes for the body that has the policy; the office where none has."""
    policies.require(by, wanted, policy.body, policy.county, on=timezone.localdate(at))


def record(action: str, policy: UpperPolicy, *, by: User | None, at: datetime, **detail: Any) -> None:
    """How each act on a policy ends: in the county's record."""
    audit.record(action, subject=policy, by=by, at=at, county_id=policy.county_id, detail=detail)


def _may(name: str, policy: UpperPolicy, *, by: User | None, at: datetime, reason: str = "") -> None:
    held = policies.permissions_over(by, policy.body, policy.county, on=timezone.localdate(at))
    steps.find(relays.STEPS, name, state=State(policy.state), permissions=held, reason=reason)


def _settle(policy: UpperPolicy, state: State, *, on_at: datetime, by: User | None, at: datetime) -> None:
    policy.state, policy.settled_at, policy.settled_by = str(state), on_at, by
    policy.save(update_fields=["state", "settled_at", "settled_by", "reason", "link_url"])
    record("policy.settle", policy, by=by, at=at, outcome=str(state), reason=policy.reason, url=policy.link_url)


def _open(policy: UpperPolicy) -> None:
    policy.state, policy.settled_at, policy.settled_by = str(State.OPEN), None, None
    policy.reason = policy.link_url = ""
    policy.save(update_fields=["state", "settled_at", "settled_by", "reason", "link_url"])


def _give_to_owner(policy: UpperPolicy, matter_id: int, *, at: datetime) -> None:
    if policy.body_id is None:
        policy.body_id = rows.owners(policy.county, [matter_id], on=timezone.localdate(at)).get(matter_id)
        policy.save(update_fields=["body"])


def _html(policy: UpperPolicy) -> str:
    """What is known of the policy, as a first text; the editor's own cleaning comes after."""
    paragraphs = [f"<p>{escape(line)}</p>" for line in policy.text.splitlines() if line.strip()]
    if policy.url:
        paragraphs.append(f'<p>原文：<a href="{escape(policy.url)}">{escape(policy.url)}</a></p>')
    return "".join(paragraphs) or f"<p>{escape(policy.title)}</p>"
