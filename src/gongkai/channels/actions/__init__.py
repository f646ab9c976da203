"""Every write of channels. Upper rooms decide who may; what is refused is DeliveryRefused."""

from gongkai.channels.actions.configuring import ChannelFields, ensure_own, save_channel, switch
from gongkai.channels.actions.handling import compare, confirm, remove_by_hand, retry
from gongkai.channels.actions.releasing import Release, release, withdraw
from gongkai.channels.actions.sending import send
from gongkai.channels.actions.sweeping import sweep
from gongkai.channels.actions.taking_back import take_back
from gongkai.channels.actions.telling import MAIL, hand_out, tell

__all__ = [
    "MAIL",
    "ChannelFields",
    "Release",
    "compare",
    "confirm",
    "ensure_own",
    "hand_out",
    "release",
    "remove_by_hand",
    "retry",
    "save_channel",
    "send",
    "sweep",
    "switch",
    "take_back",
    "tell",
    "withdraw",
]
