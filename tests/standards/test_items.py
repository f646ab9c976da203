"""How are the cells of the pack taken apart, and put together again?"""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.standards.rules import items
from gongkai.standards.rules.items import IncomingItem

RECORD = IncomingItem(
    field=20,
    l1="救助管理",
    l2="低保",
    content=("名单",),
    basis=({"name": "社会救助暂行办法", "no": None},),
    time_limit="20个工作日内",
    subject=("县级民政部门",),
    channels=("政府网站",),
    audience={"all": True, "groups": []},
    mode=("主动",),
    levels=("县级",),
)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("政策文件;办理结果。", ("政策文件", "办理结果")),
        ("政策文件；办理结果", ("政策文件", "办理结果")),
        ("名单、金额、时间", ("名单", "金额", "时间")),
        ("申请指南(对象、范围、标准);结果", ("申请指南(对象、范围、标准)", "结果")),
        ("对象（户、人）、金额", ("对象（户、人）", "金额")),
        ("文件,解读", ("文件,解读",)),
        ("一行\n另一行", ("一行", "另一行")),
        ("", ()),
    ],
)
def test_content_comes_apart_at_semicolons_else_at_enumeration_commas_outside_brackets(cell, parts):
    assert items.split_content(cell) == parts


@pytest.mark.parametrize(
    ("cell", "laws"),
    [
        ("《行政许可法》《种子法》", [("行政许可法", None), ("种子法", None)]),
        ("《社会救助暂行办法》(国务院令第649号)", [("社会救助暂行办法", "国务院令第649号")]),
        ("《财政部关于印发〈办法(试行)〉的通知》", [("财政部关于印发〈办法(试行)〉的通知", None)]),
        ("《预算法》等", [("预算法", None)]),
        ("《政府信息公开条例》、省级实施方案", [("政府信息公开条例", None), ("省级实施方案", None)]),
        ("相关政策文件", [("相关政策文件", None)]),
        ("", []),
    ],
)
def test_laws_are_read_in_order_and_loose_words_stay(cell, laws):
    assert [(law["name"], law["no"]) for law in items.read_basis(cell)] == laws


def test_loose_words_are_not_printed_as_a_law():
    basis = items.read_basis("《工伤保险条例》、省级配套文件")

    assert items.printed("basis", basis) == "《工伤保险条例》省级配套文件"


@given(st.lists(st.text("行政许可种子法条例", min_size=1, max_size=8), max_size=5))
def test_laws_survive_being_printed(names):
    printed = items.printed("basis", [{"name": name, "no": None} for name in names])

    assert [law["name"] for law in items.read_basis(printed)] == names


@pytest.mark.parametrize(
    ("cells", "audience", "printed"),
    [
        (["全社会"], {"all": True, "groups": []}, "全社会"),
        (["特定群体:申请人"], {"all": False, "groups": ["申请人"]}, "特定群体（申请人）"),
        (["全社会", "特定群体"], {"all": True, "groups": ["未写明"]}, "全社会、特定群体（未写明）"),
    ],
)
def test_audiences_are_everybody_or_named_groups(cells, audience, printed):
    assert items.read_audience(cells) == audience
    assert items.printed("audience", audience) == printed


@pytest.mark.parametrize(
    ("element", "value", "printed"),
    [
        ("content", ["名单", "金额"], "名单；金额"),
        ("channels", ("政府网站", "公开栏"), "政府网站、公开栏"),
        ("time_limit", "及时", "及时"),
        ("content", None, ""),
        ("audience", None, ""),
        ("basis", [{"name": "种子法", "no": "主席令第35号"}], "《种子法》（主席令第35号）"),
    ],
)
def test_elements_are_printed_as_tables_print_them(element, value, printed):
    assert items.printed(element, value) == printed


def test_items_of_one_name_are_numbered_in_their_order():
    records = [RECORD, dataclasses.replace(RECORD, l2="特困"), RECORD, dataclasses.replace(RECORD, nth=9)]

    assert [record.name[1:] for record in items.numbered(records)] == [
        ("低保", "", 1),
        ("特困", "", 1),
        ("低保", "", 2),
        ("低保", "", 3),
    ]
