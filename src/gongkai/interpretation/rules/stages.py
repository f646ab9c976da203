"""How far is an interpretation on its way to the public?

What publishing tells in many states is, for the policy that waits for it, one of five stages.

Sources
    国办发〔2019〕54号 §二(十): plan, material and policy are organised, signed off and released together.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from gongkai.publishing.rules.states import CLEARED, UNDER_REVIEW, State


class Stage(IntEnum):
    """阶段. A later one is a greater number."""

    MISSING = 0  # nothing there, or taken back
    WRITING = 1  # 起草中
    UNDER_REVIEW = 2  # 审核中
    CLEARED = 3  # 已签发
    PUBLIC = 4  # 已公开


_STAGES: Mapping[State, Stage] = MappingProxyType(
    {
        State.DRAFT: Stage.WRITING,
        **dict.fromkeys(UNDER_REVIEW, Stage.UNDER_REVIEW),
        **dict.fromkeys(CLEARED, Stage.CLEARED),
        State.PUBLISHED: Stage.PUBLIC,
    }
)


def stage_of(state: str | None) -> Stage:
    """The stage of a piece in a state; None: there is no piece."""
    return Stage.MISSING if state is None else _STAGES.get(State(state), Stage.MISSING)


def states_from(stage: Stage) -> list[str]:
    """The states of pieces that have come at least this far: what the database is asked."""
    return [str(state) for state, reached in _STAGES.items() if reached >= stage]
