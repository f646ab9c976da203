"""Does this text say where a person lives, down to the group or the door?

Sources
    website_standards.md §6.1: addresses go down to township or street; §6.2: village or community only, group and
    door drop. 个人信息保护法 Art. 4. Addresses of offices and firms are public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.publishing.rules.sensitive.folding import line_after, line_before
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make
from gongkai.publishing.rules.sensitive.people import BEFORE_NAME, NAME, first_name

_NUMERAL = "0-9零一二三四五六七八九十百"
DOOR = re.compile(rf"[{_NUMERAL}](?:组|号(?!文|令|公告|标|线|机|井)|室|栋|幢|单元|户)")
_MORE = re.compile(
    rf"(?:院|楼|附|层|-|—)?[{_NUMERAL}]{{1,5}}(?:号楼|[组号室栋幢户层]|单元)|(?<=元)[{_NUMERAL}]{{1,5}}(?:号|室)?"
)
_LABEL = re.compile(
    r"(?:家庭住址|家庭地址|住址|户籍地址|户籍所在地|户籍地|户口所在地|居住地址|居住地|现住址|现居住在|现住|家住|居住在"
    r"|收货地址|收件人?地址|住所地|(?:生前|租|暂|借)住(?:地址|地)?|住于|住在|(?:^|(?<=[，,（(\s]))住(?![建房院宿户址所]))[：:为是在\s]{0,3}(?P<place>.*)$"
)
_BREAK = re.compile(r"[，,。；;（(\t]")
_OFFICE = re.compile(
    r"办公|公司|企业|单位地址|注册|受理|经营|通讯|邮寄|联系地址|政务|中心|政府|委员会(?!.{0,6}组)|法院|学校|医院"
)
_GROUP_AND_DOOR = re.compile(rf"[村社区寨屯湾队委会]{{1,4}}[^，,]{{0,4}}?[{_NUMERAL}]+[组队][{_NUMERAL}]+$")
_WITH_UNIT = re.compile(rf"[{_NUMERAL}]+(?:栋|幢|号楼?)[{_NUMERAL}]+单元[{_NUMERAL}]+$")
_OF_PERSON = re.compile(
    "村民|户主|低保户|贫困户|脱贫户|五保户|申请人|产权人|承租人|业主|身份证|残疾人|老人|被执行人|被征收人|权利人|当事人|收$"
)
_NAMED = re.compile(rf"{BEFORE_NAME}(?P<name>{NAME})(?=[（(，,、\s\t户家]|$)")
_THING = re.compile("[井桥塘渠台泵坝堰]|地块|机井|路灯|标段|至")


def addresses(text: str) -> Iterator[Finding]:
    """One finding for each address that reaches the group, the house or the door of a person."""
    if "组" not in text and "号" not in text and "室" not in text and "单元" not in text:
        return
    end = 0
    for door in DOOR.finditer(text):
        if door.start() < end:
            continue
        start = _beginning(text, door.start() + 1, door.end())
        if start is not None:
            end = _end(text, door.end())
            yield make(Kind.ADDRESS, text, start, end)


def _beginning(text: str, place: int, end: int) -> int | None:
    """Where the address begins whose door this is; None where it is no person's."""
    before = line_before(text, place, 48)
    segment = before[_after_last_break(before) :]
    label = _LABEL.search(segment) or _LABEL.search(
        before.rsplit("\t", 2)[-2] + "：" + segment if "\t" in before else ""
    )
    if label is not None:
        return None if _OFFICE.search(before) else place - min(len(label["place"]), len(segment))
    if _THING.match(text, end) or _OFFICE.search(before) or not _is_household(segment, text[place:end]):
        return None
    around = before + "\t" + line_after(text, end, 24)
    is_persons = _OF_PERSON.search(around) or first_name(_NAMED, around)
    return place - len(segment) if is_persons else None


def _after_last_break(before: str) -> int:
    breaks = list(_BREAK.finditer(before))
    return breaks[-1].end() if breaks else 0


def _is_household(segment: str, unit: str) -> bool:
    """Group and number of a village, or house, stairs and door of an estate: nothing else is as close."""
    if unit.startswith("号"):
        return _GROUP_AND_DOOR.search(segment) is not None
    return unit == "室" and _WITH_UNIT.search(segment) is not None


def _end(text: str, place: int) -> int:
    """The last door of the same address: building, stairs, flat."""
    while more := _MORE.match(text, place):
        place = more.end()
    return place
