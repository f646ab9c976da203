"""Appointing people and letting them go. Whoever leaves hands everything over in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.organisations import events, policies, sign_in
from gongkai.organisations.actions.recording import body_changed
from gongkai.organisations.models import Body, County, Post, User, WorkUnit
from gongkai.organisations.rules import user_names
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal
from gongkai.organisations.rules.roles import Role, conflicting


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Whom one body's open tasks passed to; None: nobody is there yet, which is a finding."""

    body: Body
    successor: User | None


@transaction.atomic
def add_person(
    *, county_id: int | None, username: str, display_name: str, by: User | None, at: datetime, email: str = ""
) -> User:
    """Open an account without a password: its owner sets one by a one-time link (issue_one_time_link)."""
    if county_id is None:
        policies.require_platform(by)
    else:
        policies.require_manage(by, County.objects.get(pk=county_id), on=timezone.localdate(at))
    if not user_names.is_well_formed(username) or _named(username) is not None:
        raise OrganisationRefused(Refusal.USER_NAME_UNUSABLE, username=username, free=_free_name(username, county_id))
    person = User(username=username, display_name=display_name, email=email, date_joined=at)
    person.set_unusable_password()
    person.save()
    audit.record("person.add", subject=person, by=by, at=at, county_id=county_id, detail={"username": username})
    return person


def _free_name(username: str, county_id: int | None) -> str:
    ending = County.objects.get(pk=county_id).code if county_id else "1"
    proposals = user_names.proposals(username, ending=ending)
    return next(name for name in proposals if _named(name) is None)


def _named(username: str) -> User | None:
    """Who has the name, however it is capitalised: two people whose names differ by that alone would be mistaken."""
    return User.objects.filter(username__iexact=username).order_by("id").first()


@transaction.atomic
def appoint(*, user_id: int, body_id: int, role: Role, starts_on: date, by: User | None, at: datetime) -> Post:
    """Give a person a role at a body from a day on."""
    body = Body.objects.select_for_update().get(pk=body_id)
    person = User.objects.select_for_update().get(pk=user_id)
    policies.require_body(by, body, on=timezone.localdate(at))
    policies.require_own_account(by, person, body.county_id)
    if body.abolished_on is not None and body.abolished_on <= starts_on:
        raise OrganisationRefused(Refusal.BODY_ABOLISHED, name=body.name)
    _check_roles(person, body, role)
    post = Post.objects.create(user=person, body=body, role=role, starts_on=starts_on)
    detail = {"user": person.pk, "name": person.display_name, "role": str(role), "starts_on": starts_on.isoformat()}
    body_changed("post.appoint", body, by=by, at=at, detail=detail)
    return post


@transaction.atomic
def appoint_by_name(
    *, body_id: int, username: str, display_name: str, role: Role, starts_on: date, by: User | None, at: datetime
) -> User:
    """Appoint whoever has this user name; open an account for a person who has none. Both or neither.

    The account of somebody who is a stranger here is treated as none: that it exists is nothing to the county.
    """
    body = Body.objects.get(pk=body_id)
    policies.require_body(by, body, on=timezone.localdate(at))
    person = _named(username)
    if person is None or not policies.knows_account(by, person, body.county_id):
        if not display_name:
            raise OrganisationRefused(Refusal.DISPLAY_NAME_MISSING, username=username)
        person = add_person(county_id=body.county_id, username=username, display_name=display_name, by=by, at=at)
    appoint(user_id=person.pk, body_id=body_id, role=role, starts_on=starts_on, by=by, at=at)
    return person


@transaction.atomic
def issue_one_time_link(*, user_id: int, county_id: int, by: User | None, at: datetime) -> str:
    """The path under which a person of the county sets her password. Whoever holds it holds the account: recorded."""
    county = County.objects.get(pk=county_id)
    policies.require_manage(by, county, on=timezone.localdate(at))
    person = User.objects.select_for_update().get(pk=user_id)
    policies.require_own_account(by, person, county_id)
    if not person.posts.filter(body__county=county).exists():
        raise OrganisationRefused(Refusal.PLATFORM_ALONE)
    detail = {"username": person.username}  # never the link: the record is read by others
    audit.record("person.issue_link", subject=person, by=by, at=at, county_id=county_id, detail=detail)
    return sign_in.one_time_path(person)


def _check_roles(person: User, body: Body, role: Role) -> None:
    """Held roles count across the county: a person is one person, wherever she sits."""
    posts = list(Post.objects.filter(user=person, ends_on__isnull=True, body__county=body.county))
    if any(post.body_id == body.pk and post.role == role for post in posts):
        raise OrganisationRefused(Refusal.POST_HELD, role=role)
    if other := conflicting(role, [Role(post.role) for post in posts]):
        raise OrganisationRefused(Refusal.ROLES_CONFLICT, role=role, other=other)


@transaction.atomic
def end_post(*, post_id: int, ends_on: date, by: User | None, at: datetime) -> HandedOver | None:
    """End one post. If it was her last at that body, what was open there passes on."""
    post = Post.objects.select_for_update(of=("self",)).select_related("body__county", "user").get(pk=post_id)
    policies.require_body(by, post.body, on=timezone.localdate(at))
    _end([post], on=ends_on)
    detail = {"user": post.user_id, "name": post.user.display_name, "role": post.role, "ends_on": ends_on.isoformat()}
    body_changed("post.end", post.body, by=by, at=at, detail=detail)
    if Post.objects.filter(user=post.user, body=post.body, ends_on__isnull=True).exists():
        return None
    return _hand_over(post.user, post.body, chosen=None, by=by, at=at)


