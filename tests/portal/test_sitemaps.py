"""The map of the site: every public address, none that is not public, none of a list of persons."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.kernel import clock
from gongkai.publishing import actions
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return [element.text for element in ElementTree.fromstring(response.content).iter(f"{SPACE}loc")]


def paths(client, section):
    return [urlsplit(address).path for address in told(client, f"/sitemap-{section}.xml")]


def test_the_index_names_every_file_and_every_address_in_them_opens(client, place):
    files = told(client, "/sitemap.xml")

    assert {urlsplit(file).path for file in files} == {
        f"/sitemap-{name}.xml" for name in ("places", "fields", "matters", "bodies", "pieces")
    }
    for file in files:
        addresses = told(client, urlsplit(file).path)
        assert addresses
        assert [client.get(urlsplit(address).path).status_code for address in addresses] == [200] * len(addresses)


def test_drafts_lists_of_persons_and_what_was_withdrawn_are_not_there(client, place):
    body = place.body
    shown = InformationFactory(body=body, published=True)
    for kept in ({}, {"published": True, "list_profile": "subsidy"}, {"withdrawn": True}):
        InformationFactory(body=body, **kept)
    gone = InformationFactory(body=body, published=True)
    before = paths(client, "pieces")

    actions.withdraw(information_id=gone.pk, kind="error", reason="内容有误", by=None, at=clock.now())

    assert f"/info/{gone.public_id}/" in before
    after = paths(client, "pieces")
    assert f"/info/{shown.public_id}/" in after
    assert len(after) == len(before) - 1


def test_another_countys_pieces_are_not_there(client, place):
    stranger = InformationFactory(published=True)

    assert f"/info/{stranger.public_id}/" not in paths(client, "pieces")


def test_a_long_map_costs_no_more_questions(client, place):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            paths(client, "pieces")
        return len(queries)

    few = asked()
    for number in range(20):
        changed_at = clock.now() - timedelta(days=number)
        InformationFactory(body=place.body, published=True, changed_at=changed_at)
    # Another county revision: the page kept before is not the answer.
    actions.withdraw(
        information_id=InformationFactory(body=place.body, published=True).pk,
        kind="error",
        reason="内容有误",
        by=None,
        at=clock.now(),
    )

    assert asked() == few


def test_an_unknown_part_or_page_is_not_found(client, place):
    assert client.get("/sitemap-nonsense.xml").status_code == 404
    assert client.get("/sitemap-pieces.xml?p=9").status_code == 404
    assert client.get("/sitemap-pieces.xml?p=§").status_code == 404


def test_robots_are_told_where_the_map_is(client, place):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
