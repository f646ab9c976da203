"""How is one value masked for publication?

Sources
    website_standards.md §6.2: 张*; children 王某某; of an identity number two characters and three, of a telephone
    three and four, of an account the last four; addresses as far as the village or community.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gongkai.publishing.rules.profiles.kinds import Column, Treatment
from gongkai.publishing.rules.sensitive import Kind
from gongkai.publishing.rules.sensitive.addresses import DOOR
from gongkai.publishing.rules.sensitive.folding import BLANKS, fold
from gongkai.publishing.rules.sensitive.masking import masked

_PARTS = re.compile(r"([、，,;；/\n]+)")
_FILLERS = re.compile(rf"[{BLANKS}\s]+")
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "尉迟", "皇甫", "慕容", "令狐")
_ORGANISATION = re.compile(
    "(?:局|公司|中心|委员会|政府|协会|总会|医院|学校|小学|中学|幼儿园|合作社|集团|办公室|专户|基金|[社厂院所站店行部场])$"
)
_VILLAGE = re.compile("^.*(?:村委会|居委会|村|社区|街道|镇|乡)")
_NUMBERED = re.compile(r"[0-9零〇一二三四五六七八九十百]+(?:组|号|室|栋|幢|单元|户|门|队|弄|巷|院)|[0-9]")
NOTHING_LEFT = "***"
_KIND_OF = {
    Column.IDENTITY: Kind.ID18,
    Column.PERMIT: Kind.PASSPORT,
    Column.PHONE: Kind.MOBILE,
    Column.ACCOUNT: Kind.BANK_CARD,
    Column.PLATE: Kind.PLATE,
}


def surname(names: str) -> str:
    """张三 → 张*; an organisation keeps its name."""
    return _each(names, "*")


def nobody(names: str) -> str:
    """王小虎 → 王某某."""
    return _each(names, "某")


def _each(names: str, sign: str) -> str:
    parts = _PARTS.split(names)
    return "".join(part if number % 2 else _one(part, sign) for number, part in enumerate(parts))


def _one(name: str, sign: str) -> str:
    plain = _FILLERS.sub("", name)
    if not plain or (len(plain) > 3 and _ORGANISATION.search(plain)):
        return name
    family = plain[:2] if plain.startswith(_COMPOUND) and len(plain) > 2 else plain[:1]
    return family + sign * min(max(1, len(plain) - len(family)), 3)


def village(address: str) -> str:
    """An address as far as the village or community; group, house and door go."""
    plain = _FILLERS.sub("", fold(address))
    door = DOOR.search(plain) or _NUMBERED.search(plain)
    if door is None:
        return plain
    known = _VILLAGE.match(plain[: door.start()])
    return known[0] if known else NOTHING_LEFT


def ends(column: Column, value: str) -> str:
    """The first and last characters of a number; too little masked before is masked more."""
    return masked(_KIND_OF.get(column, Kind.BANK_CARD), value)


_MASKS: Mapping[Treatment, Callable[[Column, str], str]] = {
    Treatment.SURNAME: lambda _column, value: surname(value),
    Treatment.NOBODY: lambda _column, value: nobody(value),
    Treatment.VILLAGE: lambda _column, value: village(value),
    Treatment.ENDS: ends,
}


def treated(treatment: Treatment, column: Column, value: str) -> str:
    """A value as its treatment leaves it."""
    mask = _MASKS.get(treatment)
    return mask(column, value) if mask and value.strip() else value
