"""Every write of channels. Upper rooms decide who may; what is refused is DeliveryRefused."""

from gongkai.channels.actions.configuring import ChannelFields, ensure_own, save_channel, switch
from gongkai.channels.actions.handling import compare, confirm, remove_by_hand, retry
from gongkai.channels.actions.looking import look
from gongkai.channels.actions.matching import (
    Proof,
    counties_with_subscribers,
    match,
    prove,
    send_letters,
    sweep_subscriptions,
)
from gongkai.channels.actions.releasing import Release, release, withdraw
from gongkai.channels.actions.sending import send
from gongkai.channels.actions.subscribing import (
    change_frequency,
    confirm_subscription,
    drop_interest,
    forget_unconfirmed,
    subscribe,
    unsubscribe,
)
from gongkai.channels.actions.sweeping import sweep
from gongkai.channels.actions.taking_back import take_back
from gongkai.channels.actions.telling import MAIL, hand_out, tell

__all__ = [
    "MAIL",
    "ChannelFields",
    "Proof",
    "Release",
    "change_frequency",
    "compare",
    "confirm",
    "confirm_subscription",
    "counties_with_subscribers",
    "drop_interest",
    "ensure_own",
    "forget_unconfirmed",
    "hand_out",
    "look",
    "match",
    "prove",
    "release",
    "remove_by_hand",
    "retry",
    "save_channel",
    "send",
    "send_letters",
    "subscribe",
    "sweep",
    "sweep_subscriptions",
    "switch",
    "take_back",
    "tell",
    "unsubscribe",
    "withdraw",
]
