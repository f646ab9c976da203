"""Reading a limit cell: split it into segments, and read each by the first row of the table that fits it whole.

Nothing is read in part: where words are left over, the segment is not understood.

Sources
    catalogues.md §3, "Reading rules worth building" 1-7.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from gongkai.kernel.text import fold_width, without_spaces
from gongkai.workdays.rules.periods import Unit
from gongkai.workdays.rules.phrases.clauses import Clause, Code, Finding, Kind, TimeLimit
from gongkai.workdays.rules.phrases.triggers import Trigger, trigger_of

STATUTORY_WORKDAYS = 20  # 条例 Art. 26

_OVERRIDE = re.compile(
    r"[,;。]?\(?(?:相关|有关)?(?:政策|法律)?[、,]?(?:法律)?[、,]?法规(?:对(?:政府)?信息公开的期限)?(?:等)?另有规定的?[,,]?"
    r"(?:应)?(?:从其规定|按其规定|依照其规定|按照其规定|除外)\)?"
)
_EXTENSION = re.compile(
    r"[,;](?:情况(?:复杂|特殊)的)?,?经(?:本(?:单位|机关))?(?:负责人)?批准,?可(?:以)?延长(\d+)个?工作日"
)
_ON_REQUEST = re.compile(r"[,;]?([^,;。:]*?)依申请公开$")
# Cut at ; and 。, before a number with a dot, and at a comma behind which another clause begins.
_CUT = re.compile(r"[;。]|,?(?=(?:(?<=^)|(?<=[;。,]))\d[.、](?!\d))|,(?=公示|公告期|保持|其他|其中|征求意见|结果信息)")
_NUMBERED = re.compile(r"^\d[.、](?!\d)")
_PLACED = re.compile(r"[,]?(?:在|于)([^,;在于]*(?:公示栏|公告栏|公开栏|场所))(?:予以)?(?:公开|公示|公布)?$")

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "十": 10}
_N = r"(?P<n>\d+|[一二两三四五六七十])"
_UNITS = {
    "工作日": Unit.WORKDAY,
    "日": Unit.DAY,
    "天": Unit.DAY,
    "自然日": Unit.DAY,
    "周": Unit.WEEK,
    "星期": Unit.WEEK,
    "月": Unit.MONTH,
    "季": Unit.QUARTER,
    "季度": Unit.QUARTER,
    "半年": Unit.HALF_YEAR,
    "年": Unit.YEAR,
    "年度": Unit.YEAR,
    "小时": Unit.HOUR,
}
_UNIT = r"个?(?P<unit>工作日|自然日|日|天|周|星期|月|小时)"
_PERIOD = r"(?P<unit>半年|年度|年|季度|季|月|周)"
_PUBLISH = r"(?:予以)?(?:及时|主动|向社会|对外)*(?:予以)?(?:公开|公示|公布|公告|告知|更新)?"
_SCOPE = r"(?:(?P<scope>[^:]{1,30}?):)?"


def _amount(match: re.Match[str]) -> int:
    text = match["n"]
    return int(text) if text.isdigit() else _DIGITS[text]


def _unit(match: re.Match[str]) -> Unit:
    return _UNITS[match["unit"]]


def _start(text: str) -> tuple[str | None, Trigger | None] | None:
    """Scope and trigger of the words before 之日起; None if they are not understood.

    The whole may be a start; else what stands before 自, 在, 应 is the scope; 其他相关信息 is a scope by itself.
    """
    if not text:
        return None, None
    if trigger := trigger_of(text.removeprefix("自").removeprefix("在")):
        return None, trigger
    for joint in ("事项应自", "应自", "应在", "自", "在"):
        scope, found, start = text.partition(joint)
        if found and scope and (trigger := trigger_of(start)):
            return scope, trigger
    if other := re.fullmatch(r"(其他(?:相关|有关)?(?:信息|内容))(.+)", text):
        trigger = trigger_of(other[2])
        return (other[1], trigger) if trigger else None
    return None


def _within(match: re.Match[str]) -> Clause | None:
    read = _start(match["start"] or "")
    if read is None:
        return None
    scope, trigger = read
    return Clause(Kind.WITHIN, trigger, _amount(match), _unit(match), match["scope"] or scope)


def _before(match: re.Match[str]) -> Clause | None:
    read = _start(match["start"] or "")
    if read is None:
        return None
    scope, trigger = read
    return Clause(Kind.BEFORE, trigger or Trigger.EVENT, _amount(match), _unit(match), match["scope"] or scope)


def _document_before(match: re.Match[str]) -> Clause | None:
    trigger = trigger_of(match["start"])
    return trigger and Clause(Kind.BEFORE, trigger, _amount(match), _unit(match), match["document"])


def _in_advance(match: re.Match[str]) -> Clause:
    scope = match["scope"] or match["behind"] or None
    return Clause(Kind.BEFORE, Trigger.EVENT, _amount(match), _unit(match), scope)


def _display(match: re.Match[str]) -> Clause | None:
    """公示不少于…: whose display it is stands before; 批前 and …结束后 say when it runs."""
    scope, trigger = match["what"], None
    if scope.startswith("批前"):
        return Clause(Kind.MIN_DISPLAY, Trigger.BEFORE_APPROVAL, _amount(match), _unit(match), match["scope"] or scope)
    scope = scope.removesuffix("公示").removesuffix("公告")
    if scope.endswith("后"):
        trigger = trigger_of(scope.removesuffix("后"))
        if trigger is None:
            return None
        scope = ""
    return Clause(Kind.MIN_DISPLAY, trigger, _amount(match), _unit(match), match["scope"] or scope or None)


def _longest_display(match: re.Match[str]) -> Clause:
    return Clause(Kind.MAX_DISPLAY, None, _amount(match), _unit(match), match["scope"])


def _prompt(match: re.Match[str]) -> Clause | None:
    start = match["start"].removesuffix("后").removeprefix("自") if match["start"] else ""
    trigger = trigger_of(start) if start else None
    if start and trigger is None:
        return None
    return Clause(Kind.PROMPT, trigger, scope=match["scope"] or match["behind"])


def _with_event(match: re.Match[str]) -> Clause | None:
    trigger = trigger_of(match["start"])
    return trigger and Clause(Kind.WITH_EVENT, trigger, scope=match["scope"])


def _periodic(match: re.Match[str]) -> Clause:
    times = match.groupdict().get("n")
    count = (int(times) if times.isdigit() else _DIGITS[times]) if times else 1
    return Clause(Kind.PERIODIC, None, count, _unit(match), match["scope"] or match.groupdict().get("behind"))


def _by_date(match: re.Match[str]) -> Clause | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Clause(Kind.BY_DATE, None, None, Unit.YEAR, match["scope"], by=f"{month:02d}-{day:02d}")


def _by_month(match: re.Match[str]) -> Clause | None:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    last = "28" if month == 2 else "30" if month in (4, 6, 9, 11) else "31"
    return Clause(Kind.BY_DATE, None, None, Unit.YEAR, match["scope"], by=f"{month:02d}-{last}")


Reader = Callable[[re.Match[str]], Clause | None]
_BEHIND = r"(?:\((?P<behind>[^()]{1,12})\))?"
_TABLE: tuple[tuple[str, Reader], ...] = (
    (
        rf"{_SCOPE}(?:保持)?(?:长期|永久|常年)(?:公开)?(?:\(动态调整\))?",
        lambda m: Clause(Kind.LONG_TERM, scope=m["scope"]),
    ),
    (rf"{_SCOPE}实时(?:公开|更新)?{_BEHIND}", lambda m: Clause(Kind.REALTIME, scope=m["scope"] or m["behind"])),
    (rf"{_SCOPE}(?P<start>[^:]*?)(?:及时|随时)(?:公开|公告|更新|公示|公布)?{_BEHIND}", _prompt),
    (rf"{_SCOPE}每年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?:之)?前{_PUBLISH}", _by_date),
    (rf"{_SCOPE}每年(?P<month>\d{{1,2}})月(?:份|底前)?{_PUBLISH}", _by_month),
    (rf"{_SCOPE}每{_N}个?(?P<unit>工作日){_PUBLISH}", _periodic),
    (rf"{_SCOPE}(?:按|每){_PERIOD}{_PUBLISH}{_BEHIND}", _periodic),
    (rf"{_SCOPE}(?:每)?{_PERIOD}(?:至少|不少于)?(?:更新|公开|公布){_N}次", _periodic),
    (rf"{_SCOPE}(?P<unit>半年)\((?P<behind>[^()]+)\)", _periodic),
    (
        rf"{_SCOPE}(?P<what>[^:\d]*?)(?:时间|期限|期)?(?:不得少于|不少于|不低于|期限为|期为|限为){_N}{_UNIT}",
        _display,
    ),
    (rf"{_SCOPE}(?P<what>公示|公告){_N}{_UNIT}", _display),
    (rf"{_SCOPE}公示期?满{_N}个?{_PERIOD}不再公示", _longest_display),
    (rf"(?P<document>《[^》]+》)在(?P<start>[^\d]+){_N}{_UNIT}(?:之)?前{_PUBLISH}", _document_before),
    (rf"{_SCOPE}提前{_N}{_UNIT}{_BEHIND}(?:发通知邀请|通知|{_PUBLISH})", _in_advance),
    (rf"{_SCOPE}(?:至少)?(?:在)?(?P<start>[^\d:]*?)(?:日)?前{_N}{_UNIT}{_PUBLISH}", _before),
    (rf"{_SCOPE}(?:至少)?(?:在)?(?P<start>[^\d:]+?){_N}{_UNIT}(?:之)?前{_PUBLISH}", _before),
    (rf"{_SCOPE}(?P<start>[^:\d]*?)(?:之日起|之日|之日后|后|起)?{_N}{_UNIT}(?:之内|以内|内)?{_PUBLISH}", _within),
    (rf"{_SCOPE}随(?P<start>[^:\d]+?)(?:一并|同时|一同)?(?:公开|公告|公布)", _with_event),
    (rf"{_SCOPE}(?:在)?(?P<start>[^:\d]+?)(?:时|后)(?:公开|公告|公布)?", _with_event),
)
_COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in _TABLE)


@lru_cache(maxsize=8192)
def parse(phrase: str) -> TimeLimit:
    """Read a limit cell. Never fails: what is not understood is an `unknown` clause and a finding."""
    raw = fold_width(without_spaces(phrase)).replace("；", ";").replace("，", ",")
    text, overrides = _OVERRIDE.subn("", raw)
    text, findings = _without_on_request(text)
    clauses: list[Clause] = []
    for segment in _segments(text):
        read, extension = _EXTENSION.sub("", segment), _EXTENSION.search(segment)
        clause = _read(read)
        if clause is None and clauses and (more := re.fullmatch(_EXTENSION.pattern, f",{segment}")):
            clauses[-1] = replace(clauses[-1], extendable=int(more[1]))
            continue
        clause = clause or Clause(Kind.UNKNOWN)
        clauses.append(replace(clause, extendable=int(extension[1])) if extension else clause)
        findings += _findings(clause, segment)
    if not clauses:
        clauses, findings = [Clause(Kind.UNKNOWN)], [*findings, Finding(Code.UNREADABLE, raw)]
    return TimeLimit(raw, tuple(clauses), bool(overrides), tuple(findings))


def _without_on_request(text: str) -> tuple[str, list[Finding]]:
    """A part that is disclosed on request only has no clock of its own here."""
    found = _ON_REQUEST.search(text)
    if found is None or not found[1]:
        return text, []
    return text[: found.start()], [Finding(Code.ON_REQUEST_PART, found[1])]


def _segments(text: str) -> list[str]:
    parts = [part.strip(",;。") for part in _CUT.split(text)]
    return [piece for part in parts if part for piece in _side_by_side(_NUMBERED.sub("", part).removeprefix("其中"))]


def _side_by_side(part: str) -> list[str]:
    """按季(企业)、半年(个体)、随时(走逃户); 提前24小时(停水)/48小时(停气)告知."""
    pieces = re.split(r"(?<=\))[、/](?=\S)", part)
    if len(pieces) == 1:
        return pieces
    head = re.match(r"提前", pieces[0])
    return [piece if not head or piece.startswith("提前") else f"提前{piece}" for piece in pieces]


def _read(segment: str) -> Clause | None:
    placed = _PLACED.search(segment)
    body = segment[: placed.start()] if placed and placed.start() else segment
    for pattern, reader in _COMPILED:
        if match := pattern.fullmatch(body):
            clause = reader(match)
            if clause is not None:
                return replace(clause, place=placed[1]) if placed and placed.start() else clause
    return None


def _findings(clause: Clause, segment: str) -> list[Finding]:
    if clause.kind is Kind.UNKNOWN:
        return [Finding(Code.UNREADABLE, segment)]
    found = []
    if clause.kind is Kind.WITHIN and clause.trigger is None:
        found.append(Finding(Code.TRIGGER_MISSING, segment))
    is_long = clause.unit is Unit.WORKDAY and (clause.amount or 0) > STATUTORY_WORKDAYS
    if clause.kind is Kind.WITHIN and is_long:
        found.append(Finding(Code.LONGER_THAN_STATUTE, segment))
    return found
