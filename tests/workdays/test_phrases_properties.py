"""What holds for every phrase: joining keeps both, nothing crashes, no number comes from nowhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gongkai.workdays.rules.phrases import Clause, Code, Kind, Trigger, numerals, parse
from gongkai.workdays.rules.phrases.lexicon import PERIOD_WORDS, UNIT_WORDS, WORDS
from gongkai.workdays.rules.phrases.triggers import find
from gongkai.workdays.rules.units import Unit

PHRASES = [
    row["phrase"]
    for row in json.loads(
        (Path(__file__).parent.parent / "data" / "workdays" / "phrases_second_reader.json").read_text(encoding="utf-8")
    )
]
UNDERSTOOD = [phrase for phrase in PHRASES if parse(phrase).is_understood]
FRAGMENTS = [word for words in (*WORDS.values(), *PERIOD_WORDS.values()) for word in words.split()]
FRAGMENTS += [*UNIT_WORDS, *"0123456789一二三十百半;。", "信息形成", "行政处罚决定", "1月31日", "20个工作日"]
SENTENCES = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)

understood = st.sampled_from(UNDERSTOOD)


@given(understood, understood)
def test_two_limits_joined_keep_both(first, second):
    joined = parse(f"{first};{second}")

    assert joined.clauses == (*parse(first).clauses, *parse(second).clauses)
    assert joined.statutory_override is (parse(first).statutory_override or parse(second).statutory_override)


UNCLEAR = Clause(Kind.UNKNOWN, scope="其他事项名录")
# 1.20个工作日 is no numbered limit.
SINGLE = [
    phrase
    for phrase in UNDERSTOOD
    if len(parse(phrase).clauses) == 1 and parse(phrase).clauses[0].scope is None and not phrase[0].isdigit()
]


@given(st.sampled_from(SINGLE), st.sampled_from(SINGLE))
def test_numbered_limits_keep_their_part(first, second):
    joined = parse(f"1.{first};2.其他事项名录:{second}")

    assert joined.clauses[0] == parse(first).clauses[0]
    assert joined.clauses[1] in (replace(parse(second).clauses[0], scope="其他事项名录"), UNCLEAR)


@given(understood, st.sampled_from(["另行研究确定", "待定", "视实际情况办理"]))
def test_a_part_that_nobody_understands_spoils_the_whole_and_is_named(phrase, unclear):
    joined = parse(f"{phrase};{unclear}")

    assert not joined.is_understood
    assert unclear in [finding.text for finding in joined.findings if finding.code is Code.UNREADABLE]


@given(SENTENCES | st.text(max_size=60))
def test_no_text_crashes_and_no_number_comes_from_nowhere(text):
    limit = parse(text)

    assert limit.clauses
    for clause in limit.clauses:
        assert {clause.amount, clause.times, clause.extendable} <= numbers_in(limit.raw) | {None, 1}


@given(SENTENCES)
def test_a_clause_that_counts_has_a_number_and_a_unit(text):
    for clause in parse(text).clauses:
        assert (clause.amount is None) or clause.unit
        assert clause.is_understood or clause.kind is Kind.UNKNOWN


@given(understood, st.integers(1, 60))
def test_white_space_and_full_width_signs_make_no_difference(phrase, place):
    broken = phrase[:place] + " \n" + phrase[place:]

    assert parse(broken.replace(",", "，").replace(":", "：").replace("(", "（")) == parse(phrase)


@given(st.integers(1, 999))
def test_chinese_numerals_read_as_their_digits(number):
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    digits = "零一二三四五六七八九"
    word = f"{digits[hundreds]}百" if hundreds else ""
    word += f"{digits[tens]}十" if tens else ("零" if hundreds and ones else "")
    word += digits[ones] if ones else ""

    assert numerals.chinese(word) == number


def test_every_trigger_has_a_wording():
    seen = {clause.trigger for phrase in PHRASES for clause in parse(phrase).clauses}
    others = {"制定": Trigger.MADE, "获取信息": Trigger.OBTAINED, "主管部门批复": Trigger.DEPARTMENT_REPLY}
    others |= {"会议召开": Trigger.MEETING, "每月结束": Trigger.MONTH_END, "半年度终了": Trigger.HALF_YEAR_END}

    assert {find(words).trigger for words in others} == set(others.values())
    assert set(Trigger) == {*seen - {None}, *others.values()}


def test_longer_than_the_law_is_said_in_every_unit():
    texts = ["21个工作日内", "29日内", "5周内", "1个月内", "1年内"]

    found = [parse(f"信息形成之日起{text}").findings for text in texts]

    assert [[finding.code for finding in each] for each in found] == [[Code.LONGER_THAN_STATUTE]] * len(texts)
    assert not parse("信息形成之日起28日内").findings


def test_a_longer_time_in_another_unit_or_without_a_limit_is_not_understood():
    assert not parse("作出决定之日起7个工作日内;情况复杂的,可延长1个月").is_understood
    assert not parse("情况复杂的,可延长7个工作日").is_understood


def test_a_text_beyond_all_measure_is_not_even_tried():
    assert not parse("信息形成之日起20个工作日内" * 100).is_understood


def numbers_in(text):
    arabic = {int(word) for word in re.findall(r"\d+", text, re.ASCII)}
    words = re.findall("[〇零一二两三四五六七八九十百]+", text)
    return arabic | {numerals.chinese(word) for word in words}


def test_units_of_text_and_units_of_counting_are_the_same():
    assert set(UNIT_WORDS.values()) | set(PERIOD_WORDS) == set(Unit)
