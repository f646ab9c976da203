"""The register of concerns: each step asks the table, is kept as a line of the concern's story, and is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import Concern, ConcernStep
from gongkai.interpretation.queries import reckoning
from gongkai.interpretation.rules import clocks, concerns, steps, upper
from gongkai.interpretation.rules.concerns import Decision, State, Truth
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.kernel.text import printable, squeeze
from gongkai.organisations.models import Body, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.models import Information

Said = ConcernStep.Said


class Told(TypedDict, total=False):
    """What is told of a concern."""

    title: str
    summary: str
    source: str
    source_url: str
    event_at: datetime | None
    discovered_at: datetime
    policy: Information | None
    project: str


@transaction.atomic
def register_concern(
    *, body: Body, level: clocks.Level, by: User | None, at: datetime, **told: Unpack[Told]
) -> Concern:
    """Enter a clue. Its hours run from the earlier of the two moments, unless the county says otherwise."""
    on = timezone.localdate(at)
    assert body.county is not None
    policies.require_registrar(by, body.county, on=on)
    concern = Concern(
        county=body.county,
        body=body,
        level=str(level),
        registered_at=at,
        registered_by=by,
        **_cleaned(told, body, at=at),
    )
    concern.hours, concern.count_from = reckoning.settings_for(body.county, on=on)
    _refresh(concern, done={})
    concern.save(force_insert=True)
    _step(concern, "register", by=by, at=at, note=concern.summary)
    return concern


@transaction.atomic
def verify_concern(*, concern_id: int, truth: Truth, note: str, by: User | None, at: datetime) -> Concern:
    """Say whether it is so, and how that was found out."""
    concern = _moved("verify", concern_id, by=by, at=at, reason=note)
    concern.truth = str(truth)
    return _kept(concern, "verify", by=by, at=at, value=str(truth), note=note)


@transaction.atomic
def dismiss_concern(*, concern_id: int, note: str, by: User | None, at: datetime) -> Concern:
    """Close a clue that is no concern: entered twice, or nobody's business here."""
    return _kept(_moved("dismiss", concern_id, by=by, at=at, reason=note), "dismiss", by=by, at=at, note=note)


@transaction.atomic
def decide_concern(
    *, concern_id: int, decision: Decision, by: User | None, at: datetime, note: str = "", body: Body | None = None
) -> Concern:
    """Answer, forward to another body, watch, or say nothing; whatever is not an answer needs a reason."""
    concern = _moved("decide", concern_id, by=by, at=at)
    concerns.refuse_silence(concern.level, decision)
    if decision in concerns.REASONED and not note.strip():
        raise ResponseRefused(Refusal.REASON_MISSING)
    concern.decision = str(decision)
    _step(concern, "decide", by=by, at=at, value=str(decision), note=note)
    if decision is Decision.FORWARD:
        if body is None or body.county_id != concern.county_id or body.pk == concern.body_id:
            raise ResponseRefused(Refusal.ELSEWHERE)
        concern.body = body
    return _saved(concern)


@transaction.atomic
def take_concern_over(*, concern_id: int, by: User | None, at: datetime) -> Concern:
    """The body to which it was forwarded takes it over, and decides anew. The hours run on."""
    concern = _moved("take_over", concern_id, by=by, at=at)
    concern.decision = ""
    return _kept(concern, "take_over", by=by, at=at)


@transaction.atomic
def say_of_concern(
    *, concern_id: int, said: str, said_at: datetime, by: User | None, at: datetime, url: str = "", note: str = ""
) -> Concern:
    """Record what was said in public before the concern is decided or answered: a first word, a press conference."""
    concern = lock(concern_id)
    _require_desk(concern, by=by, at=at)
    if State(concern.state) not in concerns.OPEN or said not in (Said.WORD, Said.PRESS):
        raise ResponseRefused(Refusal.NOT_OPEN, state=concern.state)
    if not url.strip() and not note.strip():
        raise ResponseRefused(Refusal.NOTHING_SAID)
    return _kept(concern, "say", by=by, at=at, note=note, **_saying(said, said_at, url=url, at=at))


@transaction.atomic
def answer_concern(
    *, concern_id: int, url: str, said_at: datetime, by: User | None, at: datetime, note: str = ""
) -> Concern:
    """Record an answer that was given elsewhere: where, and when. One of our own pieces answers by being published."""
    concern = _moved("answer", concern_id, by=by, at=at)
    if not url.strip():
        raise ResponseRefused(Refusal.NOTHING_SAID)
    return _kept(concern, "answer", by=by, at=at, note=note, **_saying(Said.ANSWER, said_at, url=url, at=at))


@transaction.atomic
def record_effect(*, concern_id: int, note: str, by: User | None, at: datetime) -> Concern:
    """Say what the answer did: whether the concern has calmed, what people asked next."""
    concern = _moved("record_effect", concern_id, by=by, at=at, reason=note)
    return _kept(concern, "record_effect", by=by, at=at, note=note)


@transaction.atomic
def close_concern(*, concern_id: int, by: User | None, at: datetime, note: str = "") -> Concern:
    """Nothing more is to be done."""
    return _kept(_moved("close", concern_id, by=by, at=at), "close", by=by, at=at, note=note)


