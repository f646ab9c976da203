"""Who may draft, clear and see what is not public yet.

An officer acts for her own body, a township also for its villages; those who see all bodies act for each of them.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.organisations.models import Body, Level, Post, User
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State, open_moves


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


def require(user: User | None, permission: Permission, body: Body, *, on: date) -> None:
    """The raising form; `None` is the platform itself (a migration, the demo)."""
    if user is not None and permission not in permissions_over(user, body, on=on):
        raise PublishingRefused(Refusal.NOT_PERMITTED)


def is_author(user: User | None, information: Information) -> bool:
    """Whether a person wrote in it; she must not clear it then."""
    if user is None:
        return False
    wrote = {information.drafted_by_id, information.submitted_by_id, *information.authors}
    return user.pk in wrote


def moves_for(user: User, information: Information, *, on: date) -> tuple[str, ...]:
    """The moves that this person may make now."""
    return open_moves(
        state=State(information.state),
        permissions=permissions_over(user, information.body, on=on),
        is_author=is_author(user, information),
    )


def may_see(user: User, information: Information, *, on: date) -> bool:
    """Whether a person may see a piece that is not public."""
    return Permission.SEE_DRAFTS in permissions_over(user, information.body, on=on)


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
    return pieces.filter(Q(body=staff.body) | Q(body__parent=staff.body))


ALL = frozenset(Permission)
