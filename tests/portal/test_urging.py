"""A reader urges what is owed, once, without a name; the public and the body see how many do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from gongkai.duties import actions
from gongkai.duties import queries as duties
from gongkai.duties.models import Duty, Urge
from gongkai.duties.rules import beside
from tests.factories.duties import ExplanationFactory, OverdueShowingFactory, UrgeFactory
from tests.portal.conftest import NOON, TODAY


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def press(client, row, **more):
    return client.post(f"/matters/{row.matter.number}/urge/", **more)


@pytest.fixture
def duty(place):
    return Duty.objects.get(matter=place.overdue.matter)


def test_a_press_counts_once_for_each_reader(client, place):
    assert press(client, place.overdue).status_code == 302
    press(client, place.overdue)
    press(client, place.overdue, REMOTE_ADDR="10.9.8.7")

    assert "2 人催办" in words(client.get(f"/matters/{place.overdue.matter.number}/"))
    assert "已逾期 2 人催办" in words(client.get("/fields/social-assistance/"))
    (task,) = duties.tasks(place.county, on=TODAY).rows
    assert task.urges == 2


def test_the_pages_have_the_button_and_the_way_to_be_told_without_any_script(client, place):
    number = place.overdue.matter.number
    for address in (f"/matters/{number}/", "/fields/social-assistance/"):
        page = client.get(address)
        assert page.text.count(f'action="/matters/{number}/urge/"') == 1
        assert f"/subscribe/?to=matter:{number}" in page.text
        assert f"/matters/{place.disclosed.matter.number}/urge/" not in page.text
        assert not page.cookies  # nothing of this reader: the page is kept for all


def test_the_address_of_a_reader_is_nowhere(client, place):
    press(client, place.overdue, REMOTE_ADDR="10.9.8.7")

    one = Urge.objects.get()
    assert "10.9.8.7" not in (one.reader, one.hour_key)
    assert one.reader != one.hour_key


def test_who_urged_is_blotted_out_and_the_count_stays(client, place, duty):
    press(client, place.overdue)
    actions.forget_urgers(by=None, at=NOON + timedelta(hours=1))
    one = Urge.objects.get()
    assert (one.hour_key, one.reader != "") == ("", True)  # still needed: once per reader

    Duty.objects.filter(pk=duty.pk).update(state="nil", closed_at=NOON)
    actions.forget_urgers(by=None, at=NOON + timedelta(hours=1))

    one.refresh_from_db()
    assert one.reader == ""
    assert duties.urges(place.county, [duty.matter_id]) == {}


def test_a_machine_is_stopped(client, place):
    for _nth in range(beside.MOST_PER_COUNTY):
        UrgeFactory(county=place.county, matter=place.disclosed.matter, occurrence="x", pressed_at=NOON)

    page = client.get(press(client, place.overdue).url)

    assert "请过一小时再试" in words(page)
    assert not Urge.objects.filter(matter=place.overdue.matter).exists()


def test_what_is_not_owed_cannot_be_urged(client, place):
    page = client.get(press(client, place.disclosed).url)

    assert "不必催办" in words(page)
    assert client.post("/matters/999999/urge/").status_code == 404


def test_a_mere_visit_counts_nothing_and_leads_to_the_matter(client, place):
    number = place.overdue.matter.number

    assert client.get(f"/matters/{number}/urge/").url == f"/matters/{number}/"
    assert not Urge.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_another_site_cannot_press_for_its_readers(client, place, headers):
    assert press(client, place.overdue, headers=headers).status_code == 403
    assert not Urge.objects.exists()


def test_an_explanation_stands_beside_the_state_which_stays(client, place, duty):
    ExplanationFactory(duty=duty)

    for address in (
        f"/matters/{place.overdue.matter.number}/",
        "/fields/social-assistance/",
        "/bodies/civil-affairs/",
    ):
        page = words(client.get(address))
        assert "说明（ 民政局 ， 2025年5月8日 ）：数据正在与上级核对，预计本月底公开。" in page, address
        assert "已逾期" in page


def test_an_explanation_goes_with_the_delay(client, place, duty):
    ExplanationFactory(duty=duty)
    Duty.objects.filter(pk=duty.pk).update(state="nil", closed_at=NOON)

    assert "数据正在与上级核对" not in words(client.get("/fields/social-assistance/"))


def test_where_delay_is_not_told_neither_is_its_explanation(client, place, duty):
    ExplanationFactory(duty=duty)
    OverdueShowingFactory(county=place.county, field=place.overdue.field)

    page = words(client.get("/fields/social-assistance/"))

    assert "数据正在与上级核对" not in page
    assert "催一催" in page
