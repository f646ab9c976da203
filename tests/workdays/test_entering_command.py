"""`gongkai workdays announce` and `local`: an operator enters the calendar, and a bad file changes nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.management import call_command

from gongkai.audit.models import Entry
from gongkai.workdays import queries
from gongkai.workdays.rules import shipped
from tests.factories.organisations import CountyFactory

pytestmark = pytest.mark.django_db

DAYS = [(day.on.isoformat(), "休", day.name) for day in shipped.statutory() if day.on.year == 2027]
WEEKEND = ("2027-01-10", "班", "调休上班")
NOTICE = ["--notice", "国办发明电〔2026〕99号", "--issued", "2026-11-04"]


@pytest.fixture
def notice(tmp_path):
    def write(*rows, heading="date,kind,name", encoding="utf-8"):
        file = tmp_path / "2027.csv"
        file.write_text("\n".join([heading, *map(",".join, rows)]), encoding=encoding)
        return str(file)

    return write


def refused(*arguments):
    with pytest.raises(SystemExit) as stopped:
        call_command("workdays", *arguments)
    assert stopped.value.code == 2


def is_provisional():
    return queries.calendar_for().is_provisional(date(2027, 3, 1))


def test_an_announced_year_is_no_longer_provisional_and_is_recorded(notice, capsys):
    call_command("workdays", "announce", notice(*DAYS, WEEKEND), *NOTICE, "--json")

    answer = json.loads(capsys.readouterr().out)
    assert (answer["year"], answer["entered"], answer["work"]) == (2027, True, 1)
    assert not is_provisional()
    assert queries.calendar_for().is_working_day(date(2027, 1, 10))
    entry = Entry.objects.get(action="calendar.announce_year")
    assert (entry.actor_id, entry.detail["notice"]) == (None, NOTICE[1])


def test_a_dry_run_says_the_same_and_enters_nothing(notice, capsys):
    call_command("workdays", "announce", notice(*DAYS, WEEKEND), *NOTICE, "--dry-run")

    assert "没有录入" in capsys.readouterr().out
    assert is_provisional()


def test_a_spreadsheets_chinese_file_is_read(notice):
    rows = [(on.replace("-", "/"), kind, name) for on, kind, name in DAYS]

    call_command("workdays", "announce", notice(*rows, heading="日期,类型,名称", encoding="gb18030"), *NOTICE)

    assert not is_provisional()


def test_the_answer_for_a_year_can_be_entered_as_it_is(tmp_path, capsys):
    call_command("workdays", "year", "2026", "--json")
    file = tmp_path / "2026.JSON"
    file.write_text(capsys.readouterr().out, encoding="utf-8")

    call_command("workdays", "announce", str(file), *NOTICE, "--json")

    assert json.loads(capsys.readouterr().out)["workdays"] == 248


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2027-02-30", "休", "春节"), "日期“2027-02-30”"),
        (("soon", "休", "春节"), "日期“soon”"),
        (("2027-02-09", "假", "春节"), "类型“假”"),
        (("2027-02-13", "休", ""), "名称“”"),
        (("2027-02-13", "休", "春" * 41), "名称“春"),
        (("2028-01-03", "休", "元旦"), "2028-01-03 不在"),
        (("2026-12-24", "休", "元旦"), "2026-12-24 不在"),
        (("2027-03-01", "班", "调休上班"), "本来就上班"),
        (DAYS[0], "不止一次"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_and_nothing_is_entered(row, said, notice, capsys):
    refused("announce", notice(*DAYS, row), *NOTICE)

    told = capsys.readouterr().err
    assert f"第{len(DAYS) + 2}行：" in told
    assert said in told
    assert is_provisional()


def test_every_bad_row_is_told_at_once(notice, capsys):
    refused("announce", notice(("x", "休", "元旦"), *DAYS, ("2027-02-13", "y", "春节")), *NOTICE)

    told = capsys.readouterr().err
    assert "第2行" in told
    assert f"第{len(DAYS) + 3}行" in told


def test_a_notice_without_a_statutory_day_is_not_whole(notice, capsys):
    refused("announce", notice(*[day for day in DAYS if day[0] != "2027-01-01"]), *NOTICE)

    assert "缺少法定节假日 2027-01-01 元旦" in capsys.readouterr().err
    assert is_provisional()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "", "第1行：缺少列 date、kind、name"),
        ("a.csv", "date,kind,name", "没有一天的安排"),
        ("a.csv", "date,kind,name\n2090-01-01,休,元旦", "2035"),
        ("a.csv", "date,kind,name\nx,休,元旦", "第2行"),
        ("a.json", "[\n{", "第2行：不是有效的 JSON"),
        ("a.json", "7", "没有日期的列表"),
        ("a.json", '[{"date": "x", "kind": "rest", "name": "元旦"}]', "第1项"),
    ],
)
def test_a_file_that_is_no_notice_is_refused_with_the_way_to_mend_it(name, text, said, tmp_path, capsys):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")

    refused("announce", str(file), *NOTICE)

    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused(tmp_path, capsys):
    refused("announce", str(tmp_path / "none.csv"), *NOTICE)

    assert "打不开" in capsys.readouterr().err


def test_a_countys_day_is_set_and_taken_back_by_its_code(capsys):
    county = CountyFactory()
    local = ["local", "--county", county.code]

    call_command("workdays", *local, "add", "2026-09-03", "2026-09-04", "--name", "县庆", "--json")

    assert json.loads(capsys.readouterr().out)["days"] == ["2026-09-03", "2026-09-04"]
    call_command("workdays", "count", "2026-09-03", "2026-09-04", "--county", county.code)
    assert capsys.readouterr().out.strip() == "0"
    call_command("workdays", *local, "remove", "2026-09-03")
    assert queries.calendar_for(county.pk).is_working_day(date(2026, 9, 3))
    assert Entry.objects.filter(county_id=county.pk, action__startswith="calendar.").count() == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "2026-09-03", "2026-02-30", "--name", "县庆"], "2026-02-30"),
        (["add", "2090-09-03", "--name", "县庆"], "2035"),
        (["add", "2026-09-03", "--name", "县庆", "--kind", "maybe"], "rest（休）"),
        (["add", "2026-09-03", "--name", " "], "是空的"),
        (["remove", "2026-09-03"], "没有设定 2026-09-03"),
    ],
)
def test_a_local_day_that_cannot_be_is_refused(arguments, said, capsys):
    county = CountyFactory()

    refused("local", "--county", county.code, *arguments)

    assert said in capsys.readouterr().err
    assert queries.calendar_for(county.pk).is_working_day(date(2026, 9, 3))


def test_taking_back_keeps_every_day_when_one_was_never_set(capsys):
    county = CountyFactory()
    call_command("workdays", "local", "--county", county.code, "add", "2026-09-03", "--name", "县庆")

    refused("local", "--county", county.code, "remove", "2026-09-03", "2026-09-04")

    assert not queries.calendar_for(county.pk).is_working_day(date(2026, 9, 3))


@pytest.mark.parametrize(
    "arguments", [["local", "--county", "999999", "remove", "2026-09-03"], ["year", "2026", "--county", "999999"]]
)
def test_a_county_that_is_not_set_up_is_refused(arguments, capsys):
    refused(*arguments)

    assert "999999" in capsys.readouterr().err
