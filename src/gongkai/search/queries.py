"""Asking the index: ranked, filtered, counted by facet; suggestions while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import tantivy

from gongkai.search.entries import FACETS
from gongkai.search.index import node_index
from gongkai.search.models import Document
from gongkai.search.retrieval import Asked, Builder, Must, Tier
from gongkai.search.rules import analysis
from gongkai.search.rules.snippets import Segment, mark, snippet
from gongkai.search.rules.vocabulary import Vocabulary
from gongkai.search.words import vocabulary

PAGE = 20
MAX_PAGES = 50
FACET_VALUES = 60
FEW = 8  # answers with every word, behind which those with some are shown as well


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer."""

    key: str
    kind: str
    url: str
    title: tuple[Segment, ...]
    title_en: str
    heading: str
    snippet: tuple[Segment, ...]
    file: str  # the attachment in which the snippet stands
    facets: Mapping[str, str]
    identifiers: Sequence[str]
    dated_on: date | None
    is_best_bet: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many answers carry it."""

    value: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A page of answers."""

    text: str
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    page: int
    has_next: bool
    whole: int = 0  # how many hold every word; those stand first
    tier: Tier = Tier.ALL
    corrected: str = ""  # what was asked instead, because what was typed stands nowhere

    @property
    def is_missed(self) -> bool:
        """Whether nothing was found, or only what shares a word or two with the question."""
        return not self.whole and (not self.total or self.tier is Tier.ANY)

    @property
    def is_relaxed(self) -> bool:
        """Whether no one document holds every word."""
        return not self.whole and bool(self.total)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a text, filters by facet, the first and last day, an order and a page."""

    county_id: int
    text: str
    filters: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    newest_first: bool = False
    page: int = 1
    as_typed: bool = False  # search for what was typed, even where something else was surely meant


def ask(question: Question) -> Results:
    """Answer a question.

    Where not all its words stand in one document, a slip is looked for and what was meant is asked instead; else those
    with the words that are ours are shown, else those with any. Where few hold every word, those stand behind the few.
    """
    search = _Search(question, vocabulary(question.county_id))
    if not search.whole and not question.as_typed and (meant := search.words.corrected(question.text)):
        instead = _Search(replace(question, text=meant), search.words)
        if instead.whole:
            return replace(instead.results(), text=question.text, corrected=meant)
    return search.results()


def governing(question: Question, *, kind: str) -> str:
    """The key of the document of a kind that best governs what is asked: it holds every word, or all that are ours."""
    of_kind = replace(question, filters={"kind": kind}, newest_first=False, page=1)
    search = _Search(of_kind, vocabulary(question.county_id))
    for tier in (Tier.EVERY, Tier.ALL, Tier.OURS):
        if (tier is not Tier.OURS or search.asked.ours) and (keys := search.found(tier).keys):
            return keys[0]
    return ""


@dataclass(frozen=True, slots=True)
class _Found:
    """One pass over the index: the keys of a page, and how many answers there are."""

    query: tantivy.Query
    keys: Sequence[str]
    total: int


class _Search:
    """One question with the county's words, over one view of the index."""

    def __init__(self, question: Question, words: Vocabulary) -> None:
        index = node_index()
        self.question, self.words = question, words
        self.asked = Asked(question.text, words)
        self.searcher = index.searcher()
        self.build = Builder(index.schema)
        self.page = min(max(question.page, 1), MAX_PAGES)
        self._passes_made: dict[Tier, _Found] = {}

    @property
    def whole(self) -> int:
        """How many answers hold every word."""
        return self.found(Tier.ALL).total

    @property
    def tier(self) -> Tier:
        """How much of the question the answers shown must hold."""
        if self.whole >= FEW or (self.whole and self.asked.wider is None):
            return Tier.ALL
        if self.asked.wider is Tier.OURS and (self.whole or self.found(Tier.OURS).total):
            return Tier.OURS
        return Tier.ANY

    def found(self, tier: Tier) -> _Found:
        """The page of the best answers, in one pass that also counts them; made once."""
        if tier not in self._passes_made:
            query, newest_first = self.query(tier), self.question.newest_first
            found = self.searcher.search(
                query,
                limit=PAGE,
                count=True,
                offset=(self.page - 1) * PAGE,
                order_by_field="dated" if newest_first else None,
                weight_by_field=None if newest_first else "weight",
            )
            keys = [self.searcher.doc(address)["key"][0].split("/", 1)[1] for _score, address in found.hits]
            self._passes_made[tier] = _Found(query, keys, found.count)  # type: ignore[attr-defined]  # the stubs lack it
        return self._passes_made[tier]

    def results(self) -> Results:
        """A page of answers."""
        tier, page = self.tier, self.page
        found = self.found(tier)
        return Results(
            text=self.question.text,
            total=found.total,
            hits=self._hits(found.keys, page=page),
            facets=self._facets(tier, found.query),
            page=page,
            has_next=page * PAGE < found.total and page < MAX_PAGES,
            whole=min(self.whole, found.total),
            tier=tier,
        )

    def query(self, tier: Tier, *, without: str = "") -> tantivy.Query:
        question = self.question
        clauses = [(Must, self.build.only("county", str(question.county_id)))]
        if self.asked.folded:
            clauses.append((Must, self._text(tier)))
        for name, value in question.filters.items():
            if name in FACETS and value and name != without:
                clauses.append((Must, self.build.only(name, value)))
        if question.since or question.until:
            clauses.append((Must, self.build.dates(question.since, question.until)))
        return tantivy.Query.boolean_query(clauses)

    def _text(self, tier: Tier) -> tantivy.Query:
        if tier <= Tier.ALL or self.asked.readings:
            return self.build.text(self.asked, tier)
        return self.build.widened(self.asked, tier)

    def _facets(self, tier: Tier, query: tantivy.Query) -> dict[str, tuple[FacetValue, ...]]:
        """Counts by value, in one pass. A facet that filters is counted without its own filter, so that one may change
        one's mind."""
        chosen = [name for name in FACETS if self.question.filters.get(name)]
        counts = self._counts(query, [name for name in FACETS if name not in chosen])
        for name in chosen:
            counts |= self._counts(self.query(tier, without=name), [name])
        return {name: counts[name] for name in FACETS}

    def _counts(self, query: tantivy.Query, names: Sequence[str]) -> dict[str, tuple[FacetValue, ...]]:
        wanted = {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in names}
        answer = self.searcher.aggregate(query, wanted)
        return {
            name: tuple(
                FacetValue(bucket["key"], bucket["doc_count"], bucket["key"] == self.question.filters.get(name))
                for bucket in answer[name]["buckets"]
            )
            for name in names
        }

    def _hits(self, keys: Sequence[str], *, page: int) -> tuple[Hit, ...]:
        fixed = self.words.bets.get(self.asked.folded, ()) if page == 1 and not self.question.newest_first else ()
        wanted = list(dict.fromkeys([*fixed, *keys]))
        rows = Document.objects.filter(county_id=self.question.county_id, key__in=wanted, is_tombstone=False)
        by_key = {row.key: row for row in rows if row.key in keys or self._passes(row)}
        words, terms = self.asked.parts.words, self.asked.marked()
        return tuple(_hit(by_key[key], words, terms, is_best_bet=key in fixed) for key in wanted if key in by_key)

    def _passes(self, row: Document) -> bool:
        """Whether a fixed answer stands the filters of the question."""
        question = self.question
        is_of = all(not value or row.facets.get(name) == value for name, value in question.filters.items())
        since, until, on = question.since, question.until, row.dated_on
        return is_of and (not since or bool(on and on >= since)) and (not until or bool(on and on <= until))


