"""What in a table must not leave? Each value is judged with the header above it and with the person in its row.

Sources
    website_standards.md §6.2: identity numbers, telephones, accounts, addresses, illness, disability, cause of
    poverty drop from lists of persons. §6.5: table rule. 未成年人保护法 Arts. 4, 103: children are not named.
    A table without persons (limits by disease, telephones of offices) is public.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from gongkai.publishing.rules.sensitive import identity, minors
from gongkai.publishing.rules.sensitive.folding import BLANKS, fold
from gongkai.publishing.rules.sensitive.headers import Role, roles_of
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make
from gongkai.publishing.rules.sensitive.text import find_in_text

Row = Sequence[str]

FLAT = str.maketrans({"\t": " ", "\n": " ", "\r": " "})
_MASKED = re.compile("[*＊×○●□■某]|[xX]{3}")
_NOTHING = frozenset("无 否 — - / \\ 健康 良好 正常 一般 不详 未知 暂无 没有 合格".split())
_ORGANISATION = re.compile(
    "(?:局|公司|中心|委员会|政府|协会|总会|医院|学校|小学|中学|幼儿园|合作社|集团|办公室|专户|基金|社|厂|院|所|站|店)$"
)
_PERSON = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}[·•・．][\u4e00-\u9fff·•・．]{1,10}")
_PERMIT = re.compile(r"[A-Za-z]{1,3}[0-9]{6,12}|[0-9]{8,10}")
_LANDLINE = re.compile(r"0[0-9]{9,11}|[2-9][0-9]{6,7}")
_DOOR = re.compile("[0-9零一二三四五六七八九十百]+(?:组|号|室|栋|幢|单元|户|门|队)|[0-9]单元[0-9]+|[-—][0-9]+$")
_AGE = re.compile("([0-9]{1,2})(?:周?岁)?")
_CODE = re.compile("[A-Za-z]{0,3}[0-9]{12,20}[A-Za-z0-9]{0,4}")
_FILLERS = re.compile(rf"[{BLANKS}\s'’\-‐–—()（）.]+")
_SECRET = frozenset("绝密 机密 秘密 内部 不公开 不予公开".split())
_GUESSED = frozenset({Kind.MOBILE, Kind.BANK_CARD, Kind.LANDLINE, Kind.PLATE})
_NUMBERS = frozenset({Kind.ID18, Kind.ID15, Kind.PASSPORT, Kind.MOBILE, Kind.LANDLINE, Kind.BANK_CARD})
_ACCOUNT = range(9, 24)


class InCell(NamedTuple):
    """A finding in a cell; its places count within the cell."""

    row: int
    column: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Head:
    """The header row in force: roles by column."""

    roles: Mapping[int, Role]

    def first(self, *roles: Role) -> int | None:
        return next((column for column, role in self.roles.items() if role in roles), None)

    def has(self, *roles: Role) -> bool:
        return self.first(*roles) is not None

    @property
    def is_official(self) -> bool:
        """A list of office holders: their posts and telephones are public."""
        return self.has(Role.OFFICIAL) and not self.has(
            Role.IDENTITY, Role.ACCOUNT, Role.ADDRESS, Role.PREMISES, Role.HEALTH
        )


def find_in_rows(rows: Sequence[Row], *, on: date) -> list[InCell]:
    """Everything in a table, in order of its cells."""
    by_cell = _by_cell(rows, on=on)
    head = None
    for number, row in enumerate(rows):
        roles = roles_of(row)
        if roles is not None and (head is None or len(roles) > 1):
            head = _Head(roles)
        elif head is not None:
            _judge(by_cell, head, number, row, on=on)
    return [InCell(*place, finding) for place in sorted(by_cell) for finding in by_cell[place]]


def _by_cell(rows: Sequence[Row], *, on: date) -> dict[tuple[int, int], list[Finding]]:
    """What the cells say by themselves; a row is one line, so that a label may stand in the cell before."""
    lines = ["\t".join(cell.translate(FLAT) for cell in row) for row in rows]
    starts, length = [], 0
    for line in lines:
        starts.append(length)
        length += len(line) + 1
    found: dict[tuple[int, int], list[Finding]] = {}
    for finding in find_in_text("\n".join(lines), on=on):
        row = bisect_right(starts, finding.start) - 1
        column, start = _cell_at(rows[row], finding.start - starts[row])
        inside = finding.moved(-starts[row] - start)
        # A mark or a form with a box for each character may reach into the next cells.
        inside = replace(inside, end=min(inside.end, len(rows[row][column])))
        found.setdefault((row, column), []).append(inside)
    return found


def _cell_at(row: Row, place: int) -> tuple[int, int]:
    """The cell that holds a place of the line, and where it begins."""
    starts = [0, *accumulate(len(cell) + 1 for cell in row)]
    column = bisect_right(starts, place) - 1
    return column, starts[column]


def _judge(by_cell: dict[tuple[int, int], list[Finding]], head: _Head, number: int, row: Row, *, on: date) -> None:
    """Add to the cells of a row what their headers say, and take away what they say is none."""
    person = _Person.of(head, row)
    for column, role in head.roles.items():
        cell = fold(row[column]) if column < len(row) else ""
        if not cell or cell.isspace():
            continue
        there = by_cell.get((number, column), [])
        if role in (Role.FIGURE, Role.ORGANISATION):
            there = [finding for finding in there if finding.kind not in _GUESSED]
        kind = _kind(role, _FILLERS.sub("", cell), head, person, on=on)
        if kind is not None and not _is_known(kind, there):
            there = [*there, make(kind, cell, 0, len(cell))]
        by_cell[number, column] = there


def _is_known(kind: Kind, there: list[Finding]) -> bool:
    kinds = {finding.kind for finding in there}
    return kind in kinds or (kind in _NUMBERS | {Kind.HEALTH} and bool(kinds & _NUMBERS))


@dataclass(frozen=True, slots=True)
class _Person:
    """Whom a row is about, as far as its name says."""

    is_named: bool
    is_organisation: bool

    @classmethod
    def of(cls, head: _Head, row: Row) -> _Person:
        column = head.first(Role.NAME, Role.CHILD)
        if column is None:
            return cls(False, head.has(Role.ORGANISATION))
        name = _FILLERS.sub("", row[column]) if column < len(row) else ""
        is_organisation = len(name) > 3 and _ORGANISATION.search(name) is not None
        is_named = bool(_PERSON.fullmatch(name)) and not _MASKED.search(name) and not is_organisation
        return cls(is_named, is_organisation)


def _kind(role: Role, value: str, head: _Head, person: _Person, *, on: date) -> Kind | None:
    """What a value is under its header, if it must not leave."""
    if role is Role.SECRECY:
        return Kind.SECRECY if value in _SECRET else None
    if _MASKED.search(value) or value in _NOTHING or person.is_organisation:
        return None
    rule = _RULES.get(role)
    return rule(value, head, person, on) if rule else None


def _identity(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    if len(value) == 15 and value.isdigit() and identity.is_old_number(value):
        return Kind.ID15
    if _CODE.fullmatch(value):
        return Kind.ID18
    return Kind.PASSPORT if _PERMIT.fullmatch(value) else None


def _permit(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    return Kind.PASSPORT if _PERMIT.fullmatch(value) else None


def _phone(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    is_persons = person.is_named and not head.is_official
    return Kind.LANDLINE if is_persons and _LANDLINE.fullmatch(value) else None


def _account(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    return Kind.BANK_CARD if value.isdigit() and len(value) in _ACCOUNT else None


def _address(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    is_persons = person.is_named or not head.has(Role.NAME, Role.CHILD)
    return Kind.ADDRESS if is_persons and _DOOR.search(value) else None


def _premises(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    return Kind.ADDRESS if person.is_named and _DOOR.search(value) else None


def _health(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    return Kind.HEALTH if person.is_named else None


def _birth(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    found = minors.BIRTH.match(value)
    return Kind.MINOR if person.is_named and found and minors.is_minors_birth(found, on=on) else None


def _age(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    found = _AGE.fullmatch(value)
    return Kind.MINOR if person.is_named and found and int(found[1]) < identity.ADULT else None


def _child(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    return Kind.MINOR if person.is_named else None


def _name(value: str, head: _Head, person: _Person, on: date) -> Kind | None:
    is_pupil = head.has(Role.SCHOOL) and not head.has(Role.OFFICIAL)
    return Kind.MINOR if is_pupil and person.is_named else None


_RULES = {
    Role.IDENTITY: _identity,
    Role.PERMIT: _permit,
    Role.PHONE: _phone,
    Role.ACCOUNT: _account,
    Role.ADDRESS: _address,
    Role.PREMISES: _premises,
    Role.HEALTH: _health,
    Role.BIRTH: _birth,
    Role.AGE: _age,
    Role.CHILD: _child,
    Role.NAME: _name,
}
