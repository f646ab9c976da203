"""Dates, sizes, highlights, icons and form controls as every page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import lucide
from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.template.defaultfilters import stringfilter
from django.utils import dateformat, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongkai.ui import states
from gongkai.ui.languages import in_english
from gongkai.ui.structured import structured

register = template.Library()

KIB = 1024
ROOT_PIXELS = 16


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年11月28日, or 28 November 2026."""
    return _written(value, chinese="Y年n月j日", english="j F Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """For lists, where dates stand below each other: 2026-11-28 in both languages."""
    return _written(value, chinese="Y-m-d", english="Y-m-d")


@register.filter
def moment(value: datetime | None) -> str:
    """2026年11月28日 09:05, or 28 November 2026, 09:05."""
    return _written(value, chinese="Y年n月j日 H:i", english="j F Y, H:i")


def _written(value: date | datetime | None, *, chinese: str, english: str) -> str:
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return dateformat.format(value, english if in_english() else chinese)


@register.filter
def file_size(size: int | None) -> str:
    """820 B, 14 KB, 2.3 MB: one decimal from a megabyte on."""
    if size is None:
        return ""
    if size < KIB:
        return f"{size} B"
    if size < KIB * KIB:
        return f"{round(size / KIB)} KB"
    return f"{size / KIB / KIB:.1f} MB"


@register.filter
@stringfilter
def highlight(text: str, words: str | Iterable[str]) -> SafeString:
    """Escape the text and mark the words in it; the longest first, so that 社会救助 is not marked as 社会 alone."""
    wanted = words.split() if isinstance(words, str) else [word for word in words if word]
    if not wanted:
        return SafeString(conditional_escape(text))
    pattern = "|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True))
    parts = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return mark_safe(
        "".join(
            format_html("<mark>{}</mark>", part) if place % 2 else conditional_escape(part)
            for place, part in enumerate(parts)
        )
    )


@register.simple_tag
def icon(name: str, size: int | str = 18, label: str = "") -> SafeString:
    """An inline Lucide icon: hidden from readers of the screen unless it carries a label of its own."""
    return _drawn(str(name), int(size), str(label))


@lru_cache(maxsize=1024)
def _drawn(name: str, size: int, label: str) -> SafeString:
    said: dict[str, Any] = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    attributes = {**said, "class": "icon", "focusable": "false"}
    # In rem, so that icons grow with the type in elder mode.
    length = f"{size / ROOT_PIXELS:g}rem"
    return mark_safe(lucide._render_icon(name, None, width=length, height=length, **attributes))


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, name: str, value: str) -> str:
    """This page's query with one parameter set (or, when empty, taken away): filters stay as they are."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def state_look(code: str) -> states.State:
    """How a state code looks: label, tone, icon, shape."""
    return states.look_up(code)


@register.filter
def gloss(chinese: str) -> str:
    """The official term in the reader's language; the term itself where there is no translation."""
    return gettext(chinese) if chinese else ""


@register.simple_tag
def term(zh: str, en: str = "", flip: bool | str = False) -> SafeString:
    """An official term; in the English interface with its gloss on hover and focus. `flip`: English first."""
    english = en or gettext(zh)
    if not in_english() or english == zh:
        return SafeString(conditional_escape(zh))
    shown, gloss_text = ((english, "en"), (zh, "zh-Hans")) if flip else ((zh, "zh-Hans"), (english, "en"))
    return format_html(
        '<span class="term" tabindex="0"><span lang="{}">{}</span>'
        '<span class="term__gloss" role="tooltip" lang="{}"><span class="only-spoken">: </span>{}</span></span>',
        shown[1],
        shown[0],
        gloss_text[1],
        gloss_text[0],
    )


CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxInput, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget in our dress; Django itself ties help and errors to it by aria-describedby."""
    widget = field.field.widget
    own = next(name for kind, name in CONTROL_CLASSES if isinstance(widget, kind))
    return field.as_widget(attrs={"class": f"{own} {widget.attrs.get('class', '')}".strip()})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choices(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def heat_step(done: int, total: int) -> str:
    """Which of the five looks a heat-map cell has: none, then quarter by quarter up to complete."""
    if not total:
        return "none"
    share = done / total
    return str(next(step for step, limit in ((4, 1), (3, 0.8), (2, 0.5), (1, 0)) if share >= limit))


HEAT_SHAPES = {"none": "·", "1": "◔", "2": "◑", "3": "◕", "4": "●"}


@register.filter
def heat_shape(step: str) -> str:
    return HEAT_SHAPES.get(step, "·")


@register.filter
def percent_of(part: int, whole: int) -> int:
    """Rounded down, so that 100 is said only when nothing is missing."""
    return 100 * part // whole if whole else 100


@register.filter
def unlocalised(number: float) -> str:
    """A number as SVG and HTML attributes need it, whatever the language."""
    return f"{number:g}"


TONE_ICONS = {"success": "circle-check", "warning": "triangle-alert", "error": "octagon-alert"}


@register.filter
def tone_icon(tone: str) -> str:
    """The icon of a note; whatever is not good, doubtful or bad news is information."""
    return TONE_ICONS.get(tone, "info")


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """The page as schema.org knows it: data, which no browser runs."""
    known: dict[str, Any] = dict(context.flatten())  # type: ignore[arg-type]
    told = structured(known["request"], known) if "request" in known else ""
    return SafeString(f'<script type="application/ld+json">{told}</script>' if told else "")


@register.filter
def in_form(feed: str, form: str) -> str:
    """The address of a feed in another form: `…/feed.xml?kind=plan` → `…/feed.atom?kind=plan`."""
    path, mark, query = feed.partition("?")
    return f"{path.rpartition('.')[0]}.{form}{mark}{query}"
