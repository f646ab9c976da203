"""Asking the index: ranked, filtered, counted by facet; suggestions while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import tantivy

from gongkai.search.index import FACETS, NodeIndex, node_index
from gongkai.search.models import Document
from gongkai.search.rules import analysis, synonyms
from gongkai.search.rules.snippets import Segment, mark, snippet

PAGE = 20
MAX_PAGES = 50

Must, Should = tantivy.Occur.Must, tantivy.Occur.Should


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer."""

    key: str
    kind: str
    url: str
    title: tuple[Segment, ...]
    title_en: str
    snippet: tuple[Segment, ...]
    facets: Mapping[str, str]
    identifiers: Sequence[str]
    dated_on: date | None


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
    is_relaxed: bool = False


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


def ask(question: Question) -> Results:
    """Answer a question. Where not all its words stand in one document, those with most of them are shown instead;
    a long word that stands nowhere is taken apart (财政预算: 财政, 预算)."""
    index = node_index()
    searcher = index.searcher()
    strict = _query(index, question, is_relaxed=False)
    is_relaxed = _count(searcher, strict) == 0 and len(analysis.bigrams(question.text)) > 1
    query = _query(index, question, is_relaxed=True) if is_relaxed else strict
    page = min(max(question.page, 1), MAX_PAGES)
    total = _count(searcher, query)
    found = searcher.search(
        query,
        limit=PAGE,
        count=False,
        offset=(page - 1) * PAGE,
        order_by_field="dated" if question.newest_first else None,
        weight_by_field=None if question.newest_first else "weight",
    )
    keys = [searcher.doc(address)["key"][0].split("/", 1)[1] for _score, address in found.hits]
    return Results(
        text=question.text,
        total=total,
        hits=_hits(question, keys),
        facets=_facets(index, searcher, question, is_relaxed=is_relaxed),
        page=page,
        has_next=page * PAGE < total and page < MAX_PAGES,
        is_relaxed=is_relaxed,
    )


def suggest(*, county_id: int, text: str, limit: int = 8) -> list[str]:
    """Titles that what was typed so far begins or stands in, by characters, pinyin or first letters."""
    if not text.strip():
        return []
    index = node_index()
    searcher = index.searcher()
    clauses = [(Should, clause) for clause in _typed(index, text)]
    query = tantivy.Query.boolean_query(
        [(Must, _county(index, county_id)), (Must, tantivy.Query.boolean_query(clauses))]
    )
    found = searcher.search(query, limit=limit * 3, weight_by_field="weight")
    keys = [searcher.doc(address)["key"][0].split("/", 1)[1] for _score, address in found.hits]
    titles = dict(
        Document.objects.filter(county_id=county_id, key__in=keys, is_tombstone=False).values_list("key", "title")
    )
    return list(dict.fromkeys(titles[key] for key in keys if key in titles))[:limit]


def _count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    total: int = searcher.search(query, limit=1).count  # type: ignore[attr-defined]  # the stubs lack it
    return total


def _typed(index: NodeIndex, text: str) -> list[tantivy.Query]:
    if analysis.is_latin(text):
        letters = analysis.identifier(text)
        return [tantivy.Query.regex_query(index.schema, "pinyin", f"{letters}.*")]
    pairs = analysis.bigrams(text)
    return [_phrase(index, "title_pairs", pairs)] if pairs else []


def _query(index: NodeIndex, question: Question, *, is_relaxed: bool, without: str = "") -> tantivy.Query:
    clauses = [(Must, _county(index, question.county_id))]
    if question.text.strip():
        clauses.append((Must, _text(index, question.text, is_relaxed=is_relaxed)))
    for name, value in question.filters.items():
        if name in FACETS and value and name != without:
            clauses.append((Must, tantivy.Query.term_query(index.schema, name, value)))
    if question.since or question.until:
        clauses.append((Must, _dates(index, question)))
    return tantivy.Query.boolean_query(clauses)


