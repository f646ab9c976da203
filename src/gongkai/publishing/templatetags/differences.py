"""Words that stayed, came and went, as templates draw them."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongkai.publishing.rules.differences.lines import Cell
from gongkai.standards.rules.wording import ADDED, REMOVED, Segment

register = template.Library()


@register.filter
def marked(cell: Cell) -> SafeString:
    """A cell with its changes. Who listens hears where each begins and ends; no white space between the pieces."""
    return format_html_join("", "{}", ((_marked(segment),) for segment in cell))


def _marked(segment: Segment) -> SafeString:
    if segment.kind == ADDED:
        return _element("ins", _("（新增："), segment.text)
    if segment.kind == REMOVED:
        return _element("del", _("（删去："), segment.text)
    return SafeString(conditional_escape(segment.text))


def _element(name: str, said: str, text: str) -> SafeString:
    spoken = '<span class="only-spoken">{}</span>'
    return format_html(f"<{name}>{spoken}{{}}{spoken}</{name}>", said, text, _("）"))
