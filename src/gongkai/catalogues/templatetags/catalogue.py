"""Names in the reader's language with their official term, decisions and differences as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.catalogues import presenters
from gongkai.catalogues.rules.differences import Segment
from gongkai.standards.rules.wording import ADDED, REMOVED
from gongkai.ui.languages import in_english

register = template.Library()

_TAGS = {ADDED: "ins", REMOVED: "del"}


@register.simple_tag
def named(chinese: str, english: str = "") -> SafeString:
    """A name in the reader's language; in English the official term stands beside it, quietly."""
    if not in_english() or not english:
        return SafeString(conditional_escape(chinese))
    return format_html('<span lang="en">{}</span> <span class="official" lang="zh-Hans">{}</span>', english, chinese)


@register.filter
def decision_look(code: str) -> presenters.Look:
    """Word, icon and tone of a decision."""
    return presenters.LOOKS[code]


@register.filter
def element_name(element: str) -> str:
    """What a column of the catalogue is called."""
    return str(presenters.ELEMENTS.get(element, element))


@register.filter
def word_difference(segments: Iterable[Segment]) -> SafeString:
    """What stayed, what went, what came; no white space between the pieces, it would show in Chinese."""
    return format_html_join("", "{}", ((_marked(segment),) for segment in segments))


def _marked(segment: Segment) -> SafeString:
    tag = _TAGS.get(segment.kind)
    return format_html("<{0}>{1}</{0}>", tag, segment.text) if tag else SafeString(conditional_escape(segment.text))


@register.filter
def worded(code: str, table: str) -> str:
    """A code in words, by one of the presenters' tables: {{ change|worded:"CHANGES" }}."""
    words: Mapping[str, object] = getattr(presenters, table)
    return str(words.get(code, code))
