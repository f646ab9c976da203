"""The compile screen under a clerk's hands: keys, mouse, phone, without script, English."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import Client

from gongkai.catalogues import actions
from gongkai.catalogues.models import Row
from gongkai.organisations.rules.roles import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.organisations import BodyFactory, CountyFactory, OfficerFactory, TownshipFactory
from tests.factories.standards import EditionFactory, FieldFactory, GuidelineFactory, ItemTextFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
NAMES = ("政策法规文件", "办事指南", "审核审批信息", "公示信息")


@pytest.fixture
def draft():
    county = CountyFactory()
    BodyFactory(county=county, name=f"{county.name}民政局", short_name="民政局")
    TownshipFactory(county=county)
    field = FieldFactory(number=20, slug="social-assistance", seed_name="社会救助", name_en="Social assistance")
    edition = EditionFactory(guideline=GuidelineFactory(fields=[field]))
    for name in NAMES:
        ItemTextFactory(edition=edition, l1="最低生活保障", l2=name)
    return actions.compile_county(county=county, by=None, at=AT, on=date(2026, 3, 2)).version


@pytest.fixture
def signed_in(draft):
    """The session cookie of the openness office."""
    office = BodyFactory(county=draft.catalogue.county, kind="government-office", short_name="政府办公室")
    OfficerFactory(body=office, role=Role.APPROVER, display_name="周维正")
    client = Client()
    client.force_login(OfficerFactory(body=office, role=Role.OPENNESS_OFFICE))
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


@pytest.fixture
def address(draft):
    return f"/desk/catalogue/versions/{draft.pk}/fields/social-assistance/"


def decisions(draft):
    return list(draft.rows.order_by("position").values_list("decision", flat=True))


def opened(page, name):
    """Wait until a row stands open."""
    page.locator("#opened").get_by_role("heading", name=name).wait_for()


def test_a_field_is_decided_by_keys_alone(open_page, signed_in, address, draft):
    page = open_page(DESKTOP, **signed_in)
    page.goto(address)

    page.keyboard.press("j")
    opened(page, NAMES[0])
    page.keyboard.press("a")
    opened(page, NAMES[1])
    page.keyboard.press("a")
    opened(page, NAMES[2])
    page.keyboard.press("u")
    opened(page, NAMES[1])

    assert decisions(draft) == ["adopted", "undecided", "undecided", "undecided"]
    assert "1/4" in page.locator("[aria-current=page] .tree__end").inner_text()


def test_an_adaptation_is_typed_beside_the_guideline_and_shown_word_by_word(open_page, signed_in, address, draft):
    page = open_page(DESKTOP, **signed_in)
    page.goto(address)

    page.get_by_role("link", name=NAMES[1]).click()
    opened(page, NAMES[1])
    page.keyboard.press("e")
    page.get_by_label("公开时限").fill("自信息形成或者变更之日起10个工作日内")
    page.get_by_role("textbox", name="理由").last.fill("县里要求更快")
    page.get_by_role("button", name="保存调整").click()

    difference = page.locator("#opened ins")
    difference.wait_for()
    assert difference.inner_text() == "10"


def test_what_is_unticked_is_the_exception_of_a_bulk_adoption(open_page, signed_in, address, draft):
    page = open_page(DESKTOP, **signed_in)
    page.goto(address)

    page.get_by_role("checkbox", name=NAMES[2]).uncheck()
    page.get_by_role("button", name="采用本领域勾选的行").click()
    page.get_by_text("已采用3行。").wait_for()

    assert decisions(draft) == ["adopted", "adopted", "undecided", "adopted"]


def test_not_applicable_asks_for_reason_and_approver(open_page, signed_in, address, draft):
    page = open_page(DESKTOP, **signed_in)
    page.goto(address)

    page.keyboard.press("j")
    opened(page, NAMES[0])
    page.keyboard.press("n")
    page.get_by_label("不适用的理由").fill("本县没有这项职权")
    page.get_by_label("批准人").select_option(label="周维正")
    page.get_by_role("button", name="设为不适用").click()
    page.locator("#opened").get_by_text("恢复待决定").wait_for()

    assert decisions(draft)[0] == "not_applicable"


def test_the_way_back_in_the_browser_leads_to_the_row_before(open_page, signed_in, address):
    page = open_page(DESKTOP, **signed_in)
    page.goto(address)
    page.keyboard.press("j")
    opened(page, NAMES[0])
    page.keyboard.press("j")
    opened(page, NAMES[1])

    page.go_back()

    opened(page, NAMES[0])


def test_without_script_the_same_work_is_done_page_by_page(browser, live_server, signed_in, address, draft):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in signed_in.items()])
    page = context.new_page()
    page.goto(address)

    page.get_by_role("link", name=NAMES[0]).click()
    page.get_by_role("button", name="采用", exact=True).click()

    assert page.locator("#opened").get_by_role("heading", name=NAMES[1]).is_visible()
    assert decisions(draft)[0] == "adopted"
    context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_an_open_row_in_any_mode(
    open_page, assert_accessible, assert_fits, signed_in, draft, size
):
    page = open_page(size, **signed_in)
    row = Row.objects.filter(version=draft).first()

    for mode in ("", "?do=adapt", "?do=split", "?do=set_aside", "?do=stages"):
        page.goto(f"/desk/catalogue/rows/{row.pk}/{mode}")

        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_the_other_pages_of_the_room(
    open_page, assert_accessible, assert_fits, signed_in, draft, size
):
    page = open_page(size, **signed_in)
    version = f"/desk/catalogue/versions/{draft.pk}/"

    for address in (
        "/desk/catalogue/",
        version,
        f"{version}findings/",
        f"{version}findings/list_missing/",
        f"{version}gaps/",
        f"{version}matrix/",
        f"{version}issue/",
        f"{version}add/",
        "/desk/catalogue/lists/power/",
        "/desk/catalogue/lists/power/upload/",
        "/desk/catalogue/subjects/",
        "/desk/catalogue/subjects/set/",
        "/desk/catalogue/townships/",
        "/desk/catalogue/revisions/",
    ):
        page.goto(address)

        assert_accessible(page)
        assert_fits(page)


def test_in_english_the_screen_fits_and_reads(open_page, assert_accessible, assert_fits, signed_in, address):
    page = open_page(DESKTOP, language="en", **signed_in)

    page.goto(address)

    assert page.get_by_role("heading", level=1).inner_text().startswith("Social assistance")
    assert_accessible(page)
    assert_fits(page)
