"""The clerk's path from a task to "sent for review", and the reader's page, in a real browser."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from gongkai.duties import actions as duties
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import Information
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.catalogues import RowFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.factories.publishing import routine_everywhere

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ELEMENTS = [{"text": "补贴对象、补贴标准", "stage": "执行"}, {"text": "咨询电话", "stage": "服务"}]
TABLE = "<h2>一、补贴标准</h2><table><tbody><tr><th scope='col'>类别</th><th scope='col'>每亩（元）</th></tr><tr><td>耕地地力</td><td>100</td></tr></tbody></table>"


@pytest.fixture
def body():
    body = BodyFactory(short_name="农业农村局", phone="0990-1234567")
    CountyHostFactory(county=body.county, host="localhost")
    routine_everywhere(body.county)
    return body


@pytest.fixture
def duty(body):
    row = RowFactory(issued=True, county=body.county, owners=[body], l2="耕地地力保护补贴", content=ELEMENTS)
    event = duties.register_event(
        matter_id=row.matter_id,
        body=body,
        trigger="formed",
        occurred_on=date(2025, 4, 1),
        title="2025年耕地地力保护补贴发放公告",
        by=None,
        at=AT,
    )
    return event.duties.get()


@pytest.fixture
def published(body, duty):
    clerk, chief = OfficerFactory(body=body), OfficerFactory(body=body, role=Role.APPROVER)
    draft = actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=clerk, at=AT)
    actions.attach(
        information_id=draft.pk, name="发放明细.csv", content="户主,金额\n张某,100".encode(), by=clerk, at=AT
    )
    actions.save_draft(
        information_id=draft.pk, revision=0, by=clerk, at=AT, html=f"<p>现将补贴发放情况公告如下。</p>{TABLE}"
    )
    actions.submit(information_id=draft.pk, by=clerk, at=AT)
    return actions.sign_off_and_publish(information_id=draft.pk, by=chief, at=AT)


def test_a_routine_piece_needs_no_more_than_ten_actions(page, sign_in, body, duty, tmp_path, assert_accessible):
    clerk = OfficerFactory(body=body)
    draft = actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=clerk, at=AT)
    sign_in(page, clerk)
    detail = tmp_path / "发放明细.csv"
    detail.write_text("户主,金额\n张某,100", encoding="utf-8")
    page.goto(f"/desk/info/{draft.public_id}/")

    page.locator(".writer__text").click()  # 1; opening the task was the first action
    page.keyboard.insert_text("补贴对象为种粮农户，补贴标准每亩 100 元。咨询电话：0990-1234567。")  # 2
    page.get_by_label("添加附件").set_input_files(detail)  # 3
    page.get_by_role("link", name="发放明细.csv").wait_for()
    page.locator(".checklist__item--done").nth(1).wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="送审").click()  # 4

    page.get_by_text("已送审").wait_for()
    sent = Information.objects.get()
    assert sent.state == "checked"
    assert "每亩 100 元" in sent.text


def test_the_checklist_ticks_itself_while_one_types(page, sign_in, body, duty):
    clerk = OfficerFactory(body=body)
    draft = actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=clerk, at=AT)
    sign_in(page, clerk).goto(f"/desk/info/{draft.public_id}/")
    page.get_by_text("2项要素，已有0项").wait_for()

    page.locator(".writer__text").click()
    page.keyboard.insert_text("咨询电话：0990-1234567")

    page.get_by_text("2项要素，已有1项").wait_for()
    page.get_by_text("已保存").wait_for()


def test_what_word_wrote_as_a_list_is_a_list_again(page, sign_in, body, duty):
    clerk = OfficerFactory(body=body)
    draft = actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=clerk, at=AT)
    sign_in(page, clerk).goto(f"/desk/info/{draft.public_id}/")
    page.locator(".writer__text").click()
    word = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{n}.&nbsp;</span>{text}</p>"
        for n, text in ((1, "身份证"), (2, "土地证"))
    )

    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            document.querySelector(".writer__text").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        word,
    )

    page.locator(".writer__text ol li").nth(1).wait_for()
    assert page.locator(".writer__text ol li").all_inner_texts() == ["身份证", "土地证"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_the_readers_page(open_page, published, assert_accessible, assert_fits, size):
    page = open_page(size)

    page.goto(f"/info/{published.public_id}/")

    assert_accessible(page)
    assert_fits(page)
    assert page.locator(".qr:visible").evaluate("image => image.naturalWidth") > 0
    assert re.search(r"\d{9}/2025-00001", page.locator(".facts").first.inner_text())


@pytest.mark.parametrize("address", ["info/", "info/review/", "info/{}/", "info/{}/review/", "info/{}/preview/"])
def test_axe_finds_nothing_at_the_desk(open_page, sign_in, body, duty, assert_accessible, assert_fits, address):
    chief = OfficerFactory(body=body, role=Role.APPROVER)
    draft = actions.start_draft(
        body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=OfficerFactory(body=body), at=AT
    )
    actions.save_draft(information_id=draft.pk, revision=0, by=draft.drafted_by, at=AT, html=TABLE)
    actions.submit(information_id=draft.pk, by=draft.drafted_by, at=AT)
    page = sign_in(open_page(PHONE), chief)

    page.goto(f"/desk/{address.format(draft.public_id)}")

    assert_accessible(page)
    assert_fits(page)
