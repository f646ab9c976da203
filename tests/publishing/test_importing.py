"""Taking in what is public already, thousands at a time."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.audit import queries as audit
from gongkai.audit.models import Entry
from gongkai.duties.models import Duty
from gongkai.kernel import outbox
from gongkai.publishing import actions, queries
from gongkai.publishing.actions import Piece, PieceFile, PublishingRefused, Refusal
from gongkai.publishing.models import IndexCounter, Information
from gongkai.publishing.queries.public import record_bytes
from gongkai.publishing.rules.prefill import topic_for
from gongkai.search.models import Document
from tests.factories.catalogues import RowFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 6, 2, 1, tzinfo=UTC)


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def row(body):
    return RowFactory(issued=True, county=body.county, owners=[body])


def piece(row, body, n=1, **changed):
    facts = {
        "matter_id": row.matter_id,
        "body_id": body.pk,
        "title": f"第{n}号处罚决定",
        "html": f"<p>第{n}号决定如下。</p>",
        "published_at": datetime(2025, 3, n % 28 + 1, 1, tzinfo=UTC),
    }
    return Piece(**facts | changed)


def take_in(body, pieces):
    return actions.import_published(county=body.county, pieces=pieces, by=None, at=AT)


def test_pieces_are_numbered_in_the_order_of_their_publication(row, body):
    later, earlier = take_in(body, [piece(row, body, 9), piece(row, body, 2)])

    assert earlier.index_number.endswith("/2025-00001")
    assert later.index_number.endswith("/2025-00002")
    assert IndexCounter.objects.get(body=body).last == 2


def test_a_number_that_a_piece_brings_along_is_kept(row, body):
    (found,) = take_in(body, [piece(row, body, index_number="11370322004222241N/2021-5135380")])

    assert found.index_number == "11370322004222241N/2021-5135380"
    assert not IndexCounter.objects.exists()


def test_each_piece_is_recorded_and_the_chain_holds(row, body):
    take_in(body, [piece(row, body, n) for n in range(5)])

    assert Entry.objects.filter(action="information.import_published").count() == 5
    assert audit.verify(body.county_id).holds


def test_the_digest_of_a_piece_is_that_of_its_record(row, body):
    (found,) = take_in(body, [piece(row, body, files=[PieceFile("明细.csv", b"a,b")])])

    content = record_bytes(body.county, found.public_id)

    assert hashlib.sha256(content).hexdigest() == found.sha256
    assert found.attachments.get().text == "a,b"


def test_duties_are_done_on_the_day_of_publication(row, body):
    duty = DutyFactory(row=row, body=body)

    take_in(body, [piece(row, body, 9, duty_id=duty.pk)])

    duty.refresh_from_db()
    assert (duty.state, duty.fulfilled_on) == (Duty.State.FULFILLED, date(2025, 3, 10))


def test_a_piece_without_a_topic_gets_that_of_its_field(row, body):
    plain, told = take_in(body, [piece(row, body, 1), piece(row, body, 2, topic="其他")])

    assert plain.topic == topic_for(row.field.number)
    assert told.topic == "其他"


def test_an_interpretation_finds_its_document_and_the_other_way_round(row, body):
    document, reading = take_in(
        body,
        [
            piece(row, body, 1, kind="policy", key="plan"),
            piece(row, body, 2, kind="interpretation", interprets="plan"),
        ],
    )

    assert queries.information_page(body.county, reading.public_id, on=date(2025, 6, 2)).interprets is not None
    page = queries.information_page(body.county, document.public_id, on=date(2025, 6, 2))
    assert [other.public_id for other in page.interpretations] == [reading.public_id]


def test_what_is_taken_in_is_found(row, body):
    take_in(body, [piece(row, body, n) for n in range(3)])

    outbox.drain_all()

    assert Document.objects.filter(kind="information").count() == 3


def test_a_single_piece_that_is_not_owed_refuses_all(row, body):
    stranger = RowFactory(version=row.version)

    with pytest.raises(PublishingRefused) as refused:
        take_in(body, [piece(row, body), piece(stranger, body)])

    assert refused.value.refusal is Refusal.NOT_OWED
    assert refused.value.detail["place"] == 1
    assert not Information.objects.exists()


def test_a_number_used_before_refuses_all(row, body):
    take_in(body, [piece(row, body, index_number="000014349/2022-00039")])

    with pytest.raises(PublishingRefused, match=Refusal.NUMBER_TAKEN):
        take_in(body, [piece(row, body), piece(row, body, index_number="000014349/2022-00039")])

    assert Information.objects.count() == 1


def test_ten_times_as_many_pieces_take_hardly_more_queries(row, body):
    with CaptureQueriesContext(
        connection,
    ) as few:
        take_in(body, [piece(row, body, n) for n in range(20)])
    with CaptureQueriesContext(connection) as many:
        take_in(body, [piece(row, body, n) for n in range(200)])

    assert len(many) <= len(few) + 10  # a batch more here and there, nothing for each piece
