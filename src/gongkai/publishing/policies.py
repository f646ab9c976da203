"""Who may draft, clear and see what is not public yet.

An officer acts for her own body, a township also for its villages; those who see all bodies act for each of them.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.organisations.models import Body, County, Level, Post, User
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.publishing.models import Information, KeptFile, Version
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules import chains
from gongkai.publishing.rules.chains import Chain, Stage
from gongkai.publishing.rules.disclosure import Disclosure
from gongkai.publishing.rules.states import UNDER_REVIEW, Move, PublishingRefused, Refusal, State, open_moves

_ANSWERABLE = frozenset({Permission.SIGN_OFF, Permission.MANAGE_DUTIES})


def permissions_over(user: User, body: Body, *, on: date) -> frozenset[Permission]:
    """What a person's posts allow her over a body on a day."""
    posts = Post.objects.filter(user=user, body__county_id__in=[body.county_id]).held(on=on)
    held = posts.values_list("role", "body_id", "body__level")
    own = {body.pk, body.parent_id}
    allowed: set[Permission] = set()
    for role, body_id, level in held:
        given = PERMISSIONS[Role(role)]
        if body_id in own or (level == Level.COUNTY and Permission.SEE_ALL_BODIES in given):
            allowed |= given
    return frozenset(allowed)


def permissions_on(user: User | None, information: Information, *, on: date) -> frozenset[Permission]:
    """What a person may do with one piece: over its body, or as the duty reviewer who was asked to help out."""
    if user is None:
        return ALL
    allowed = permissions_over(user, information.body, on=on)
    if information.duty_reviewer_asked_at is None:
        return allowed
    posts = Post.objects.filter(user=user, body__county_id=information.county_id, role=Role.DUTY_REVIEWER)
    return allowed | PERMISSIONS[Role.DUTY_REVIEWER] if posts.held(on=on).exists() else allowed


def deputises_for(user: User, information: Information, needed: frozenset[Permission], *, on: date) -> int | None:
    """For whom a person acts who may do this only by a deputyship; None: she may in her own right."""
    own = Q(body_id=information.body_id) | Q(body_id=information.body.parent_id)
    posts = Post.objects.filter(own, user=user).held(on=on).order_by("starts_on", "pk")
    fitting = [
        holder
        for role, holder in posts.values_list("role", "deputising_for_id")
        if not PERMISSIONS[Role(role)].isdisjoint(needed)
    ]
    return None if None in fitting or not fitting else fitting[0]


def require(user: User | None, permission: Permission, body: Body, *, on: date) -> None:
    """The raising form; `None` is the platform itself (a migration, the demo)."""
    if user is not None and permission not in permissions_over(user, body, on=on):
        raise PublishingRefused(Refusal.NOT_PERMITTED)


def require_in_county(user: User | None, permission: Permission, county: County, *, on: date) -> None:
    """The raising form for what concerns a whole county: a post at one of its county-level bodies carries it."""
    if user is None:
        return
    posts = Post.objects.filter(user=user, body__county=county, body__level=Level.COUNTY).held(on=on)
    if not any(permission in PERMISSIONS[Role(role)] for role in posts.values_list("role", flat=True)):
        raise PublishingRefused(Refusal.NOT_PERMITTED)


def is_author(user: User | None, information: Information) -> bool:
    """Whether a person wrote in it; she must not clear it then."""
    if user is None:
        return False
    wrote = {information.drafted_by_id, information.submitted_by_id, *information.authors}
    return user.pk in wrote


def moves_for(user: User, information: Information, *, on: date) -> tuple[str, ...]:
    """The names of the moves that this person may make now; of the stages, the one that waits and is hers to clear."""
    allowed = permissions_on(user, information, on=on)
    moves = open_moves(state=State(information.state), permissions=allowed, is_author=is_author(user, information))
    return tuple(move.name for move in moves if _is_hers(move, user, information, allowed))


def _is_hers(move: Move, user: User, information: Information, allowed: frozenset[Permission]) -> bool:
    is_correction = information.corrects_id is not None
    if move.name in ("publish", "merge"):
        return (move.name == "merge") is is_correction and information.disclosure == Disclosure.PROACTIVE
    if move.name in ("keep", "end_publicity"):  # they follow from other acts
        return False
    if move.stage is None:
        return True
    cleared = information.cleared_by()
    if move.stage is Stage.SECOND_LOOK:
        is_open = information.is_emergency and information.second_look_at is None
        return is_open and user.pk not in cleared
    chain = Chain(information.chain or Chain.ORDINARY)
    return (
        chains.next_stage(chain, len(cleared)) is move.stage
        and not chains.permissions_for(move.stage, chain).isdisjoint(allowed)
        and chains.is_enough(chain, cleared, user.pk)
    )


def may_let_stand(user: User, information: Information, *, on: date) -> bool:
    """Whether a person may say that a finding stands: a reviewer, of a piece under review, who wrote nothing in it."""
    reading = {Permission.REVIEW, Permission.SECRECY_REVIEW, Permission.SIGN_OFF}
    is_reader = not permissions_on(user, information, on=on).isdisjoint(reading)
    return information.state in UNDER_REVIEW and is_reader and not is_author(user, information)


def may_see(user: User, information: Information, *, on: date) -> bool:
    """Whether a person may see a piece that is not public."""
    return Permission.SEE_DRAFTS in permissions_on(user, information, on=on)


def may_open(user: User, kept: KeptFile, *, on: date) -> bool:
    """Whether a person may have an original: whoever sees the piece; a guarded one whoever answers for the body."""
    piece = kept.information
    return may_see(user, piece, on=on) and (not is_guarded(kept) or may_open_guarded(user, piece, on=on))


def may_open_guarded(user: User, information: Information, *, on: date) -> bool:
    """Whether a person answers for what this body publishes: those who may take a piece off."""
    return not permissions_over(user, information.body, on=on).isdisjoint(_ANSWERABLE)


def is_guarded(kept: KeptFile) -> bool:
    """Whether an original names persons whose publicity is over: what was shown, and what it was made from."""
    piece = kept.information
    shown = piece.corrects or piece  # a correction of a list holds the same persons
    return kept.reason == KeptFile.Reason.PURGED or shown.publicity_ended_at is not None


def may_read_version(user: User, version: Version, *, on: date) -> bool:
    """Whether a person may read a saved state: one from before the end of a publicity period names its persons."""
    piece = version.information
    ended_at = (piece.corrects or piece).publicity_ended_at
    if ended_at is None or version.reason == Version.Reason.PURGED or version.saved_at > ended_at:
        return True
    return may_open_guarded(user, piece, on=on)


def may_write(user: User, information: Information, *, on: date) -> bool:
    """Whether a person may write in a draft of this body."""
    return Permission.DRAFT in permissions_over(user, information.body, on=on)


def visible(staff: Staff) -> InformationQuerySet:
    """The pieces, public or not, of the bodies at whose desk a person sits; the same answer as `may_see`, for lists."""
    pieces = Information.objects.filter(county=staff.county)
    if Permission.SEE_DRAFTS not in staff.permissions:
        return pieces.none()
    if Permission.SEE_ALL_BODIES in staff.permissions and staff.body.level == Level.COUNTY:
        return pieces
    own = Q(body=staff.body) | Q(body__parent=staff.body)
    return pieces.filter(own | Q(duty_reviewer_asked_at__isnull=False) if Role.DUTY_REVIEWER in staff.roles else own)


ALL = frozenset(Permission)
