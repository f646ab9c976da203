"""A question as the engine takes it: what must stand in an answer, and what raises it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

import tantivy

from gongkai.search.rules import analysis, instruments, wording
from gongkai.search.rules.vocabulary import Parts, Vocabulary, parts

Must, Should, MustNot = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
Query = tantivy.Query
Clauses = list[tuple[tantivy.Occur, tantivy.Query]]

# What an exact hit is worth beside the score of words.
TITLE_IS, CALLED, IDENTIFIER, CITES = 60.0, 25.0, 80.0, 8.0
WHOLE = 4.0  # an answer with every word, where those with some stand behind it


class Tier(IntEnum):
    """How much of a question an answer must hold."""

    EVERY = 0  # every word, and the element that is asked for: 标准, 材料
    ALL = 1  # every word
    OURS = 2  # the words that the county's own terms hold
    ANY = 3


@dataclass(frozen=True)
class Asked:
    """A text with what the county's words make of it."""

    text: str
    vocabulary: Vocabulary

    @cached_property
    def folded(self) -> str:
        return analysis.normalise(self.text).strip()

    @cached_property
    def law(self) -> str:
        """The name of the law that the whole question is; "" where it is none."""
        return instruments.name_of(self.folded) if instruments.is_name(self.folded) else ""

    @cached_property
    def parts(self) -> Parts:
        return parts(self.vocabulary, self.law or self.text)

    @cached_property
    def readings(self) -> Sequence[str]:
        """The terms that a question in letters stands for."""
        return self.vocabulary.read(self.folded) if analysis.is_latin(self.folded) else ()

    @cached_property
    def ours(self) -> list[str]:
        """The words that stand in the county's own terms, or mean the same as one that does."""
        known, others = self.vocabulary.knows, self.vocabulary.others
        return [word for word in self.parts.words if known(word) or any(map(known, others(word)))]

    @property
    def wider(self) -> Tier | None:
        """Where there are few answers with every word: what stands behind them. None: nothing that would help."""
        if self.readings or len(self.parts.words) < 2:
            return None
        return Tier.OURS if 0 < len(self.ours) < len(self.parts.words) else Tier.ANY

    def needed(self, tier: Tier) -> set[str]:
        """The words that an answer must hold."""
        words = [word for word in self.parts.words if len(word) > 1] or list(self.parts.words)
        if tier is Tier.EVERY:
            return {*words, *(word for word in self.parts.asides if word in wording.ELEMENTS)}
        if tier is Tier.ALL:
            return set(words)
        return set(self.ours) if tier is Tier.OURS else set()

    def marked(self) -> list[str]:
        """What is marked in titles and snippets."""
        meant = [other for word in self.parts.words for other in self.vocabulary.others(word)]
        return [self.folded, *self.readings, *self.parts.words, *meant]


