"""`gongkai workdays`: answers without a database, and says how to mend what it cannot read."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command


def test_adding_prints_the_day_and_its_working(capsys):
    call_command("workdays", "add", "2024-09-27", "20", "--json")

    answer = json.loads(capsys.readouterr().out)
    assert answer["date"] == "2024-10-30"
    assert answer["provisional"] is False
    assert "10月12日上班" in answer["working"]


def test_counting_and_listing_a_year(capsys):
    call_command("workdays", "count", "2026-01-01", "2026-12-31", "--json")
    call_command("workdays", "year", "2026", "--json")

    counted, year = map(json.loads, capsys.readouterr().out.splitlines())
    assert counted["workdays"] == year["workdays"] == 248


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["add", "27.9.2024", "20"], "YYYY-MM-DD"),
        (["add", "2024-02-30", "20"], "YYYY-MM-DD"),
        (["add", "2024-09-27", "twenty"], "请写成数字"),
        (["add", "2024-09-27", "20", "--unit", "moon"], "workday"),
        (["add", "2035-12-30", "20"], "2035"),
        (["add", "2026-01-01", "9999999999", "--unit", "day"], "2035"),
        (["count", "2026-03-01", "2026-02-01"], "较早的一天"),
        (["year", "1999"], "2004"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_to_mend_it(arguments, mend, capsys):
    with pytest.raises(SystemExit) as refused:
        call_command("workdays", *arguments)

    assert refused.value.code == 2
    assert mend in capsys.readouterr().err
