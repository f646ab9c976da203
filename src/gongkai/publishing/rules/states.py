"""The life of a piece of information as a table: who may move it from where to where.

A state under review says which stage was cleared last; which one waits is for the chain to say (rules.chains).

Sources
    政府信息公开条例 (State Council Order 711) Art. 17: review first, publish after, item by item; the reviewer is not
    the author. Art. 18: what is withheld is looked at again.
    保密法实施条例 (2024) Art. 42: the same for secrecy review.
    website_standards.md §6.4: any edit reopens the review; an emergency is looked at again within 24 hours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.rules.chains import PLANS, Chain, Stage


class State(StrEnum):
    """状态."""

    DRAFT = "draft"  # 起草中
    CHECKED = "checked"  # 已检查，待初审
    FIRST_REVIEWED = "first_reviewed"  # 已初审
    SECOND_REVIEWED = "second_reviewed"  # 已复审
    THIRD_REVIEWED = "third_reviewed"  # 已终审
    SECRECY_REVIEWED = "secrecy_reviewed"  # 已保密审查，待签发
    SIGNED_OFF = "signed_off"  # 已签发
    SCHEDULED = "scheduled"  # 定时发布
    PUBLISHED = "published"  # 已公开
    WITHDRAWN = "withdrawn"  # 已撤回
    KEPT = "kept"  # 已审定，不主动公开
    CORRECTED = "corrected"  # 更正稿，内容已并入原信息


UNDER_REVIEW: Final = (
    State.CHECKED,
    State.FIRST_REVIEWED,
    State.SECOND_REVIEWED,
    State.THIRD_REVIEWED,
    State.SECRECY_REVIEWED,
)
CLEARED: Final = (State.SIGNED_OFF, State.SCHEDULED)
UNPUBLISHED: Final = (State.DRAFT, *UNDER_REVIEW, *CLEARED)


AFTER: Final = {
    Stage.FIRST_REVIEW: State.FIRST_REVIEWED,
    Stage.SECOND_REVIEW: State.SECOND_REVIEWED,
    Stage.THIRD_REVIEW: State.THIRD_REVIEWED,
    Stage.SECRECY_REVIEW: State.SECRECY_REVIEWED,
    Stage.SIGN_OFF: State.SIGNED_OFF,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """In which state a stage of a chain waits, and how many different people must have cleared it before.

    `others`: whoever cleared a stage before may clear this one too once so many different people have.
    """

    chain: Chain
    stage: Stage
    state: State
    others: int


def waiting() -> tuple[Waiting, ...]:
    """Every place at which a piece can wait for somebody."""
    return tuple(
        Waiting(
            chain=plan.chain,
            stage=stage,
            state=AFTER[plan.stages[place - 1]] if place else State.CHECKED,
            others=plan.persons - (len(plan.stages) - place - 1),
        )
        for plan in PLANS.values()
        for place, stage in enumerate(plan.stages)
    )


class Withdrawal(StrEnum):
    """撤回类别: what kind of stone stands where the page was."""

    ERROR = "error"  # 内容有误
    PERSONAL = "personal"  # 涉及个人信息
    NOT_FOR_ALL = "not_for_all"  # 不应公开
    OUTDATED = "outdated"  # 已无继续公开的必要
    PUBLICITY_ENDED = "publicity_ended"  # 公示期满
    OTHER = "other"  # 其他


class Refusal(StrEnum):
    """Why a piece of information is not changed."""

    NOT_PERMITTED = "not_permitted"
    NOT_OPEN = "not_open"
    OWN_DRAFT = "own_draft"
    PERSON_AGAIN = "person_again"
    NOT_TICKED = "not_ticked"
    REASON_MISSING = "reason_missing"
    GATE_CLOSED = "gate_closed"
    CONTENT_CHANGED = "content_changed"
    STALE_REVISION = "stale_revision"
    RULES_CHANGED = "rules_changed"
    NOT_A_DRAFT = "not_a_draft"
    NOT_OWED = "not_owed"
    DUTY_CLOSED = "duty_closed"
    TITLE_MISSING = "title_missing"
    NOTHING_TO_PUBLISH = "nothing_to_publish"
    DISCLOSURE_UNDECIDED = "disclosure_undecided"
    NOT_FOR_ALL = "not_for_all"
    NOT_MASKABLE = "not_maskable"
    FINDINGS_OPEN = "findings_open"
    FINDING_GONE = "finding_gone"
    FINDING_IS_HARD = "finding_is_hard"
    TIME_PAST = "time_past"
    NOT_ROUTINE = "not_routine"
    TOO_MANY = "too_many"
    CORRECTION_OPEN = "correction_open"
    NUMBER_TAKEN = "number_taken"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    FILE_TYPE = "file_type"
    FILE_MISMATCH = "file_mismatch"
    FILE_GONE = "file_gone"
    ORIGINAL_GONE = "original_gone"
    FILE_SVG = "file_svg"
    FILE_MACROS = "file_macros"
    FILE_DISGUISED = "file_disguised"
    FILE_BOMB = "file_bomb"
    FILE_RUNS = "file_runs"
    FILE_INFECTED = "file_infected"
    FILE_NAME = "file_name"
    FILE_NAME_TAKEN = "file_name_taken"
    SCANNER_SILENT = "scanner_silent"
    NO_ROOM = "no_room"


class PublishingRefused(Exception):
    """An expected refusal. Nothing was changed."""

    def __init__(self, refusal: Refusal, **detail: object) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. Any one of `permissions` is enough; a move that clears a stage names it."""

    name: str
    source: State
    target: State
    permissions: frozenset[Permission]
    needs_reason: bool = False
    by_someone_else: bool = False  # than those who wrote in it
    stage: Stage | None = None


