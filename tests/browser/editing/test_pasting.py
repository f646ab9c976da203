"""Pasting from Word, WPS and Excel in a real browser, up to what the server keeps."""

from __future__ import annotations

import pytest

from gongkai.publishing.models import Information
from tests.browser.editing.editor import paste, state
from tests.publishing import pasted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kept(window, html):
    paste(window, html)
    state(window, "saved")
    return Information.objects.get().html


def test_a_list_of_thirty_people_from_word_arrives_whole_and_is_found_out(window):
    html = kept(window, pasted.word_table(30))

    people = pasted.people(30)
    assert html.count("<tr>") == 31
    assert '<th scope="col">姓名</th><th scope="col">身份证号</th>' in html
    assert all(f"<td>{name}</td><td>{number}</td><td>{amount}</td>" in html for _n, name, number, amount in people)
    assert "style" not in html
    window.locator("#beside").get_by_text("身份证号").first.wait_for()


def test_merged_cells_and_both_header_rows_stay(window):
    html = kept(window, pasted.WORD_MERGED)

    assert '<th scope="col" rowspan="2">乡镇</th><th scope="col" colspan="2">补贴（元）</th>' in html
    assert '<th scope="col">耕地</th>' in html
    assert "<td>清水镇</td><td>100</td><td>20</td>" in html


def test_a_table_within_a_table_keeps_its_words(window):
    html = kept(window, pasted.WORD_NESTED)

    assert html.count("<table>") == 1
    assert "<p>一等 每亩100元</p><p>二等 每亩80元</p>" in html


def test_lists_that_word_typed_as_paragraphs_are_lists_again(window):
    html = kept(window, pasted.WORD_LISTS)

    assert "<ol><li>申请表</li><li><strong>身份证</strong>复印件</li></ol>" in html
    assert "<ul><li>不收费</li><li>10个工作日办结</li></ul>" in html


def test_wps_arrives_with_its_title_row_and_header(window):
    html = kept(window, pasted.WPS)

    assert "经审核，现予公告。" in html
    assert '<th scope="col" colspan="2">补贴标准表</th>' in html
    assert '<th scope="col">类别</th>' in html
    assert "<td>耕地</td><td>100元</td>" in html


def test_excel_arrives_without_the_rows_that_were_hidden(window):
    html = kept(window, pasted.EXCEL)

    assert '<th scope="col">户主</th>' in html
    assert "<td>张某</td><td>6222020200112345678</td><td>100</td>" in html
    assert "藏起来的人" not in html


def test_pictures_of_word_do_not_come_along_and_that_is_said(window):
    kept(
        window,
        f'{pasted.WORD_HEAD}<p class=MsoNormal>见图<img src="file:///C:/clip_image001.png" v:shapes="图片1"></p>{pasted.WORD_TAIL}',
    )

    window.get_by_text("Word 里的图片不会跟过来").wait_for()
    assert Information.objects.get().html == "<p>见图</p>"


@pytest.mark.parametrize("html", pasted.HOSTILE.values(), ids=pasted.HOSTILE)
def test_an_attack_on_the_clipboard_does_not_run_and_is_not_kept(window, html):
    window.on("dialog", lambda dialog: pytest.fail(dialog.message))

    assert "alert" not in kept(window, html)
    assert window.locator(".writer__text").get_by_text("正文").count()
