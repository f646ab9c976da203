"""What can a column of a published list hold, and what may become of it?

Sources
    website_standards.md §6.2: one publication profile for each type of list; fields not listed are dropped, not masked.
    个人信息保护法 Arts. 28, 34: state organs stay within what their duty needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """What a column holds, as far as its publication goes."""

    NUMBER = "number"
    NAME = "name"
    CHILD = "child"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    IDENTITY = "identity"
    PERMIT = "permit"
    PHONE = "phone"
    ACCOUNT = "account"
    BANK = "bank"
    ADDRESS = "address"
    PREMISES = "premises"
    AREA = "area"
    HEALTH = "health"
    INCOME = "income"
    FAMILY = "family"
    BIRTH = "birth"
    AGE = "age"
    GENDER = "gender"
    CLASS = "class"
    PICTURE = "picture"
    PLATE = "plate"
    AMOUNT = "amount"
    STANDARD = "standard"
    PERSONS = "persons"
    PERIOD = "period"
    PURPOSE = "purpose"
    DATE = "date"
    ORGANISATION = "organisation"
    CREDIT_CODE = "credit_code"
    DOCUMENT = "document"
    DECISION = "decision"
    TICKET = "ticket"
    POST = "post"
    SCORE = "score"
    EDUCATION = "education"
    REMARK = "remark"
    UNKNOWN = "unknown"


class Treatment(StrEnum):
    """What becomes of a column. All but SHOW and DROP are ways to mask its values."""

    SHOW = "show"
    SURNAME = "surname"  # 张**
    NOBODY = "nobody"  # 王某某
    ENDS = "ends"  # 42*************123
    VILLAGE = "village"  # as far as the village or community
    DROP = "drop"

    @property
    def is_mask(self) -> bool:
        return self not in (Treatment.SHOW, Treatment.DROP)


@dataclass(frozen=True, slots=True)
class Profile:
    """What may be published of one type of list. `other`: what becomes of columns that are not named."""

    name: str
    title: str  # a pattern by which titles of such lists are known
    columns: Mapping[Column, Treatment]
    other: Treatment = Treatment.DROP

    def treatment(self, column: Column) -> Treatment:
        return self.columns.get(column, self.other)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one column of one table: its place from 0, its header, what it holds."""

    place: int
    header: str
    holds: Column
    treatment: Treatment


@dataclass(frozen=True, slots=True)
class Proposal:
    """The profile that fits a list, None where no list of persons was recognised; and what it would do."""

    profile: Profile | None
    decisions: tuple[Decision, ...] = ()
