"""How a document stands in the index: its fields, and the terms of each."""

from __future__ import annotations

import tantivy

from gongkai.search.models import Document
from gongkai.search.rules import analysis, instruments

FACETS = ("field", "body", "kind", "level", "year", "validity")
# Text by where it stands: each in words, which rank well, and in pairs, which miss nothing.
TEXTS = ("title", "heading", "body", "file")


def schema() -> tantivy.Schema:
    """The fields of the index. Analysed text comes in as white-space separated terms."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    for name in ("county", "title_is", "called", "identifiers", "cites", "pinyin"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for text in TEXTS:
        builder.add_text_field(f"{text}_words", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field(f"{text}_pairs", tokenizer_name="whitespace")
    builder.add_text_field("title_en", tokenizer_name="default")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("dated", fast=True, indexed=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


def key_of(row: Document) -> str:
    """The key by which a copy finds a document again."""
    return f"{row.county_id}/{row.key}"


def entry_of(row: Document) -> tantivy.Document:
    """A document as the index takes it."""
    entry = tantivy.Document()
    entry.add_text("key", key_of(row))
    entry.add_text("county", str(row.county_id))
    _add_names(entry, row)
    _add_text(entry, "body", row.body_text)
    for name, text in row.files:
        _add_text(entry, "file", f"{name}\n{text}")
    for number in row.identifiers:
        entry.add_text("identifiers", analysis.identifier(number))
    for law in instruments.cited_in(f"{row.title}\n{row.body_text}"):
        entry.add_text("cites", law)
    for name in FACETS:
        if value := row.facets.get(name):
            entry.add_text(name, str(value))
    if row.dated_on:
        entry.add_integer("dated", row.dated_on.year * 10000 + row.dated_on.month * 100 + row.dated_on.day)
    entry.add_float("weight", row.weight)
    return entry


def _add_names(entry: tantivy.Document, row: Document) -> None:
    """Every name goes in by itself, so that no phrase is found across two of them."""
    entry.add_text("title_is", analysis.identifier(row.title))
    for name in filter(None, (row.title, *row.aliases)):
        _add_text(entry, "title", name)
    _add_text(entry, "heading", row.heading)
    for name in filter(None, (row.heading and row.heading + row.title, *row.aliases)):
        entry.add_text("called", analysis.identifier(name))
    for name in (row.title, *row.aliases):
        for form in analysis.pinyin_forms(name):
            entry.add_text("pinyin", form)
    entry.add_text("title_en", row.title_en)


def _add_text(entry: tantivy.Document, where: str, text: str) -> None:
    words, pairs = analysis.terms(text)
    entry.add_text(f"{where}_words", " ".join(words))
    entry.add_text(f"{where}_pairs", " ".join(pairs))
