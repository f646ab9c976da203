"""A county's working rules: what would be drafted today, what was adopted, and where the two have parted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from django.db.models import QuerySet

from gongkai.organisations.models import County
from gongkai.organisations.queries import settings_of
from gongkai.organisations.rules.settings import BY_KEY, Kind
from gongkai.publishing.models import ChainChoice, WorkingRules
from gongkai.publishing.rules import working_rules
from gongkai.publishing.rules.chains import CHOOSABLE, PLANS, Chain
from gongkai.publishing.rules.working_rules import OF_THE_LAW, SETTINGS, Divergence, Fact, Topic


@dataclass(frozen=True, slots=True)
class Standing:
    """A topic with the version that holds and what has changed since. No version: the county has adopted none."""

    topic: Topic
    current: WorkingRules | None
    divergences: tuple[Divergence, ...]


def facts_of(county: County, topic: Topic, *, on: date) -> dict[str, Fact]:
    """What the platform does today, as far as rules of this topic state it."""
    settings = settings_of(county, on=on)
    found: dict[str, Fact] = dict(_chains(county)) if topic is Topic.REVIEW else {}
    for name, key in SETTINGS[topic].items():
        is_number = BY_KEY[key].kind is Kind.NUMBER
        found[name] = settings.number(key) if is_number else settings.text(key)
    return found | dict(OF_THE_LAW[topic])


def standings(county: County, *, on: date) -> tuple[Standing, ...]:
    """Every topic with where it stands."""
    current = _current(county)
    return tuple(_standing(county, topic, current.get(topic), on=on) for topic in Topic)


def standing(county: County, topic: Topic, *, on: date) -> Standing:
    """One topic with where it stands."""
    return _standing(county, topic, _current(county).get(topic), on=on)


def versions(county: County, topic: Topic) -> QuerySet[WorkingRules]:
    """What a county adopted on a topic, the newest first."""
    return WorkingRules.objects.filter(county=county, topic=topic).select_related("adopted_by").order_by("-number")


def adopted(county: County) -> tuple[WorkingRules, ...]:
    """The rules that everybody may read: of each topic the version that holds."""
    current = _current(county)
    return tuple(current[topic] for topic in Topic if topic in current)


def seen(county: County, topic: Topic, *, on: date) -> str:
    """A digest of what the page of a topic shows: the facts of the draft and the version that holds."""
    current = _current(county).get(topic)
    told = json.dumps([facts_of(county, topic, on=on), current.number if current else 0], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


@lru_cache(maxsize=len(Topic))
def template_of(topic: Topic) -> str:
    """The text with its gaps, as it comes with the platform."""
    return (files("gongkai.publishing") / "data" / "working_rules" / f"{topic}.txt").read_text(encoding="utf-8")


def _standing(county: County, topic: Topic, current: WorkingRules | None, *, on: date) -> Standing:
    if current is None:
        return Standing(topic, None, ())
    return Standing(topic, current, working_rules.divergences(current.facts, facts_of(county, topic, on=on)))


def _current(county: County) -> Mapping[str, WorkingRules]:
    """The newest of each topic: a county has a handful of versions in all."""
    found = WorkingRules.objects.filter(county=county).select_related("adopted_by").order_by("number")
    return {one.topic: one for one in found}


def _chains(county: County) -> Mapping[str, Fact]:
    """The stages and people of each chain, and which kinds of content go the short way."""
    said: dict[str, Fact] = {}
    for chain in CHOOSABLE:
        said[f"{chain}_stages"] = [str(stage) for stage in PLANS[chain].stages]
        said[f"{chain}_persons"] = PLANS[chain].persons
    short = ChainChoice.objects.filter(county=county, body=None, chain=Chain.ROUTINE).order_by("kind")
    said["routine_kinds"] = list(short.values_list("kind", flat=True))
    return said
