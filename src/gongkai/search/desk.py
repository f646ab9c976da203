"""What the office sees of search: words, fixed answers, and what was asked in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet, Sum

from gongkai.search.models import BestBet, Document, MissedQuestion, Synonym

DAYS = 30
MISSED_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that found nothing: how often lately, and when last."""

    text: str
    times: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Bet:
    """A fixed answer; of one that is public no more only its key is known."""

    pk: int
    question: str
    title: str
    url: str


def missed(county_id: int, *, on: date) -> list[Missed]:
    """The questions of the last month that found nothing, the most frequent first."""
    lately = MissedQuestion.objects.filter(county_id=county_id, on__gt=on - timedelta(days=DAYS))
    counted = (
        lately.values("text").annotate(times=Sum("count"), last_on=Max("on")).order_by("-times", "-last_on", "text")
    )
    return [Missed(line["text"], line["times"], line["last_on"]) for line in counted[:MISSED_SHOWN]]


def synonyms(county_id: int) -> QuerySet[Synonym]:
    """The groups of words of a county."""
    return Synonym.objects.filter(county_id=county_id)


def bets(rows: Sequence[BestBet]) -> list[Bet]:
    """Fixed answers with the titles of what they lead to."""
    keys = {row.key for row in rows}
    counties = {row.county_id for row in rows}
    known = Document.objects.filter(county_id__in=counties, key__in=keys, is_tombstone=False)
    found = {(row.county_id, row.key): row for row in known.only("county_id", "key", "heading", "title", "url")}
    return [_bet(row, found.get((row.county_id, row.key))) for row in rows]


def best_bets(county_id: int) -> QuerySet[BestBet]:
    """The fixed answers of a county."""
    return BestBet.objects.filter(county_id=county_id)


def _bet(row: BestBet, answer: Document | None) -> Bet:
    if answer is None:
        return Bet(row.pk, row.question, "", "")
    title = f"{answer.heading} · {answer.title}" if answer.heading else answer.title
    return Bet(row.pk, row.question, title, answer.url)
