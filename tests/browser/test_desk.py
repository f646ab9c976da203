"""The officer's desk as she meets it: on a wide screen and on a telephone, with the keyboard and without colour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from gongkai.catalogues.models import RowBody
from gongkai.duties.models import Duty
from gongkai.kernel import clock
from gongkai.organisations.rules.roles import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.catalogues import MatterFactory, RowFactory, VersionFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import (
    BodyFactory,
    CountyFactory,
    CountyHostFactory,
    OfficerFactory,
    WorkUnitFactory,
)
from tests.factories.publishing import InformationFactory
from tests.factories.standards import FieldFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county(live_server):
    return CountyHostFactory(county=CountyFactory(), host=live_server.url.split("//")[1].split(":")[0]).county


@pytest.fixture
def version(county):
    return VersionFactory(issued=True, county=county)


@pytest.fixture
def civil(county):
    body = BodyFactory(county=county, slug="civil", short_name="民政局", name_en="Civil Affairs Bureau")
    WorkUnitFactory(body=body, phone="0000-1234567")
    return body


@pytest.fixture
def clerk(civil):
    return OfficerFactory(body=civil, role=Role.PUBLISHER, display_name="柳叶")


@pytest.fixture
def duties(county, version, civil, clerk):
    """Overdue, due today, due soon, standing to review; one draft that came back."""
    today = clock.today()
    working = {"start": "2025-03-31", "amount": 20, "unit": "workday", "end": "2025-04-29", "passed": []}

    def duty(name, days, **more):
        row = RowFactory(version=version, matter=MatterFactory(county=county, name=name), owners=[civil])
        due_on = today + timedelta(days=days)
        return DutyFactory(
            row=row, body=civil, starts_on=due_on - timedelta(days=30), due_on=due_on, working=working, **more
        )

    made = [duty("过期的事", -3), duty("今天的事", 0), duty("快到的事", 2)]
    row = RowFactory(version=version, matter=MatterFactory(county=county, name="办事指南"), owners=[civil])
    DutyFactory(row=row, body=civil, standing=True, fulfilled=True, review_on=today)
    InformationFactory(body=civil, row=made[1].row, drafted_by=clerk, returned_note="金额对不上，请核对附件。")
    return made


def screens(duties) -> list[str]:
    """Every screen of the desk's own."""
    number = duties[0].matter.number
    return [
        reverse("workbench:tasks"),
        f"{reverse('workbench:tasks')}?pile=returned",
        reverse("workbench:returns"),
        reverse("workbench:sign", args=["civil", "nil_return", "2025-Q1"]),
        reverse("workbench:events"),
        reverse("workbench:register", args=["civil", number]),
        reverse("workbench:duties"),
        reverse("workbench:calendar"),
        reverse("workbench:duty", args=[duties[0].pk]),
        reverse("workbench:external", args=[duties[0].pk]),
        reverse("workbench:cockpit"),
        f"{reverse('workbench:rows')}?body=civil",
    ]


@pytest.mark.parametrize(("size", "language"), [(DESKTOP, "zh-hans"), (PHONE, "en")], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_any_screen_and_none_scrolls_sideways(
    open_page, sign_in, clerk, duties, assert_accessible, assert_fits, size, language
):
    page = sign_in(open_page(size, language=language), clerk)

    for address in screens(duties):
        assert page.goto(address).status == 200
        assert_accessible(page)
        assert_fits(page)


def test_the_record_reads_well_for_an_auditor(page, sign_in, county, civil, assert_accessible):
    sign_in(page, OfficerFactory(body=civil, role=Role.AUDITOR)).goto("/desk/")

    page.get_by_role("button", name="核验全部记录").click()

    page.get_by_text("记录完整，没有被改动").wait_for()
    assert_accessible(page)


def test_a_day_opens_to_its_working(page, sign_in, clerk, duties):
    sign_in(page, clerk).goto("/desk/")
    working = page.locator(f"#task-{duties[0].pk} .working")

    hidden = working.is_visible()
    page.locator(f"#task-{duties[0].pk} summary").click()

    assert not hidden
    assert "3月31日 + 20个工作日 = 4月29日" in working.inner_text()


def test_one_signature_closes_all_but_what_was_unticked(page, sign_in, clerk, duties):
    sign_in(page, clerk).goto("/desk/")
    page.get_by_role("link", name="2025年第1季度").click()

    page.get_by_label("今天的事").uncheck()
    page.get_by_role("button", name="签字办结").click()
    page.locator("#confirm button[value=yes]").click()
    page.get_by_text("已签字，办结2项。").wait_for()

    assert set(Duty.objects.filter(state="open").values_list("matter__name", flat=True)) == {"今天的事"}


def test_the_day_of_an_event_appears_while_one_fills_in_the_form(page, sign_in, clerk, duties):
    sign_in(page, clerk).goto("/desk/events/")
    page.get_by_label("是哪个事项").press_sequentially("过期")
    page.get_by_role("link", name="快到的事").wait_for(state="detached")
    page.get_by_role("link", name="过期的事").click()

    page.get_by_label("名称").fill("第7批审批")
    page.get_by_label("发生日期").fill(str(clock.today() - timedelta(days=7)))
    page.get_by_label("发生日期").dispatch_event("change")
    page.locator("#preview .preview__day").wait_for()
    page.get_by_role("button", name="登记", exact=True).click()

    assert page.get_by_role("heading", level=1).inner_text().startswith("过期的事")
    assert page.get_by_text("第7批审批").first.is_visible()


def test_the_whole_county_is_readable_at_1440_and_a_ranked_list_at_390(
    open_page, sign_in, county, version, civil, assert_accessible, assert_fits
):
    chief = OfficerFactory(body=civil, role=Role.OPENNESS_OFFICE)
    bodies = [civil, *(BodyFactory(county=county, short_name=f"第{n}单位局", slug=f"b{n}") for n in range(39))]
    for number in range(26):
        field = FieldFactory(number=900 + number, seed_name=f"基层公开领域{number}", slug=f"f{number}")
        row = RowFactory(version=version, matter=MatterFactory(county=county, field=field))
        RowBody.objects.bulk_create(RowBody(row=row, body=body, level=body.level) for body in bodies)
        DutyFactory(row=row, body=bodies[number], due_on=clock.today() - timedelta(days=1))
    page = sign_in(open_page(DESKTOP), chief)
    phone = sign_in(open_page(PHONE), chief)

    page.goto("/desk/cockpit/")
    phone.goto("/desk/cockpit/")

    wrap = page.locator(".table-wrap").first
    assert wrap.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert page.locator(".heat tbody tr").count() == 40
    assert page.locator(".heat tbody tr").first.locator(".heat__cell").count() == 26
    page.locator(".heat .heat__cell--late").first.click()
    assert "1 行" in page.locator(".page-head__sub").inner_text()
    assert_fits(phone)
    assert not phone.locator(".heat").first.is_visible()
    assert phone.locator(".ranking li").count() == 40
    assert_accessible(phone)
