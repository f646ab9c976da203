"""What a reader may subscribe to in a county: its keys with their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.catalogues.models import Matter
from gongkai.channels.models import Interest, Subscriber
from gongkai.channels.rules import subscribing as rules
from gongkai.kernel.numbers import primary_key
from gongkai.organisations.models import Body, County, Level
from gongkai.portal.presenters import body_label, field_label
from gongkai.publishing.rules.channel_keys import LIFE
from gongkai.standards.models import Field
from gongkai.ui.languages import either

LIFE_NAMES: Mapping[str, str | Promise] = {
    "school": gettext_lazy("孩子上学"),
    "care": gettext_lazy("看病就医"),
    "work": gettext_lazy("找工作、创业"),
    "insurance": gettext_lazy("社会保险"),
    "housing": gettext_lazy("住房保障"),
    "hardship": gettext_lazy("遇到困难"),
    "old_age": gettext_lazy("养老"),
    "farming": gettext_lazy("种地务农"),
    "land_taken": gettext_lazy("征地拆迁"),
    "business": gettext_lazy("办企业"),
}
PLACES = (Level.TOWNSHIP, Level.VILLAGE)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to subscribe to."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the page offers without a search."""

    life: Sequence[Choice]
    fields: Sequence[Choice]
    townships: Sequence[Choice]


def choices(county: County) -> Choices:
    """Life situations, the fields of the county's catalogue, its townships."""
    townships = Body.objects.of(county).filter(level=Level.TOWNSHIP, abolished_on=None).order_by("number")
    return Choices(
        life=[Choice(f"life:{name}", str(label)) for name, label in LIFE_NAMES.items()],
        fields=[Choice(f"field:{one.slug}", field_label(one)) for one in _fields(county)],
        townships=[Choice(f"place:{body.slug}", body_label(body)) for body in townships],
    )


def label_of(county: County, key: str) -> str:
    """What a key means in this county, in the reader's language; empty for none of ours."""
    kind, _colon, value = key.partition(":")
    say = _SAY.get(kind)
    return say(county, value) if say else ""


def interests(subscriber: Subscriber) -> list[Interest]:
    """What somebody subscribes to, or waits to confirm."""
    return list(subscriber.interests.order_by("asked_at", "pk"))


def _fields(county: County) -> Sequence[Field]:
    return list(Field.objects.filter(matters__county=county).distinct().order_by("number"))


def _life(county: County, value: str) -> str:
    return _("生活情形：%(name)s") % {"name": LIFE_NAMES[value]} if value in LIFE else ""


def _field(county: County, value: str) -> str:
    found = Field.objects.filter(slug=value, matters__county=county).first()
    return _("领域：%(name)s") % {"name": field_label(found)} if found else ""


def _matter(county: County, value: str) -> str:
    number = primary_key(value)
    found = Matter.objects.filter(county=county, number=number).first() if number is not None else None
    return _("事项：%(name)s") % {"name": either(found.name, found.name_en)} if found else ""


def _body(county: County, value: str) -> str:
    found = Body.objects.of(county).filter(slug=value).first()
    return _("机构：%(name)s") % {"name": body_label(found)} if found else ""


def _place(county: County, value: str) -> str:
    found = Body.objects.of(county).filter(slug=value, level__in=PLACES).first()
    return _("地方：%(name)s") % {"name": body_label(found)} if found else ""


def _word(county: County, value: str) -> str:
    word = " ".join(value.split())
    return _("关键词：%(word)s") % {"word": word} if rules.is_word(rules.folded(word)) else ""


def _all(county: County, value: str) -> str:
    return _("全部新信息") if not value else ""


_SAY: Mapping[str, Callable[[County, str], str]] = {
    "all": _all,
    "life": _life,
    "field": _field,
    "matter": _matter,
    "body": _body,
    "place": _place,
    "word": _word,
}
