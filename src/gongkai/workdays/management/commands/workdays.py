"""Count in working days, with the working. Uses the shipped calendar and no database unless a county is named."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.workdays import presenters
from gongkai.workdays.rules import periods, shipped
from gongkai.workdays.rules.calendar import Calendar, CalendarEnds
from gongkai.workdays.rules.periods import Unit


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        add = steps.add_parser("add", help="某日之后第N个工作日（或日、周、月……）")
        add.add_argument("start", help="起算日，YYYY-MM-DD")
        add.add_argument("amount", type=int, help="数量；负数向前数")
        add.add_argument("--unit", choices=[str(unit) for unit in Unit], default=str(Unit.WORKDAY))
        count = steps.add_parser("count", help="两日之间（含首尾）有几个工作日")
        count.add_argument("start", help="YYYY-MM-DD")
        count.add_argument("end", help="YYYY-MM-DD")
        year = steps.add_parser("year", help="一年的放假和调休")
        year.add_argument("year", type=int)
        for step in (add, count, year):
            step.add_argument("--json", action="store_true", dest="as_json")
            step.add_argument("--county", type=int, help="用该县的日历（需要数据库）")

    def handle(self, *, step: str, as_json: bool, county: int | None, **options: Any) -> None:
        calendar = _calendar(county)
        try:
            facts, text = getattr(self, f"_{step}")(calendar, options)
        except ValueError as error:
            self._refuse(f"日期应写成 YYYY-MM-DD，例如 2026-11-28。收到的是：{error}")
        except CalendarEnds as error:
            self._refuse(f"日历目前只到 2035 年，无法推算 {error.year} 年。请缩短期限，或在设置中录入新的年份。")
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if as_json else text)

    def _add(self, calendar: Calendar, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        start, amount, unit = date.fromisoformat(options["start"]), options["amount"], Unit(options["unit"])
        reckon = periods.after if amount >= 0 else periods.before
        due = reckon(start, abs(amount), unit, calendar=calendar)
        words = presenters.in_words(due.working)
        note = "（暂定：该年放假安排尚未公布）" if due.is_provisional else ""
        facts = {"date": due.date.isoformat(), "provisional": due.is_provisional, "working": words}
        return facts, f"{due.date.isoformat()}{note}\n{words}"

    def _count(self, calendar: Calendar, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        first, last = date.fromisoformat(options["start"]), date.fromisoformat(options["end"])
        workdays = calendar.count(first, last)
        return {"workdays": workdays, "provisional": calendar.is_provisional(first, last)}, str(workdays)

    def _year(self, calendar: Calendar, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        year = options["year"]
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


def _calendar(county: int | None) -> Calendar:
    if county is None:
        return shipped.calendar()
    from gongkai.workdays import queries

    return queries.calendar_for(county)
