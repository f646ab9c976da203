"""Who may plan an interpretation, decide to go without one, and look at how many there are."""

from __future__ import annotations

from datetime import date

from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies as publishing
from gongkai.publishing.models import Information

DECIDERS = frozenset({Permission.SIGN_OFF, Permission.MANAGE_DUTIES})


def may_plan(user: User, policy: Information, *, on: date) -> bool:
    """Whoever may write the policy may write its plan: who drafts, interprets."""
    return publishing.may_write(user, policy, on=on)


def require_plan(user: User | None, policy: Information, *, on: date) -> None:
    """The raising form of may_plan; `None` is the platform itself."""
    if user is not None and not may_plan(user, policy, on=on):
        raise InterpretationRefused(Refusal.NOT_PERMITTED)


def may_exempt(user: User, policy: Information, *, on: date) -> bool:
    """Whether a person may decide that a policy goes without: not one she wrote in."""
    return _decides(user, policy, on=on) and not publishing.is_author(user, policy)


def require_exempt(user: User | None, policy: Information, *, on: date) -> None:
    """The raising form of may_exempt; `None` is the platform itself."""
    if user is None:
        return
    if not _decides(user, policy, on=on):
        raise InterpretationRefused(Refusal.NOT_PERMITTED)
    if publishing.is_author(user, policy):
        raise InterpretationRefused(Refusal.OWN_POLICY)


def _decides(user: User, policy: Information, *, on: date) -> bool:
    return not DECIDERS.isdisjoint(publishing.permissions_over(user, policy.body, on=on))
