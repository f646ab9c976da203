"""What the public page of a piece shows, and what stays closed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.publishing import AttachmentFactory, InformationFactory
from tests.publishing.desk_pages import page_of

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_metadata_the_text_and_the_files(client, piece):
    AttachmentFactory(information=piece, name="发放明细.txt")

    shown = client.get(page_of(piece)).content.decode()

    for words in (piece.title, piece.index_number, "现将有关情况公告如下。", "发放明细.txt", "16 B", "0990-1234567"):
        assert words in shown
    assert f'<meta name="ArticleTitle" content="{piece.title}">' in shown


def test_the_record_and_the_code_of_a_public_piece_are_there(client, piece):
    record = client.get(f"{page_of(piece)}record.json")
    code = client.get(f"{page_of(piece)}qr.svg")

    assert record.json()["index_number"] == piece.index_number
    assert "attachment" in record["Content-Disposition"]
    assert (code["Content-Type"], code.content[:5]) == ("image/svg+xml", b"<?xml")


@pytest.mark.parametrize("state", [{}, {"in_review": True}])
def test_what_is_not_public_is_not_there(client, body, state):
    hidden = InformationFactory(body=body, **state)

    assert client.get(page_of(hidden)).status_code == 404
    assert client.get(f"{page_of(hidden)}record.json").status_code == 404
    assert client.get(f"{page_of(hidden)}qr.svg").status_code == 404


def test_another_countys_piece_is_not_there(client, piece):
    stranger = InformationFactory(published=True)

    assert client.get(page_of(stranger)).status_code == 404


def test_a_withdrawn_piece_says_why_it_is_gone(client, body):
    gone = InformationFactory(body=body, withdrawn=True)

    answer = client.get(page_of(gone))

    assert answer.status_code == 410
    assert gone.withdrawn_reason in answer.content.decode()
    assert gone.text not in answer.content.decode()


def test_an_interpretation_and_its_document_link_to_each_other(client, body, piece):
    reading = InformationFactory(body=body, row=piece.row, published=True, kind="interpretation", interprets=piece)

    assert page_of(reading) in client.get(page_of(piece)).content.decode()
    assert page_of(piece) in client.get(page_of(reading)).content.decode()


def test_neighbours_under_the_same_matter_are_linked(client, body, piece):
    newer = InformationFactory(
        body=body, row=piece.row, published=True, published_at=datetime(2025, 5, 1, 1, tzinfo=UTC)
    )

    shown = client.get(page_of(piece)).content.decode()

    assert re.search(rf'rel="next"\s+href="{page_of(newer)}"', shown)
    assert re.search(rf'rel="prev"\s+href="{page_of(piece)}"', client.get(page_of(newer)).content.decode())


def test_a_repealed_document_carries_its_badge(client, body):
    repealed = InformationFactory(body=body, published=True, validity="repealed")

    assert "已废止" in client.get(page_of(repealed)).content.decode()


def test_the_page_costs_the_same_however_much_hangs_on_it(client, body, piece):
    def counted():
        with CaptureQueriesContext(connection) as made:
            client.get(page_of(piece))
        return len(made)

    counted()
    few = counted()
    for _ in range(10):
        AttachmentFactory(information=piece)
        InformationFactory(body=body, row=piece.row, published=True, kind="interpretation", interprets=piece)

    assert counted() == few


def test_how_much_is_published_under_a_matter(body, piece):
    from gongkai.publishing import queries

    newest = InformationFactory(
        body=body, row=piece.row, published=True, published_at=datetime(2025, 5, 1, 1, tzinfo=UTC)
    )
    InformationFactory(body=body, row=piece.row)

    found = queries.of_matters(body.county, matters=[piece.matter_id], body_id=body.pk)

    assert found[piece.matter_id].count == 2
    assert (found[piece.matter_id].public_id, found[piece.matter_id].published_on) == (
        newest.public_id,
        date(2025, 5, 1),
    )
