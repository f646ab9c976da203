"""Which words are looked for in a county on a day, and the lexicons as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from gongkai.organisations.models import Body, County
from gongkai.organisations.models import Level as Standing
from gongkai.publishing.models import Lexicon, LexiconWord, SilencedWord
from gongkai.publishing.rules import wording
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.wording import Change, Hit, Kind, Matcher, Word, choose

_KEPT = 16  # matchers in one process: those of the counties that it serves


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is looked for in a county: matchers, the county's own last, and the words that are right there."""

    matchers: tuple[Matcher, ...]
    right: frozenset[str]


def vocabulary(county_id: int, *, on: date) -> Vocabulary:
    """Three queries; a matcher is made once for a content, however often it is asked for."""
    matchers = tuple(_matcher(lexicon.digest, lexicon.pk) for lexicon in current(county_id, on=on))
    return Vocabulary(matchers, silenced_in(county_id) | _in_names(county_id, matchers, on=on))


def _in_names(county_id: int, matchers: Iterable[Matcher], *, on: date) -> frozenset[str]:
    """Names of organs that the county has still: not every reform reached it."""
    bodies = Body.objects.filter(county=county_id, abolished_on=None, level=Standing.COUNTY)
    names = "\n".join(bodies.order_by("id").values_list("name", flat=True))
    found = (hit.word for matcher in matchers for hit in matcher.occurrences(names, on=on))
    return frozenset(word.word for word in found if word.kind is Kind.ORGAN)


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
    listed = Lexicon.objects.filter(Q(county=None) | Q(county=county))
    return listed.select_related("imported_by", "in_force_by")


def names(county: County) -> list[str]:
    """The county's own lexicons, by name."""
    return list(Lexicon.objects.filter(county=county).order_by("name").values_list("name", flat=True).distinct())


def before(lexicon: Lexicon) -> Lexicon | None:
    """The version that one takes the place of, or took."""
    same = Lexicon.objects.filter(county=lexicon.county_id, name=lexicon.name, version__lt=lexicon.version)
    return same.exclude(in_force_at=None).order_by("-version").first()


def change(lexicon: Lexicon) -> Change:
    """What a version changes."""
    was = before(lexicon)
    return wording.change(before=words_of(was.pk) if was else (), now=words_of(lexicon.pk))


def change_by(county: County | None, name: str, words: Iterable[Word]) -> Change:
    """What words would change that are not taken in yet."""
    same = Lexicon.objects.filter(county=county, name=name).exclude(in_force_at=None)
    was = same.order_by("-version").first()
    return wording.change(before=words_of(was.pk) if was else (), now=words)


def found_words(lexicon: Lexicon, *, words: str = "", kind: str = "", level: str = "") -> QuerySet[LexiconWord]:
    """The words of a version that hold a text, of a kind, of a level."""
    listed = LexiconWord.objects.filter(lexicon=lexicon)
    if words:
        listed = listed.filter(Q(word__icontains=words) | Q(suggestion__icontains=words))
    if kind:
        listed = listed.filter(kind=kind)
    return listed.filter(level=level) if level else listed


def silencings(county: County, words: Sequence[str]) -> dict[str, SilencedWord]:
    """Why some words are not looked for."""
    listed = SilencedWord.objects.filter(county=county, restored_at=None, word__in=words)
    return {one.word: one for one in listed.select_related("silenced_by")}


def silenced_ever(county: County) -> QuerySet[SilencedWord]:
    """Every word that was silenced, restored or not."""
    return SilencedWord.objects.filter(county=county).select_related("silenced_by", "restored_by")


def hits(text: str, known: Vocabulary, on: date, written_on: date | None) -> list[Hit]:
    """Where a text has words that all lexicons together look for."""
    every = (
        hit
        for matcher in known.matchers
        for hit in matcher.occurrences(text, on=on, written_on=written_on, without=known.right)
    )
    return choose(every)


@lru_cache(maxsize=_KEPT)
def _matcher(digest: str, lexicon_id: int) -> Matcher:
    """By its content: the rows of a version never change."""
    return Matcher(words_of(lexicon_id))
