"""States, numbers and the checklist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.rules import (
    checklist,
    document_number,
    index_number,
)
from gongkai.publishing.rules.chains import Stage
from gongkai.publishing.rules.checklist import Draft, Tick, Where
from gongkai.publishing.rules.document_number import Mending
from gongkai.publishing.rules.states import MOVES, PublishingRefused, Refusal, State, find_move, open_moves

ALL = frozenset(Permission)

# --- States ---


def test_every_state_is_reached_from_a_draft():
    reached = {State.DRAFT}
    for _ in State:
        reached |= {move.target for move in MOVES if move.source in reached}

    assert reached == set(State)


def test_nothing_leads_out_of_withdrawn():
    assert not [move for move in MOVES if move.source is State.WITHDRAWN]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.name}-{move.source}")
def test_every_move_asks_for_a_permission_and_the_buttons_agree_with_the_refusals(move):
    for permission in Permission:
        may = move in open_moves(state=move.source, permissions=[permission], is_author=False)
        assert may == (permission in move.permissions)
        if may:
            found = find_move(move.name, state=move.source, permissions=[permission], is_author=False, reason="理由")
            assert found.target is move.target


def test_every_stage_and_every_emergency_asks_for_someone_else():
    asked = {move.name for move in MOVES if move.by_someone_else}

    assert asked == {*map(str, Stage), "hurry"}


@pytest.mark.parametrize(
    ("name", "state", "is_author", "reason", "refusal"),
    [
        ("publish", State.DRAFT, False, "", Refusal.NOT_OPEN),
        ("sign_off", State.SECRECY_REVIEWED, True, "", Refusal.OWN_DRAFT),
        ("withdraw", State.PUBLISHED, False, " ", Refusal.REASON_MISSING),
    ],
)
def test_the_table_says_why_not(name, state, is_author, reason, refusal):
    with pytest.raises(PublishingRefused, match=refusal):
        find_move(name, state=state, permissions=ALL, is_author=is_author, reason=reason)


# --- Index numbers ---


def test_the_standard_form_of_an_index_number():
    code = index_number.organisation_part(credit_code="11370322004222241N", division_code="370322", body_number=3)

    assert index_number.compose(pattern="", code=code, year=2025, serial=39) == "004222241/2025-00039"


def test_a_body_without_credit_code_is_known_by_division_and_number():
    code = index_number.organisation_part(credit_code="", division_code="990001000000", body_number=12)

    assert code == "990001012"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("000014349/2022-00039", ("000014349", 2022, 39)),
        ("11370322004222241N/2021-5135380", ("11370322004222241N", 2021, 5135380)),
        ("11341702486344515H/202110-00013", ("11341702486344515H", 2021, 13)),
        ("6107280000/2024-001005", ("6107280000", 2024, 1005)),
    ],
)
def test_numbers_that_counties_write_are_read(text, parts):
    found = index_number.parse(text)

    assert found is not None
    assert (found.code, found.year, found.serial) == parts


def test_what_is_no_index_number_is_none():
    assert index_number.parse("国办发〔2022〕8号") is None


# --- Document numbers ---


@pytest.mark.parametrize(
    ("text", "written", "warnings"),
    [
        ("国办发〔2019〕54号", "国办发〔2019〕54号", ()),
        ("国办发[2022]08号", "国办发〔2022〕8号", (Mending.BRACKETS, Mending.LEADING_ZERO)),
        ("明政发（2026）12号", "明政发〔2026〕12号", (Mending.BRACKETS,)),
        ("明政字〔2026〕第3号", "明政〔2026〕3号", (Mending.ORDINAL, Mending.CHARACTER)),
        (" 明政办发 【2026】 7 号 ", "明政办发〔2026〕7号", (Mending.BRACKETS,)),
        ("国务院令第711号", "国务院令第711号", ()),
        ("无", "无", (Mending.UNKNOWN_FORM,)),
        ("", "", ()),
    ],
)
def test_a_document_number_is_written_as_the_standard_wants_it(text, written, warnings):
    assert document_number.normalise(text) == document_number.Normalised(written, warnings)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_more(text):
    once = document_number.normalise(text).text

    assert document_number.normalise(once).text == once


# --- Checklist ---


def tick(element, *, title="", text="", attachments=(), by_hand=None):
    return checklist.check([element], Draft(title, text, attachments), by_hand=by_hand)[0]


@pytest.mark.parametrize(
    ("element", "draft", "where"),
    [
        ("咨询电话", {"text": "咨询电话：0990"}, Where.TEXT),
        ("办理结果", {"title": "关于办理结果的公告"}, Where.TITLE),
        ("发放明细", {"attachments": ["发放明细表.xlsx"]}, Where.ATTACHMENT),
        ("补贴对象、补贴标准等信息", {"text": "补贴对象为农户，补贴标准为每亩100元"}, Where.TEXT),
        ("补贴资金发放明细", {"text": "现将发放补贴资金的明细公布如下"}, Where.TEXT),
        ("相关政策文件（含解读）", {"text": "政 策\n文件如下"}, Where.TEXT),
    ],
)
def test_an_element_ticks_itself_where_the_text_holds_it(element, draft, where):
    found = tick(element, **draft)

    assert (found.tick, found.where) == (Tick.FOUND, where)


def test_an_element_found_in_part_says_what_is_missing():
    found = tick("补贴对象、补贴标准、咨询电话", text="补贴对象为农户")

    assert (found.tick, found.missing) == (Tick.PARTLY, ("补贴标准", "咨询电话"))


def test_a_list_in_brackets_says_what_an_element_consists_of():
    found = tick("申请指南（对象、标准、电话）", text="申请指南：对象为农户，标准每亩100元")

    assert (found.tick, found.missing) == (Tick.PARTLY, ("电话",))


def test_examples_in_brackets_are_only_examples():
    assert tick("补贴名称（高龄津贴、护理补贴等）", text="补贴名称：高龄津贴").tick is Tick.FOUND


def test_an_element_that_is_not_there_is_missing():
    assert tick("咨询电话", text="没有").tick is Tick.MISSING


@pytest.mark.parametrize(("hand", "expected"), [(True, Tick.BY_HAND), (False, Tick.MISSING)])
def test_the_hand_counts_before_the_text(hand, expected):
    assert tick("咨询电话", text="咨询电话：0990", by_hand={"咨询电话": hand}).tick is expected


@given(st.lists(st.text(min_size=1, max_size=30), max_size=6), st.text(max_size=200))
def test_every_element_gets_one_line(elements, text):
    lines = checklist.check(elements, Draft("", text))

    assert [line.element for line in lines] == list(dict.fromkeys(elements))
