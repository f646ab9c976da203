"""Whom is a citizen sent to when the body that a catalogue names exists no longer?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.catalogues import queries as catalogues
from gongkai.organisations import actions as organisations
from gongkai.organisations.models import Body
from gongkai.publishing.models import Information
from tests.factories.organisations import BodyFactory, TownshipFactory
from tests.portal.conftest import NOON, TODAY
from tests.portal.test_pages import words

OLD_PHONE, NEW_PHONE = "0000-1234567", "0000-7654321"
SUCCESSOR = "应急管理局"


@pytest.fixture
def heir(place):
    return BodyFactory(county=place.county, slug="heir", name=SUCCESSOR, phone=NEW_PHONE)


def abolish(body, heir, *, on=TODAY):
    organisations.abolish_body(body_id=body.pk, successor_id=heir.pk, on=on, by=None, at=NOON)


@pytest.fixture(params=["matter", "field"])
def row_page(request, client, place):
    """The text of a page that tells who is responsible for the row disclosed."""
    address = {"matter": f"/matters/{place.disclosed.matter.number}/", "field": "/fields/social-assistance/"}
    return lambda: words(client.get(address[request.param]))


def test_a_row_names_the_successor_and_its_phone(place, heir, row_page):
    abolish(place.body, heir)

    page = row_page()

    assert SUCCESSOR in page
    assert NEW_PHONE in page
    assert OLD_PHONE not in page


def test_until_the_day_it_ends_a_body_answers_itself(place, heir, row_page):
    abolish(place.body, heir, on=TODAY + timedelta(days=1))

    assert OLD_PHONE in row_page()


def test_a_body_that_ended_without_a_successor_has_no_phone(place, row_page):
    Body.objects.filter(pk=place.body.pk).update(abolished_on=TODAY)

    page = row_page()

    assert place.body.name in page
    assert OLD_PHONE not in page


def test_a_field_can_be_narrowed_to_the_successor(client, place, heir):
    abolish(place.body, heir)

    assert "低保审批信息" in words(client.get("/fields/social-assistance/?body=heir"))


def test_every_township_is_said_of_those_that_live(client, place):
    north, south = TownshipFactory.create_batch(2, county=place.county)
    for owner in (place.township, north, south):
        place.disclosed.owed_by.create(body=owner, level="township")
    abolish(north, south)

    assert "各乡镇（街道），共2个" in words(client.get(f"/matters/{place.disclosed.matter.number}/"))


def test_the_page_of_a_body_that_ended_leads_to_its_successor(client, place, heir):
    abolish(place.body, heir)

    page = client.get("/bodies/civil-affairs/")

    assert f"职责由 {SUCCESSOR} 承接" in words(page)
    assert 'href="/bodies/heir/"' in page.text
    assert OLD_PHONE not in page.text
    assert "第二季度低保审批结果" in page.text
    assert "低保审批信息" not in words(page)


def test_the_successors_page_lists_what_it_took_over(client, place, heir):
    abolish(place.body, heir)

    assert "低保审批信息" in words(client.get("/bodies/heir/"))


def test_a_piece_keeps_its_publisher_and_names_who_answers_now(client, place, heir):
    abolish(place.body, heir)

    page = words(client.get(f"/info/{Information.objects.get().public_id}/"))

    assert f"发布机构 {place.body.name}" in page
    assert f"有疑问 {SUCCESSOR}" in page
    assert NEW_PHONE in page
    assert OLD_PHONE not in page


def test_other_rooms_read_the_successor_too(place, heir):
    abolish(place.body, heir)

    row = catalogues.row_in_force(place.disclosed.matter_id, on=TODAY)
    before = catalogues.row_in_force(place.disclosed.matter_id, on=TODAY - timedelta(days=1))

    assert [owner.body_id for owner in row.owners] == [heir.pk]
    assert [owner.body_id for owner in before.owners] == [place.body.pk]
