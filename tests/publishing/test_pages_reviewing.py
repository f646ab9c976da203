"""What the desk shows to whoever signs off and takes off, and what it refuses."""

from __future__ import annotations

import pytest

from gongkai.organisations.rules.roles import Role
from gongkai.publishing.models import Information
from tests.factories.organisations import OfficerFactory, PostFactory
from tests.factories.publishing import InformationFactory
from tests.publishing.desk_pages import desk, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client, body):
    person = OfficerFactory(body=body, role=Role.APPROVER)
    client.force_login(person)
    return person


def test_the_approver_signs_off_and_publishes_on_one_screen(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    shown = client.get(desk("review", waiting.public_id)).content.decode()
    client.post(desk("review", waiting.public_id), {"move": "sign_off_and_publish"})

    assert "签发并公开" in shown
    assert Information.objects.get().state == "published"
    assert client.get(page_of(waiting)).status_code == 200


def test_signing_off_and_publishing_may_be_two_steps(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    client.post(desk("review", waiting.public_id), {"move": "sign_off"})
    signed = Information.objects.get().state
    client.post(desk("review", waiting.public_id), {"move": "publish"})

    assert (signed, Information.objects.get().state) == ("signed_off", "published")


def test_sending_back_asks_for_a_word(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    refused = client.post(desk("review", waiting.public_id), {"move": "send_back"})
    client.post(desk("review", waiting.public_id), {"move": "send_back", "reason": "补上电话"})

    assert refused.status_code == 422
    assert "请写明理由" in refused.content.decode()
    assert Information.objects.get().returned_note == "补上电话"


def test_who_wrote_it_finds_no_button_to_sign_it_off(client, body, chief):
    PostFactory(user=chief, body=body, role=Role.PUBLISHER)
    own = InformationFactory(body=body, in_review=True, drafted_by=chief)

    shown = client.get(desk("review", own.public_id)).content.decode()

    assert "签发并公开" not in shown
    assert "您参与了起草，须由他人审签" in shown


def test_taking_off_asks_for_a_reason_that_the_public_reads(client, body, chief, piece):
    asked = client.post(desk("withdraw", piece.public_id), {"kind": "error", "reason": ""})
    client.post(desk("withdraw", piece.public_id), {"kind": "error", "reason": "金额有误"})

    assert asked.status_code == 422
    assert "金额有误" in client.get(page_of(piece)).content.decode()


def test_what_is_not_public_cannot_be_taken_off(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    answer = client.post(desk("withdraw", waiting.public_id), {"kind": "other", "reason": "理由"})

    assert answer.status_code == 422
