"""What a list adds up to, and what an empty draft begins with."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.rules.skeleton import MOST, numeral, skeleton_of
from gongkai.publishing.rules.totals import ENDED, Totals, statement, tables_in, totals_of

HEADER = ["姓名", "补贴金额（元）"]


@settings(max_examples=60)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=12))
def test_persons_are_counted_and_amounts_added_and_no_total_counts_twice(amounts):
    rows = [HEADER, *(["王大山", f"{amount:,}"] for amount in amounts), ["合计", str(sum(amounts))]]

    assert totals_of([rows]) == Totals(len(amounts), (("补贴金额（元）", Decimal(sum(amounts))),))


def test_two_tables_are_added_and_what_is_no_amount_adds_nothing():
    first = [HEADER, ["王大山", "￥1 200.50元"], ["李小河", "另行通知"], ["", "999"]]
    second = [HEADER, ["赵云", "100"], ["钱多"]]

    assert totals_of([first, second]) == Totals(4, (("补贴金额（元）", Decimal("1300.50")),))


def test_a_table_that_names_nobody_adds_nothing():
    assert totals_of([[["项目", "金额"], ["道路", "500"]], [["甲"]]]) == Totals()


def test_the_tables_of_a_text_are_read_cell_by_cell():
    html = (
        "<p>说明</p><table><tr><th>姓<b>名</b></th></tr><tr><td>王<br>大山</td></tr></table>后<table><tr></tr></table>"
    )

    assert tables_in(html) == [[["姓名"], ["王大山"]], [[]]]


def test_cells_outside_of_a_table_are_none():
    assert tables_in("<tr><td>甲</td></tr><table><td>乙</td></table>") == [[]]


def test_what_is_left_of_a_list_is_said_without_a_name():
    told = statement(Totals(2, (("补贴金额（元）", Decimal(2401)), ("", Decimal("0.5")))))

    assert told == f"<p>本次共公示2人，补贴金额合计2,401.00元，金额合计0.50元。</p><p>{ENDED}</p>"
    assert statement(Totals()) == f"<p>{ENDED}</p>"


def test_a_draft_begins_with_a_heading_for_each_element():
    assert skeleton_of(["1.补贴对象；补贴标准", "补贴对象、办理<流程>。"]) == (
        "<h2>一、补贴对象</h2><p></p><h2>二、补贴标准</h2><p></p><h2>三、办理&lt;流程&gt;</h2><p></p>"
    )
    assert skeleton_of([]) == ""
    assert skeleton_of(["、".join(f"要素{n}" for n in range(99))]).count("<h2>") == MOST


@pytest.mark.parametrize(("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_headings_are_numbered_as_documents_number_them(number, written):
    assert numeral(number) == written
