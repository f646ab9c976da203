"""What does a shape mean once it fits? One small function per meaning; None where it would make no sense.

Sources
    catalogues.md §3: what each family is read as; rule 3 (what stands before the colon or before 自 is the part).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.workdays.rules.phrases import triggers
from gongkai.workdays.rules.phrases.clauses import Clause, Kind
from gongkai.workdays.rules.phrases.lexicon import Word
from gongkai.workdays.rules.phrases.shapes import Caught
from gongkai.workdays.rules.phrases.tokens import Token, written
from gongkai.workdays.rules.phrases.triggers import RECURS, Trigger
from gongkai.workdays.rules.units import Unit

# 半年 or 1年 alone may be a period as well as a limit.
BARE_UNITS = frozenset({Unit.WORKDAY, Unit.DAY, Unit.HOUR})
# Without 自 or a colon, only a noun of this kind is surely a part of the item.
PARTS = ("信息", "结果", "文件", "决定", "事项", "内容", "名单", "政策")
# Words of a display: a bare number beside them may be its length.
DISPLAYS = ("公示", "公告", "征求意见", "披露", "展示", "期", "期限", "时间")
PLACE_ENDINGS = ("栏", "网站", "平台", "现场", "窗口", "大厅", "中心", "屏", "点", "报刊", "媒体", "公众号", "网")
LONGEST_EVENT = 24
_EVENT_WORDS = frozenset({Word.TEXT, Word.PUBLISH, Word.NOTICE, Word.ENUM, Word.OF, Word.MANNER})
_SHORT_MONTHS = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
_MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Event:
    """An event with the part of the item it is about, and its words where the table does not have it."""

    trigger: Trigger
    scope: str | None = None
    words: str | None = None


def within_after_event(caught: Caught) -> Clause | None:
    return _on_event(Kind.WITHIN, caught, _event(caught), counted=True)


def within_after_listed_event(caught: Caught) -> Clause | None:
    """Nothing says 之日起: only an event that is in the table is surely one."""
    return _on_event(Kind.WITHIN, caught, _listed(caught), counted=True)


def within_bare(caught: Caught) -> Clause | None:
    return _counted(Kind.WITHIN, caught) if _unit(caught) in BARE_UNITS else None


def within_of_part(caught: Caught) -> Clause | None:
    scope = part(written(caught["scope"]))
    return _counted(Kind.WITHIN, caught) if scope and scope.endswith(PARTS) else None


def before_event(caught: Caught) -> Clause | None:
    return _on_event(Kind.BEFORE, caught, _event(caught), counted=True)


def before_any_event(caught: Caught) -> Clause | None:
    return _counted(Kind.BEFORE, caught, trigger=Trigger.EVENT)


def min_display(caught: Caught) -> Clause | None:
    return _counted(Kind.MIN_DISPLAY, caught)


def min_display_of_phase(caught: Caught) -> Clause | None:
    phase = written(caught["phase"])
    trigger = Trigger.BEFORE_APPROVAL if phase.startswith("批前") else None
    return _counted(Kind.MIN_DISPLAY, caught, scope=phase, trigger=trigger)


def min_display_after_event(caught: Caught) -> Clause | None:
    return _on_event(Kind.MIN_DISPLAY, caught, _event(caught), counted=True)


def max_display(caught: Caught) -> Clause | None:
    return _counted(Kind.MAX_DISPLAY, caught)


def realtime(caught: Caught) -> Clause | None:
    return _plain(Kind.REALTIME, caught)


def prompt(caught: Caught) -> Clause | None:
    return _plain(Kind.PROMPT, caught)


def prompt_on_event(caught: Caught) -> Clause | None:
    return _on_event(Kind.PROMPT, caught, _event(caught))


def with_event(caught: Caught) -> Clause | None:
    return _on_event(Kind.WITH_EVENT, caught, _event(caught))


def after_event(caught: Caught) -> Clause | None:
    """完成后公开: tied to the event, but no number says when."""
    return _on_event(Kind.WITH_EVENT, caught, _event(caught), after=True)


def long_term(caught: Caught) -> Clause | None:
    return _plain(Kind.LONG_TERM, caught)


def periodic(caught: Caught) -> Clause | None:
    (period,) = caught["period"]
    return _plain(Kind.PERIODIC, caught, amount=1, unit=period.unit, times=_times(caught))


def periodic_of(caught: Caught) -> Clause | None:
    return _counted(Kind.PERIODIC, caught, times=_times(caught))


def by_day_of_year(caught: Caught) -> Clause | None:
    (day,) = caught["date"]
    return _by(caught, Unit.YEAR, f"{day.number:02d}-{day.day:02d}")


def by_month(caught: Caught) -> Clause | None:
    (month,) = caught["month"]
    return _by(caught, Unit.YEAR, _end_of_month(month.number))


def by_quarter(caught: Caught) -> Clause | None:
    (quarter,) = caught["quarter"]
    return _by(caught, Unit.YEAR, _end_of_month(quarter.number * _MONTHS_A_QUARTER))


def by_day_of_month(caught: Caught) -> Clause | None:
    (amount,) = caught["amount"]
    is_day = amount.unit is Unit.DAY and amount.number <= 31
    return _by(caught, Unit.MONTH, f"{amount.number:02d}") if is_day else None


def part(words: str) -> str | None:
    """The part of the item that these words name: 其中行政许可事项应 is 行政许可."""
    name = words.removeprefix("其中").rstrip(",、")
    return name.removesuffix("事项") or None


def place(tokens: Iterable[Token]) -> str | None:
    """The place that these words name; None if they do not name one."""
    words = written(tuple(tokens))
    return words if words.endswith(PLACE_ENDINGS) else None


def _event(caught: Caught) -> Event | None:
    listed = _listed(caught)
    if listed is not None or not all(token.word in _EVENT_WORDS for token in caught["event"]):
        return listed
    words = written(caught["event"])
    return Event(Trigger.EVENT, words=words) if 2 <= len(words) <= LONGEST_EVENT else None


def _listed(caught: Caught) -> Event | None:
    named = triggers.find(written(caught["event"]))
    return Event(named.trigger, named.scope) if named else None


def _on_event(
    kind: Kind, caught: Caught, event: Event | None, *, counted: bool = False, after: bool = False
) -> Clause | None:
    if event is None:
        return None
    build = _counted if counted else _plain
    return build(
        kind,
        caught,
        scope=event.scope,
        trigger=event.trigger,
        event=event.words,
        recurrence=RECURS.get(event.trigger),
        after=after,
    )


def _counted(kind: Kind, caught: Caught, **more: Any) -> Clause | None:
    (amount,) = caught["amount"]
    return _plain(kind, caught, amount=amount.number, unit=amount.unit, **more)


def _plain(kind: Kind, caught: Caught, *, scope: str | None = None, **more: Any) -> Clause | None:
    """A clause with its part and its place, wherever in the wording they stood."""
    if "object" in caught and not _is_object(caught):
        return None
    named = [part(written(caught[name])) for name in ("scope", "object") if name in caught]
    parts = [name for name in (*named, scope) if name]
    where = place(caught["place"]) if "place" in caught else None
    if len(parts) > 1 or ("place" in caught and where is None):
        return None
    return Clause(kind, scope=parts[0] if parts else None, place=where, **more)


def _is_object(caught: Caught) -> bool:
    """What is published follows a verb, and is not the rest of a list (采购公告、采购文件)."""
    return bool({"publish", "notice"} & caught.keys()) and caught["object"][0].word is not Word.ENUM


def _by(caught: Caught, unit: Unit, by: str) -> Clause | None:
    (period,) = caught["period"]
    return _plain(Kind.BY_DATE, caught, unit=unit, by=by) if period.unit is unit else None


def _end_of_month(month: int) -> str:
    return f"{month:02d}-{_SHORT_MONTHS.get(month, 31)}"


def _times(caught: Caught) -> int | None:
    times = caught["times"][0].number if "times" in caught else 1
    return times if times > 1 else None


def _unit(caught: Caught) -> Unit | None:
    return caught["amount"][0].unit
