"""Whether numbers, dates, amounts and brackets of a text hang together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.rules.references import Kind, find_slips
from gongkai.publishing.rules.references.amounts import value_of

ON = date(2026, 11, 28)


def slips(text: str) -> list[tuple[Kind, str, str]]:
    return [(slip.kind, text[slip.start : slip.end], slip.right) for slip in find_slips(text, on=ON)]


@pytest.mark.parametrize(
    ("text", "kind", "stands", "right"),
    [
        ("依据明政发〔2027〕3号", Kind.NUMBER_AHEAD, "〔2027〕3号", ""),
        ("依据明政发[2025]3号", Kind.NUMBER_FORM, "[2025]3号", "〔2025〕3号"),
        ("依据明政发〔2025〕第003号", Kind.NUMBER_FORM, "〔2025〕第003号", "〔2025〕3号"),
        ("依据明政发〔25〕3号", Kind.NUMBER_FORM, "〔25〕3号", ""),
        ("截至2025年2月29日", Kind.NO_SUCH_DAY, "2025年2月29日", ""),
        ("截至2月30日", Kind.NO_SUCH_DAY, "2月30日", ""),
        ("截至2025-02-30止", Kind.NO_SUCH_DAY, "2025-02-30", ""),
        ("2025年4月2日（星期五）", Kind.WEEKDAY, "2025年4月2日（星期五", "星期三"),
        ("共1,200元（大写：壹仟叁佰元整）", Kind.AMOUNT, "1,200元（大写：壹仟叁佰元整", ""),
        ("共壹仟贰佰元整（1300元）", Kind.AMOUNT, "壹仟贰佰元整（1300元", ""),
        ("关于印发《办法的通知", Kind.TITLE_BROKEN, "《", ""),
        ("申请人（含代理人应当到场", Kind.UNMATCHED, "（", ""),
        ("申请人含代理人）应当到场", Kind.UNMATCHED, "）", ""),
    ],
)
def test_what_does_not_hang_together_is_told_where_it_stands(text, kind, stands, right):
    assert slips(text) == [(kind, stands, right)]


@pytest.mark.parametrize(
    "text",
    [
        "依据明政发〔2026〕3号",
        "〔2027〕3号",  # no organ before it: of something else
        "编号〔2025〕0号",
        "2024年2月29日（星期四）",
        "2月29日",
        "农历2025年2月30日",
        "7月日",
        "1003月3日",
        "报告期2025-01-31",
        "共1,200元（大写：壹仟贰佰元整）",
        "共1.2万元（大写：壹万贰仟元整）",
        "伍元伍角陆分/5.56元",
        "1）申请；（一 ）受理",
        "“《办法》（试行）”",
        "第一行（未完\n下一行）",
    ],
)
def test_what_hangs_together_is_not_told(text):
    assert slips(text) == []


def test_a_bracket_far_above_is_not_closed_by_one_far_below():
    assert [kind for kind, _stands, _right in slips("（一\n二\n三\n四\n末尾）")] == [Kind.UNMATCHED] * 2


def test_of_numbers_around_a_bracket_nothing_is_shown():
    (slip,) = find_slips("电话13812345678（转", on=ON)

    assert "5678" not in slip.shown


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("壹拾元", "10"),
        ("拾伍圆", "15"),
        ("贰万零叁佰元", "20300"),
        ("壹亿零伍拾万元", "100500000"),
        ("壹仟贰佰叁拾肆元伍角陆分", "1234.56"),
        ("玖元零捌分", "9.08"),
    ],
)
def test_capital_numerals_are_read(words, value):
    assert value_of(words) == Decimal(value)


@settings(max_examples=60)
@given(st.text(alphabet="〔〕（）《》“”[]2025年2月30日号壹佰元1,3万星期-\n明政发", max_size=60))
def test_no_text_breaks_the_look_and_every_slip_stands_in_it(text):
    found = find_slips(text, on=ON)

    assert all(0 <= slip.start < slip.end <= len(text) for slip in found)
    assert [slip.start for slip in found] == sorted(slip.start for slip in found)
