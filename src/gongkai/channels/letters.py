"""The words of letters to subscribers, written at the moment of sending: nothing withdrawn meanwhile is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from gongkai.channels import providers, subscriptions
from gongkai.channels.models import Delivery, Interest, Message, Subscriber
from gongkai.channels.providers import Letterhead
from gongkai.kernel import sealing

CONFIRM, NEWS = "confirm:", "letter:"
MOST_LISTED = 50
PATHS: dict[str, str] = {}  # set by the room that shows the pages: name → path with %s for the token


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to one subscriber."""

    address: str = field(repr=False)
    subject: str = ""
    text: str = field(repr=False, default="")
    headers: Mapping[str, str] = field(repr=False, default_factory=dict)


def compose(delivery: Delivery) -> Letter | None:
    """The letter of a delivery to a subscriber; None where there is nothing to tell any more, or nobody."""
    number = delivery.address.removeprefix(subscriptions.PREFIX)
    subscriber = Subscriber.objects.filter(public_id=number, ended_at=None).first()
    if subscriber is None:
        return None
    letterhead = providers.letterhead(subscriber.county_id)
    with override("zh-hans"):
        if delivery.message.key.startswith(CONFIRM):
            return _confirmation(subscriber, letterhead)
        return _news(subscriber, delivery, letterhead) if subscriber.confirmed_at else None


def _confirmation(subscriber: Subscriber, letterhead: Letterhead) -> Letter | None:
    waiting = Interest.objects.filter(subscriber=subscriber, confirmed_at=None).order_by("id")
    labels = list(waiting.values_list("label", flat=True))
    if not labels:
        return None
    lines = [
        _("有人用这个邮箱在%(site)s订阅了：") % {"site": letterhead.name},
        "",
        *(f"  · {label}" for label in labels),
        "",
        _("是您本人订阅的，请打开下面的网址确认；七天内有效，不确认就不会再收到邮件。"),
        _link(subscriber, letterhead, "confirm"),
        "",
        _("不是您订阅的，不用理会。"),
    ]
    return _letter(subscriber, letterhead, _("请确认订阅：%(site)s") % {"site": letterhead.name}, lines)


def _news(subscriber: Subscriber, delivery: Delivery, letterhead: Letterhead) -> Letter | None:
    messages = list(Message.objects.filter(notices__letter=delivery).order_by("created_at", "id"))
    told = _still_public(subscriber.county_id, messages)
    if not told:
        return None
    first = told[0].subject
    subject = (
        first
        if len(told) == 1
        else ngettext("%(site)s：您订阅的%(n)s条新信息", "%(site)s：您订阅的%(n)s条新信息", len(told))
        % {"site": letterhead.name, "n": len(told)}
    )
    lines = []
    for message in told[:MOST_LISTED]:
        title = _("更正：%(title)s") % {"title": message.subject} if message.version > 1 else message.subject
        lines += [title, f"  {letterhead.address(message.url)}", ""]
    if len(told) > MOST_LISTED:
        lines += [_("另有 %(n)s 条，请到网站查看。") % {"n": len(told) - MOST_LISTED}, ""]
    lines += [
        _("修改或退订：%(url)s") % {"url": _link(subscriber, letterhead, "manage")},
        _("一键退订：%(url)s") % {"url": _link(subscriber, letterhead, "unsubscribe")},
    ]
    return _letter(subscriber, letterhead, subject, lines)


def _still_public(county_id: int, messages: Sequence[Message]) -> list[Message]:
    """What stands there now as it was released: a later version has a notice of its own."""
    standing = providers.standings(county_id, [message.thread for message in messages])
    return [m for m in messages if m.thread in standing and standing[m.thread].digest == m.digest]


def _letter(subscriber: Subscriber, letterhead: Letterhead, subject: str, lines: Sequence[str]) -> Letter:
    headers = {
        "List-Unsubscribe": f"<{_link(subscriber, letterhead, 'unsubscribe')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    address = sealing.unseal(subscriber.sealed, purpose=subscriptions.ADDRESS)
    return Letter(address, " ".join(subject.split())[:200], "\n".join(lines), headers)


def _link(subscriber: Subscriber, letterhead: Letterhead, name: str) -> str:
    return letterhead.address(PATHS[name] % subscriptions.token_of(subscriber))
