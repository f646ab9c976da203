"""In a table each value is judged with its header and with the person in its row."""

from __future__ import annotations

import pytest

from gongkai.publishing.rules.sensitive import Level, find_in_rows, stopping, weighed
from gongkai.publishing.rules.sensitive.kinds import Kind
from tests.publishing.scan.people import ADULT, MOBILE, ON


def found(*lines: str) -> list[tuple[int, int, str]]:
    rows = [line.split("|") for line in lines]
    return [(row, column, str(finding.kind)) for row, column, finding in find_in_rows(rows, on=ON)]


def test_a_finding_stands_in_its_cell():
    rows = [["姓名", "备注"], ["王大山", f"证号\n{ADULT}"]]

    (only,) = find_in_rows(rows, on=ON)

    assert (only.row, only.column) == (1, 1)
    assert rows[1][1][only.finding.start : only.finding.end] == ADULT


@pytest.mark.parametrize(
    ("head", "values", "kind"),
    [
        ("姓名|身份证号", "王大山|99110119800517", "id18"),
        ("姓名|身份证号", "王大山|420281800517123", "id15"),
        ("姓名|证件号码", "王大山|EA1234567", "passport"),
        ("姓名|护照号", "王大山|EA1234567", "passport"),
        ("姓名|联系电话", "王大山|7654321", "landline"),
        ("姓名|账号", "王大山|82010000123456", "bank_card"),
        ("姓名|住址", "王大山|石桥村五组", "address"),
        ("姓名|病种", "王大山|尿毒症", "health"),
        ("姓名|出生年月", "王小虎|201503", "minor"),
        ("姓名|年龄", "王小虎|9岁", "minor"),
        ("学生姓名|学校", "王小虎|城关小学", "minor"),
        ("受助学生|学校", "王小虎|城关小学", "minor"),
        ("幼儿姓名|备注", "王小虎|无", "minor"),
        ("姓名|班级", "王小虎|三（2）班", "minor"),
        ("标题|公开方式", "函|不予公开", "secrecy"),
        ("住址|金额", "石桥村五组|500", "address"),
    ],
)
def test_a_header_says_what_an_odd_value_is(head, values, kind):
    assert kind in {found_kind for row, _column, found_kind in found(head, values) if row == 1}


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("姓名|身份证号", "王大山|无"),
        ("姓名|身份证号", "王大山|1234"),
        ("姓名|护照号", "王大山|正在办理"),
        ("姓名|身份证号", "张*|35*************123"),
        ("姓名|病种", "张*|尿毒症"),
        ("病种|限额", "尿毒症|8000"),
        ("姓名|职务|电话", "王大山|局长|7654321"),
        ("姓名|联系电话", "明镜水务公司|7654321"),
        ("户名|账号", "明镜县财政局|82010000123456"),
        ("单位名称|账号", "财政局|82010000123456"),
        ("姓名|账号", "王大山|待补"),
        ("姓名|住址", "王大山|柳林村"),
        ("姓名|出生年月", "王大山|1980-05"),
        ("姓名|出生年月", "王大山|不便填写"),
        ("姓名|年龄", "王大山|46"),
        ("教师姓名|任教年级|班级", "王大山|五年级|2班"),
        ("标题|公开方式", "函|主动公开"),
        ("科目编码|金额", f"2080507|{MOBILE}"),
        ("姓名|", "王大山|"),
        ("所需材料|身份证、户口簿", "办理时间|工作日 8:30-12:00，14:30-17:30"),
        ("证件|身份证", "办理时间|工作日 8:30-12:00，14:30-17:30"),
        ("适合人群|儿童", "项目|小儿推拿"),
        ("姓名|村|病种", "王大山|柳林村"),
        ("姓名|*|病种", "张*|柳林村|尿毒症"),
        ("村|病种|姓名", "柳林村|尿毒症"),
    ],
)
def test_values_that_tell_of_nobody_are_left_alone(head, values):
    assert found(head, values) == []


def test_another_header_further_down_takes_over():
    table = ["姓名|病种", "王大山|尿毒症", "单位|金额", "医保局|尿毒症"]

    assert found(*table) == [(1, 1, "health")]


def test_what_stands_above_the_header_is_read_too():
    assert found(f"制表人{ADULT}", "姓名|金额", "王大山|500") == [(0, 0, "id18")]


def test_eighteen_boxes_of_a_form_are_one_number():
    assert found("|".join(["身份证号", *ADULT])) == [(0, 1, "id18")]


def test_eighteen_boxes_that_are_no_number_are_none():
    assert found("|".join(["编号", *"123456789012345678"])) == []


def test_digits_that_a_spreadsheet_lost_do_not_hide_the_number():
    kept = str(int(float(ADULT)))

    assert found("甲|乙", f"王大山|{kept}") == [(1, 1, "id18")]


def test_three_persons_are_a_list():
    assert stopping([Kind.HEALTH] * 2 + [Kind.PLATE] * 3) == {Kind.PLATE}
    assert weighed(Kind.PLATE, Level.WARN, frozenset({Kind.PLATE})) is Level.BLOCK
    assert weighed(Kind.HEALTH, Level.WARN, frozenset({Kind.PLATE})) is Level.WARN
