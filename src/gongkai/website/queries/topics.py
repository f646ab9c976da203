"""Topics: as the public reads them, as the office keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.catalogues.models import Row
from gongkai.catalogues.queries.inforce import current_version
from gongkai.catalogues.queries.public import matter_row
from gongkai.organisations.models import County
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.states import State as PieceState
from gongkai.ui import keyset
from gongkai.website.models import Topic, TopicEntry
from gongkai.website.querysets import TopicQuerySet
from gongkai.website.rules import routing
from gongkai.website.rules.refusals import Refusal, WebsiteRefused


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic with the rows in force of its matters, and its pieces: added by hand, or public under a matter of it."""

    topic: Topic
    rows: Sequence[Row]
    pieces: keyset.Page[Information]


def shown(county: County) -> TopicQuerySet:
    """The topics that run, the newest first."""
    found: TopicQuerySet = Topic.objects.of_county(county).shown().order_by("-made_at", "id")
    return found


def with_content(county: County) -> TopicQuerySet:
    """The topics that run and in which a reader finds something: for places that show no empty ones."""
    public = Q(entries__matter__isnull=False) | Q(entries__information__state=PieceState.PUBLISHED)
    found: TopicQuerySet = shown(county).filter(public).distinct()
    return found


def closed(county: County) -> TopicQuerySet:
    """The topics in the archive, the newest first."""
    found: TopicQuerySet = Topic.objects.of_county(county).closed().order_by("-closed_on", "id")
    return found


def of_code(county: County, code: str) -> Topic | None:
    """A topic that anyone may read."""
    found: Topic | None = Topic.objects.of_county(county).readable().filter(code=code).first()
    return found


def page(topic: Topic, *, on: date, after: str | None) -> TopicPage:
    """What a topic shows, in a constant number of queries."""
    version = current_version(topic.county, on=on)
    rows = Row.objects.none()
    if version is not None:
        rows = version.rows.applicable().filter(matter__topic_entries__topic=topic)
    return TopicPage(
        topic,
        list(rows.select_related("matter", "field").order_by("position", "id")),
        keyset.page(pieces(topic), by=("-published_at", "id"), cursor=after),
    )


def pieces(topic: Topic) -> InformationQuerySet:
    """Public pieces of a topic; lists of persons go their own way and are in none."""
    entries = TopicEntry.objects.filter(topic=topic)
    named = Q(pk__in=entries.exclude(information=None).values("information"))
    under = Q(matter__in=entries.exclude(matter=None).values("matter"))
    found: InformationQuerySet = (
        Information.objects.of_county(topic.county)
        .public()
        .filter(named | under, list_profile="")
        .select_related("body")
    )
    return found


def kept(county: County) -> Sequence[Topic]:
    """Every topic at the desk, with how much is in it. A county keeps a handful."""
    return list(Topic.objects.of_county(county).annotate(size=Count("entries")).order_by("-made_at", "id"))


def entries(topic: Topic) -> Sequence[TopicEntry]:
    """What is in a topic, as the office sees it."""
    return list(topic.entries.select_related("matter", "information").order_by("id"))


def is_public(entry: TopicEntry) -> bool:
    """Whether readers see an entry: a piece may have been withdrawn since."""
    return entry.information is None or entry.information.state == PieceState.PUBLISHED


def thing_at(county: County, path: str, *, on: date) -> tuple[int | None, int | None]:
    """The matter or the piece that a path speaks of, by its number, if anyone may read it."""
    about = routing.about(path)
    if about.kind == "information":
        pieces = Information.objects.of_county(county).public()
        if (piece := pieces.filter(public_id=about.key, list_profile="").first()) is not None:
            return None, piece.pk
    if about.kind == "matter":
        row = matter_row(county, int(about.key), on=on)
        if row is None:
            raise WebsiteRefused(Refusal.NOT_IN_FORCE)
        return row.matter_id, None
    raise WebsiteRefused(Refusal.NOT_PUBLIC)
