"""Who looks at a piece before it leaves, in which order, and how many different people must that be?

A chain is a row of stages. Each stage is cleared by somebody who wrote nothing in the piece. `persons` different
people must have cleared it in the end, so that one may clear a stage only while that number can still be reached.

Sources
    政府信息公开条例 (State Council Order 711) Art. 17: review first, publish after, item by item.
    保密法实施条例 (2024) Art. 42: the same for secrecy review.
    website_standards.md §6.4: 三审三校; three different persons as a rule, four for lists with personal data.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gongkai.organisations.rules.roles import Permission


class Stage(StrEnum):
    """审签环节."""

    FIRST_REVIEW = "first_review"  # 初审
    SECOND_REVIEW = "second_review"  # 复审
    THIRD_REVIEW = "third_review"  # 终审
    SECRECY_REVIEW = "secrecy_review"  # 保密审查
    SIGN_OFF = "sign_off"  # 签发
    SECOND_LOOK = "second_look"  # 应急发布后的补审


class Chain(StrEnum):
    """审签流程."""

    ROUTINE = "routine"  # 简易流程
    ORDINARY = "ordinary"  # 一般流程
    PERSONAL = "personal"  # 含个人信息的名单
    EMERGENCY = "emergency"  # 应急发布


@dataclass(frozen=True, slots=True)
class Plan:
    """One row of the table: the stages of a chain in their order, and how many people they need."""

    chain: Chain
    stages: tuple[Stage, ...]
    persons: int


_REVIEWS = (Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.THIRD_REVIEW)
_ENDING = (Stage.SECRECY_REVIEW, Stage.SIGN_OFF)

PLANS: Final[Mapping[Chain, Plan]] = {
    plan.chain: plan
    for plan in (
        Plan(Chain.ROUTINE, (Stage.FIRST_REVIEW, *_ENDING), persons=1),
        Plan(Chain.ORDINARY, (*_REVIEWS[:2], *_ENDING), persons=3),
        Plan(Chain.PERSONAL, (*_REVIEWS, *_ENDING), persons=4),
        Plan(Chain.EMERGENCY, (Stage.FIRST_REVIEW, *_ENDING), persons=1),
    )
}
# Chains that a county may choose for a kind of content; lists with persons and emergencies choose theirs themselves.
CHOOSABLE: Final = (Chain.ROUTINE, Chain.ORDINARY, Chain.PERSONAL)

_REVIEWERS = frozenset({Permission.REVIEW, Permission.SIGN_OFF})
_SIGNERS = frozenset({Permission.SIGN_OFF})
PERMISSIONS: Final[Mapping[Stage, frozenset[Permission]]] = {
    Stage.FIRST_REVIEW: _REVIEWERS,
    Stage.SECOND_REVIEW: _REVIEWERS,
    Stage.THIRD_REVIEW: _REVIEWERS,
    Stage.SECRECY_REVIEW: frozenset({Permission.SECRECY_REVIEW}),
    Stage.SIGN_OFF: _SIGNERS,
    Stage.SECOND_LOOK: _REVIEWERS,
}


def permissions_for(stage: Stage, chain: Chain) -> frozenset[Permission]:
    """Any one of these clears the stage. Where one person does all, whoever signs off reviews secrecy as well."""
    given = PERMISSIONS[stage]
    is_by_one = PLANS[chain].persons == 1
    return given | _SIGNERS if is_by_one and stage is Stage.SECRECY_REVIEW else given


def next_stage(chain: Chain, cleared: int) -> Stage | None:
    """The stage that waits after so many were cleared; None: all are."""
    stages = PLANS[chain].stages
    return stages[cleared] if cleared < len(stages) else None


def is_enough(chain: Chain, cleared_by: Sequence[int], person: int) -> bool:
    """Whether the number of people can still be reached if this person clears the stage that waits."""
    plan = PLANS[chain]
    different = len({*cleared_by, person})
    left = len(plan.stages) - len(cleared_by) - 1
    return different + left >= plan.persons


def chain_for(*, kind: str, has_persons: bool, of_body: Mapping[str, str], of_county: Mapping[str, str]) -> Chain:
    """A list with persons takes its own chain; else the body has chosen, or the county, or it is the ordinary one."""
    if has_persons:
        return Chain.PERSONAL
    return Chain(of_body.get(kind) or of_county.get(kind) or Chain.ORDINARY)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could clear stages of a piece: not one who wrote in it."""

    id: int
    permissions: frozenset[Permission]


def is_staffed(chain: Chain, people: Collection[Person]) -> bool:
    """Whether these people can clear all stages among themselves."""
    return _can_go_on(chain, [], people)


def _can_go_on(chain: Chain, cleared_by: list[int], people: Collection[Person]) -> bool:
    stage = next_stage(chain, len(cleared_by))
    if stage is None:
        return True
    given = permissions_for(stage, chain)
    able = [p for p in people if not given.isdisjoint(p.permissions) and is_enough(chain, cleared_by, p.id)]
    # At most as many are taken by the other stages as there are stages: more candidates than that change nothing.
    able.sort(key=lambda person: (person.id in cleared_by, len(person.permissions), person.id))
    candidates = able[: len(PLANS[chain].stages)]
    return any(_can_go_on(chain, [*cleared_by, person.id], people) for person in candidates)
