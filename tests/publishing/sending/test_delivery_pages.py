"""From publishing to the desk: what was released goes to its row's channels, and people see and do their part."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from gongkai.channels.actions import ChannelFields
from gongkai.channels.models import Channel, Delivery, Message
from gongkai.channels.rules.kinds import Kind
from gongkai.channels.rules.states import DeliveryRefused
from gongkai.kernel import outbox
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions.stepping import digest_of
from gongkai.publishing.queries.deliveries import of_piece
from gongkai.publishing.rules.states import PublishingRefused
from tests.factories.catalogues import RowFactory
from tests.factories.channels import ChannelFactory, DeliveryFactory, ReleaseFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
BOARD = "社区/企事业单位/村公示栏(电子屏)"


@pytest.fixture
def body():
    body = BodyFactory()
    CountyHostFactory(county=body.county, host="testserver")
    return body


@pytest.fixture
def row(body):
    return RowFactory(owners=[body], issued=True, county=body.county, channels=["政府网站", BOARD, "政府公报"])


@pytest.fixture
def board(body):
    return ChannelFactory(county_id=body.county_id, name="政府门口公开栏", owner_body_id=body.pk)


@pytest.fixture
def clerk(client, body):
    person = OfficerFactory(body=body, role=Role.PUBLISHER)
    client.force_login(person)
    return person


@pytest.fixture
def office(client, body):
    return OfficerFactory(body=BodyFactory(county=body.county, kind="government-office"), role=Role.OPENNESS_OFFICE)


@pytest.fixture
def released(body, row, board):
    """Published, and everything that follows done."""
    piece = InformationFactory(body=body, row=row, signed_off=True, title="补贴公告")
    piece.cleared_digest = digest_of(piece)
    piece.save()
    actions.publish(information_id=piece.pk, by=None, at=AT)
    outbox.drain_all(at=AT)
    piece.refresh_from_db()
    return piece


def on_board():
    return Delivery.objects.get(channel="board")


def test_what_is_published_goes_to_the_channels_that_its_row_names(released):
    assert dict(Delivery.objects.values_list("channel", "state")) == {
        "site": "sent",
        "feed": "sent",
        "board": "drafted",
    }
    assert Message.objects.get().keys[0] == "all"
    assert of_piece(released).unserved == ("政府公报",)
    assert Delivery.objects.get(channel="site").url == f"https://testserver/info/{released.public_id}/"


def test_a_withdrawn_piece_comes_off_its_channels(released):
    delivery = on_board()
    actions.confirm_delivery(public_id=delivery.public_id, url="", proof="已张贴", by=None, at=AT)

    actions.withdraw(information_id=released.pk, reason="内容有误", by=None, at=AT)
    outbox.drain_all(at=AT)

    assert dict(Delivery.objects.values_list("channel", "state")) == {
        "site": "taken_back",
        "feed": "taken_back",
        "board": "stuck",
    }


def test_the_list_shows_what_waits_and_narrows(client, clerk, released, board):
    everything = client.get(reverse("publishing_workbench:deliveries"))
    assert {row.channel for row in everything.context["rows"]} == {"政府门口公开栏", "网站订阅源", "政府网站"}

    waiting = client.get(reverse("publishing_workbench:deliveries"), {"state": "waiting", "channel": board.pk})
    assert [row.state for row in waiting.context["rows"]] == ["drafted"]
    nonsense = client.get(reverse("publishing_workbench:deliveries"), {"state": "x", "channel": "9" * 40})
    assert len(nonsense.context["rows"]) == 3


def test_the_page_of_the_piece_shows_where_it_went(client, clerk, released):
    page = client.get(reverse("publishing_workbench:review", args=[released.public_id])).content.decode()

    assert "送到的渠道" in page
    assert "政府门口公开栏" in page
    assert "政府公报" in page
    all_of_it = client.get(reverse("publishing_workbench:piece_deliveries", args=[released.public_id]))
    assert len(all_of_it.context["rows"]) == 3


def test_a_person_confirms_with_address_and_text_and_the_difference_is_shown(client, clerk, released):
    delivery = on_board()
    page = reverse("publishing_workbench:delivery", args=[delivery.public_id])
    assert "确认已发布" in client.get(page).content.decode()

    refused = client.post(reverse("publishing_workbench:confirm_delivery", args=[delivery.public_id]), {})
    assert refused.status_code == 422
    assert "请填写网址或凭据" in refused.content.decode()
    said = {"confirm-url": "https://e.example/1", "confirm-text": "现将有关情况公布如下。"}
    client.post(reverse("publishing_workbench:confirm_delivery", args=[delivery.public_id]), said)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.url) == ("sent", "https://e.example/1")
    assert delivery.receipts.get(step="confirmed").by_id == clerk.pk
    assert "渠道上的文字与公开页面不一致" in client.get(page).content.decode()

    client.post(
        reverse("publishing_workbench:compare_delivery", args=[delivery.public_id]),
        {"compare-text": "现将有关情况公告如下。"},
    )
    delivery.refresh_from_db()
    assert not delivery.differs


@pytest.mark.parametrize(
    ("state", "act", "said", "becomes"),
    [
        ("failed", "retry_delivery", {}, "pending"),
        ("stuck", "remove_delivery", {"remove-proof": "已取下"}, "taken_back"),
    ],
)
def test_a_person_tries_again_or_takes_off(client, clerk, released, state, act, said, becomes):
    delivery = on_board()
    Delivery.objects.filter(pk=delivery.pk).update(state=state)

    answer = client.post(reverse(f"publishing_workbench:{act}", args=[delivery.public_id]), said)

    assert answer.status_code == 302
    assert on_board().state == becomes
    again = client.post(reverse(f"publishing_workbench:{act}", args=[delivery.public_id]), said, follow=True)
    assert "现在不能这样办" in again.content.decode()


def test_what_waits_stands_among_the_tasks_of_its_owner(client, clerk, released):
    page = client.get(reverse("workbench:tasks"), {"pile": "deliveries"}).content.decode()

    assert "投递待办" in page
    assert "政府门口公开栏" in page


def test_another_body_neither_sees_nor_handles_it(client, body, released):
    stranger = OfficerFactory(body=BodyFactory(county=body.county), role=Role.PUBLISHER)
    client.force_login(stranger)
    delivery = on_board()

    assert client.get(reverse("publishing_workbench:delivery", args=[delivery.public_id])).status_code == 404
    assert client.get(reverse("publishing_workbench:deliveries")).context["rows"] == []
    with pytest.raises(DeliveryRefused, match="not_ours"):
        actions.retry_delivery(public_id=delivery.public_id, by=stranger, at=AT)


def test_the_office_sets_up_a_channel_and_switches_it_off(client, body, office):
    client.force_login(office)
    assert "推送接口" in client.get(reverse("publishing_workbench:channels")).content.decode()
    new = reverse("publishing_workbench:add_channel", args=["webhook"])
    assert client.get(new).context["form"].initial == {"carriers": ["两微一端"]}

    without = client.post(new, {"name": "融媒体中心", "url": "https://media.example/hook", "carriers": ["两微一端"]})
    assert "请填写密钥" in without.content.decode()
    said = {"name": "融媒体中心", "url": "https://media.example/hook", "secret": "s3cret", "owner_body": body.pk}
    client.post(new, {**said, "carriers": ["两微一端"], "owner": office.pk, "body": body.pk})

    channel = Channel.objects.get(name="融媒体中心")
    assert (channel.carriers, channel.owner_body_id, channel.owner_id) == (["两微一端"], body.pk, office.pk)
    page = reverse("publishing_workbench:channel", args=[channel.pk])
    assert "s3cret" not in client.get(page).content.decode()
    client.post(page, {**said, "secret": "", "name": "县融媒体中心"})
    client.post(reverse("publishing_workbench:switch_channel", args=[channel.pk]))
    channel.refresh_from_db()
    assert (channel.name, channel.is_active) == ("县融媒体中心", False)
    assert client.get(reverse("publishing_workbench:add_channel", args=["site"])).status_code == 404


def test_only_the_office_sets_up_channels(client, clerk, body):
    assert client.get(reverse("publishing_workbench:channels")).status_code == 403
    with pytest.raises(PublishingRefused):
        actions.set_up_channel(county=body.county, fields=ChannelFields(Kind.BOARD, "甲"), by=clerk, at=AT)
    elsewhere = ChannelFields(Kind.BOARD, "甲", owner_body_id=BodyFactory().pk)
    with pytest.raises(DeliveryRefused, match="not_ours"):
        actions.set_up_channel(county=body.county, fields=elsewhere, by=None, at=AT)


def test_a_failed_delivery_tells_its_problem(client, clerk, body, board):
    piece = InformationFactory(body=body, published=True)
    message = ReleaseFactory.of(piece, version=2)
    delivery = DeliveryFactory(
        message=message, via=board, state="failed", attempts=8, last_problem="SMTP 550", owner_body_id=body.pk
    )

    page = client.get(reverse("publishing_workbench:delivery", args=[delivery.public_id])).content.decode()

    assert "SMTP 550" in page
    assert "重新投递" in page
