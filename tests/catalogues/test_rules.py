"""Stages, completeness, replaced laws, uniformity, differences, revision, lists: the smaller rules."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.catalogues.rules import basis, completeness, lists, revision, uniformity
from gongkai.catalogues.rules.completeness import Element
from gongkai.catalogues.rules.revision import Change
from gongkai.catalogues.rules.stages import Stage, guess

COMPLETE = {
    "l1": "救助管理",
    "l2": "临时救助",
    "l3": "",
    "content": [{"text": "政策文件", "stage": "决策"}],
    "basis": [{"name": "社会救助暂行办法", "no": None}],
    "time_limit": "自信息形成之日起20个工作日内",
    "subject": ["县级民政部门"],
    "mode": ["主动"],
    "channels": ["政府网站"],
    "audience": {"all": True, "groups": []},
    "levels": ["县级"],
}
BLANKS = {
    Element.NAME: {"l2": " "},
    Element.CONTENT: {"content": []},
    Element.BASIS: {"basis": [{"name": ""}]},
    Element.TIME_LIMIT: {"time_limit": ""},
    Element.SUBJECT: {"subject": []},
    Element.MODE: {"mode": []},
    Element.CHANNELS: {"channels": [""]},
    Element.AUDIENCE: {"audience": {"all": False, "groups": []}},
}


@pytest.mark.parametrize(
    ("element", "stage"),
    [
        ("政策法规文件", Stage.DECISION),
        ("申请指南(对象、范围、标准、程序、材料)", Stage.SERVICE),
        ("补贴结果", Stage.RESULT),
        ("资金拨付情况", Stage.EXECUTION),
        ("监督检查情况", Stage.MANAGEMENT),
        ("其他", Stage.MANAGEMENT),
    ],
)
def test_the_words_of_an_element_point_to_its_stage(element, stage):
    assert guess(element) is stage


def test_a_complete_row_lacks_nothing():
    assert completeness.missing(COMPLETE) == ()


@pytest.mark.parametrize("element", list(Element))
def test_each_of_the_eight_elements_is_missed(element):
    assert completeness.missing(COMPLETE | BLANKS[element]) == (element,)


@pytest.mark.parametrize(
    ("rules", "is_readable"),
    [
        ([{"kind": "within"}], True),
        ([{"kind": "within"}, {"kind": "unknown"}], False),
        ([], False),
    ],
)
def test_a_limit_is_readable_when_every_clause_of_it_is(rules, is_readable):
    assert completeness.has_readable_limit({"time_rules": {"rules": rules}}) is is_readable


def test_a_replaced_law_is_named_with_its_successor_from_its_day_on():
    law = [{"name": "《中华人民共和国收养法》"}]

    assert basis.replaced(law, on=date(2020, 12, 31)) == ()
    ((_, found),) = basis.replaced(law, on=date(2021, 1, 1))
    assert found.successor == "民法典"


def test_a_law_whose_name_only_contains_a_replaced_name_is_left_alone():
    assert basis.replaced([{"name": "收养登记办法"}, {"name": "噪声污染防治法"}], on=date(2026, 1, 1)) == ()


def test_equal_lists_with_different_powers_are_uniform():
    matters = {"A": {1, 2}, "B": {2, 1}, "C": {1}}
    powers = {"A": {"许可"}, "B": {"许可", "处罚"}, "C": set()}

    (uniform,) = uniformity.identical_although_different(matters=matters, powers=powers)

    assert uniform.townships == ("A", "B")


def test_equal_lists_with_equal_powers_are_no_reproach():
    matters = {"A": {1, 2}, "B": {1, 2}}

    assert uniformity.identical_although_different(matters=matters, powers={"A": {"x"}, "B": {"x"}}) == ()


def test_channels_that_the_place_lacks_are_named_only_where_it_said_what_it_has():
    assert uniformity.absent_channels(["政府网站", "广播电视"], existing={"政府网站"}) == ("广播电视",)
    assert uniformity.absent_channels(["广播电视"], existing=None) == ()


def test_a_new_edition_changes_renames_adds_and_removes():
    old = {1: COMPLETE, 2: COMPLETE, 3: COMPLETE, 5: COMPLETE}
    new = {1: COMPLETE, 2: COMPLETE | {"l2": "急难救助"}, 3: COMPLETE | {"time_limit": "7个工作日内"}, 4: COMPLETE}

    found = revision.changes(old=old, new=new)

    assert [(c.item, c.change, c.elements) for c in found] == [
        (2, Change.RENAMED, ("l2",)),
        (3, Change.ELEMENTS, ("time_limit",)),
        (4, Change.ADDED, ()),
        (5, Change.REMOVED, ()),
    ]


def test_what_the_county_adapted_outlives_the_new_text():
    local = COMPLETE | {"time_limit": "10个工作日内", "time_rules": {"rules": ["local"]}}
    new = COMPLETE | {"time_limit": "7个工作日内", "time_rules": {"rules": ["new"]}, "l2": "急难救助"}

    merged = revision.merged(local=local, new=new, adapted=["time_limit"])

    assert merged["time_limit"] == "10个工作日内"
    assert merged["time_rules"] == {"rules": ["local"]}
    assert merged["l2"] == "急难救助"


def test_a_line_of_a_power_list_is_read_by_its_headers():
    cells = {
        "职权编码": " xk-0001 ",
        "职权类型": "行政 许可",
        "职权名称": "护士执业注册",
        "实施主体": "县卫生健康局",
        "状态": "已取消",
    }
    by_column = {lists.column_of(header): cell for header, cell in cells.items()}

    line = lists.read_line(by_column, kind="power", row=3)

    assert (line.code, line.type, line.name, line.body_name) == ("XK-0001", "行政许可", "护士执业注册", "县卫生健康局")
    assert not line.is_living


def test_a_sub_item_bears_its_own_name():
    line = lists.read_line({"name": "医师执业注册", "sub_name": "医师变更注册"}, kind="power", row=2)

    assert line.name == "医师变更注册"


def test_a_name_longer_than_a_name_can_be_is_an_error():
    (found,) = lists.check([lists.ListRow(name="长" * 301, body_name="县政府", row=7)], kind="service")

    assert (found.code, found.row, found.is_error) == (lists.Code.NAME_TOO_LONG, 7, True)


def test_a_list_with_a_repeated_or_nameless_line_may_not_go_in():
    rows = [
        lists.ListRow(name="护士执业注册", code="1", type="行政许可", body_name="县卫生健康局", row=2),
        lists.ListRow(name="护士执业 注册", code="1", type="行政许可", body_name="县卫生健康局", row=3),
        lists.ListRow(name="", type="行政许可", body_name="县卫生健康局", row=4),
        lists.ListRow(name="校验", type="行政许诺", row=5),
    ]

    found = lists.check(rows, kind="power")

    assert [(f.code, f.row, f.is_error) for f in found] == [
        (lists.Code.TWICE, 3, True),
        (lists.Code.NAME_MISSING, 4, True),
        (lists.Code.TYPE_UNKNOWN, 5, False),
        (lists.Code.BODY_MISSING, 5, False),
    ]
