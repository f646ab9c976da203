"""Every write of the room, one module per thing that people do."""

from gongkai.website.actions.columns import name_guide, start_guide, take_out_guide
from gongkai.website.actions.notices import end_notice, post_notice
from gongkai.website.actions.reporting import (
    forget_reporters,
    pass_report_on,
    reopen_report,
    report_error,
    settle_report,
)
from gongkai.website.actions.topics import (
    add_to_topic,
    change_topic,
    close_topic,
    make_topic,
    remove_from_topic,
    show_topic,
)

__all__ = [
    "add_to_topic",
    "change_topic",
    "close_topic",
    "end_notice",
    "forget_reporters",
    "make_topic",
    "name_guide",
    "pass_report_on",
    "post_notice",
    "remove_from_topic",
    "reopen_report",
    "report_error",
    "settle_report",
    "show_topic",
    "start_guide",
    "take_out_guide",
]
