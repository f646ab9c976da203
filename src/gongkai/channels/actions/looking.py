"""Looking at what stands at the other end, where it can be asked: somebody may have changed a draft there."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from gongkai.channels import adapters, providers
from gongkai.channels.adapters import Left, NotDelivered
from gongkai.channels.models import Delivery
from gongkai.channels.rules import digests
from gongkai.channels.rules.kinds import Kind
from gongkai.channels.rules.states import State
from gongkai.channels.secrets import way_of

log = logging.getLogger(__name__)

READABLE = (Kind.WECHAT,)
LOOK_BACK, AT_ONCE = timedelta(days=14), 200


def look(*, at: datetime) -> int:
    """Compare what waits in draft boxes with what the public reads; return how many differ."""
    recent = Delivery.objects.filter(channel__in=READABLE, state=State.DRAFTED, changed_at__gt=at - LOOK_BACK)
    return sum(
        _differs(delivery, at=at) for delivery in recent.select_related("message", "via").order_by("id")[:AT_ONCE]
    )


def _differs(delivery: Delivery, *, at: datetime) -> bool:
    message, channel = delivery.message, delivery.via
    standing = providers.standings(message.county_id or 0, [message.thread]).get(message.thread)
    if standing is None or channel is None or not delivery.found:  # it says less on purpose, or is being taken back
        return False
    left = Left(delivery.public_id, message.thread, message.version, "", delivery.proof, is_draft=True, at=at)
    try:
        text = adapters.of(delivery.channel).read(left, way_of(channel))
    except NotDelivered as problem:  # published or deleted meanwhile, or away: whoever confirms will tell
        log.info("delivery %s cannot be looked at: %s", delivery.public_id, problem.problem)
        return False
    difference = digests.first_difference(standing.text, text or "")
    Delivery.objects.filter(pk=delivery.pk).update(
        expected=digests.digest(standing.text), found=digests.digest(text or ""), difference=difference
    )
    return bool(difference)
