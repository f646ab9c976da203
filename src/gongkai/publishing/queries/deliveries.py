"""Where what was released went: for the desk, per channel and per piece."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from gongkai.channels.models import Channel, Delivery, Message, Notice, Receipt, Subscriber
from gongkai.channels.models.messages import DeliveryQuerySet
from gongkai.channels.rules.kinds import Kind
from gongkai.channels.rules.states import State, may
from gongkai.organisations import policies as organisations
from gongkai.organisations.models import Body, User
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.models import Information
from gongkai.publishing.rules import channel_keys
from gongkai.ui import keyset

WAITING = "waiting"  # all states in which a person has something to do
DIFFERING = "differing"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of deliveries is narrowed to."""

    state: str = ""
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One delivery."""

    public_id: str
    title: str
    information: str  # public id of the piece
    channel: str
    kind: str
    state: str
    version: int
    changed_at: datetime
    owner_body: str
    owner: str
    problem: str
    attempts: int
    url: str
    proof: str
    difference: str
    steps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proof:
    """One receipt."""

    step: str
    at: datetime
    url: str
    proof: str
    by: str


@dataclass(frozen=True, slots=True)
class SentPage:
    """A page of deliveries with the cursors of its neighbours."""

    rows: tuple[Sent, ...]
    next: str = ""
    previous: str = ""

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


@dataclass(frozen=True, slots=True)
class OfPiece:
    """Where the versions of one piece went, and which carriers of its row no channel serves."""

    rows: tuple[Sent, ...]
    unserved: tuple[str, ...] = field(default=())


_STEPS = ("retry", "confirm", "remove_by_hand")


def visible(staff: Staff) -> DeliveryQuerySet:
    """The deliveries of this desk's bodies: what they released, and what they look after."""
    found: DeliveryQuerySet = Delivery.objects.of_releases(staff.county.pk)
    if Permission.SEE_DRAFTS not in staff.permissions:
        return found.none()
    if Permission.SEE_ALL_BODIES in staff.permissions:
        return found
    return found.concerning(list(organisations.visible_bodies(staff).values_list("pk", flat=True)))


def page(staff: Staff, *, wanted: Wanted, after: str | None = None) -> SentPage:
    """One page of the list, last changed first."""
    found = _joined(_narrowed(visible(staff), wanted))
    cut = keyset.page(found, by=("-changed_at", "-pk"), cursor=after)
    return SentPage(_rows(cut.rows), cut.next, cut.previous)


def counts(staff: Staff, *, wanted: Wanted) -> dict[str, int]:
    """How many deliveries are in each state, and how many wait for a person."""
    found = _narrowed(visible(staff), Wanted(channel=wanted.channel))
    by_state = dict(found.values_list("state").annotate(n=Count("pk")).order_by())
    waiting = sum(by_state.get(str(state), 0) for state in (State.DRAFTED, State.FAILED, State.STUCK))
    differing = found.exclude(difference="").count()
    return {WAITING: waiting, DIFFERING: differing, **{str(state): by_state.get(str(state), 0) for state in State}}


def waiting_count(staff: Staff) -> int:
    """How much waits for this desk's own body: the number in the navigation."""
    return Delivery.objects.of_releases(staff.county.pk).owned_by([staff.body.pk]).waiting().count()


def waiting(staff: Staff, *, bodies: Collection[int], limit: int) -> tuple[Sent, ...]:
    """What waits for a person at these bodies, oldest first: for the desk's tasks."""
    found = Delivery.objects.of_releases(staff.county.pk).owned_by(bodies).waiting()
    return _rows(_joined(found).order_by("changed_at", "pk")[:limit])


def one(staff: Staff, public_id: str) -> Sent | None:
    """One delivery of this desk."""
    found = list(_joined(visible(staff)).filter(public_id=public_id))
    return _rows(found)[0] if found else None


def proofs(public_id: str) -> tuple[Proof, ...]:
    """The receipts of a delivery, in order."""
    found = Receipt.objects.filter(delivery__public_id=public_id).order_by("at", "pk")
    return tuple(Proof(r.step, r.at, r.url, r.proof, r.by_name) for r in found)


def of_piece(piece: Information) -> OfPiece:
    """All deliveries of a piece, newest version first, with what nobody serves."""
    threads = Message.objects.filter(county_id=piece.county_id, thread=f"information:{piece.public_id}")
    found = _rows(
        _joined(Delivery.objects.filter(message__in=threads, via__isnull=False)).order_by("-message__version", "via_id")
    )
    if not found:
        return OfPiece(())
    served = Channel.objects.of(piece.county_id).filter(is_active=True).values_list("carriers", flat=True)
    named = [name for carriers in served for name in carriers]
    return OfPiece(found, channel_keys.unserved(piece.row.channels, named))


def channels(staff: Staff) -> Sequence[Channel]:
    """The county's channels, those in use first."""
    return list(Channel.objects.of(staff.county.pk).order_by("-is_active", "id"))


def readers(staff: Staff) -> int:
    """How many readers subscribe by mail."""
    living = Subscriber.objects.filter(county_id=staff.county.pk, ended_at=None, confirmed_at__isnull=False)
    return living.count()


def told(staff: Staff, *, since: datetime) -> int:
    """How many times a reader was told of a release; the hourly sweep proves that none is missing."""
    return Notice.objects.filter(message__county_id=staff.county.pk, noted_at__gt=since).count()


def _narrowed(found: DeliveryQuerySet, wanted: Wanted) -> DeliveryQuerySet:
    if wanted.channel is not None:
        found = found.filter(via_id=wanted.channel)
    if wanted.state == WAITING:
        return found.waiting()
    if wanted.state == DIFFERING:
        return found.exclude(difference="")
    return found.filter(state=wanted.state) if wanted.state else found


def _joined(found: DeliveryQuerySet) -> DeliveryQuerySet:
    return found.select_related("message", "via")


def _rows(deliveries: Iterable[Delivery]) -> tuple[Sent, ...]:
    listed = list(deliveries)
    bodies = dict(
        Body.objects.filter(pk__in={d.owner_body_id for d in listed if d.owner_body_id}).values_list("pk", "short_name")
    )
    people = User.objects.in_bulk({d.owner_id for d in listed if d.owner_id})
    return tuple(_sent(delivery, bodies, people) for delivery in listed)


def _sent(delivery: Delivery, bodies: dict[int, str], people: dict[int, User]) -> Sent:
    owner = people.get(delivery.owner_id or 0)
    return Sent(
        public_id=delivery.public_id,
        title=delivery.message.subject,
        information=delivery.message.thread.partition(":")[2],
        channel=delivery.via.name if delivery.via else "",
        kind=str(Kind(delivery.channel)),
        state=delivery.state,
        version=delivery.message.version,
        changed_at=delivery.changed_at,
        owner_body=bodies.get(delivery.owner_body_id or 0, ""),
        owner=owner.display_name if owner else "",
        problem=delivery.last_problem,
        attempts=delivery.attempts,
        url=delivery.url,
        proof=delivery.proof,
        difference=delivery.difference,
        steps=frozenset(name for name in _STEPS if may(name, state=delivery.state)),
    )