@transaction.atomic
def reconsider_concern(*, concern_id: int, note: str, by: User | None, at: datetime) -> Concern:
    """Judge again: the answer did not settle it, or what was watched has grown."""
    concern = _moved("reconsider", concern_id, by=by, at=at, reason=note)
    if not concern.truth:  # a clue that was dismissed before anybody looked
        raise ResponseRefused(Refusal.NOT_OPEN, state=concern.state)
    concern.decision = ""
    return _kept(concern, "reconsider", by=by, at=at, note=note)


@transaction.atomic
def grade_concern(*, concern_id: int, level: clocks.Level, note: str, by: User | None, at: datetime) -> Concern:
    """Change the level, and with it what is owed within hours."""
    concern = lock(concern_id)
    _require_desk(concern, by=by, at=at, wanted=frozenset({Permission.SIGN_OFF, Permission.MANAGE_DUTIES}))
    if State(concern.state) not in concerns.OPEN:
        raise ResponseRefused(Refusal.NOT_OPEN, state=concern.state)
    if not note.strip():
        raise ResponseRefused(Refusal.REASON_MISSING)
    concern.level = str(level)
    return _kept(concern, "grade", by=by, at=at, value=str(level), note=note)


def lock(concern_id: int) -> Concern:
    """A concern with its body and county, locked until the transaction ends."""
    locked = Concern.objects.select_for_update(of=("self",)).select_related("body", "county")
    concern: Concern = locked.get(pk=concern_id)
    return concern


def follow(concern: Concern, name: str, *, piece: Information, said: str, by: User | None, at: datetime) -> Concern:
    """A piece of ours has become public: it is what was said."""
    assert piece.published_at is not None
    given = {"said": said, "said_at": piece.published_at, "information": piece}
    if name == "answer":
        concern.state = str(State.ANSWERED)
    return _kept(concern, name, by=by, at=at, **given)


def _require_desk(
    concern: Concern, *, by: User | None, at: datetime, wanted: frozenset[Permission] = concerns.DESK
) -> None:
    policies.require(by, wanted, concern.body, concern.county, on=timezone.localdate(at))


def _moved(name: str, concern_id: int, *, by: User | None, at: datetime, reason: str = "") -> Concern:
    """The concern, locked, in its new state; not saved yet."""
    concern = lock(concern_id)
    step = steps.find(
        concerns.STEPS,
        name,
        state=State(concern.state),
        permissions=policies.permissions_over(by, concern.body, concern.county, on=timezone.localdate(at)),
        decision=concern.decision,
        reason=reason,
    )
    concern.state = str(step.target)
    concern.closed_at = at if step.target is State.CLOSED else None
    return concern


def _kept(concern: Concern, name: str, *, by: User | None, at: datetime, **told: Any) -> Concern:
    _step(concern, name, by=by, at=at, **told)
    return _saved(concern)


def _step(concern: Concern, name: str, *, by: User | None, at: datetime, **told: Any) -> None:
    """One line of the story, and one of the record."""
    told["note"] = printable(told.get("note", "")).strip()[:4000]
    story = ConcernStep.objects.create(concern=concern, name=name, at=at, by=by, body=concern.body, **told)
    detail = {"note": story.note, "outcome": story.value, "url": story.url}
    shown = {key: value for key, value in detail.items() if value}
    audit.record(f"concern.{name}", subject=concern, by=by, at=at, county_id=concern.county_id, detail=shown)


def _saved(concern: Concern) -> Concern:
    _refresh(concern, done=reckoning.done_in(concern.steps.all()))
    concern.save()
    return concern


def _refresh(concern: Concern, *, done: dict[clocks.Kind, datetime]) -> None:
    """When the next clock falls due; none where nothing is owed any more."""
    is_quiet = concern.state == State.CLOSED or concern.decision in (Decision.WATCH, Decision.NO_ANSWER)
    concern.due_at = None if is_quiet else clocks.next_due(reckoning.clocks_of(concern, done))


def _saying(said: str, said_at: datetime, *, url: str, at: datetime) -> dict[str, Any]:
    if said_at > at:
        raise ResponseRefused(Refusal.IN_FUTURE)
    if url.strip() and not upper.is_address(url.strip()):
        raise ResponseRefused(Refusal.ADDRESS_WRONG)
    return {"said": said, "said_at": said_at, "url": url.strip()}


def _cleaned(told: Told, body: Body, *, at: datetime) -> dict[str, Any]:
    clean: dict[str, Any] = dict(told)
    clean["title"] = squeeze(printable(told.get("title", "")))[:200]
    if not clean["title"]:
        raise ResponseRefused(Refusal.TITLE_MISSING)
    moments = [moment for moment in (told.get("event_at"), told["discovered_at"]) if moment is not None]
    if max(moments) > at:
        raise ResponseRefused(Refusal.IN_FUTURE)
    policy = told.get("policy")
    if policy is not None and policy.county_id != body.county_id:
        raise ResponseRefused(Refusal.ELSEWHERE)
    if (url := told.get("source_url", "").strip()) and not upper.is_address(url):
        raise ResponseRefused(Refusal.ADDRESS_WRONG)
    return clean
