"""Which states may a delivery be in, and what leads from one to the next?

Sources
    政府信息公开条例 (State Council Order 711) Art. 23: channels of release; Art. 15, 16: what must go goes everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """投递状态."""

    PENDING = "pending"  # 待发送
    SENT = "sent"  # 已送达
    DRAFTED = "drafted"  # 待人工发布
    FAILED = "failed"  # 失败
    REPLACED = "replaced"  # 已有新版，未再发送
    RECALLING = "recalling"  # 撤回中
    TAKEN_BACK = "taken_back"  # 已撤回
    STUCK = "stuck"  # 无法自动撤回，须由人处理


class Step(StrEnum):
    """回执环节."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"


class Refusal(StrEnum):
    """Why a step is refused."""

    NOT_OPEN = "not_open"
    ADDRESS_MISSING = "address_missing"
    NOT_OURS = "not_ours"
    NAME_TAKEN = "name_taken"
    INCOMPLETE = "incomplete"
    ADDRESS_NOT_ALLOWED = "address_not_allowed"
    HTTPS_MISSING = "https_missing"
    MAIL_ADDRESS = "mail_address"
    SECRET_MISSING = "secret_missing"
    ENVIRONMENT_NAME = "environment_name"
    OWN_CHANNEL = "own_channel"


class DeliveryRefused(Exception):
    """A step that the table does not allow; nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table."""

    name: str
    source: State
    target: State


def _moves(name: str, target: State, *sources: State) -> tuple[Move, ...]:
    return tuple(Move(name, source, target) for source in sources)


MOVES: Final = (
    *_moves("place", State.SENT, State.PENDING),
    *_moves("draft", State.DRAFTED, State.PENDING),
    *_moves("give_up", State.FAILED, State.PENDING),
    *_moves("replace", State.REPLACED, State.PENDING, State.FAILED, State.SENT),
    *_moves("retry", State.PENDING, State.FAILED),
    *_moves("confirm", State.SENT, State.DRAFTED, State.FAILED),
    *_moves("cancel", State.TAKEN_BACK, State.PENDING, State.FAILED),  # it never arrived anywhere
    *_moves("recall", State.RECALLING, State.PENDING, State.SENT, State.DRAFTED, State.FAILED),
    *_moves("take_back", State.TAKEN_BACK, State.RECALLING),
    *_moves("strand", State.STUCK, State.RECALLING),
    *_moves("remove_by_hand", State.TAKEN_BACK, State.STUCK),
)
WAITS_FOR_A_PERSON: Final = (State.DRAFTED, State.FAILED, State.STUCK)
_TARGETS: Final = {(move.name, move.source): move.target for move in MOVES}


def step(name: str, *, state: str) -> State:
    """The state that a step leads to, or DeliveryRefused."""
    target = _TARGETS.get((name, State(state)))
    if target is None:
        raise DeliveryRefused(Refusal.NOT_OPEN)
    return target


def may(name: str, *, state: str) -> bool:
    """The boolean form: for buttons."""
    return (name, State(state)) in _TARGETS
