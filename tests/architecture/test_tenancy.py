"""Does any page tell a stranger what another county keeps to itself, or let her change it?

The stranger holds every role that there is, in her own county. She walks every page of the project with the other
county's numbers in its addresses, on her own host and on theirs.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.search.index import node_index
from tests.architecture.house import House, feed_search, stranger
from tests.architecture.reading import said
from tests.architecture.routes import address, names_something_of_a_county, pages

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]

PAGES = pages()
NAMES = [page.name for page in PAGES]
FOR_ANYONE = [page for page in PAGES if not page.is_of_the_desk]
NOT_ANSWERED = {403, 404, 405}
METHODS = ("GET", "POST")
ANYBODY_MAY = {"portal:urge"}  # on the county's own host, and without a name
SEARCHED = "低保"  # in titles and texts of both kinds; the answer repeats the question, so it names neither mark


@pytest.fixture
def her(house, other):
    """The stranger, asking on a host of her choice."""
    client = Client()
    client.force_login(stranger(other))
    return client


def recorded(house: House) -> int:
    return Entry.objects.filter(county_id=house.county.pk).count()


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_stranger_is_told_nothing_that_is_not_public_and_changes_nothing(house, other, her, page):
    before = recorded(house)

    for host in (other.host, house.host):
        if host == house.host:
            assert recorded(house) == before
        for method in METHODS:
            answer = her.generic(method, address(page, house), headers={"host": host})

            assert answer.status_code < 500
            assert house.marks.secret not in said(answer)
            if page.is_of_the_desk and names_something_of_a_county(page, house):
                assert answer.status_code in NOT_ANSWERED
    assert recorded(house) == before or page.name in ANYBODY_MAY


def smuggled(house: House, other: House) -> dict[str, tuple[dict, dict]]:
    """Pages of her own county, sent with numbers of the other county's things."""
    her_draft = {"pk": other.draft_row.version.pk}
    return {
        "publishing_workbench:start": (
            {},
            {"matter_id": house.row.matter_id, "duty_id": house.duty.pk, "body_id": house.civil.pk},
        ),
        "organisations_workbench:switch": ({}, {"body": house.civil.pk}),
        "organisations_workbench:abolish": (
            {"slug": other.civil.slug},
            {"successor": house.civil.pk, "on": "2025-05-12"},
        ),
        "catalogues_workbench:adopt_ticked": (
            her_draft | {"slug": other.shared.field.slug},
            {"rows": [house.draft_row.pk]},
        ),
        "catalogues_workbench:join": (her_draft | {"entry_id": other.entry.pk}, {"matter": house.draft_row.matter_id}),
        "catalogues_workbench:set_subject": (
            {},
            {"phrase": "民政主管部门", "level": "county", "bodies": [house.civil.pk]},
        ),
    }


def test_what_she_sends_from_her_own_pages_reaches_nothing_of_another_county(house, other, her):
    for name, (arguments, sent) in smuggled(house, other).items():
        before = recorded(house), recorded(other)

        answer = her.post(reverse(name, kwargs=arguments), sent, headers={"host": other.host}, follow=True)

        assert answer.status_code < 500, name
        assert house.marks.secret not in said(answer), name
        assert (recorded(house), recorded(other)) == before, name


@pytest.mark.parametrize("page", FOR_ANYONE, ids=[page.name for page in FOR_ANYONE])
def test_a_host_shows_its_own_county_only(house, other, client, page):
    answer = client.get(address(page, house), {"q": SEARCHED}, headers={"host": other.host})

    assert house.marks.public not in said(answer)
    if names_something_of_a_county(page, house):
        assert answer.status_code == 404


@pytest.mark.parametrize("name", ["information", "record", "qr", "attachment"])
def test_a_draft_and_its_files_are_not_on_their_own_portal_either(house, her, name):
    piece = {"public_id": house.draft.public_id}
    if name == "attachment":
        piece["attachment_id"] = house.draft.attachments.get().public_id

    answer = her.get(reverse(f"publishing_portal:{name}", kwargs=piece), headers={"host": house.host})

    assert answer.status_code == 404
    assert house.marks.secret not in said(answer)


class TestSearch:
    @pytest.fixture(autouse=True)
    def fed(self, house):
        feed_search(house)
        node_index().sync()

    @pytest.mark.parametrize("name", ["search", "suggest"])
    def test_it_finds_what_is_public_where_it_is_public(self, house, client, name):
        answer = client.get(reverse(f"portal:{name}"), {"q": SEARCHED}, headers={"host": house.host})

        assert house.marks.public in said(answer)
        assert house.marks.secret not in said(answer)

    @pytest.mark.parametrize("name", ["search", "suggest"])
    def test_it_finds_nothing_of_it_on_another_countys_host(self, house, other, client, name):
        answer = client.get(reverse(f"portal:{name}"), {"q": SEARCHED}, headers={"host": other.host})

        assert house.marks.public not in said(answer)
        assert house.marks.secret not in said(answer)
