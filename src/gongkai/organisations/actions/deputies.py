"""Somebody else holds a post for some days while its holder is away.

The deputy acts in her own name; the record says for whom.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from gongkai.organisations import policies
from gongkai.organisations.actions.recording import body_changed
from gongkai.organisations.models import Post, User
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal
from gongkai.organisations.rules.roles import Role, conflicting

LONGEST_DAYS: Final = 366


@transaction.atomic
def appoint_deputy(
    *, post_id: int, user_id: int, starts_on: date, last_day: date, by: User | None, at: datetime
) -> Post:
    """Let a colleague hold a post from one day to another, both included: its holder says so, or an administrator."""
    post = Post.objects.select_for_update(of=("self",)).select_related("body__county", "user").get(pk=post_id)
    if by is None or by.pk != post.user_id:
        policies.require_body(by, post.body, on=timezone.localdate(at))
    deputy = User.objects.select_for_update().get(pk=user_id)
    _refuse_unfit(post, deputy, starts_on=starts_on, last_day=last_day)
    made = Post.objects.create(
        user=deputy,
        body=post.body,
        role=post.role,
        starts_on=starts_on,
        ends_on=last_day + timedelta(days=1),
        deputising_for=post.user,
    )
    detail = {
        "user": deputy.pk,
        "name": deputy.display_name,
        "role": post.role,
        "deputising_for": post.user.display_name,
        "starts_on": starts_on.isoformat(),
        "last_day": last_day.isoformat(),
    }
    body_changed("post.deputise", post.body, by=by, at=at, detail=detail)
    return made


def _refuse_unfit(post: Post, deputy: User, *, starts_on: date, last_day: date) -> None:
    _refuse_days(post, starts_on=starts_on, last_day=last_day)
    _refuse_person(post, deputy, starts_on=starts_on, last_day=last_day)


def _refuse_days(post: Post, *, starts_on: date, last_day: date) -> None:
    if post.deputising_for_id is not None:
        raise OrganisationRefused(Refusal.DEPUTY_OF_DEPUTY)
    if post.ends_on is not None and post.ends_on <= last_day:
        raise OrganisationRefused(Refusal.POST_ENDED)
    if last_day < starts_on or starts_on < post.starts_on:
        raise OrganisationRefused(Refusal.DEPUTY_DATES, first=post.starts_on)
    if (last_day - starts_on).days >= LONGEST_DAYS:
        raise OrganisationRefused(Refusal.DEPUTY_TOO_LONG, days=LONGEST_DAYS)


def _refuse_person(post: Post, deputy: User, *, starts_on: date, last_day: date) -> None:
    if deputy.pk == post.user_id:
        raise OrganisationRefused(Refusal.DEPUTY_IS_HOLDER)
    held = list(Post.objects.filter(user=deputy, body__county=post.body.county).overlapping(starts_on, last_day))
    if not any(other.deputising_for_id is None for other in held):
        raise OrganisationRefused(Refusal.NOT_AT_BODY, body=post.body.county or post.body.name)
    if any(other.body_id == post.body_id and other.role == post.role for other in held):
        raise OrganisationRefused(Refusal.POST_HELD, role=Role(post.role))
    if other := conflicting(Role(post.role), [Role(other.role) for other in held]):
        raise OrganisationRefused(Refusal.ROLES_CONFLICT, role=Role(post.role), other=other)
