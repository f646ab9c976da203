"""What the limit cells of real catalogues say, against a table of readings that people reviewed line by line."""

from __future__ import annotations

import csv
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workdays.rules.phrases import Kind, Trigger, parse
from gongkai.workdays.rules.phrases.triggers import NAMES

REVIEWED = json.loads((Path(__file__).parents[1] / "data/workdays/phrases.json").read_text(encoding="utf-8"))
UNDERSTOOD = [row for row in REVIEWED if row["understood"]]
SIMPLE = [row["phrase"] for row in UNDERSTOOD if len(row["rules"]) == 1 and not set(row["phrase"]) & set(",;。()")]


@pytest.mark.parametrize("row", REVIEWED, ids=[row["phrase"][:40] for row in REVIEWED])
def test_a_phrase_reads_as_reviewed(row):
    reading = parse(row["phrase"])

    known = [clause.as_json() for clause in reading.clauses if clause.kind is not Kind.UNKNOWN]
    assert [{name: value for name, value in rule.items() if value is not None} for rule in known] == row["rules"]
    assert reading.is_understood == row["understood"]
    assert reading.statutory_override == row["override"]
    assert [str(finding.code) for finding in reading.findings] == row["findings"]


def test_at_least_95_percent_of_the_packs_rows_are_understood():
    text = (files("gongkai.standards") / "pack" / "items.csv").read_text(encoding="utf-8")
    limits = [line["time_limit"] for line in csv.DictReader(text.splitlines())]

    understood = sum(parse(limit).is_understood for limit in limits)

    assert understood / len(limits) >= 0.95


def test_every_phrase_of_the_pack_stands_in_the_reviewed_table():
    text = (files("gongkai.standards") / "pack" / "items.csv").read_text(encoding="utf-8")
    reviewed = {row["phrase"] for row in REVIEWED}

    assert {line["time_limit"] for line in csv.DictReader(text.splitlines())} <= reviewed


@given(st.sampled_from(SIMPLE), st.sampled_from(SIMPLE))
def test_two_clauses_side_by_side_are_both_read(first, second):
    together = parse(f"{first};{second}")

    assert together.clauses == parse(first).clauses + parse(second).clauses


@given(st.sampled_from(SIMPLE), st.sampled_from(["政策文件", "办事指南", "结果公示名单"]))
def test_words_before_a_colon_are_the_scope(phrase, scope):
    (clause,) = parse(f"{scope}:{phrase}").clauses

    if parse(phrase).clauses[0].scope is None:
        assert clause.scope == scope
        assert clause.kind is parse(phrase).clauses[0].kind


@given(
    st.text(
        alphabet="自该信息形成或者变更之日起在后内前公开示期限不得少于每按年季月周个工作日,;。:()《》0123456789 及时长",
        max_size=40,
    )
)
def test_no_text_fails_and_no_amount_is_invented(text):
    reading = parse(text)

    digits = {int(n) for n in re.findall(r"\d+", reading.raw)}
    for clause in reading.clauses:
        assert clause.amount is None or clause.amount in digits | {1}


@given(st.sampled_from(SIMPLE), st.sampled_from(["除外事项另议", "视情况", "待上级明确", "原则上"]))
def test_words_that_are_not_known_make_a_finding_and_never_a_guess(phrase, extra):
    reading = parse(extra + phrase)

    assert not reading.is_understood or any(extra in (clause.scope or "") for clause in reading.clauses)


def test_every_trigger_has_its_chinese_name():
    assert set(NAMES) == set(Trigger)


def test_the_command_prints_the_reading_with_its_findings(capsys):
    call_command("timelimit", "处罚决定:20个工作日内", "--json")

    answer = json.loads(capsys.readouterr().out)
    assert answer["rules"] == [
        {"scope": "处罚决定", "kind": "within", "trigger": None, "amount": 20, "unit": "workday"}
    ]
    assert [finding["code"] for finding in answer["findings"]] == ["W_TRIGGER_MISSING"]


def test_the_command_reads_a_column_of_a_file_and_names_the_columns_when_it_is_missing(tmp_path, capsys):
    table = tmp_path / "rows.csv"
    table.write_bytes("名称,公开时限\n预算,20个工作日\n决算,待定\n".encode("gb18030"))

    call_command("timelimit", "--file", str(table), "--column", "公开时限", "--json")

    assert [answer["understood"] for answer in json.loads(capsys.readouterr().out)] == [True, False]
    with pytest.raises(SystemExit):
        call_command("timelimit", "--file", str(table))
    assert "名称、公开时限" in capsys.readouterr().err
