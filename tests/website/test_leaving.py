"""Leaving for another site: told before, and only where a public piece leads."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing import actions as publishing
from gongkai.publishing.actions.linking import note_links
from gongkai.publishing.rules import away, paths
from tests.factories.publishing import InformationFactory
from tests.website.conftest import AT

OUTSIDE = "https://shop.example.com/a?b=1&c=2"
GOVERNMENT = "https://www.gov.cn/zhengce/"


@pytest.fixture
def linking(body, row):
    html = f'<p><a href="{OUTSIDE.replace("&", "&amp;")}">店</a> <a href="{GOVERNMENT}">国务院</a></p>'
    piece = InformationFactory(body=body, row=row, published=True, html=html)
    note_links(piece=piece, at=AT)
    return piece


def test_a_link_to_a_site_that_is_not_the_governments_goes_over_the_notice(linking):
    page = Client().get(f"/info/{linking.public_id}/").content.decode()

    assert f'href="{paths.leaving(OUTSIDE)}"' in page
    assert f'href="{GOVERNMENT}"' in page
    assert 'href="https://shop' not in page


def test_the_notice_names_the_site_and_leads_on_without_script(linking):
    answer = Client().get(paths.leaving(OUTSIDE))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "shop.example.com" in page
    assert f'href="{OUTSIDE.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "javascript:alert(1)", "//evil.example", GOVERNMENT, "https://[broken"]
)
def test_it_leads_nowhere_that_no_officer_pointed_to(linking, to):
    answer = Client().get("/leaving/", {"to": to})

    assert answer.status_code == 404
    assert to not in answer.content.decode().partition("<main")[2]


def test_it_leads_nowhere_any_more_once_the_piece_is_withdrawn(linking):
    publishing.withdraw(information_id=linking.pk, reason="有误", kind="error", by=None, at=AT)

    assert Client().get(paths.leaving(OUTSIDE)).status_code == 404


def test_a_draft_points_nowhere(body, row):
    draft = InformationFactory(body=body, row=row, html=f'<p><a href="{OUTSIDE}">店</a></p>')
    note_links(piece=draft, at=AT)

    assert Client().get(paths.leaving(OUTSIDE)).status_code == 404


def test_without_an_address_it_says_so(county):
    assert Client().get("/leaving/").status_code == 200


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://www.gov.cn/", False),
        ("https://gov.cn/", False),
        ("https://gov.cn.evil.example/", True),
        ("https://notgov.cn/", True),
        ("https://www.own.example/x", False),
        ("mailto:a@b.example", False),
        ("/info/abc/", False),
    ],
)
def test_which_sites_are_the_governments(url, leads):
    assert away.leads_away(url, hosts={"www.own.example"}) is leads


@given(st.text(), st.text())
def test_a_text_without_web_links_stays_as_it_is(before, after):
    text = f'{before}<a href="/info/abc/">{after}'.replace("http", "")

    assert away.over_the_notice(text, hosts=()) == text
    assert not away.may_lead_away(text)
