"""Publication profiles: which one fits a list, what of it may appear, and what never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.rules.profiles import BY_NAME, Column, Treatment, apply, headers_of, profile_for, treat
from gongkai.publishing.rules.profiles.columns import column_of
from gongkai.publishing.rules.profiles.values import nobody, surname, village
from gongkai.publishing.rules.profiles.veiling import edited, edits_in_rows, edits_in_text
from gongkai.publishing.rules.sensitive import Kind
from tests.publishing.scan.people import ADULT, CARD, CHILD, MOBILE, ON, id_number

HEADER = [
    "序号",
    "村（社区）",
    "姓名",
    "身份证号",
    "银行账号",
    "联系电话",
    "家庭住址",
    "致困原因",
    "补贴金额（元）",
    "备注",
]
ROWS = [
    ["明镜县耕地地力保护补贴发放名单", *[""] * 9],
    HEADER,
    ["1", "石桥村", "王大山", ADULT, CARD, MOBILE, "石桥镇柳林村3组12号", "因病", "1200", "代领"],
    ["2", "石桥村", "王小虎", CHILD, CARD, MOBILE, "石桥镇柳林村3组12号", "因学", "800.5", ""],
    ["合计", *[""] * 7, "2000.5", ""],
    ["公示期7个工作日，监督电话：0714-5596595", *[""] * 9],
]


def applied(name: str, rows=ROWS) -> list[list[str]]:
    return apply(BY_NAME[name], rows, on=ON).rows


@pytest.mark.parametrize(
    ("title", "headers", "name"),
    [
        ("2026年耕地地力保护补贴发放名单", HEADER, "subsidy"),
        ("临时救助对象名单", HEADER, "relief"),
        ("公租房配租公示", ["姓名", "房源"], "housing"),
        ("残疾人两项补贴发放表", HEADER, "disabled"),
        ("残疾学生资助名单", HEADER, "students"),
        ("困难补助名单", ["学生姓名", "班级", "金额"], "students"),
        ("事业单位公开招聘拟聘用人员公示", ["姓名", "准考证号", "岗位"], "recruitment"),
        ("行政处罚信息双公示", ["行政相对人名称", "处罚决定书文号"], "penalty"),
        ("村务公开：土地承包", ["户主", "面积"], "village"),
        ("惠民惠农一卡通发放明细", HEADER, "one_card"),
        ("公告", ["姓名", "金额"], "persons"),
    ],
)
def test_a_list_is_known_by_its_title_and_then_by_its_columns(title, headers, name):
    proposal = profile_for(title, headers)

    assert proposal.profile is BY_NAME[name]
    assert [decision.header for decision in proposal.decisions] == headers


def test_a_table_about_nobody_has_no_profile():
    assert profile_for("收费标准", ["项目", "标准"]).profile is None


def test_a_subsidy_list_keeps_what_is_supervised_and_drops_what_is_private():
    assert applied("subsidy") == [
        ["明镜县耕地地力保护补贴发放名单", "", "", "", "", ""],
        ["序号", "村（社区）", "姓名", "身份证号", "家庭住址", "补贴金额（元）"],
        ["1", "石桥村", "王大山", f"99*************{ADULT[-3:]}", "石桥镇柳林村", "1200"],
        ["2", "石桥村", "王某某", f"99*************{CHILD[-3:]}", "石桥镇柳林村", "800.5"],
        ["合计", "", "", "", "", "2000.5"],
        ["公示期7个工作日，监督电话：0714-5596595", "", "", "", "", ""],
    ]


def test_what_was_decided_is_told_column_by_column():
    decisions = apply(BY_NAME["subsidy"], ROWS, on=ON).decisions

    told = {decision.header: decision.treatment for decision in decisions}
    assert told["姓名"] is Treatment.SHOW
    assert told["身份证号"] is Treatment.ENDS
    assert told["家庭住址"] is Treatment.VILLAGE
    assert {header for header, treatment in told.items() if treatment is Treatment.DROP} == {
        "银行账号",
        "联系电话",
        "致困原因",
        "备注",
    }


def test_names_in_a_list_of_the_disabled_are_not_whole():
    assert [row[2] for row in applied("disabled")[2:4]] == ["王**", "王某某"]


@pytest.mark.parametrize("name", BY_NAME)
def test_a_child_is_named_in_no_list(name):
    rows = [["姓名", "出生年月", "金额"], ["王小虎", "2015-03", "1"], ["王小兰", "9", "2"]]
    ages = [["姓名", "年龄", "金额"], ["王小虎", "9岁", "1"], ["王小兰", "17", "2"]]
    pupils = [["学生姓名", "学校", "金额"], ["王小虎", "明镜小学", "1"], ["王小兰", "明镜小学", "2"]]

    for table in (rows[:2], ages, pupils, ROWS):
        text = str(apply(BY_NAME[name], table, on=ON).rows)
        assert "王小虎" not in text
        assert "王小兰" not in text


def test_without_a_profile_a_child_is_not_named_either_and_no_column_goes():
    done = treat(ROWS, profile=None, on=ON)

    assert done.dropped == frozenset()
    assert done.decisions == ()
    assert done.masked[3, 2] == "王某某"


def test_the_word_of_a_total_moves_out_of_a_column_that_goes():
    rows = [["姓名", "身份证号", "金额"], ["王大山", ADULT, "5"], ["", "合计", "5"]]

    assert applied("relief", rows)[-1] == ["合计", "5"]


def test_a_header_of_two_rows_and_one_that_comes_again_are_headers():
    rows = [
        ["姓名", "证件", "", "金额"],
        ["", "身份证号", "银行账号", ""],
        ["王大山", ADULT, CARD, "5"],
        ["姓名", "身份证号", "银行账号", "金额"],
        ["李大水", ADULT, CARD, "6"],
    ]

    assert applied("relief", rows) == [["姓名", "金额"], ["", ""], ["王大山", "5"], ["姓名", "金额"], ["李大水", "6"]]
    assert headers_of(rows) == ["姓名", "身份证号", "银行账号", "金额"]


def test_two_lists_under_each_other_with_other_columns_are_treated_each_by_its_own():
    rows = [["姓名", "身份证号"], ["王大山", ADULT], ["姓名", "金额"], ["王大山", "5"]]

    assert applied("relief", rows) == [["姓名", ""], ["王大山", ""], ["姓名", "金额"], ["王大山", "5"]]


def test_a_list_without_a_header_is_known_by_its_values():
    rows = [[str(n), "王大山", id_number(sequence=n), CARD, "石桥村", "500"] for n in range(1, 4)]

    assert applied("relief", rows) == [[str(n), "王大山", "石桥村", "500"] for n in range(1, 4)]


def test_a_wrong_header_does_not_save_a_column_of_numbers():
    rows = [["单位名称", "违法事实", "流水"], ["明镜建材公司", "超限", ADULT], ["明镜石料公司", "超限", ADULT]]

    assert applied("penalty", rows)[1:] == [["明镜建材公司", "超限"], ["明镜石料公司", "超限"]]


def test_a_table_about_firms_keeps_their_names_and_codes():
    rows = [
        ["行政相对人名称", "统一社会信用代码", "法定代表人", "处罚内容"],
        ["明镜建材公司", "91420281MA473112X3", "王大山", "罚款"],
    ]

    assert applied("penalty", rows) == rows


def test_a_form_is_no_list():
    rows = [["姓名", "王大山", "性别", "男"], ["家庭住址", "石桥村", "金额", "5"]]

    assert applied("relief", rows) == rows


def test_a_table_of_nobody_stays_whole_under_a_profile():
    rows = [["项目", "标准", "依据"], ["低保", "600元", "条例"]]

    assert applied("relief", rows) == rows


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("户主姓名", Column.NAME),
        ("监护人姓名", Column.GUARDIAN),
        ("与户主关系", Column.FAMILY),
        ("家庭年收入（元）", Column.INCOME),
        ("残疾类别", Column.HEALTH),
        ("领款人签字", Column.PICTURE),
        ("发放月份", Column.PERIOD),
        ("补贴标准（元/亩）", Column.STANDARD),
        ("保障人数", Column.PERSONS),
        ("所在乡镇", Column.AREA),
        ("经办意见", Column.UNKNOWN),
        ("", Column.UNKNOWN),
    ],
)
def test_headers_say_what_a_column_holds(header, column):
    assert column_of(header) is column


def test_values_are_masked_as_the_profile_says():
    assert surname("张三") == "张*"
    assert surname("欧阳明月、张三丰") == "欧阳**、张**"
    assert surname("明镜县人民医院") == "明镜县人民医院"
    assert nobody("王小虎") == "王某某"
    assert village("明镜县石桥镇柳林村3组12号") == "明镜县石桥镇柳林村"
    assert village("幸福家园3栋2单元501") == "***"
    assert village("石桥村") == "石桥村"


cells = st.sampled_from(
    [
        "",
        "合计",
        "王大山",
        "王小虎",
        ADULT,
        CHILD,
        CARD,
        MOBILE,
        "石桥镇柳林村3组12号",
        "尿毒症",
        "500",
        "石桥村",
        "二级",
        "9",
    ]
)


@pytest.mark.parametrize(
    ("value", "shown"), [("代领", ["王大山", "1200"]), (ADULT, ["王大山", "99*************238", "1200"])]
)
def test_a_column_without_a_heading_is_known_by_its_values_and_else_goes(value, shown):
    table = [["姓名", "", "补贴金额（元）"], ["王大山", value, "1200"]]

    assert apply(BY_NAME["subsidy"], table, on=ON).rows[1] == shown


def test_what_was_found_elsewhere_goes_where_it_overlaps_a_finding():
    edits = edits_in_text(f"电话{MOBILE}转802室", on=ON, also={f"{MOBILE[-4:]}转802室": Kind.ADDRESS})

    done = edited(f"电话{MOBILE}转802室", edits)

    assert [edit.start for edit in edits] == sorted(edit.start for edit in edits)
    assert (MOBILE in done, "转802室" in done) == (False, False)


def test_what_was_found_elsewhere_goes_from_every_cell():
    edits = edits_in_rows([["", "王大山代领"], ["备注", "王大山"]], on=ON, also={"王大山": Kind.MINOR})

    assert sorted(edits) == [(0, 1), (1, 1)]


@given(
    st.sampled_from([*BY_NAME.values()]),
    st.lists(st.sampled_from(HEADER), min_size=2, max_size=6),
    st.lists(st.lists(cells, min_size=2, max_size=6), max_size=6),
)
def test_no_identity_number_stays_in_a_list_under_any_profile_and_no_row_is_lost(profile, header, rows):
    width = len(header)
    table = [header, *([*row, *[""] * width][:width] for row in rows)]

    done = apply(profile, table, on=ON)

    assert len(done.rows) == len(table)
    assert len({len(row) for row in done.rows}) == 1
    assert not [secret for secret in (ADULT, CHILD) if secret in str(done.rows)]
