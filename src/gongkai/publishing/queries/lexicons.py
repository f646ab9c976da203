"""Which words are looked for in a county on a day, and the lexicons as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from gongkai.organisations.models import County
from gongkai.publishing.models import Lexicon, LexiconWord, SilencedWord
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.wording import Kind, Matcher, Word

_KEPT = 16  # matchers in one process: those of the counties that it serves


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is looked for in a county: matchers, the county's own last, and the words that it silenced."""

    matchers: tuple[Matcher, ...]
    silenced: frozenset[str]


def vocabulary(county_id: int, *, on: date) -> Vocabulary:
    """Two queries; a matcher is made once for a content, however often it is asked for."""
    matchers = tuple(_matcher(lexicon.digest, lexicon.pk) for lexicon in current(county_id, on=on))
    return Vocabulary(matchers, silenced_in(county_id))


def current(county_id: int, *, on: date) -> tuple[Lexicon, ...]:
    """The newest version in force of each lexicon, the country's before the county's."""
    scope = Q(county=None) | Q(county=county_id)
    open_ended = Q(valid_until=None) | Q(valid_until__gte=on)
    listed = Lexicon.objects.filter(scope, open_ended, valid_from__lte=on).exclude(in_force_at=None)
    newest: dict[tuple[int | None, str], Lexicon] = {}
    for lexicon in listed.order_by("version"):
        newest[lexicon.county_id, lexicon.name] = lexicon
    return tuple(sorted(newest.values(), key=lambda one: (one.county_id is not None, one.name)))


def silenced_in(county_id: int) -> frozenset[str]:
    """The words that a county does not look for."""
    silenced = SilencedWord.objects.filter(county=county_id, restored_at=None)
    return frozenset(silenced.values_list("word", flat=True))


def words_of(lexicon_id: int) -> tuple[Word, ...]:
    """The words of a version, in the order of its file."""
    return tuple(as_word(row) for row in LexiconWord.objects.filter(lexicon=lexicon_id).order_by("id").iterator())


def as_word(row: LexiconWord) -> Word:
    """A stored word, as the rules look at it."""
    return Word(
        word=row.word,
        kind=Kind(row.kind),
        level=Level(row.level),
        suggestion=row.suggestion,
        exceptions=tuple(row.exceptions),
        since=row.since,
        expires_on=row.expires_on,
        source=row.source,
        is_confirmed=row.is_confirmed,
        note=row.note,
    )


def versions(county: County) -> QuerySet[Lexicon]:
    """All versions that a county's desk may look at."""
    listed = Lexicon.objects.filter(Q(county=None) | Q(county=county)).select_related("imported_by", "in_force_by")
    return listed.order_by("-imported_at", "-id")


def found_words(lexicons: Iterable[Lexicon], *, words: str, kind: str) -> QuerySet[LexiconWord]:
    """The words of some versions that hold a text, of a kind."""
    listed = LexiconWord.objects.filter(lexicon__in=[lexicon.pk for lexicon in lexicons]).select_related("lexicon")
    if words:
        listed = listed.filter(Q(word__icontains=words) | Q(suggestion__icontains=words))
    return listed.filter(kind=kind) if kind else listed


def silencings(county: County, words: Sequence[str]) -> dict[str, SilencedWord]:
    """Why some words are not looked for."""
    listed = SilencedWord.objects.filter(county=county, restored_at=None, word__in=words)
    return {one.word: one for one in listed.select_related("silenced_by")}


@lru_cache(maxsize=_KEPT)
def _matcher(digest: str, lexicon_id: int) -> Matcher:
    """By its content: the rows of a version never change."""
    return Matcher(words_of(lexicon_id))
