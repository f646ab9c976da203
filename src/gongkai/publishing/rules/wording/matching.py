"""Where does a text have words of a lexicon?

All overlapping occurrences are told in one pass (Aho-Corasick); those in a context that makes them right are dropped;
of the rest the leftmost stand, and of these the longest. So an excused word hides no other.

Sources
    website_standards.md §6.6.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from ahocorasick_rs import AhoCorasick, MatchKind

from gongkai.publishing.rules.wording.folding import fold
from gongkai.publishing.rules.wording.organs import is_named_rightly
from gongkai.publishing.rules.wording.words import Kind, Word

NEAR = 24  # characters, within the sentence
_ENDS = "\n。；！？;!?"


@dataclass(frozen=True, slots=True)
class Hit:
    """A word at a place of a text."""

    start: int
    end: int
    word: Word


class Matcher:
    """The words of one lexicon, made ready; the last of those that fold alike counts."""

    def __init__(self, words: Iterable[Word]) -> None:
        folded = {fold(word.word).text: word for word in words}
        folded.pop("", None)
        self._words = [(word, tuple(fold(context).text for context in word.exceptions)) for word in folded.values()]
        self._automaton = AhoCorasick(list(folded), matchkind=MatchKind.Standard, store_patterns=False)

    def find(self, text: str, *, on: date, written_on: date | None = None, without: Collection[str] = ()) -> list[Hit]:
        """What stands in a text and is not right there. `without`: words that are not looked for."""
        return choose(self.occurrences(text, on=on, written_on=written_on, without=without))

    def occurrences(
        self, text: str, *, on: date, written_on: date | None = None, without: Collection[str] = ()
    ) -> list[Hit]:
        """The same before the longest are chosen: what several lexicons find is chosen from together."""
        folded = fold(text)
        found = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            word, contexts = self._words[number]
            if word.word in without or not word.is_looked_for(on=on, written_on=written_on):
                continue
            is_right = word.kind is Kind.ORGAN and is_named_rightly(folded.text, start)
            if not is_right and not _is_excused(folded.text, start, end, contexts):
                found.append(Hit(folded.place(start), folded.place(end - 1) + 1, word))
        return found


def choose(found: Iterable[Hit]) -> list[Hit]:
    """The leftmost, of these the longest, none overlapping; of two that are alike the later one given."""
    by_place = {(hit.start, hit.end): hit for hit in found}
    chosen: list[Hit] = []
    for hit in sorted(by_place.values(), key=lambda hit: (hit.start, -hit.end)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
    return chosen


def _is_excused(text: str, start: int, end: int, contexts: Iterable[str]) -> bool:
    word = text[start:end]
    return any(
        _is_around(text, start, context, word) if word in context else _is_near(text, start, end, context)
        for context in contexts
    )


def _is_around(text: str, start: int, context: str, word: str) -> bool:
    offset = context.find(word)
    while offset >= 0:
        if offset <= start and text.startswith(context, start - offset):
            return True
        offset = context.find(word, offset + 1)
    return False


def _is_near(text: str, start: int, end: int, context: str) -> bool:
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    opened = max(before.rfind(sign) for sign in _ENDS) + 1
    closed = min((at for sign in _ENDS if (at := after.find(sign)) >= 0), default=len(after))
    return bool(context) and (context in before[opened:] or context in after[:closed])
