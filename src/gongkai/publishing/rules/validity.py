"""What may become of a document's validity, by what, and what is it on a day?

A document begins and expires by its own days. Everything else needs another document as its basis, and a day.
`expires_on` (失效日期) is the first day on which it no longer holds.

Sources
    law.md D8: what was changed, repealed or has lapsed is marked on the page of the original and never removed.
    law.md D9: the values of 有效性; each change has a day and a document that it rests on.
    law.md D7: how long a document holds, and within what time it is filed, is for each province to say.
    政府网站发展指引 (国办发〔2017〕47号): the marking of documents that were changed or repealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Validity(StrEnum):
    """有效性."""

    NOT_YET = "not_yet_effective"
    EFFECTIVE = "effective"
    AMENDED = "amended"
    REPEALED = "repealed"
    EXPIRED = "expired"


class Act(StrEnum):
    """What changes it. The first two are the days' own doing."""

    BEGIN = "begin"  # 施行
    EXPIRE = "expire"  # 有效期届满
    AMEND = "amend"  # 修改
    REPEAL = "repeal"  # 废止
    VOID = "void"  # 宣布失效
    EXTEND = "extend"  # 延长有效期


class Refused(StrEnum):
    """Why validity is not changed."""

    NOT_PUBLIC = "validity_not_public"
    NOT_A_DOCUMENT = "validity_not_a_document"
    NOT_PERMITTED = "validity_not_permitted"
    NOT_OPEN = "validity_not_open"
    PENDING = "validity_pending"
    BASIS_MISSING = "validity_basis_missing"
    BASIS_ITSELF = "validity_basis_itself"
    BEFORE_WRITTEN = "validity_before_written"
    BEFORE_BASIS = "validity_before_basis"
    NOT_LATER = "validity_not_later"
    NO_EXPIRY = "validity_no_expiry"
    SAID_ALREADY = "validity_said_already"
    CORRECTION_OPEN = "validity_correction_open"
    NOTHING_CHOSEN = "validity_nothing_chosen"
    NOT_THE_LAST = "validity_not_the_last"
    REASON_MISSING = "validity_reason_missing"
    NUMBER_MISSING = "filing_number_missing"
    FILING_DAY = "filing_day"
    NOT_NORMATIVE = "filing_not_normative"
    CLEAN_UP_BEGUN = "clean_up_begun"
    CLEAN_UP_EMPTY = "clean_up_empty"
    CLEAN_UP_CLOSED = "clean_up_closed"
    CLEAN_UP_UNDECIDED = "clean_up_undecided"


class ValidityRefused(Exception):
    """An expected refusal. Nothing was changed; `title` names the document that it failed at."""

    def __init__(self, refusal: Refused, title: str = "") -> None:
        super().__init__(str(refusal))
        self.refusal, self.title = refusal, title


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the table: what an act makes of a document."""

    act: Act
    source: Validity
    target: Validity


LIVING: Final = (Validity.NOT_YET, Validity.EFFECTIVE, Validity.AMENDED)
IN_FORCE: Final = (Validity.EFFECTIVE, Validity.AMENDED)
OVER: Final = (Validity.REPEALED, Validity.EXPIRED)
ENDINGS: Final = {Act.AMEND: Validity.AMENDED, Act.REPEAL: Validity.REPEALED, Act.VOID: Validity.EXPIRED}

CHANGES: Final = (
    Change(Act.BEGIN, Validity.NOT_YET, Validity.EFFECTIVE),
    *(Change(Act.EXPIRE, source, Validity.EXPIRED) for source in LIVING),
    *(Change(Act.AMEND, source, Validity.AMENDED) for source in IN_FORCE),
    *(Change(Act.REPEAL, source, Validity.REPEALED) for source in LIVING),
    *(Change(Act.VOID, source, Validity.EXPIRED) for source in LIVING),
    *(Change(Act.EXTEND, source, source) for source in LIVING),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document: the validity stored last, its days, and how and when another document ends it."""

    validity: str
    effective_on: date | None = None
    expires_on: date | None = None
    ending: str = ""  # amended, repealed or expired
    ended_on: date | None = None