@transaction.atomic
def leave(
    *,
    user_id: int,
    county_id: int,
    on: date,
    by: User | None,
    at: datetime,
    successors: Mapping[int, int] | None = None,
) -> list[HandedOver]:
    """End all of a person's posts in a county and hand every open task over, body by body.

    `successors` names a person per body id; else the deputy follows an officer, the officer follows anyone else.
    """
    county = County.objects.get(pk=county_id)
    policies.require_manage(by, county, on=timezone.localdate(at))
    person = User.objects.select_for_update().get(pk=user_id)
    open_posts = Post.objects.select_for_update(of=("self",)).filter(user=person, body__county=county).unended(on=on)
    posts = list(open_posts.select_related("body__county").order_by("body_id", "id"))
    if not posts:
        raise OrganisationRefused(Refusal.NO_POSTS, name=person.display_name)
    _end(posts, on=on)
    bodies = {post.body_id: post.body for post in posts}
    chosen = dict(successors or {})
    return [_hand_over(person, body, chosen=chosen.get(pk), by=by, at=at) for pk, body in bodies.items()]


def _end(posts: Collection[Post], *, on: date) -> None:
    """End posts, and with each the deputyships for it."""
    for post in posts:
        is_ended = post.ends_on is not None and (post.deputising_for_id is None or post.ends_on <= on)
        if is_ended:
            raise OrganisationRefused(Refusal.POST_ENDED)
        if on < post.starts_on:
            raise OrganisationRefused(Refusal.ENDS_BEFORE_START, starts_on=post.starts_on)
        post.ends_on = on
        post.save(update_fields=["ends_on"])
        for_it = Post.objects.filter(deputising_for=post.user, body=post.body, role=post.role, ends_on__gt=on)
        for_it.update(ends_on=Greatest(F("starts_on"), Value(on)))


def _hand_over(person: User, body: Body, *, chosen: int | None, by: User | None, at: datetime) -> HandedOver:
    unit = (
        WorkUnit.objects.select_for_update(of=("self",)).select_related("officer", "deputy").filter(body=body).first()
    )
    successor = _at_body(chosen, body) if chosen is not None else _next_in_line(person, unit)
    if unit is not None:
        _fill_seats(unit, person, successor)
    events.officer_left.send(
        None,
        user_id=person.pk,
        body_id=body.pk,
        successor_id=successor.pk if successor else None,
        by=by,
        at=at,
    )
    detail = {
        "user": person.pk,
        "name": person.display_name,
        "successor": successor.pk if successor else None,
        "successor_name": successor.display_name if successor else "",
    }
    body_changed("officer.leave", body, by=by, at=at, detail=detail)
    return HandedOver(body, successor)


def _next_in_line(person: User, unit: WorkUnit | None) -> User | None:
    if unit is None:
        return None
    return unit.deputy if unit.officer_id == person.pk else unit.officer or _other_than(person, unit.deputy)


def _other_than(person: User, candidate: User | None) -> User | None:
    return None if candidate == person else candidate


def _fill_seats(unit: WorkUnit, person: User, successor: User | None) -> None:
    """The successor takes the officer's seat; a deputy's seat is left vacant for somebody to fill."""
    if unit.officer_id == person.pk:
        unit.officer = successor
        unit.deputy = None if unit.deputy == successor else unit.deputy
    elif unit.deputy_id == person.pk:
        unit.deputy = None
    unit.save(update_fields=["officer", "deputy"])


def _at_body(user_id: int | None, body: Body) -> User | None:
    """A person who holds a post at the body: nobody else can be handed its work, or answer for it."""
    if user_id is None:
        return None
    person = User.objects.filter(pk=user_id, posts__body=body, posts__ends_on__isnull=True).first()
    if person is None:
        raise OrganisationRefused(Refusal.NOT_AT_BODY, body=body.name)
    return person


@transaction.atomic
def set_work_unit(
    *,
    body_id: int,
    by: User | None,
    at: datetime,
    officer_id: int | None = None,
    deputy_id: int | None = None,
    **contact: str,
) -> WorkUnit:
    """Say who is the officer and who the deputy of a body's work unit, and how it is reached."""
    body = Body.objects.select_for_update().get(pk=body_id)
    policies.require_body(by, body, on=timezone.localdate(at))
    officer, deputy = _at_body(officer_id, body), _at_body(deputy_id, body)
    if officer is not None and officer == deputy:
        raise OrganisationRefused(Refusal.SAME_PERSON)
    if unknown := contact.keys() - {"name", "address", "office_hours", "phone", "fax", "email"}:
        raise OrganisationRefused(Refusal.UNKNOWN_FACT, names=sorted(unknown))
    unit, _created = WorkUnit.objects.get_or_create(body=body, defaults={"name": body.short_name})
    unit.officer, unit.deputy = officer, deputy
    for key, value in contact.items():
        setattr(unit, key, value.strip())
    unit.save(update_fields=["officer", "deputy", *contact])
    detail = {"officer": officer_id, "deputy": deputy_id, **contact}
    body_changed("work_unit.set", body, by=by, at=at, detail=detail)
    return unit
