"""Who may pass on a policy from above, work on a concern, and answer a reader.

An officer acts for her own body, a township also for its villages; who sees all bodies acts for each of them. What is
nobody's yet, a policy that no body was found for, is the business of whoever sees all bodies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.interpretation.models import Concern, Question, UpperPolicy
from gongkai.interpretation.querysets import ConcernQuerySet, QuestionQuerySet, UpperPolicyQuerySet
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.organisations import policies as organisations
from gongkai.organisations.models import Body, County, Level, Post, User
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.publishing import policies as publishing

REGISTRARS = frozenset({Permission.DRAFT, Permission.MANAGE_DUTIES})
EVERYTHING = frozenset(Permission)


def permissions_over(user: User | None, body: Body | None, county: County, *, on: date) -> frozenset[Permission]:
    """What a person may do for a body, or for what is no body's; `None`, the platform itself, may do anything."""
    if user is None:
        return EVERYTHING
    if body is not None:
        return publishing.permissions_over(user, body, on=on)
    posts = Post.objects.filter(user=user, body__county=county, body__level=Level.COUNTY).held(on=on)
    held = [PERMISSIONS[Role(role)] for role in posts.values_list("role", flat=True)]
    return frozenset().union(*(given for given in held if Permission.SEE_ALL_BODIES in given))


def permissions_in(user: User | None, county: County, *, on: date) -> frozenset[Permission]:
    """What a person may do at any desk of a county."""
    if user is None:
        return EVERYTHING
    roles = Post.objects.filter(user=user, body__county=county).held(on=on).values_list("role", flat=True)
    return frozenset().union(*(PERMISSIONS[Role(role)] for role in roles))


def require_registrar(user: User | None, county: County, *, on: date) -> None:
    """Whoever writes at any desk of a county may tell of a policy or a concern."""
    if permissions_in(user, county, on=on).isdisjoint(REGISTRARS):
        raise ResponseRefused(Refusal.NOT_PERMITTED)


def require(user: User | None, wanted: Iterable[Permission], body: Body | None, county: County, *, on: date) -> None:
    """Refuse whoever holds none of the permissions wanted."""
    if permissions_over(user, body, county, on=on).isdisjoint(wanted):
        raise ResponseRefused(Refusal.NOT_PERMITTED)


def require_office(user: User | None, county: County, *, on: date) -> None:
    """What concerns the whole county: files of policies."""
    require(user, {Permission.MANAGE_DUTIES}, None, county, on=on)


def is_of_office(staff: Staff) -> bool:
    """Whether the desk is the openness office's."""
    return Permission.MANAGE_DUTIES in staff.permissions and Permission.SEE_ALL_BODIES in staff.permissions


def policies_seen(staff: Staff) -> UpperPolicyQuerySet:
    """Policies are the whole county's to know; who is to act on them is another question."""
    found: UpperPolicyQuerySet = UpperPolicy.objects.of_county(staff.county)
    return found if Permission.SEE_DRAFTS in staff.permissions else found.none()


def concerns_seen(staff: Staff) -> ConcernQuerySet:
    """The concerns of the bodies that this desk sees."""
    found: ConcernQuerySet = Concern.objects.of_county(staff.county)
    if Permission.SEE_DRAFTS not in staff.permissions:
        return found.none()
    return found.of_bodies(organisations.visible_bodies(staff))


def questions_seen(staff: Staff) -> QuestionQuerySet:
    """The questions put to the bodies that this desk sees."""
    found: QuestionQuerySet = Question.objects.of_county(staff.county)
    if Permission.SEE_DRAFTS not in staff.permissions:
        return found.none()
    return found.of_bodies(organisations.visible_bodies(staff))