def _text(index: NodeIndex, text: str, *, is_relaxed: bool) -> tantivy.Query:
    """Exact numbers first, then whole phrases, then words in titles, then words in bodies."""
    query, term = tantivy.Query, tantivy.Query.term_query
    words = analysis.query_words(text)
    either = [(Should, query.boost_query(term(index.schema, "identifiers", analysis.identifier(text)), 50.0))]
    if words:
        needed = set() if is_relaxed else _needed(words)
        each = [(Must if word in needed else Should, _meant(index, word)) for word in words]
        each += [(Should, _word(index, pair)) for pair in analysis.bigrams("".join(words)) if is_relaxed]
        either.append((Should, query.boolean_query(each)))
    pairs = analysis.bigrams(text)
    if pairs:
        either.append((Should, query.boost_query(_phrase(index, "title_pairs", pairs), 6.0)))
        either.append((Should, query.boost_query(_phrase(index, "body_pairs", pairs), 2.0)))
    if analysis.is_latin(text):
        letters = analysis.identifier(text)
        either.append((Should, query.boost_query(query.regex_query(index.schema, "pinyin", f"{letters}.*"), 4.0)))
    return query.boolean_query(either)


def _needed(words: Sequence[str]) -> set[str]:
    """The words that must stand in an answer: a lone character (领, 办, 查) only helps to rank, if there are others."""
    return {word for word in words if len(word) > 1} or set(words)


def _meant(index: NodeIndex, word: str) -> tantivy.Query:
    """A word or another for the same thing, whichever a document says best."""
    return tantivy.Query.disjunction_max_query([_word(index, said) for said in (word, *synonyms.others(word))])


def _word(index: NodeIndex, word: str) -> tantivy.Query:
    """A word is found as a word or, where the segmenter cut elsewhere, as its characters side by side."""
    query, term = tantivy.Query, tantivy.Query.term_query
    pairs = analysis.bigrams(word)
    return query.boolean_query(
        [
            (Should, query.boost_query(term(index.schema, "title_words", word), 4.0)),
            (Should, query.boost_query(_phrase(index, "title_pairs", pairs), 2.0)),
            (Should, term(index.schema, "body_words", word)),
            (Should, query.boost_query(_phrase(index, "body_pairs", pairs), 0.5)),
            (Should, query.boost_query(term(index.schema, "title_en", word), 2.0)),
        ]
    )


def _phrase(index: NodeIndex, name: str, terms: Sequence[str]) -> tantivy.Query:
    if len(terms) == 1:
        return tantivy.Query.term_query(index.schema, name, terms[0])
    return tantivy.Query.phrase_query(index.schema, name, list(terms))


def _county(index: NodeIndex, county_id: int) -> tantivy.Query:
    return tantivy.Query.boost_query(tantivy.Query.term_query(index.schema, "county", str(county_id)), 0.0)


def _dates(index: NodeIndex, question: Question) -> tantivy.Query:
    first = int(question.since.strftime("%Y%m%d")) if question.since else None
    last = int(question.until.strftime("%Y%m%d")) if question.until else None
    return tantivy.Query.range_query(index.schema, "dated", tantivy.FieldType.Integer, first, last)


def _facets(
    index: NodeIndex, searcher: tantivy.Searcher, question: Question, *, is_relaxed: bool
) -> dict[str, tuple[FacetValue, ...]]:
    """Counts by value. A facet that filters is counted without its own filter, so that one may change one's mind."""
    counts = {}
    for name in FACETS:
        query = _query(index, question, is_relaxed=is_relaxed, without=name)
        answer = searcher.aggregate(query, {"n": {"terms": {"field": name, "size": 60}}})
        chosen = question.filters.get(name, "")
        counts[name] = tuple(
            FacetValue(bucket["key"], bucket["doc_count"], bucket["key"] == chosen) for bucket in answer["n"]["buckets"]
        )
    return counts


def _hits(question: Question, keys: Sequence[str]) -> tuple[Hit, ...]:
    rows = {
        row.key: row for row in Document.objects.filter(county_id=question.county_id, key__in=keys, is_tombstone=False)
    }
    words = analysis.query_words(question.text)
    meant = [other for word in words for other in synonyms.others(word)]
    terms = [analysis.normalise(question.text).strip(), *words, *meant]
    return tuple(_hit(rows[key], terms) for key in keys if key in rows)


def _hit(row: Document, terms: Sequence[str]) -> Hit:
    return Hit(
        key=row.key,
        kind=row.kind,
        url=row.url,
        title=mark(row.title, terms),
        title_en=row.title_en,
        snippet=snippet(row.body_text, terms),
        facets=row.facets,
        identifiers=row.identifiers,
        dated_on=row.dated_on,
    )
