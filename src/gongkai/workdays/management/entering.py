"""`gongkai workdays announce` and `workdays local`: a year's notice comes out, a county rests on a day of its own.

Only announcing and local days touch the database, so models are imported where they are needed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.kernel import clock
from gongkai.workdays import presenters
from gongkai.workdays.management import notice_files
from gongkai.workdays.management.refusals import Unreadable
from gongkai.workdays.rules import notice, shipped
from gongkai.workdays.rules.calendar import FIRST_YEAR, LAST_YEAR, Calendar, DayKind, SpecialDay
from gongkai.workdays.rules.notice import LONGEST_NAME, Notice

Answer = tuple[dict[str, Any], str]


def add_arguments(steps: Any) -> None:
    """The subcommands, below those that count."""
    announce = steps.add_parser("announce", help="录入国务院办公厅公布的一年放假安排")
    announce.add_argument("file", type=Path, metavar="FILE", help="CSV 或 JSON：date,kind,name（日期，休/班，名称）")
    announce.add_argument("--notice", required=True, metavar="NUMBER", help="通知文号")
    announce.add_argument("--issued", metavar="DATE", help="印发日期，YYYY-MM-DD")
    announce.add_argument("--dry-run", action="store_true", help="只检查，不录入")
    local = steps.add_parser("local", help="一县自己的放假或上班日")
    local.add_argument("--county", required=True, metavar="CODE", help="区划代码")
    deeds = local.add_subparsers(dest="deed", required=True)
    add = deeds.add_parser("add", help="设定")
    add.add_argument("--name", required=True, help="名称，例如 县庆")
    add.add_argument("--kind", default="rest", help="rest（休，默认）或 work（班）")
    remove = deeds.add_parser("remove", help="取消")
    for deed in (add, remove):
        deed.add_argument("dates", nargs="+", metavar="DATE", help="YYYY-MM-DD")
    for leaf in (announce, add, remove):
        leaf.add_argument("--json", action="store_true", dest="as_json")


def announce(options: dict[str, Any]) -> Answer:
    """Enter a year as its notice says, or only say what would be entered."""
    from gongkai.workdays import actions

    issued_on = _date(options["issued"]) if options["issued"] else None
    number = _short(options["notice"], 60)
    read = _read(options["file"])
    if not options["dry_run"]:
        actions.announce_year(
            year=read.year, days=read.days, notice_number=number, issued_on=issued_on, by=None, at=clock.now()
        )
    return _announced(read, is_entered=not options["dry_run"])


def local(options: dict[str, Any]) -> Answer:
    """Set or take back a county's own days: all of them or none."""
    county, days = county_id(options["county"]), [_date(text) for text in options["dates"]]
    with transaction.atomic():
        (_set if options["deed"] == "add" else _remove)(county, days, options)
    facts = {"county": options["county"], "deed": options["deed"], "days": [str(day) for day in days]}
    words = _("已设定本地日：%(days)s") if options["deed"] == "add" else _("已取消本地日：%(days)s")
    return facts, words % {"days": _("、").join(facts["days"])}


STEPS = {"announce": announce, "local": local}


def county_id(code: str) -> int:
    """The county of a code; six digits stand for twelve."""
    # Counties live in a room above this one, which may be asked by name but not imported.
    counties = apps.get_model("organisations", "County")._default_manager
    found = counties.filter(code__in=[code, code.ljust(12, "0")]).values_list("pk", flat=True).first()
    if found is None:
        raise Unreadable(_("没有设立区划代码为 %(code)s 的县。请核对 --county。") % {"code": code})
    return int(found)


def _read(path: Path) -> Notice:
    read = notice.read(notice_files.rows(path), statutory=shipped.statutory())
    if read.problems:
        of_rows = not notice_files.is_json(path)
        lines = [presenters.problem_line(problem, of_rows=of_rows) for problem in read.problems]
        raise Unreadable("\n".join([*lines, _("没有录入任何内容。")]))
    return read


def _announced(read: Notice, *, is_entered: bool) -> Answer:
    calendar = Calendar.of({read.year: read.days})
    rests = sum(day.kind is DayKind.REST for day in read.days)
    facts = {
        "year": read.year,
        "entered": is_entered,
        "rest": rests,
        "work": len(read.days) - rests,
        "workdays": len(calendar.working_days(read.year)),
    }
    words = _("%(year)s年：休%(rest)s天，调休上班%(work)s天，全年%(workdays)s个工作日。") % facts
    return facts, words + (_("已录入。") if is_entered else _("仅检查，没有录入。"))


def _set(county: int, days: list[date], options: dict[str, Any]) -> None:
    from gongkai.workdays import actions

    kind, name = notice.written_kind(options["kind"]), _short(options["name"], LONGEST_NAME)
    if kind is None:
        raise Unreadable(_("类型“%(text)s”不认识。请写 rest（休）或 work（班）") % {"text": options["kind"]} + "。")
    for on in days:
        actions.set_local_day(county_id=county, day=SpecialDay(on, kind, name), by=None, at=clock.now())


def _remove(county: int, days: list[date], options: dict[str, Any]) -> None:
    from gongkai.workdays import actions
    from gongkai.workdays.models import CalendarDay

    for on in days:
        if not CalendarDay.objects.filter(county_id=county, on=on).exists():
            raise Unreadable(_("该县没有设定 %(day)s，没有取消任何一天。请核对日期。") % {"day": on})
        actions.remove_local_day(county_id=county, on=on, by=None, at=clock.now())


def _date(text: str) -> date:
    day = notice.written_date(text)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(
            _("日期“%(text)s”读不懂，或不在%(first)s年至%(last)s年之间。请写成 YYYY-MM-DD。")
            % {"text": text, "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day


def _short(text: str, longest: int) -> str:
    if not 0 < len(text.strip()) <= longest:
        raise Unreadable(_("“%(text)s”是空的或超过%(longest)s个字，请改写。") % {"text": text, "longest": longest})
    return text.strip()
