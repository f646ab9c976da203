"""The list of what a desk withholds: on which ground, when to look again, what is due first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import Information
from gongkai.publishing.rules.disclosure import Disclosure, Ground, Reassessment, reassessment, soon_until
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import InformationFactory
from tests.publishing.desk_pages import desk

pytestmark = pytest.mark.django_db

ON = date(2025, 4, 2)
AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MORE_THAN_A_PAGE = 33


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(AT, tick=False):
        yield


def keep(body, title, reassess_on, **values):
    facts = {"title": title, "reassess_on": reassess_on, "drafted_by": None}
    return InformationFactory(body=body, withheld=True, **facts | values)


@pytest.fixture
def three(body):
    return (
        keep(body, "还早的安排", ON + 200 * DAY),
        keep(body, "快到期的安排", ON + 30 * DAY),
        keep(body, "已到期的安排", ON),
    )


def listed(page):
    return [row.title for row in page.context["rows"]]


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)))
@settings(max_examples=60)
def test_a_piece_is_due_from_its_day_on_and_soon_in_the_thirty_days_before(reassess_on):
    found = reassessment(reassess_on, on=ON)

    assert (found is Reassessment.DUE) == (reassess_on <= ON)
    assert (found is Reassessment.SOON) == (1 <= (reassess_on - ON).days <= 30)
    assert soon_until(ON) == ON + 30 * DAY


def test_what_is_due_stands_first_and_is_marked(client, clerk, three):
    page = client.get(desk("kept"))

    assert listed(page) == ["已到期的安排", "快到期的安排", "还早的安排"]
    assert [row.look for row in page.context["rows"]] == ["overdue", "soon", ""]
    assert [count for _code, _words, _url, count in page.context["tabs"]] == [1, 1, 3]


@pytest.mark.parametrize(
    ("due", "titles"),
    [("due", ["已到期的安排"]), ("soon", ["快到期的安排"]), ("else", ["已到期的安排", "快到期的安排", "还早的安排"])],
)
def test_one_may_look_at_what_is_due_or_comes_soon(client, clerk, three, due, titles):
    assert listed(client.get(desk("kept"), {"due": due})) == titles


def test_each_piece_says_attribute_ground_article_reason_and_day(client, clerk, body):
    kept = keep(
        body,
        "相邻权属材料",
        ON + DAY,
        disclosure=Disclosure.ON_REQUEST,
        ground=Ground.THIRD_PARTY,
        ground_note="含权利人住址",
    )

    shown = client.get(desk("kept")).text

    assert "依申请公开" in shown
    assert "涉及商业秘密、个人隐私（条例第十五条）" in shown
    assert "含权利人住址" in shown
    assert "再评估日期：2025年4月3日" in shown
    assert desk("review", kept.public_id) in shown


def test_a_piece_that_was_never_given_a_day_is_the_most_overdue(client, clerk, body, three):
    keep(body, "没有日期的安排", None, ground="")

    page = client.get(desk("kept"), {"due": "due"})

    assert listed(page) == ["没有日期的安排", "已到期的安排"]
    assert "没有定再评估日期" in page.text


def test_a_desk_sees_what_its_own_bodies_withhold_and_nothing_that_is_public(client, clerk, body, three):
    keep(BodyFactory(county=body.county), "外单位的安排", ON)
    keep(BodyFactory(), "外县的安排", ON)
    InformationFactory(body=body, published=True, title="公开的公告")

    shown = client.get(desk("kept")).text

    assert not any(title in shown for title in ("外单位的安排", "外县的安排", "公开的公告"))


def test_the_openness_office_sees_what_all_bodies_withhold(client, body, three):
    office = BodyFactory(county=body.county)
    client.force_login(OfficerFactory(body=office, role=Role.OPENNESS_OFFICE))

    assert len(listed(client.get(desk("kept")))) == 3


def test_once_looked_at_again_a_piece_is_no_longer_due(client, body, three):
    approver = OfficerFactory(body=body, role=Role.APPROVER)
    client.force_login(approver)
    verdict = {"move": "stay_kept", "reason": "情形没有变化", "reassess_on": "2026-04-02"}

    client.post(desk("review", three[2].public_id), verdict)

    assert listed(client.get(desk("kept"), {"due": "due"})) == []
    assert "再评估日期还没有到的" in client.get(desk("kept"), {"due": "due"}).text


def test_what_is_taken_up_again_as_a_draft_leaves_the_list(client, clerk, three):
    actions.reopen(information_id=three[0].pk, by=clerk, at=AT)

    assert "还早的安排" not in client.get(desk("kept")).text


def test_the_drafts_lead_here_and_say_how_many_are_due(client, clerk, three):
    shown, kept_tab = client.get(desk("drafts")).text, client.get(desk("drafts"), {"state": "kept"}).text

    assert desk("kept") in shown
    assert "1 件到期待评估" in shown
    assert kept_tab.count(f'"{desk("kept")}"') == 2

    Information.objects.filter(state="kept").update(reassess_on=ON + DAY)
    assert "到期待评估" not in client.get(desk("drafts")).text


def test_where_nothing_is_withheld_the_page_says_what_will_stand_here(client, clerk):
    assert "签发后列在这里" in client.get(desk("kept")).text


def test_a_long_list_has_pages_each_piece_on_one_of_them_at_the_same_cost(client, clerk, body, three):
    with CaptureQueriesContext(connection) as few:
        client.get(desk("kept"))
    row = three[0].row
    for number in range(MORE_THAN_A_PAGE):
        keep(body, f"安排{number}", None if number % 3 else ON, row=row)
    with CaptureQueriesContext(connection) as many:
        first = client.get(desk("kept"))

    second = client.get(desk("kept"), {"after": first.context["page"].next})

    assert len(few) == len(many)
    assert len({*listed(first), *listed(second)}) == len(listed(first) + listed(second)) == MORE_THAN_A_PAGE + 3
    assert listed(client.get(desk("kept"), {"after": second.context["page"].previous})) == listed(first)


def test_whoever_sees_no_drafts_sees_no_such_list(client, body):
    client.force_login(OfficerFactory(body=body, role=Role.AUDITOR))

    assert client.get(desk("kept")).status_code == 403
