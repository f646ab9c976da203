"""The parts of the room, as tabs over each of its desk pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Key, words, address: c-tabs shows them in this order.
ROOMS: tuple[tuple[str, str | Promise, str], ...] = (
    ("plans", _("解读方案"), "interpretation_workbench:policies"),
    ("coverage", _("解读情况"), "interpretation_workbench:coverage"),
    ("relays", _("上级政策"), "interpretation_workbench:upper_policies"),
    ("concerns", _("关切回应"), "interpretation_workbench:concerns"),
    ("questions", _("读者提问"), "interpretation_workbench:questions"),
)


def rooms() -> list[tuple[str, str, str, None]]:
    """The tabs with their addresses."""
    return [(key, str(words), reverse(address), None) for key, words, address in ROOMS]
