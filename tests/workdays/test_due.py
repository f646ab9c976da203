"""On which day a clause of a limit falls due, and for which clauses no day is invented."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.workdays.rules import shipped
from gongkai.workdays.rules.due import due
from gongkai.workdays.rules.phrases import Clause, Kind, parse

CALENDAR = shipped.calendar()


def due_of(phrase, on, **options):
    (clause,) = parse(phrase).clauses
    found = due(clause, date.fromisoformat(on), CALENDAR, **options)
    return found and found.date.isoformat()


@pytest.mark.parametrize(
    ("phrase", "on", "day"),
    [
        ("信息形成或者变更之日起20个工作日内", "2024-09-27", "2024-10-30"),
        ("本级人民代表大会或其常务委员会批准后20日内", "2025-01-10", "2025-02-05"),
        ("征求意见期限不得少于30日", "2025-03-05", "2025-04-04"),
        ("公示期满3年不再公示", "2024-02-29", "2027-02-28"),
        ("提前一周发通知邀请", "2026-11-30", "2026-11-23"),
        ("组织听证7个工作日前", "2024-10-14", "2024-09-29"),
        ("随采购公告、采购文件公开", "2026-10-01", "2026-10-01"),
        ("每年1月31日前", "2026-02-01", "2027-01-31"),
        ("每月10日前", "2026-11-28", "2026-12-10"),
        ("按季度", "2026-11-28", "2026-12-31"),
        ("按月", "2026-05-31", "2026-06-30"),
        ("半年至少更新1次", "2026-01-01", "2026-06-30"),
    ],
)
def test_a_clause_with_a_number_has_a_day(phrase, on, day):
    assert due_of(phrase, on) == day


@pytest.mark.parametrize("phrase", ["及时公开", "实时公开", "长期公开", "待定", "登记完成后公开"])
def test_a_clause_without_a_number_has_none(phrase):
    assert due_of(phrase, "2026-11-28") is None


def test_an_extension_counts_only_when_it_was_granted():
    phrase = "作出决定之日起7个工作日内;情况复杂的,经本单位负责人批准,可延长7个工作日"

    assert due_of(phrase, "2025-12-26") == "2026-01-07"
    assert due_of(phrase, "2025-12-26", extended=True) == "2026-01-16"


@pytest.mark.parametrize("kind", [Kind.WITHIN, Kind.PERIODIC])
def test_a_clause_that_lacks_its_unit_has_no_day(kind):
    assert due(Clause(kind), date(2026, 11, 28), CALENDAR) is None


def test_a_turn_of_twenty_working_days_is_found_from_any_day_of_the_year():
    (clause,) = parse("每20个工作日更新").clauses

    days = [due(clause, date(2026, month, 15), CALENDAR).date for month in range(1, 13)]

    assert all(day >= date(2026, month, 15) for month, day in enumerate(days, start=1))
