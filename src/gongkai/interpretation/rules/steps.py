"""Tables of steps: who may take a relay, a concern or a question from where to where. One reader for the three tables.

Sources
    国办发〔2016〕80号: each step of relaying and responding has somebody who answers for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.organisations.rules.roles import Permission

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """One row of a table. Any one of `permissions` is enough; `after` names the decisions that it may follow."""

    name: str
    source: S
    target: S
    permissions: frozenset[Permission]
    needs_reason: bool = False
    by_someone_else: bool = False  # than whoever wrote it
    after: frozenset[str] | None = None


def find(
    table: Iterable[Step[S]],
    name: str,
    *,
    state: S,
    permissions: Collection[Permission],
    reason: str = "",
    decision: str = "",
    is_author: bool = False,
) -> Step[S]:
    """Return the one row that allows this step, or say why none does."""
    step = next((s for s in table if (s.name, s.source) == (name, state)), None)
    if step is None:
        raise ResponseRefused(Refusal.NOT_OPEN, state=str(state))
    if not _follows(step, decision):
        raise ResponseRefused(Refusal.DECISION_DIFFERS)
    if step.permissions.isdisjoint(permissions):
        raise ResponseRefused(Refusal.NOT_PERMITTED)
    if step.by_someone_else and is_author:
        raise ResponseRefused(Refusal.OWN_WORDS)
    if step.needs_reason and not reason.strip():
        raise ResponseRefused(Refusal.REASON_MISSING)
    return step


def names(
    table: Iterable[Step[S]],
    *,
    state: S,
    permissions: Collection[Permission],
    decision: str = "",
    is_author: bool = False,
) -> tuple[str, ...]:
    """The names of the steps that this person may take now: what the buttons are drawn from."""
    return tuple(
        step.name
        for step in table
        if step.source == state
        and _follows(step, decision)
        and not step.permissions.isdisjoint(permissions)
        and not (step.by_someone_else and is_author)
    )


def _follows(step: Step[S], decision: str) -> bool:
    return step.after is None or decision in step.after
