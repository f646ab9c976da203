"""The secrets of channels: sealed in the database, or named in it and kept in the operator's environment."""

from __future__ import annotations

import os
import re

from gongkai.channels.adapters import NotDelivered, Way
from gongkai.channels.models import Channel
from gongkai.channels.models.channels import PURPOSE
from gongkai.channels.rules.kinds import Kind
from gongkai.kernel import sealing

FROM_ENVIRONMENT = "env:"
# No other name: whoever sets up a channel must not be able to send the platform's own keys anywhere.
_NAME = re.compile(r"GONGKAI_CHANNEL_[A-Z0-9_]{1,60}")


def is_allowed_name(secret: str) -> bool:
    """Whether a secret that names a variable names one that channels may read."""
    return not secret.startswith(FROM_ENVIRONMENT) or bool(_NAME.fullmatch(secret.removeprefix(FROM_ENVIRONMENT)))


def way_of(channel: Channel) -> Way:
    """A channel as its adapter needs it."""
    return Way(Kind(channel.kind), channel.name, channel.options, _open(channel.secret))


def _open(kept: str) -> str:
    if kept.startswith(FROM_ENVIRONMENT):
        found = os.environ.get(kept.removeprefix(FROM_ENVIRONMENT), "") if is_allowed_name(kept) else ""
        if not found:  # what is signed with nothing, anybody can sign
            raise NotDelivered("secret is not set in the environment")
        return found
    try:
        return sealing.unseal(kept, purpose=PURPOSE)
    except sealing.Unreadable as error:
        raise NotDelivered("secret cannot be read: sealed with another key") from error
