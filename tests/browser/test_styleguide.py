"""The design system as a reader meets it: every component, both faces, every variant."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.ui.urls"),
]

SHEETS = ("portal", "workbench", "home")
VARIANTS = (("portal", {"contrast": "high"}), ("home", {"mode": "elder"}), ("workbench", {"language": "en"}))


@pytest.fixture(autouse=True)
def _style_guide(settings):
    settings.STYLE_GUIDE = True


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_axe_finds_nothing_on_either_face(open_page, assert_accessible, assert_fits, sheet, size):
    page = open_page(size)

    page.goto(f"/ui/?sheet={sheet}")

    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize(("sheet", "cookies"), VARIANTS)
def test_axe_finds_nothing_in_high_contrast_elder_mode_or_english(
    open_page, assert_accessible, assert_fits, sheet, cookies
):
    page = open_page(PHONE, **cookies)

    page.goto(f"/ui/?sheet={sheet}")

    assert_accessible(page)
    assert_fits(page)


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page):
    page.goto("/ui/?sheet=home")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_an_error_summary_takes_the_focus(page):
    page.goto("/ui/")

    assert page.locator(":focus").get_attribute("role") == "alert"


def test_a_dangerous_button_asks_first(page):
    page.goto("/ui/?sheet=workbench")

    page.get_by_role("button", name="撤回").click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()

    assert page.url.endswith("?sheet=workbench")


def test_keys_act_on_the_workbench_and_can_be_switched_off(page):
    page.goto("/ui/?sheet=workbench")

    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="键盘快捷键")
    dialog.get_by_text("启用单键快捷键").click()
    dialog.get_by_role("button", name="关闭").click()
    page.keyboard.press("?")

    assert not dialog.is_visible()


def test_a_term_shows_its_gloss_on_focus_and_hides_it_on_escape(open_page):
    page = open_page(language="en")
    page.goto("/ui/")
    term = page.locator(".term").first

    term.focus()
    shown = term.locator(".term__gloss").bounding_box()["width"]
    page.keyboard.press("Escape")

    assert shown > 100
    assert term.locator(".term__gloss").bounding_box()["width"] < 2


def test_elder_mode_and_contrast_are_kept_from_page_to_page(page):
    page.goto("/ui/?sheet=home")

    page.get_by_role("link", name="长者模式").click()
    page.get_by_role("link", name="高对比度").click()
    page.goto("/ui/")

    assert page.locator("html").get_attribute("data-mode") == "elder"
    assert page.locator("html").get_attribute("data-contrast") == "high"


def test_a_state_is_told_by_word_and_shape_not_by_colour_alone(page):
    page.goto("/ui/")

    pictures = page.locator(".state").evaluate_all(
        "badges => badges.slice(0, 5).map(b => b.querySelector('svg').innerHTML)"
    )

    assert len(set(pictures)) == 5


def test_a_row_opens_in_place_and_closes_again(page):
    page.goto("/ui/")
    link = page.get_by_role("link", name="八个要素").first

    link.click()
    page.get_by_text("《政府信息公开条例》第二十条").wait_for()
    assert link.get_attribute("aria-expanded") == "true"

    link.click()
    assert not page.get_by_text("《政府信息公开条例》第二十条").is_visible()


def test_without_script_the_same_link_leads_to_the_page_itself(browser, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/ui/")

    page.get_by_role("link", name="八个要素").first.click()

    assert page.url.endswith("?sheet=inside")
    context.close()


def test_leaving_unsaved_text_is_warned_of(page):
    page.goto("/ui/?sheet=workbench")
    page.get_by_label("标题").first.fill("2027年耕地地力保护补贴")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.close(run_before_unload=True)
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]


def test_a_partial_answer_s_announcement_appears_and_can_be_closed(page):
    page.goto("/ui/")

    page.evaluate(
        "document.dispatchEvent(new CustomEvent('gongkai:flash', {detail: {text: '已送审', undo: '/undo/'}}))"
    )
    note = page.locator("#flashes .note")
    assert note.get_by_role("link", name="撤销").is_visible()

    note.get_by_role("button", name="关闭").click()
    assert note.count() == 0
