"""This node's copy of the index: opened, kept up with the feed, built anew beside itself.

The folder holds generations; the file `current` names the one that serves. A rebuild writes the next generation and
then replaces that file, in one step of the file system: whoever searches reads the old one up to there, and no question
falls between. A generation's cursor (how far it has followed each county) is written after the commit, so a crash in
between repeats work and loses none: a document is deleted by key before it is added.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import RLock

import tantivy
from django.conf import settings

from gongkai.search.entries import FACETS, entry_of, key_of, schema
from gongkai.search.models import Document, Feed

__all__ = ["FACETS", "NodeIndex", "node_index"]

log = logging.getLogger(__name__)

FORMAT = 2  # raise when the schema or the analysis changes: copies rebuild themselves
BATCH = 2000
WRITER_HEAP = 96_000_000
Followed = Callable[[int], object]


class Generation:
    """One directory, one index of tantivy."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self.schema = schema()
        self.index = tantivy.Index(self.schema, path=str(directory))
        self._seen = -1

    @property
    def _cursor_file(self) -> Path:
        return self.directory / "cursor.json"

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
        if changed != self._seen:
            self.index.reload()
            self._seen = changed
        return self.index.searcher()

    def behind(self) -> list[tuple[int, int]]:
        """The counties whose feed goes on after what is here, each with how far it was followed."""
        cursor = self._cursor()
        ends = Feed.objects.values_list("county_id", "sequence")
        return [(county, cursor.get(str(county), 0)) for county, end in ends if end > cursor.get(str(county), 0)]

    def sync(self, *, followed: Followed = lambda count: None) -> int:
        """Follow the feed of every county to its end; return how many changes were applied."""
        behind = self.behind()
        if not behind:
            return 0
        try:
            writer = self.index.writer(WRITER_HEAP, 1)
        except ValueError:  # another process of this node holds the copy's lock and follows the feed itself
            return 0
        return sum(self._follow(writer, county_id, after, followed) for county_id, after in behind)

    def _follow(self, writer: tantivy.IndexWriter, county_id: int, after: int, followed: Followed) -> int:
        applied = 0
        while rows := self._after(county_id, after):
            _apply(writer, rows)
            after = rows[-1].sequence
            applied += len(rows)
            writer.commit()
            _replace(self._cursor_file, json.dumps(self._cursor() | {str(county_id): after}))
            followed(len(rows))
        return applied

    @staticmethod
    def _after(county_id: int, sequence: int) -> list[Document]:
        rows = Document.objects.filter(county_id=county_id, sequence__gt=sequence)
        return list(rows.order_by("sequence")[:BATCH])


class NodeIndex:
    """The folder of a node: the generation that serves, and the next one while it is built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._serving: Generation | None = None

    @property
    def _pointer(self) -> Path:
        return self.folder / "current"

    def _named(self) -> str:
        try:
            name = self._pointer.read_text(encoding="ascii")
        except OSError:
            return ""
        return name if name.startswith(f"{FORMAT}-") and (self.folder / name).is_dir() else ""

    @property
    def generation(self) -> Generation:
        """The generation that serves now; a first and empty one where there is none that this version can read."""
        with self._lock:
            name = self._named()
            if not name:
                name = f"{FORMAT}-1"
                serving = Generation(self.folder / name)
                _replace(self._pointer, name)
                self._serving = serving
            elif self._serving is None or self._serving.directory.name != name:
                self._serving = Generation(self.folder / name)
            assert self._serving is not None
            return self._serving

    @property
    def schema(self) -> tantivy.Schema:
        return self.generation.schema

    def searcher(self) -> tantivy.Searcher:
        """A searcher over what serves now."""
        with self._lock:
            return self.generation.searcher()

    def sync(self) -> int:
        """Follow the feed of every county to its end; return how many changes were applied."""
        return self.generation.sync()

    def rebuild(self, *, followed: Followed = lambda count: None) -> int:
        """Build the next generation from the first change on and let it serve; return how many changes it took.

        What changes meanwhile is followed by both: the next one serves once it has come to the feed's end.
        """
        serving = self.generation.directory.name
        following = f"{FORMAT}-{int(serving.partition('-')[2]) + 1}"
        shutil.rmtree(self.folder / following, ignore_errors=True)  # of a rebuild that was cut off
        fresh = Generation(self.folder / following)
        applied = fresh.sync(followed=followed)
        while count := fresh.sync(followed=followed):
            applied += count
        _replace(self._pointer, following)
        self._forget(but={serving, following})
        return applied

    def _forget(self, *, but: set[str]) -> None:
        """Older generations go; the last one stays for whoever is still reading it."""
        for old in self.folder.iterdir():
            if old.is_dir() and old.name not in but:
                shutil.rmtree(old, ignore_errors=True)


def _apply(writer: tantivy.IndexWriter, rows: Iterable[Document]) -> None:
    for row in rows:
        writer.delete_documents_by_term("key", key_of(row))
        if not row.is_tombstone:
            writer.add_document(entry_of(row))


def _replace(file: Path, text: str) -> None:
    """Write a file in one step: a reader meets the old text or the new one."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(text, encoding="ascii")
    fresh.replace(file)


_open_indexes: dict[Path, NodeIndex] = {}
_open_lock = RLock()


def node_index() -> NodeIndex:
    """This process's handle on the node's copy."""
    folder = Path(settings.SEARCH_INDEX)
    with _open_lock:
        if folder not in _open_indexes:
            _open_indexes[folder] = NodeIndex(folder)
        return _open_indexes[folder]
