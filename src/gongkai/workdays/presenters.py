"""The words of a working: 9月27日 + 20个工作日 = 10月30日（国庆节7天休，9月29日、10月12日上班）."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai.ui.languages import in_english
from gongkai.workdays.rules.calendar import FIRST_YEAR, LAST_YEAR
from gongkai.workdays.rules.notice import LONGEST_NAME, Fault, Problem
from gongkai.workdays.rules.periods import Unit, Working
from gongkai.workdays.rules.phrases import Clause, Code, Kind, TimeLimit
from gongkai.workdays.rules.phrases.triggers import NAMES

HOLIDAYS = {
    "元旦": "New Year",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "抗战胜利纪念日": "Victory Day",
}


def in_words(working: Working) -> str:
    """A working as a sentence."""
    return working_text(working.as_json())


def working_text(working: Mapping[str, Any]) -> str:
    """A stored working as a sentence; empty for none."""
    if not working:
        return ""
    start, end = date.fromisoformat(working["start"]), date.fromisoformat(working["end"])
    year = start.year
    notes = [*_passed(working.get("passed") or [], year=year), *_further(working, year=year)]
    if not working["amount"]:
        text = _("截止%(end)s") % {"end": _day(end, year=0)}
    else:
        text = _("%(start)s %(sign)s %(amount)s = %(end)s") % {
            "start": _day(start, year=0),
            "sign": "+" if working["amount"] > 0 else "−",
            "amount": amount_text(abs(working["amount"]), working["unit"]),
            "end": _day(end, year=year),
        }
    return _("%(text)s（%(notes)s）") % {"text": text, "notes": _("，").join(notes)} if notes else text


def amount_text(amount: int, unit: str) -> str:
    """An amount with its unit."""
    words = {
        Unit.HOUR: ngettext("%(n)s小时", "%(n)s小时", amount),
        Unit.WORKDAY: ngettext("%(n)s个工作日", "%(n)s个工作日", amount),
        Unit.DAY: ngettext("%(n)s日", "%(n)s日", amount),
        Unit.WEEK: ngettext("%(n)s周", "%(n)s周", amount),
        Unit.MONTH: ngettext("%(n)s个月", "%(n)s个月", amount),
        Unit.QUARTER: ngettext("%(n)s个季度", "%(n)s个季度", amount),
        Unit.HALF_YEAR: ngettext("%(n)s个半年", "%(n)s个半年", amount),
        Unit.YEAR: ngettext("%(n)s年", "%(n)s年", amount),
    }
    return words[Unit(unit)] % {"n": amount}


def _passed(lines: list[list[str]], *, year: int) -> list[str]:
    """Holidays by name with their days, then the weekend days that are worked."""
    rests: dict[str, int] = defaultdict(int)
    worked: list[str] = []
    for on, kind, name in lines:
        if kind == "rest":
            rests[name] += 1
        else:
            worked.append(_day(date.fromisoformat(on), year=year))
    notes = [_("%(name)s%(days)s天休") % {"name": _holiday(name), "days": days} for name, days in rests.items()]
    if worked:
        notes.append(_("%(days)s上班") % {"days": _("、").join(worked)})
    return notes


def _further(working: Mapping[str, Any], *, year: int) -> list[str]:
    notes = []
    if working.get("excluded"):
        notes.append(_("扣除征求意见%(days)s个工作日") % {"days": working["excluded"]})
    if working.get("rolled_from"):
        day = _day(date.fromisoformat(working["rolled_from"]), year=year)
        forwards = working["rolled_from"] < working["end"]
        text = _("%(day)s是休息日，顺延") if forwards else _("%(day)s是休息日，提前到前一个工作日")
        notes.append(text % {"day": day})
    return notes


def _holiday(name: str) -> str:
    return HOLIDAYS.get(name, name) if in_english() else name


def _day(day: date, *, year: int) -> str:
    """A day of the working's own year without it, another with it."""
    is_same_year = day.year == year or not year
    if in_english():
        return dateformat.format(day, "j F" if is_same_year else "j F Y")
    if is_same_year:
        return f"{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


