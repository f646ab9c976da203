"""Whom to tell today, and what: duties of the bodies she answers for, pieces that came back, signatures asked of her.

Nothing here knows who signed in or who read what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.duties import calendars
from gongkai.duties import queries as duties
from gongkai.duties.queries import Digest
from gongkai.organisations.models import County, Post, User
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State

_CLEARING = frozenset({Permission.REVIEW, Permission.SECRECY_REVIEW, Permission.SIGN_OFF})
_SIGNERS = [role for role, held in PERMISSIONS.items() if held & _CLEARING]


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told on one day."""

    user: User
    duties: Digest | None
    returned: int
    to_sign: int

    @property
    def is_empty(self) -> bool:
        return self.duties is None and not self.returned and not self.to_sign


def is_workday(county: County, *, on: date) -> bool:
    """Whether anybody is to be written to at all."""
    return calendars.reckoner_of(county).is_workday(on)


def addressees(county: County, *, on: date) -> list[User]:
    """Everybody for whom something may wait, each once, without those who had today's letter."""
    writers = Information.objects.of_county(county).filter(state=State.DRAFT).exclude(returned_note="")
    waiting = Information.objects.of_county(county).under_review()
    signers = Post.objects.held(on=on).as_role(*_SIGNERS).filter(body__in=waiting.values("body"))
    others = User.objects.filter(Q(pk__in=writers.values("drafted_by")) | Q(pk__in=signers.values("user")))
    unwritten = others.filter(Q(digest_sent_on__isnull=True) | Q(digest_sent_on__lt=on))
    found = {user.pk: user for user in [*duties.due_officers(county, on=on), *unwritten.order_by("pk")]}
    return list(found.values())


def letter(user: User, county: County, *, on: date) -> Letter:
    """What waits for a person today."""
    pieces = Information.objects.of_county(county)
    posts = Post.objects.held(on=on).as_role(*_SIGNERS).filter(user=user)
    permissions = {held for role in posts.values_list("role", flat=True) for held in PERMISSIONS[Role(role)]}
    to_sign = pieces.waiting_for(user, permissions).filter(body__in=posts.values("body"))
    returned = pieces.filter(state=State.DRAFT, drafted_by=user).exclude(returned_note="")
    return Letter(user, duties.digest_for(user, on=on), returned.count(), to_sign.count())
