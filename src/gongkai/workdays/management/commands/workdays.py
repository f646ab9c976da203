"""Count in working days, with the working; enter a year's notice and a county's own days.

Counting uses the shipped calendar and no database unless a county is named.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.workdays import presenters
from gongkai.workdays.management import entering
from gongkai.workdays.management.refusals import Unreadable
from gongkai.workdays.rules import periods, shipped
from gongkai.workdays.rules.calendar import FIRST_YEAR, LAST_YEAR, Calendar, CalendarEnds
from gongkai.workdays.rules.periods import Unit


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        add = steps.add_parser("add", help="某日之后第N个工作日（或日、周、月……）")
        add.add_argument("start", help="起算日，YYYY-MM-DD")
        add.add_argument("amount", help="数量；负数向前数")
        add.add_argument("--unit", default=str(Unit.WORKDAY), help="单位：" + "、".join(Unit))
        count = steps.add_parser("count", help="两日之间（含首尾）有几个工作日")
        count.add_argument("start", help="YYYY-MM-DD")
        count.add_argument("end", help="YYYY-MM-DD")
        year = steps.add_parser("year", help="一年的放假和调休")
        year.add_argument("year", help="年份，例如 2026")
        for step in (add, count, year):
            step.add_argument("--json", action="store_true", dest="as_json")
            step.add_argument("--county", metavar="CODE", help="区划代码；用该县的日历（需要数据库）")
        entering.add_arguments(steps)

    def handle(self, *, step: str, as_json: bool, **options: Any) -> None:
        try:
            facts, text = self._answer(step, options)
        except Unreadable as error:
            self._refuse(str(error))
        except (CalendarEnds, OverflowError):
            self._refuse(f"日历只有{FIRST_YEAR}年至{LAST_YEAR}年，算到的日期超出了这个范围。请改小数量，或换一个日期。")
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if as_json else text)

    def _answer(self, step: str, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if step in entering.STEPS:
            return entering.STEPS[step](options)
        facts, text = getattr(self, f"_{step}")(_calendar(options["county"]), options)
        return facts, text

    def _add(self, calendar: Calendar, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        start, amount, unit = _day(options["start"]), _number(options["amount"], "数量"), _unit(options["unit"])
        reckon = periods.after if amount >= 0 else periods.before
        due = reckon(start, abs(amount), unit, calendar=calendar)
        words = presenters.in_words(due.working)
        note = "（暂定：该年放假安排尚未公布）" if due.is_provisional else ""
        facts = {"date": due.date.isoformat(), "provisional": due.is_provisional, "working": words}
        return facts, f"{due.date.isoformat()}{note}\n{words}"

    def _count(self, calendar: Calendar, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        first, last = _day(options["start"]), _day(options["end"])
        if last < first:
            raise Unreadable(f"终止日 {last} 早于起始日 {first}。请把较早的一天写在前面。")
        workdays = calendar.count(first, last)
        return {"workdays": workdays, "provisional": calendar.is_provisional(first, last)}, str(workdays)

    def _year(self, calendar: Calendar, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        year = _number(options["year"], "年份")
        calendar.working_days(year)
        days = [day for on, day in sorted(calendar.special.items()) if on.year == year]
        facts = {
            "year": year,
            "provisional": calendar.is_provisional(date(year, 1, 1)),
            "workdays": len(calendar.working_days(year)),
            "days": [{"date": d.on.isoformat(), "kind": str(d.kind), "name": d.name} for d in days],
        }
        lines = [f"{d.on.isoformat()}  {'休' if d.kind == 'rest' else '班'}  {d.name}" for d in days]
        return facts, "\n".join([*lines, f"{year}年共{facts['workdays']}个工作日"])

    def _refuse(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(2)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"日期“{text}”读不懂或不存在。请写成 YYYY-MM-DD，例如 2026-11-28。") from None


def _number(text: str, what: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Unreadable(f"{what}“{text}”不是整数。请写成数字，例如 20。") from None


def _unit(text: str) -> Unit:
    try:
        return Unit(text)
    except ValueError:
        raise Unreadable(f"单位“{text}”不认识。可用的单位：{'、'.join(Unit)}。") from None


def _calendar(county: str | None) -> Calendar:
    if county is None:
        return shipped.calendar()
    from gongkai.workdays import queries

    return queries.calendar_for(entering.county_id(county))