_WRITERS = frozenset({Permission.DRAFT})
_REVIEWERS = frozenset({Permission.REVIEW, Permission.SIGN_OFF})
_READERS = _REVIEWERS | {Permission.SECRECY_REVIEW}
_SIGNERS = frozenset({Permission.SIGN_OFF})
_RELEASERS = _WRITERS | _SIGNERS
_KEEPERS = _SIGNERS | {Permission.MANAGE_DUTIES}


def _review(stage: Stage, source: State, target: State, permissions: frozenset[Permission]) -> Move:
    return Move(str(stage), source, target, permissions, by_someone_else=True, stage=stage)


MOVES: Final = (
    Move("submit", State.DRAFT, State.CHECKED, _WRITERS),
    _review(Stage.FIRST_REVIEW, State.CHECKED, State.FIRST_REVIEWED, _REVIEWERS),
    _review(Stage.SECOND_REVIEW, State.FIRST_REVIEWED, State.SECOND_REVIEWED, _REVIEWERS),
    _review(Stage.THIRD_REVIEW, State.SECOND_REVIEWED, State.THIRD_REVIEWED, _REVIEWERS),
    *(
        _review(Stage.SECRECY_REVIEW, source, State.SECRECY_REVIEWED, _READERS)
        for source in (State.FIRST_REVIEWED, State.SECOND_REVIEWED, State.THIRD_REVIEWED)
    ),
    _review(Stage.SIGN_OFF, State.SECRECY_REVIEWED, State.SIGNED_OFF, _SIGNERS),
    *(Move("recall", source, State.DRAFT, _WRITERS) for source in (*UNDER_REVIEW, *CLEARED)),
    *(Move("send_back", source, State.DRAFT, _READERS, needs_reason=True) for source in (*UNDER_REVIEW, *CLEARED)),
    *(
        Move("hurry", source, State.CHECKED, _SIGNERS, needs_reason=True, by_someone_else=True)
        for source in (State.DRAFT, *UNDER_REVIEW)
    ),
    Move("schedule", State.SIGNED_OFF, State.SCHEDULED, _RELEASERS),
    Move("unschedule", State.SCHEDULED, State.SIGNED_OFF, _RELEASERS),
    *(Move("publish", source, State.PUBLISHED, _RELEASERS) for source in CLEARED),
    *(Move("merge", source, State.CORRECTED, _RELEASERS) for source in CLEARED),
    Move("keep", State.SIGNED_OFF, State.KEPT, _SIGNERS),
    Move("stay_kept", State.KEPT, State.KEPT, _SIGNERS, needs_reason=True),
    Move("reopen", State.KEPT, State.DRAFT, _WRITERS),
    Move(
        str(Stage.SECOND_LOOK),
        State.PUBLISHED,
        State.PUBLISHED,
        _REVIEWERS,
        by_someone_else=True,
        stage=Stage.SECOND_LOOK,
    ),
    Move("end_publicity", State.PUBLISHED, State.PUBLISHED, _KEEPERS),
    Move("withdraw", State.PUBLISHED, State.WITHDRAWN, _KEEPERS, needs_reason=True),
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


def open_moves(*, state: State, permissions: Collection[Permission], is_author: bool) -> tuple[Move, ...]:
    """The moves that this person may make, before the chain has been asked: what the buttons are drawn from."""
    return tuple(
        move
        for move in MOVES
        if move.source == state
        and not move.permissions.isdisjoint(permissions)
        and not (move.by_someone_else and is_author)
    )
