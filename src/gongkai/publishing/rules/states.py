"""The life of a piece of information as a table: who may move it from where to where.

    draft --submit--> in_review --sign_off--> signed_off --publish--> published --withdraw--> withdrawn
      ^------recall------'|                        |
      ^-------------------'------send_back---------'

Sources
    政府信息公开条例 (State Council Order 711) Art. 17: review first, publish after, item by item; the reviewer is not
    the author.
    保密法实施条例 (2024) Art. 42: the same for secrecy review.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from gongkai.organisations.rules.roles import Permission


class State(StrEnum):
    """状态."""

    DRAFT = "draft"  # 起草中
    IN_REVIEW = "in_review"  # 审核中
    SIGNED_OFF = "signed_off"  # 已签发
    PUBLISHED = "published"  # 已公开
    WITHDRAWN = "withdrawn"  # 已撤回


class Refusal(StrEnum):
    """Why a piece of information is not changed."""

    NOT_PERMITTED = "not_permitted"
    NOT_OPEN = "not_open"
    OWN_DRAFT = "own_draft"
    REASON_MISSING = "reason_missing"
    GATE_CLOSED = "gate_closed"
    STALE_REVISION = "stale_revision"
    NOT_A_DRAFT = "not_a_draft"
    NOT_OWED = "not_owed"
    DUTY_CLOSED = "duty_closed"
    TITLE_MISSING = "title_missing"
    NOTHING_TO_PUBLISH = "nothing_to_publish"
    NUMBER_TAKEN = "number_taken"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_TYPE = "file_type"
    FILE_MISMATCH = "file_mismatch"


class PublishingRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. Any one of `permissions` is enough."""

    name: str
    source: State
    target: State
    permissions: frozenset[Permission]
    needs_reason: bool = False
    by_someone_else: bool = False  # than those who wrote in it


_WRITERS = frozenset({Permission.DRAFT})
_READERS = frozenset({Permission.REVIEW, Permission.SIGN_OFF})
_SIGNERS = frozenset({Permission.SIGN_OFF})

MOVES = (
    Move("submit", State.DRAFT, State.IN_REVIEW, _WRITERS),
    Move("recall", State.IN_REVIEW, State.DRAFT, _WRITERS),
    Move("send_back", State.IN_REVIEW, State.DRAFT, _READERS, needs_reason=True),
    Move("send_back", State.SIGNED_OFF, State.DRAFT, _READERS, needs_reason=True),
    Move("sign_off", State.IN_REVIEW, State.SIGNED_OFF, _SIGNERS, by_someone_else=True),
    Move("publish", State.SIGNED_OFF, State.PUBLISHED, _WRITERS | _SIGNERS),
    Move("withdraw", State.PUBLISHED, State.WITHDRAWN, _SIGNERS | {Permission.MANAGE_DUTIES}, needs_reason=True),
)


def find_move(
    name: str, *, state: State, permissions: Collection[Permission], is_author: bool, reason: str = ""
) -> Move:
    """Return the one row of MOVES that allows this step, or say why none does."""
    move = next((m for m in MOVES if (m.name, m.source) == (name, state)), None)
    if move is None:
        raise PublishingRefused(Refusal.NOT_OPEN, state=str(state))
    if move.permissions.isdisjoint(permissions):
        raise PublishingRefused(Refusal.NOT_PERMITTED)
    if move.by_someone_else and is_author:
        raise PublishingRefused(Refusal.OWN_DRAFT)
    if move.needs_reason and not reason.strip():
        raise PublishingRefused(Refusal.REASON_MISSING)
    return move


def open_moves(*, state: State, permissions: Collection[Permission], is_author: bool) -> tuple[str, ...]:
    """The names of the moves that this person may make: what the buttons are drawn from."""
    return tuple(
        move.name
        for move in MOVES
        if move.source == state
        and not move.permissions.isdisjoint(permissions)
        and not (move.by_someone_else and is_author)
    )
