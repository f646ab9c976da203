"""The editor's text: one call makes a pasted list clean, and it stays a text that may be saved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.masking import NotMaskable, Reason, mask_html
from gongkai.publishing.rules import markup
from gongkai.publishing.rules.profiles import BY_NAME
from tests.publishing.masking import reading
from tests.publishing.scan.people import ADULT, CARD, CHILD, MOBILE, ON, id_number

PASTED = (
    '<p class="MsoNormal">明镜县<b>低保</b>名单</p><table class="MsoTable" border="1"><tr><td rowspan="2">姓名</td>'
    '<td colspan="2">证件</td><td rowspan="2">金额</td></tr><tr><td>身份证号</td><td>银行账号</td></tr>{rows}'
    '<tr><td colspan="3">合计</td><td>15000</td></tr></table><p>监督电话：0714-5596595</p>'
)
ROW = '<tr><td><p class="MsoNormal"><span style="font-size:12pt">王大山</span></p></td><td>{front}\n {back}</td><td>{card}</td><td>500</td></tr>'
NUMBERS = [id_number(sequence=number) for number in range(30)]
WORD_TABLE = PASTED.format(rows="".join(ROW.format(front=n[:6], back=n[6:], card=CARD) for n in NUMBERS))


def masked(html: str, profile: str | None = None) -> str:
    return mask_html(html, on=ON, profile=BY_NAME[profile] if profile else None).html


def is_clean(html: str) -> bool:
    return not reading.found(f"<html><body>{html}</body></html>".encode())


@pytest.mark.parametrize("profile", [None, *BY_NAME])
def test_a_word_table_of_thirty_persons_is_clean_with_one_call(profile):
    html = masked(WORD_TABLE, profile)

    assert is_clean(html)
    assert markup.clean(html) == html
    assert not any(number in html or number[6:] in html for number in NUMBERS)
    assert "15000" in html
    assert "0714-5596595" in html


def test_without_a_profile_the_shape_of_a_table_stays():
    html = masked(WORD_TABLE)

    assert html.count("<tr>") == 33
    assert html.count('rowspan="2"') == 2
    assert '<td colspan="2">证件</td>' in html
    assert "<strong>低保</strong>" in html


def test_columns_go_with_their_spans_and_what_reached_through_a_row_that_goes():
    html = masked(WORD_TABLE, "relief")

    assert "<tr><td>姓名</td><td>金额</td></tr><tr><td>王大山</td><td>500</td></tr>" in html
    assert "<tr><td>合计</td><td>15000</td></tr>" in html


def test_a_column_that_stays_narrows_what_spans_it():
    html = masked(WORD_TABLE, "subsidy")

    assert '<td rowspan="2">姓名</td><td>证件</td>' in html
    assert '<td colspan="2">合计</td>' in html


def test_a_table_without_a_header_is_clean_too():
    rows = "".join(f"<tr><td>王大山</td><td>{number}</td><td>石桥村</td></tr>" for number in NUMBERS)

    assert masked(f"<table>{rows}</table>").count("99*************") == 30
    assert masked(f"<table>{rows}</table>", "relief").count("<td>王大山</td><td>石桥村</td>") == 30


def test_paragraphs_pictures_and_links_are_masked_too():
    html = masked(
        f'<p>王大山{ADULT[:9]}<em>{ADULT[9:]}</em></p><p><img src="/a/1.png" alt="{ADULT}">'
        f'<a href="https://example.org/?id={ADULT}" title="{MOBILE}">查询</a> <a href="https://example.org/">网站</a></p>'
    )

    assert html == (
        f'<p>王大山99*************{ADULT[-3:]}<em></em></p><p><img src="/a/1.png" alt="99*************{ADULT[-3:]}">'
        '<a title="139****1234" rel="noopener noreferrer">查询</a>'
        ' <a href="https://example.org/" rel="noopener noreferrer">网站</a></p>'
    )


def test_the_name_of_a_child_goes_wherever_it_stands():
    html = masked(
        f"<p>王小虎同学</p><table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>王小虎</td><td>{CHILD}</td></tr></table>"
    )

    assert "王小虎" not in html
    assert "王某某同学" in html


def test_what_is_told_is_what_went():
    done = mask_html(WORD_TABLE, on=ON, profile=BY_NAME["relief"])

    assert {(removed.what, removed.header) for removed in done.removed} == {
        ("column_dropped", "身份证号"),
        ("column_dropped", "银行账号"),
    }


def test_a_text_in_which_nothing_is_found_stays_as_it_is():
    html = "<h2>通知</h2><p>各村：请于3月1日前报送。<br>联系电话：0714-5596595</p><ul><li>一 &lt; 二 &amp; 三</li></ul>"

    assert mask_html(html, on=ON).html == html
    assert mask_html(html, on=ON).removed == []
    assert masked("") == ""


def test_a_mark_of_secrecy_is_refused():
    with pytest.raises(NotMaskable) as refused:
        masked("<p>机密★10年</p>")

    assert refused.value.reason is Reason.SECRECY


pieces = st.sampled_from(
    [
        "王大山",
        ADULT,
        f"{ADULT[:6]} {ADULT[6:]}",
        CHILD,
        CARD,
        MOBILE,
        "家住石桥村3组12号",
        "患尿毒症",
        "，",
        "\n",
        "<b>",
        "</b>",
    ]
    + [
        "<p>",
        "</p>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        '<td rowspan="2">',
        '<td colspan="2">',
        "</table>",
        "姓名",
        "身份证号",
    ]
)


@given(st.lists(pieces, max_size=16), st.sampled_from([None, *BY_NAME]))
def test_any_text_comes_out_clean_and_such_as_may_be_saved(parts, profile):
    html = masked("".join(parts), profile)

    assert is_clean(html)
    assert ADULT not in html
    assert markup.clean(html) == html


def test_a_word_of_a_total_takes_a_free_place_when_its_column_goes():
    html = masked(
        f"<table><tr><td>姓名</td><td>身份证号</td><td>金额</td></tr><tr><td>王大山</td><td>{ADULT}</td><td>5</td></tr>"
        "<tr><td></td><td>合计</td><td>5</td></tr></table>",
        "relief",
    )

    assert "<tr><td>合计</td><td>5</td></tr>" in html
