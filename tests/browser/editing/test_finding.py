"""From a finding to its place in the text, with one click."""

from __future__ import annotations

import pytest

from tests.browser.editing.editor import paste, state, write
from tests.publishing import pasted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_click_on_a_finding_selects_its_words_in_the_table(window):
    paste(window, pasted.word_table(30))
    state(window, "saved")

    window.get_by_text("身份证号：30 处").click()
    window.get_by_role("button", name="找到它").nth(4).click()

    assert window.evaluate("getSelection().toString()") == pasted.identity(5)
    assert window.locator(".writer__text").evaluate("text => text.contains(document.activeElement)")


def test_what_was_found_in_the_title_is_selected_in_its_field(window):
    window.get_by_label("标题", exact=True).fill("手机13812345678的公告")
    state(window, "saved")

    window.get_by_role("button", name="找到它").first.click()

    title = window.get_by_label("标题", exact=True)
    assert title.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "13812345678"


def test_one_click_masks_what_stands_there_now_saved_or_not(window):
    paste(window, pasted.word_table(30))
    state(window, "saved")

    write(window, "这句话还没有保存。")
    window.get_by_role("button", name="一键脱敏").click()

    window.get_by_text("已遮盖").wait_for()
    kept = window.locator(".writer__text").inner_text()
    assert "这句话还没有保存。" in kept
    assert pasted.identity(5) not in kept


def test_a_click_on_masking_without_a_connection_says_so_and_keeps_the_text(window):
    paste(window, pasted.word_table(30))
    state(window, "saved")

    window.context.set_offline(True)
    write(window, "连接断了以后写的。")
    window.get_by_role("button", name="一键脱敏").click()

    state(window, "offline")
    assert "连接断了以后写的。" in window.locator(".writer__text").inner_text()
