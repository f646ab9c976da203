"""From a finding to its place in the text, with one click."""

from __future__ import annotations

import pytest

from tests.browser.editing.editor import paste, state
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
