"""This node's copy of the index: opened, kept up with the feed, asked.

The copy is disposable. Its cursor (how far it has followed each county) is written after the commit, so a crash in
between repeats work and loses none: a document is deleted by key before it is added.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

import tantivy
from django.conf import settings

from gongkai.search.models import Document, Feed
from gongkai.search.rules import analysis

log = logging.getLogger(__name__)

FORMAT = 1  # raise when the schema or the analysis changes: copies rebuild themselves
FACETS = ("field", "body", "kind", "level", "year", "validity")
BATCH = 2000
WRITER_HEAP = 64_000_000


def schema() -> tantivy.Schema:
    """The fields of the index. Analysed text comes in as white-space separated terms."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("county", tokenizer_name="raw", index_option="basic")
    for name in ("title_words", "title_pairs", "body_words", "body_pairs", "title_en"):
        builder.add_text_field(name, tokenizer_name="default" if name == "title_en" else "whitespace")
    builder.add_text_field("identifiers", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("pinyin", tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("dated", fast=True, indexed=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


class NodeIndex:
    """One directory, one index."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._seen = -1
        self._lock = Lock()
        self.schema = schema()
        self._index = self._open()

    @property
    def _cursor_file(self) -> Path:
        return self.directory / "cursor.json"

    def _open(self) -> tantivy.Index:
        if self._cursor().get("format") != FORMAT:
            shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(self.schema, path=str(self.directory))

    def _cursor(self) -> dict[str, int]:
        try:
            found: dict[str, int] = json.loads(self._cursor_file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return {}
        return found

    def searcher(self) -> tantivy.Searcher:
        """A searcher over the newest commit of whichever process keeps this copy."""
        try:
            changed = self._cursor_file.stat().st_mtime_ns
        except OSError:
            changed = 0
        with self._lock:
            if changed != self._seen:
                self._index.reload()
                self._seen = changed
        return self._index.searcher()

    def sync(self) -> int:
        """Follow the feed of every county to its end; return how many changes were applied."""
        cursor = self._cursor()
        behind = [
            (feed.county_id, cursor.get(str(feed.county_id), 0))
            for feed in Feed.objects.all()
            if feed.sequence > cursor.get(str(feed.county_id), 0)
        ]
        if not behind:
            return 0
        try:
            writer = self._index.writer(WRITER_HEAP, 1)
        except ValueError:  # another process of this node holds the copy's lock and follows the feed itself
            return 0
        return sum(self._follow(writer, cursor, county_id, after) for county_id, after in behind)

    def _follow(self, writer: tantivy.IndexWriter, cursor: dict[str, int], county_id: int, after: int) -> int:
        applied = 0
        while rows := self._after(county_id, after):
            _apply(writer, rows)
            after = rows[-1].sequence
            applied += len(rows)
            writer.commit()
            cursor |= {str(county_id): after, "format": FORMAT}
            self._cursor_file.write_text(json.dumps(cursor), encoding="ascii")
        return applied

    @staticmethod
    def _after(county_id: int, sequence: int) -> list[Document]:
        rows = Document.objects.filter(county_id=county_id, sequence__gt=sequence)
        return list(rows.order_by("sequence")[:BATCH])


def _apply(writer: tantivy.IndexWriter, rows: Iterable[Document]) -> None:
    for row in rows:
        writer.delete_documents_by_term("key", _key(row))
        if not row.is_tombstone:
            writer.add_document(_entry(row))


def _key(row: Document) -> str:
    return f"{row.county_id}/{row.key}"


def _entry(row: Document) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_text("key", _key(row))
    entry.add_text("county", str(row.county_id))
    entry.add_text("title_words", " ".join(analysis.words(row.title)))
    entry.add_text("title_pairs", " ".join(analysis.bigrams(row.title)))
    entry.add_text("body_words", " ".join(analysis.words(row.body_text)))
    entry.add_text("body_pairs", " ".join(analysis.bigrams(row.body_text)))
    entry.add_text("title_en", row.title_en)
    for number in row.identifiers:
        entry.add_text("identifiers", analysis.identifier(number))
    for form in analysis.pinyin_forms(row.title):
        entry.add_text("pinyin", form)
    for name in FACETS:
        if value := row.facets.get(name):
            entry.add_text(name, str(value))
    if row.dated_on:
        entry.add_integer("dated", int(row.dated_on.strftime("%Y%m%d")))
    entry.add_float("weight", row.weight)
    return entry


_open_indexes: dict[Path, NodeIndex] = {}
_open_lock = Lock()


def node_index() -> NodeIndex:
    """This process's handle on the node's copy."""
    directory = Path(settings.SEARCH_INDEX)
    with _open_lock:
        if directory not in _open_indexes:
            _open_indexes[directory] = NodeIndex(directory)
        return _open_indexes[directory]
