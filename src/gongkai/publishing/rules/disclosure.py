"""To whom is a piece of information disclosed, and on which ground is it withheld?

Sources
    政府信息公开条例 (State Council Order 711) Arts. 5, 13: disclosure is the norm; Arts. 14-16: what is or may be
    withheld; Art. 18: withheld information is looked at again from time to time; Art. 20: what is always disclosed.
    国办发〔2016〕80号 一(一): the attribute is decided while drafting, a withheld one with its reason.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Disclosure(StrEnum):
    """公开属性."""

    PROACTIVE = "proactive"  # 主动公开
    ON_REQUEST = "on_request"  # 依申请公开
    WITHHELD = "withheld"  # 不予公开


class Ground(StrEnum):
    """Why something is not disclosed to all by itself."""

    STATE_SECRET = "state_secret"  # 国家秘密
    BARRED_BY_LAW = "barred_by_law"  # 法律、行政法规禁止公开
    PUBLIC_SAFETY = "public_safety"  # 危及国家安全、公共安全、经济安全、社会稳定
    THIRD_PARTY = "third_party"  # 商业秘密、个人隐私
    INTERNAL_AFFAIRS = "internal_affairs"  # 人事管理、后勤管理、内部工作流程
    PROCESS = "process"  # 讨论记录、过程稿、磋商信函、请示报告
    ENFORCEMENT_FILE = "enforcement_file"  # 行政执法案卷
    NOT_OF_GENERAL_CONCERN = "not_of_general_concern"  # 不属于应当主动公开的范围，可依申请提供


@dataclass(frozen=True, slots=True)
class Basis:
    """One row of the table: the article, in the order of the Regulation, and the attributes that it can bear."""

    ground: Ground
    article: str
    bears: frozenset[Disclosure]


_BOTH = frozenset({Disclosure.ON_REQUEST, Disclosure.WITHHELD})
_WITHHELD = frozenset({Disclosure.WITHHELD})

BASES: Final = (
    Basis(Ground.STATE_SECRET, "14", _WITHHELD),
    Basis(Ground.BARRED_BY_LAW, "14", _WITHHELD),
    Basis(Ground.PUBLIC_SAFETY, "14", _WITHHELD),
    Basis(Ground.THIRD_PARTY, "15", _BOTH),
    Basis(Ground.INTERNAL_AFFAIRS, "16.1", _BOTH),
    Basis(Ground.PROCESS, "16.2", _BOTH),
    Basis(Ground.ENFORCEMENT_FILE, "16.2", _BOTH),
    Basis(Ground.NOT_OF_GENERAL_CONCERN, "19", frozenset({Disclosure.ON_REQUEST})),
)
BY_GROUND: Final[Mapping[Ground, Basis]] = {basis.ground: basis for basis in BASES}


class Reassessment(StrEnum):
    """When a withheld piece is to be looked at again."""

    DUE = "due"  # its day has come, or none was ever set
    SOON = "soon"
    LATER = "later"


SOON: Final = timedelta(days=30)


class Fault(StrEnum):
    """What is wrong with an attribute."""

    UNDECIDED = "disclosure_undecided"
    GROUND_MISSING = "disclosure_ground_missing"
    GROUND_DOES_NOT_BEAR = "disclosure_ground_does_not_bear"
    REASON_MISSING = "disclosure_reason_missing"
    REASSESSMENT_MISSING = "disclosure_reassessment_missing"
    REASSESSMENT_PAST = "disclosure_reassessment_past"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the drafter decided. All but proactive disclosure need the rest."""

    disclosure: str
    ground: str = ""
    note: str = ""
    reassess_on: date | None = None


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one where it has no such day: when to look again."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def soon_until(on: date) -> date:
    """The last day that comes soon, seen from a day."""
    return on + SOON


def reassessment(reassess_on: date | None, *, on: date) -> Reassessment:
    """Whether a withheld piece is to be looked at again now, soon or later."""
    if reassess_on is None or reassess_on <= on:
        return Reassessment.DUE
    return Reassessment.SOON if reassess_on <= soon_until(on) else Reassessment.LATER


def faults(decision: Decision, *, on: date) -> tuple[Fault, ...]:
    """What is missing or does not fit, as things stand on a day."""
    if decision.disclosure not in frozenset(Disclosure):
        return (Fault.UNDECIDED,)
    if decision.disclosure == Disclosure.PROACTIVE:
        return ()
    return tuple(_of_ground(decision)) + tuple(_of_reassessment(decision, on))


def _of_ground(decision: Decision) -> list[Fault]:
    if decision.ground not in frozenset(Ground):
        return [Fault.GROUND_MISSING]
    basis = BY_GROUND[Ground(decision.ground)]
    fits = Disclosure(decision.disclosure) in basis.bears
    found = [] if fits else [Fault.GROUND_DOES_NOT_BEAR]
    return found if decision.note.strip() else [*found, Fault.REASON_MISSING]


def _of_reassessment(decision: Decision, on: date) -> list[Fault]:
    if decision.reassess_on is None:
        return [Fault.REASSESSMENT_MISSING]
    return [Fault.REASSESSMENT_PAST] if decision.reassess_on <= on else []