KIND_NAMES = {
    Kind.WITHIN: gettext_lazy("期限内公开"),
    Kind.BEFORE: gettext_lazy("提前公开"),
    Kind.WITH_EVENT: gettext_lazy("随事项公开"),
    Kind.REALTIME: gettext_lazy("实时公开"),
    Kind.PROMPT: gettext_lazy("及时公开"),
    Kind.PERIODIC: gettext_lazy("定期公开"),
    Kind.BY_DATE: gettext_lazy("每年定日公开"),
    Kind.MIN_DISPLAY: gettext_lazy("最短公示"),
    Kind.MAX_DISPLAY: gettext_lazy("最长公示"),
    Kind.LONG_TERM: gettext_lazy("长期公开"),
    Kind.UNKNOWN: gettext_lazy("没有读懂"),
}
CODE_NAMES = {
    Code.TRIGGER_MISSING: gettext_lazy("没有写明起算点，请核对从哪一天起算"),
    Code.UNREADABLE: gettext_lazy("没有读懂，请改成“某事之日起N个工作日内”一类的写法，或人工指定"),
    Code.TRIGGER_UNLISTED: gettext_lazy("起算事由不在起算点表内，请核对并登记该事由的日期"),
    Code.LONGER_THAN_STATUTE: gettext_lazy("超过法定的20个工作日，请核对依据"),
    Code.ON_REQUEST_PART: gettext_lazy("其中一部分依申请公开，不计入主动公开时限"),
}


def reading_lines(reading: TimeLimit) -> list[str]:
    """A reading in words, then what a person should look at."""
    clauses = [_clause_line(clause) for clause in reading.clauses]
    override = [_("法律法规另有规定的从其规定")] if reading.statutory_override else []
    findings = [f"{CODE_NAMES[finding.code]}：{finding.text}" for finding in reading.findings]
    return clauses + override + findings


def _clause_line(clause: Clause) -> str:
    parts = [
        f"{clause.scope}：" if clause.scope else "",
        str(KIND_NAMES[clause.kind]),
        f" {NAMES[clause.trigger]}" if clause.trigger else "",
        f" {amount_text(clause.amount, str(clause.unit))}" if clause.amount and clause.unit else "",
        f" {clause.by}" if clause.by else "",
        f"（{clause.place}）" if clause.place else "",
    ]
    return "".join(parts)


FAULT_NAMES = {
    Fault.DATE: gettext_lazy("日期“%(text)s”读不懂或不存在。请写成 YYYY-MM-DD，例如 2027-10-01"),
    Fault.KIND: gettext_lazy("类型“%(text)s”不认识。请写 rest（休）或 work（班）"),
    Fault.NAME: gettext_lazy("名称“%(text)s”是空的或超过%(longest)s个字。请写节日名称，例如 国庆节"),
    Fault.TWICE: gettext_lazy("%(text)s 写了不止一次。请只留一行"),
    Fault.OTHER_YEAR: gettext_lazy("%(text)s 不在其他各行所在的年份。请核对年份；一个文件只写一年的安排"),
    Fault.WORKED_ANYWAY: gettext_lazy("%(text)s 不是周末，本来就上班。请核对日期，或删去这一行"),
    Fault.EMPTY: gettext_lazy("没有一天的安排。请每行写一天：日期、类型、名称"),
    Fault.OUT_OF_RANGE: gettext_lazy("%(text)s年不在日历范围内。请写%(first)s年至%(last)s年之间的安排"),
    Fault.STATUTORY_MISSING: gettext_lazy("缺少法定节假日 %(text)s。请补上这一天"),
}


def problem_line(problem: Problem, *, of_rows: bool) -> str:
    """A problem of a notice: where, what and how to mend it."""
    facts = {"text": problem.text, "longest": LONGEST_NAME, "first": FIRST_YEAR, "last": LAST_YEAR}
    if not problem.line:
        where = _("全文")
    else:
        where = (_("第%(line)s行") if of_rows else _("第%(line)s项")) % {"line": problem.line}
    return _("%(where)s：%(what)s。") % {"where": where, "what": FAULT_NAMES[problem.fault] % facts}