@dataclass(frozen=True)
class Builder:
    """Builds queries over one schema."""

    schema: tantivy.Schema

    def text(self, asked: Asked, tier: Tier) -> tantivy.Query:
        """Exact names and numbers first, then whole phrases, then words where they weigh most."""
        if asked.readings:
            return self._either(self._words(Asked(reading, asked.vocabulary), tier) for reading in asked.readings)
        return self._words(asked, tier)

    def widened(self, asked: Asked, tier: Tier) -> tantivy.Query:
        """What holds every word, and far behind it what holds some."""
        return Query.boolean_query(
            [(Should, self._boost(self._words(asked, Tier.ALL), WHOLE)), (Should, self._words(asked, tier))]
        )

    def _words(self, asked: Asked, tier: Tier) -> tantivy.Query:
        either = self._exactly(asked)
        if asked.parts.words:
            either.append((Should, Query.boolean_query(self._each(asked, tier))))
        if analysis.is_latin(asked.folded):
            letters = analysis.identifier(asked.folded)
            either.append((Should, self._boost(Query.regex_query(self.schema, "pinyin", f"{letters}.*"), 4.0)))
        return Query.boolean_query(either)

    def _each(self, asked: Asked, tier: Tier) -> Clauses:
        """The words one by one: those that an answer must hold, or at least one of them; the others help to rank."""
        needed = asked.needed(tier)
        said = [(word, self._meant(asked, word)) for word in asked.parts.words]
        each: Clauses = [(Must if word in needed else Should, meant) for word, meant in said]
        if not needed:
            some: Clauses = [(Should, meant) for word, meant in said if len(word) > 1]
            some = some or [(Should, meant) for _word, meant in said]
            if len(said) == 1:
                some += [(Should, self._word(pair)) for pair in analysis.bigrams(said[0][0])]
            each.append((Must, Query.boolean_query(some)))
        each += [
            (Must if word in needed else Should, self._boost(self._meant(asked, word), 0.5))
            for word in asked.parts.asides
        ]
        return [*each, *self._wanted(asked), *self._of_place(asked)]

    def _exactly(self, asked: Asked) -> Clauses:
        whole, bare = analysis.identifier(asked.folded), analysis.identifier("".join(asked.parts.words))
        clauses: Clauses = [
            (Should, self._boost(self._term("identifiers", whole), IDENTIFIER)),
            (Should, self._boost(self._term("title_is", whole), TITLE_IS)),
            (Should, self._boost(self._either(self._term("called", name) for name in {whole, bare}), CALLED)),
            (Should, self._boost(self._term("cites", instruments.name_of(asked.folded)), CITES)),
        ]
        pairs = analysis.bigrams(asked.folded)
        if len(pairs) > 1:
            clauses.append((Should, self._boost(self.phrase("title_pairs", pairs), 6.0)))
        return clauses

    def _wanted(self, asked: Asked) -> Clauses:
        """What kind of answer a question looks for."""
        wanted: Clauses = []
        if asked.parts.wants_contact:
            wanted.append((Should, self._boost(self._term("kind", "body"), 4.0)))
        if asked.law:
            wanted.append((Should, self._boost(self._term("kind", "matter"), 6.0)))
        if wording.asks_how(asked.folded):
            wanted.append((Should, self._boost(self._term("kind", "guide"), 3.0)))
            wanted.append((Should, self._boost(self._term("title_words", "指南"), 3.0)))
        if wording.asks_how_much(asked.folded):
            wanted.append((Should, self._boost(self._term("title_words", "标准"), 3.0)))
            wanted.append((Should, self._boost(self._term("kind", "policy"), 3.0)))
        return wanted

    def _of_place(self, asked: Asked) -> Clauses:
        """A place that is named: what it published, and what is titled after it, before what mentions it in a table."""
        clauses: Clauses = []
        for word in asked.parts.words:
            if slug := asked.vocabulary.bodies.get(word):
                clauses.append((Should, self._boost(self._term("body", slug), 20.0)))
                clauses.append((Should, self._boost(self.phrase("title_pairs", analysis.bigrams(word)), 6.0)))
        return clauses

    def _meant(self, asked: Asked, word: str) -> tantivy.Query:
        """A word or another for the same thing, whichever a document says best; a place, or what is of that place."""
        said = [self._word(said) for said in (word, *asked.vocabulary.others(word))]
        slug = asked.vocabulary.bodies.get(word)
        if slug:
            said.append(self._boost(self._term("body", slug), 2.0))
        return Query.disjunction_max_query(said)

    def _word(self, word: str) -> tantivy.Query:
        """A word is found as a word or, where the segmenter cut elsewhere, as its characters side by side."""
        pairs = analysis.bigrams(word)
        return Query.boolean_query(
            [
                (Should, self._boost(self._term("title_words", word), 4.0)),
                (Should, self._boost(self.phrase("title_pairs", pairs), 2.0)),
                (Should, self._boost(self.phrase("heading_pairs", pairs), 4.0)),
                (Should, self._boost(self._term("body_words", word), 1.0)),
                (Should, self._boost(self.phrase("body_pairs", pairs), 0.5)),
                (Should, self._boost(self.phrase("file_pairs", pairs), 0.4)),
                (Should, self._boost(self._term("title_en", word), 2.0)),
            ]
        )

    def phrase(self, name: str, terms: Sequence[str]) -> tantivy.Query:
        """Terms side by side."""
        if len(terms) == 1:
            return self._term(name, terms[0])
        return Query.phrase_query(self.schema, name, list(terms)) if terms else Query.empty_query()

    def only(self, name: str, value: str) -> tantivy.Query:
        """A filter, which adds nothing to the score."""
        return self._boost(self._term(name, value), 0.0)

    def dates(self, since: date | None, until: date | None) -> tantivy.Query:
        """What is dated between two days."""
        first, last = (int(f"{day:%Y%m%d}") if day else None for day in (since, until))
        return Query.range_query(self.schema, "dated", tantivy.FieldType.Integer, first, last)

    def _term(self, name: str, value: str) -> tantivy.Query:
        return Query.term_query(self.schema, name, value)

    @staticmethod
    def _boost(query: tantivy.Query, by: float) -> tantivy.Query:
        return Query.boost_query(query, by)

    @staticmethod
    def _either(queries: Iterable[tantivy.Query]) -> tantivy.Query:
        return Query.disjunction_max_query(list(queries))