def validity_on(facts: Facts, *, on: date) -> str:
    """The validity to be shown on a day. What is over stays over; what has none (不适用) never gets one."""
    is_ended = bool(facts.ending) and facts.ended_on is not None and facts.ended_on <= on
    if facts.validity not in LIVING:
        return facts.validity
    if is_ended and facts.ending in OVER and not _lapsed_before(facts):
        return facts.ending
    if facts.expires_on is not None and facts.expires_on <= on:
        return str(Validity.EXPIRED)
    if is_ended or facts.validity == Validity.AMENDED:
        return str(Validity.AMENDED)
    return str(Validity.NOT_YET if facts.effective_on is not None and facts.effective_on > on else Validity.EFFECTIVE)


def _lapsed_before(facts: Facts) -> bool:
    """Whether it lapsed by itself before the day on which another document would end it: nothing was left to end."""
    return facts.expires_on is not None and facts.ended_on is not None and facts.expires_on < facts.ended_on


def is_pending(facts: Facts, *, on: date) -> bool:
    """Whether another document will amend or end it on a day to come."""
    return bool(facts.ending) and facts.ended_on is not None and facts.ended_on > on


def find_change(act: Act, *, source: str) -> Change:
    """The row that lets an act happen to a document of this validity, or a refusal."""
    found = next((change for change in CHANGES if (change.act, str(change.source)) == (act, source)), None)
    if found is None:
        raise ValidityRefused(Refused.NOT_OPEN)
    return found


def open_acts(facts: Facts, *, on: date) -> tuple[Act, ...]:
    """What a person may do to a document today: what the buttons are drawn from."""
    now = validity_on(facts, on=on)
    by_people = (*ENDINGS, Act.EXTEND)
    return tuple(
        act
        for act in by_people
        if any((change.act, str(change.source)) == (act, now) for change in CHANGES)
        and not (act in ENDINGS and is_pending(facts, on=on))
        and not (act is Act.EXTEND and facts.expires_on is None)
    )


@dataclass(frozen=True, slots=True)
class Ending:
    """What somebody wants to put down: an act, its day, and the days of the two documents."""

    act: Act
    on: date
    written_on: date | None = None
    basis_written_on: date | None = None
    is_own_basis: bool = False
    has_basis: bool = True


def refuse_ending(ending: Ending, facts: Facts, *, today: date) -> Change:
    """The row for an ending that may be put down today; ValidityRefused says why it may not."""
    if not ending.has_basis:
        raise ValidityRefused(Refused.BASIS_MISSING)
    if ending.is_own_basis:
        raise ValidityRefused(Refused.BASIS_ITSELF)
    if is_pending(facts, on=today):
        raise ValidityRefused(Refused.PENDING)
    if ending.written_on is not None and ending.on < ending.written_on:
        raise ValidityRefused(Refused.BEFORE_WRITTEN)
    if ending.basis_written_on is not None and ending.on < ending.basis_written_on:
        raise ValidityRefused(Refused.BEFORE_BASIS)
    # What counts is how the document stands on the day itself; of a day gone by, what has happened since counts too.
    return find_change(ending.act, source=validity_on(facts, on=max(ending.on, today)))


def refuse_extension(expires_on: date, facts: Facts, *, today: date) -> None:
    """An extension gives more time to what still holds: what has lapsed is made anew, not extended."""
    find_change(Act.EXTEND, source=validity_on(facts, on=today))
    if facts.expires_on is None:  # a day would take time from it
        raise ValidityRefused(Refused.NO_EXPIRY)
    if expires_on <= today or expires_on <= facts.expires_on:
        raise ValidityRefused(Refused.NOT_LATER)
