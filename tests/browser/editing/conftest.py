"""A draft that a clerk has open, and windows that may lose their connection."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.duties import actions as duties
from gongkai.publishing import actions
from tests.browser.conftest import DESKTOP, LOUD
from tests.factories.catalogues import RowFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ELEMENTS = [{"text": "补贴对象、补贴标准", "stage": "执行"}, {"text": "咨询电话", "stage": "服务"}]
# What a browser says of an answer that is no 200, and of no answer: here it is what is tested.
NETWORK = "Failed to load resource"


@pytest.fixture
def body():
    body = BodyFactory(short_name="农业农村局", phone="0990-1234567")
    CountyHostFactory(county=body.county, host="localhost")
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
def clerk(body):
    return OfficerFactory(body=body)


@pytest.fixture
def draft(body, duty, clerk):
    return actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=clerk, at=AT)


@pytest.fixture
def open_window(browser, live_server):
    """A window of its own; its console may complain of the network and of nothing else."""
    contexts, complaints = [], []

    def complain(message):
        if message.type in LOUD and not message.text.startswith(NETWORK):
            complaints.append(message.text)

    def opened(size=DESKTOP, **how):
        context = browser.new_context(viewport=size, base_url=live_server.url, locale="zh-CN", **how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def window(open_window, sign_in, clerk, draft):
    """The draft in its editor, at the clerk's desk."""
    page = sign_in(open_window(), clerk)
    page.goto(f"/desk/info/{draft.public_id}/")
    page.locator(".writer__text").wait_for()
    return page
