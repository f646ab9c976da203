"""Where the demo county's newest pieces went: channels of most kinds, deliveries in every lasting state, subscribers.

What other people's servers answered is set down here: a demo calls nobody. The channels that would are switched off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from gongkai.channels import actions as channels
from gongkai.channels.actions import ChannelFields
from gongkai.channels.models import Channel, Delivery, Receipt
from gongkai.channels.models.messages import DeliveryQuerySet
from gongkai.channels.rules.kinds import Kind
from gongkai.organisations.models import County, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.actions.sending_out import call_in, send_out
from gongkai.publishing.models import Information
from gongkai.publishing.rules import channel_keys

PIECES, LOOKED_AT = 12, 120
OUTSIDE = (Kind.WECHAT, Kind.WEBHOOK)
CHANNELS: Sequence[tuple[Kind, str, Mapping[str, str], str]] = (
    (Kind.BOARD, "公开栏", {}, ""),
    (Kind.KIOSK, "县政务服务中心公开专区", {}, ""),
    (Kind.WECHAT, "公众号“明镜发布”", {"app_id": "wx0000000000000000", "author": "明镜发布"}, "demo"),
    (Kind.WEBHOOK, "县融媒体中心", {"url": "https://media.mingjing.example/hook"}, "demo"),
    (Kind.MAIL, "县广播电视台编辑部", {"to": "news@tv.mingjing.example"}, ""),
)
# What came of the deliveries that a demo cannot make, in turn.
ANSWERS: Sequence[Mapping[str, object]] = (
    {"state": "sent", "url": "https://media.mingjing.example/a/1", "proof": "MZ-0001"},
    {"state": "drafted", "proof": "Zk3v7-draft"},
    {"state": "failed", "attempts": 8, "last_problem": "address_unreachable status=503"},
    {"state": "sent", "url": "https://media.mingjing.example/a/2", "proof": "MZ-0002", "difference": True},
    {"state": "replaced"},
)
READERS = (("life:school", "生活情形：孩子上学"), ("life:farming", "生活情形：种地务农"), ("all", "全部新信息"))


def send(county: County, *, people: Mapping[str, User], at: datetime) -> None:
    """Set up the channels and send the newest pieces out; of one, an earlier version was called in."""
    made = [_set_up(county, *line, by=people["office"], at=at) for line in CHANNELS]
    pieces = _newest(county)
    for piece in pieces[:1]:
        send_out(piece, number=0, at=at - timedelta(hours=2), is_news=False)
        _post(Delivery.objects.filter(message__thread__endswith=piece.public_id, channel="board"), at=at)
        call_in(piece, at=at)
    for piece in pieces:
        send_out(piece, number=1, at=at)
    _answer(Delivery.objects.filter(via__in=made, channel__in=OUTSIDE, message__version=1), at=at)
    for channel in made:
        if channel.kind in OUTSIDE:
            channels.switch(county_id=county.pk, channel_id=channel.pk, is_active=False, by=people["office"], at=at)
    for nth, (key, label) in enumerate(READERS):
        _subscribe(county, key, label, nth=nth, at=at)


def settle(county: County, *, people: Mapping[str, User], at: datetime) -> None:
    """Of what waited for people, the first two were put up."""
    waiting = Delivery.objects.of_releases(county.pk).filter(state="drafted", channel__in=["board", "kiosk"])
    for delivery in waiting.order_by("pk")[:2]:
        proof = "已张贴，照片存县政府办公室"
        publishing.confirm_delivery(public_id=delivery.public_id, url="", proof=proof, by=people["office"], at=at)


def _set_up(
    county: County, kind: Kind, name: str, options: Mapping[str, str], secret: str, *, by: User, at: datetime
) -> Channel:
    carriers = channel_keys.CARRIERS[str(kind)]
    fields = ChannelFields(kind=kind, name=name, carriers=carriers, options=options, secret=secret)
    return publishing.set_up_channel(county=county, fields=fields, by=by, at=at)


def _newest(county: County) -> list[Information]:
    """The newest pieces whose row names a notice board or new media."""
    public = Information.objects.of_county(county).public().select_related("body__parent", "matter__field", "row")
    wanted = {channel_keys.NOTICE_BOARD, channel_keys.NEW_MEDIA}
    newest = public.order_by("-published_at", "pk")[:LOOKED_AT]
    return [piece for piece in newest if not wanted.isdisjoint(piece.row.channels)][:PIECES]


def _post(deliveries: DeliveryQuerySet, *, at: datetime) -> None:
    """A person had put it up before it was called in."""
    for delivery in deliveries:
        delivery.state, delivery.proof, delivery.changed_at = "sent", "已张贴", at
        delivery.save(update_fields=["state", "proof", "changed_at"])
        Receipt.objects.create(delivery=delivery, step="confirmed", at=at, proof="已张贴")


def _answer(deliveries: DeliveryQuerySet, *, at: datetime) -> None:
    for nth, delivery in enumerate(deliveries.order_by("pk")):
        answer = dict(ANSWERS[nth % len(ANSWERS)])
        if answer.pop("difference", False):
            delivery.difference = "每亩补贴98.60元 → 每亩补贴96.80元"
        for name, value in answer.items():
            setattr(delivery, name, value)
        delivery.changed_at = at
        delivery.save()
        if delivery.state in ("sent", "drafted"):
            Receipt.objects.create(delivery=delivery, step="placed", at=at, url=delivery.url, proof=delivery.proof)


def _subscribe(county: County, key: str, label: str, *, nth: int, at: datetime) -> None:
    """Invented readers, who have confirmed."""
    reader = channels.subscribe(
        county_id=county.pk,
        address=f"reader{nth}@example.com",
        key=key,
        label=label,
        frequency="weekly",
        asker="demo",
        at=at - timedelta(days=1),
    )
    channels.confirm_subscription(subscriber_id=reader.pk, at=at - timedelta(hours=3))