def _hit(row: Document, words: Sequence[str], terms: Sequence[str], *, is_best_bet: bool) -> Hit:
    shown, file = _shown(row, words, terms)
    return Hit(
        key=row.key,
        kind=row.kind,
        url=row.url,
        title=mark(row.title, terms),
        title_en=row.title_en,
        heading=row.heading,
        snippet=shown,
        file=file,
        facets=row.facets,
        identifiers=row.identifiers,
        dated_on=row.dated_on,
        is_best_bet=is_best_bet,
    )


def _shown(row: Document, words: Sequence[str], terms: Sequence[str]) -> tuple[tuple[Segment, ...], str]:
    """Where the words stand: in the text, or else in an attachment, which is named.

    An attachment is shown as well where it holds a word that neither title nor text does.
    """
    shown = snippet(row.body_text, terms)
    said = f"{row.title}\n{row.body_text}".lower()
    lacking = [word for word in words if word not in said] if row.files else []
    sought = [term for term in terms if any(word in term for word in lacking)] or terms
    for name, text in row.files:
        inside = snippet(text, sought)
        if (lacking or not _is_hit(shown)) and (_is_hit(inside) or _is_hit(mark(name, sought))):
            return inside, name
    return shown, ""


def _is_hit(segments: Sequence[Segment]) -> bool:
    return any(segment.is_hit for segment in segments)


def suggest(*, county_id: int, text: str, limit: int = 8) -> list[str]:
    """Titles that what was typed so far begins or stands in, by characters, pinyin or first letters.

    The county's own terms come first: they are short, known without asking the index, and name what is looked for.
    """
    typed = analysis.normalise(text).strip()
    if not typed:
        return []
    words = vocabulary(county_id)
    if analysis.is_latin(typed):
        terms = words.begun(typed, limit=limit)
    else:
        terms = sorted(
            (line for line in words.known.split("\n") if typed in line), key=lambda line: _nearness(line, typed)
        )
    found = list(dict.fromkeys(terms))[: limit // 2]
    return list(dict.fromkeys([*found, *_titles(county_id, typed, limit=limit)]))[:limit]


def _nearness(line: str, typed: str) -> tuple[int, int]:
    return line.find(typed), len(line)


def _titles(county_id: int, typed: str, *, limit: int) -> list[str]:
    index = node_index()
    searcher, build = index.searcher(), Builder(index.schema)
    if analysis.is_latin(typed):
        stands = tantivy.Query.regex_query(index.schema, "pinyin", f"{analysis.identifier(typed)}.*")
    else:
        stands = build.phrase("title_pairs", analysis.bigrams(typed))
    query = tantivy.Query.boolean_query([(Must, build.only("county", str(county_id))), (Must, stands)])
    found = searcher.search(query, limit=limit * 3, weight_by_field="weight")
    keys = [searcher.doc(address)["key"][0].split("/", 1)[1] for _score, address in found.hits]
    rows = Document.objects.filter(county_id=county_id, key__in=keys, is_tombstone=False)
    titles = dict(rows.values_list("key", "title"))
    return [titles[key] for key in keys if key in titles]
