"""The county's own words: what its matters, bodies, places and laws are called, and which words mean the same.

They cut a question, not the index: a term is looked for as its characters side by side, so a new term holds at once
and nothing is indexed anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.search.rules import spelling
from gongkai.search.rules.analysis import cut, normalise, sounds
from gongkai.search.rules.wording import CONTACT, EMPTY, HOW_TO

LONGEST_TERM, SHORTEST_TERM = 12, 2
MOST_READINGS = 4
_TERM = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+|[a-z0-9]+")
_CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")


@dataclass(frozen=True)
class Vocabulary:
    """Terms by what they name, groups of words that mean the same, and the answers the office has fixed."""

    names: Sequence[str] = ()  # of matters, and what these stand under
    bodies: Mapping[str, str] = field(default_factory=dict)  # name or alias → slug
    laws: Sequence[str] = ()
    groups: Sequence[Sequence[str]] = ()
    bets: Mapping[str, Sequence[str]] = field(default_factory=dict)  # question → keys

    @cached_property
    def terms(self) -> frozenset[str]:
        """What a question is cut by before the dictionary of the language."""
        parts = [part for name in self.names for part in _TERM.findall(normalise(name))]
        words = [*parts, *self.bodies, *self.laws, *(word for group in self.groups for word in group)]
        found = {normalise(word) for word in words}
        return frozenset(word for word in found if SHORTEST_TERM <= len(word) <= LONGEST_TERM and _CJK.match(word))

    @cached_property
    def known(self) -> str:
        """All terms, a line each: what a slip is mended by, and by what a word is told to be one of ours."""
        words = [*self.names, *self.bodies, *self.laws, *(word for group in self.groups for word in group)]
        return "\n".join(dict.fromkeys(normalise(word) for word in words))

    @cached_property
    def _others(self) -> Mapping[str, tuple[str, ...]]:
        others: dict[str, dict[str, None]] = defaultdict(dict)
        for group in self.groups:
            same = [normalise(word) for word in group]
            for word in same:
                others[word] |= dict.fromkeys(other for other in same if other != word)
        return {word: tuple(found) for word, found in others.items()}

    def others(self, word: str) -> tuple[str, ...]:
        """The other words for the same thing; of a body its other names."""
        return self._others.get(word, ()) or self._names_of.get(self.bodies.get(word, ""), ())

    @cached_property
    def _names_of(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, list[str]] = defaultdict(list)
        for name, slug in self.bodies.items():
            names[slug].append(name)
        return {slug: tuple(found) for slug, found in names.items() if slug}

    def knows(self, word: str) -> bool:
        """Whether a word stands in any of the county's terms."""
        return word in self.known

    def cut(self, text: str) -> list[str]:
        """The words of a question in order: the longest of our terms at each place, the language's words between."""
        folded = normalise(text)
        found: list[str] = []
        at = start = 0
        while at < len(folded):
            term = self._term_at(folded, at)
            if not term:
                at += 1
                continue
            found += [*_language(folded[start:at]), term]
            start = at = at + len(term)
        found += _language(folded[start:])
        return list(dict.fromkeys(word for word in found if _TERM.search(word)))

    def _term_at(self, text: str, at: int) -> str:
        sizes = range(min(LONGEST_TERM, len(text) - at), SHORTEST_TERM - 1, -1)
        return next((text[at : at + size] for size in sizes if text[at : at + size] in self.terms), "")

    def corrected(self, text: str) -> str:
        """What was meant by a text in which one character is wrong; "" where nothing better is known."""
        return spelling.corrected(normalise(text).strip(), self.known)

    @cached_property
    def _readings(self) -> Mapping[str, Sequence[str]]:
        """Sound and first letters → stretches of terms that begin and end with words."""
        readings: dict[str, dict[str, None]] = defaultdict(dict)
        for term in dict.fromkeys([*self.bodies, *(w for g in self.groups for w in g), *self.names, *self.laws]):
            for run in _CJK.findall(normalise(term)):
                for stretch, sound, letters in _stretches(run):
                    readings[sound][stretch] = None
                    readings[letters][stretch] = None
        return {form: _likeliest(found) for form, found in readings.items()}

    def read(self, letters: str) -> Sequence[str]:
        """The terms that sound like these letters, or begin with them syllable by syllable."""
        return self._readings.get(re.sub(r"[^a-z]", "", letters), ())

    def begun(self, letters: str, *, limit: int) -> list[str]:
        """The terms whose sound or first letters begin so: for who is still typing."""
        typed = re.sub(r"[^a-z]", "", letters)
        forms = (words for form, words in self._readings.items() if form.startswith(typed))
        found = (word for words in forms for word in words if word in self.terms)
        return sorted(dict.fromkeys(found), key=len)[:limit]


def _language(text: str) -> list[str]:
    """The language's words. Lone characters side by side are a name that it does not know: they stay together."""
    found: list[str] = []
    is_lone = False
    for word in cut(text):
        was_lone, is_lone = is_lone, bool(len(word) == 1 and _CJK.match(word) and word not in EMPTY | HOW_TO)
        if was_lone and is_lone:
            found[-1] += word
        else:
            found.append(word)
    return found


def _likeliest(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(list(found)[:MOST_READINGS])


def _stretches(run: str) -> list[tuple[str, str, str]]:
    words = cut(run)
    spoken = [sounds(word) for word in words]
    found = []
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            syllables = [sound for word in spoken[start:end] for sound in word]
            if len(syllables) > 1:
                stretch = "".join(words[start:end])
                found.append((stretch, "".join(syllables), "".join(sound[0] for sound in syllables)))
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a question by what they are for."""

    words: tuple[str, ...]  # what is asked for
    asides: tuple[str, ...]  # what one wants to do with it
    wants_contact: bool


def parts(vocabulary: Vocabulary, text: str) -> Parts:
    """Sort the words of a question; if none names anything, all of them do."""
    cut = vocabulary.cut(text)
    contact = [word for word in cut if word in CONTACT]
    asides = [word for word in cut if word in HOW_TO or word in CONTACT or (len(word) == 1 and _CJK.match(word))]
    words = [word for word in cut if word not in EMPTY and word not in asides]
    if not words:
        words, asides = [word for word in cut if word not in EMPTY] or cut, []
    return Parts(tuple(words), tuple(word for word in asides if word not in EMPTY), bool(contact))
