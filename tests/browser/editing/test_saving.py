"""Autosave in a real browser: a lost connection, a session that ended, a crash, a second window, a second person."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from gongkai.publishing import actions
from gongkai.publishing.models import Information
from tests.browser.conftest import PHONE
from tests.browser.editing.conftest import AT
from tests.browser.editing.editor import state, stored, write
from tests.factories.organisations import OfficerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def text():
    return Information.objects.earliest("pk").text


def test_what_is_typed_is_saved_by_itself_and_leaves_nothing_behind(window):
    write(window, "咨询电话：0990-1234567")

    assert "已保存" in state(window, "saved")
    window.get_by_text("2项要素，已有1项").wait_for()
    assert text() == "咨询电话：0990-1234567"
    assert stored(window) == 0


def test_a_lost_connection_is_told_and_saves_itself_when_it_is_back(window):
    window.context.set_offline(True)
    write(window, "断线时写的")
    assert "已断线，正在重试" in state(window, "offline")
    assert text() == ""

    window.context.set_offline(False)

    state(window, "saved")
    assert text() == "断线时写的"


def test_nothing_is_sent_for_review_while_the_connection_is_lost(window):
    window.context.set_offline(True)
    write(window, "断线时写的")
    state(window, "offline")

    window.get_by_role("button", name="送审").click()

    window.get_by_text("现在连不上服务器").wait_for()
    assert window.locator(".writer__text").inner_text().strip() == "断线时写的"


def test_a_window_that_crashed_offers_what_it_had(window, open_window, draft, sign_in, clerk):
    window.context.set_offline(True)
    write(window, "崩溃前写的")
    state(window, "offline")
    window.close()

    again = window.context.new_page()
    window.context.set_offline(False)
    again.goto(f"/desk/info/{draft.public_id}/")
    again.get_by_text("这台电脑里有没保存上的内容").wait_for()
    again.get_by_role("button", name="恢复").click()

    state(again, "saved")
    assert text() == "崩溃前写的"
    assert stored(again) == 0


def test_what_was_left_may_be_let_go(window, draft):
    window.context.set_offline(True)
    write(window, "不要了")
    state(window, "offline")
    window.close()
    window.context.set_offline(False)
    again = window.context.new_page()
    again.goto(f"/desk/info/{draft.public_id}/")

    again.get_by_role("button", name="不要了").click()

    assert stored(again) == 0
    assert text() == ""


def test_after_the_session_ended_a_sign_in_in_another_window_goes_on(window, sign_in, clerk):
    Session.objects.all().delete()
    write(window, "登录过期后写的")
    state(window, "signedOut")
    assert window.get_by_role("link", name="在新窗口登录").is_visible()
    assert text() == ""

    sign_in(window, clerk)

    state(window, "saved")
    assert text() == "登录过期后写的"


def test_a_second_window_of_the_same_draft_is_pointed_out(window, draft):
    second = window.context.new_page()

    second.goto(f"/desk/info/{draft.public_id}/")

    second.get_by_text("这份草稿在另一个窗口也开着").wait_for()


def test_two_people_see_both_texts_and_merge_them(window, open_window, sign_in, body, draft):
    write(window, "开头")
    state(window, "saved")
    colleague = OfficerFactory(body=body, display_name="李四维")
    other = sign_in(open_window(), colleague)
    other.goto(f"/desk/info/{draft.public_id}/")
    write(other, "，她接着写的")
    state(other, "saved")

    window.get_by_label("标题", exact=True).fill("我改的标题")
    state(window, "clash")
    window.get_by_role("button", name="看两份，选怎么合").click()
    window.get_by_text("李四维").wait_for()
    window.get_by_role("button", name="合并保存").click()

    window.get_by_text("已合并保存").wait_for()
    merged = Information.objects.get()
    assert (merged.title, merged.text) == ("我改的标题", "开头，她接着写的")
    assert stored(window) == 0


def test_two_people_who_changed_the_same_paragraph_may_keep_both_drafts(window, body, draft):
    colleague = OfficerFactory(body=body)
    write(window, "我写的")
    actions.save_draft(information_id=draft.pk, revision=0, by=colleague, at=AT, html="<p>她写的</p>")
    state(window, "clash")
    window.get_by_role("button", name="看两份，选怎么合").click()

    window.get_by_role("button", name="两份都留").click()

    window.get_by_text("两份都留下了").wait_for()
    assert [piece.text for piece in Information.objects.order_by("pk")] == ["她写的", "我写的"]


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_two_texts_beside_each_other(
    open_window, sign_in, clerk, body, draft, assert_accessible, assert_fits, size
):
    page = sign_in(open_window(size) if size else open_window(), clerk)
    page.goto(f"/desk/info/{draft.public_id}/")
    actions.save_draft(information_id=draft.pk, revision=0, by=OfficerFactory(body=body), at=AT, html="<p>她写的</p>")
    write(page, "我写的")
    state(page, "clash")

    page.get_by_role("button", name="看两份，选怎么合").click()

    page.get_by_text("两边都改了，请选择").wait_for()
    assert_accessible(page)
    assert_fits(page)
