"""Topics: made, filled and closed by the openness office; what is added is public already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.kernel.text import printable
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.website import policies
from gongkai.website.models import Topic, TopicEntry
from gongkai.website.queries import topics as found
from gongkai.website.rules import routing, topics
from gongkai.website.rules.refusals import Refusal, WebsiteRefused
from gongkai.website.rules.topics import State


@transaction.atomic
def make_topic(*, county: County, title: str, title_en: str, summary: str, by: User | None, at: datetime) -> Topic:
    """Begin a topic; nobody outside sees it until it is shown."""
    policies.require_office(by, county, on=timezone.localdate(at))
    words = _words(title=title, title_en=title_en, summary=summary)
    if Topic.objects.of_county(county).filter(title=words["title"]).exists():
        raise WebsiteRefused(Refusal.THERE_ALREADY)
    topic = Topic.objects.create(
        county=county,
        title=words["title"],
        title_en=words["title_en"],
        summary=words["summary"],
        made_at=at,
        made_by=by,
    )
    return _told("topic.make", topic, by=by, at=at)


@transaction.atomic
def change_topic(*, topic_id: int, title: str, title_en: str, summary: str, by: User | None, at: datetime) -> Topic:
    """Write its name and introduction anew."""
    topic = _lock(topic_id, by=by, at=at)
    words = _words(title=title, title_en=title_en, summary=summary)
    if Topic.objects.filter(county=topic.county, title=words["title"]).exclude(pk=topic.pk).exists():
        raise WebsiteRefused(Refusal.THERE_ALREADY)
    topic.title, topic.title_en, topic.summary = words["title"], words["title_en"], words["summary"]
    topic.save(update_fields=["title", "title_en", "summary"])
    return _told("topic.change", topic, by=by, at=at)


@transaction.atomic
def add_to_topic(*, topic_id: int, address: str, by: User | None, at: datetime) -> TopicEntry:
    """Add the matter or the piece whose address was copied from its page."""
    topic = _lock(topic_id, by=by, at=at)
    path = routing.path_of(address)
    matter_id, information_id = found.thing_at(topic.county, path, on=timezone.localdate(at))
    if topic.entries.filter(matter=matter_id, information=information_id).exists():
        raise WebsiteRefused(Refusal.THERE_ALREADY)
    entry = TopicEntry.objects.create(topic=topic, matter_id=matter_id, information_id=information_id, added_at=at)
    _told("topic.add", topic, by=by, at=at, address=path)
    return entry


@transaction.atomic
def remove_from_topic(*, topic_id: int, entry_id: int, by: User | None, at: datetime) -> Topic:
    """Take something out again; the matter or piece itself stays where it is."""
    topic = _lock(topic_id, by=by, at=at)
    if not topic.entries.filter(pk=entry_id).delete()[0]:
        raise WebsiteRefused(Refusal.NOT_OPEN)
    return _told("topic.remove", topic, by=by, at=at, entry=entry_id)


@transaction.atomic
def show_topic(*, topic_id: int, by: User | None, at: datetime) -> Topic:
    """Show a topic, or show one again that was closed."""
    topic = _stepped("show", topic_id, by=by, at=at)
    if not topic.entries.exists():
        raise WebsiteRefused(Refusal.NOTHING_IN_IT)
    topic.closed_on = None
    topic.save(update_fields=["state", "closed_on"])
    return _told("topic.show", topic, by=by, at=at)


@transaction.atomic
def close_topic(*, topic_id: int, by: User | None, at: datetime) -> Topic:
    """Put a topic that is over into the archive."""
    topic = _stepped("close", topic_id, by=by, at=at)
    topic.closed_on = timezone.localdate(at)
    topic.save(update_fields=["state", "closed_on"])
    return _told("topic.close", topic, by=by, at=at)


def _lock(topic_id: int, *, by: User | None, at: datetime) -> Topic:
    topic: Topic = Topic.objects.select_for_update(of=("self",)).select_related("county").get(pk=topic_id)
    policies.require_office(by, topic.county, on=timezone.localdate(at))
    return topic


def _stepped(name: str, topic_id: int, *, by: User | None, at: datetime) -> Topic:
    """The topic, locked, in its new state; not saved yet."""
    topic = _lock(topic_id, by=by, at=at)
    sources, target = topics.STEPS[name]
    if State(topic.state) not in sources:
        raise WebsiteRefused(Refusal.NOT_OPEN)
    topic.state = Topic.Progress(str(target))
    return topic


def _words(**said: str) -> dict[str, str]:
    words = {name: printable(text).strip() for name, text in said.items()}
    if not words["title"]:
        raise WebsiteRefused(Refusal.WORDS_MISSING)
    return words


def _told(action: str, topic: Topic, *, by: User | None, at: datetime, **detail: Any) -> Topic:
    raise_revision(topic.county_id)
    audit.record(action, subject=topic, by=by, at=at, county_id=topic.county_id, detail=detail)
    return topic
