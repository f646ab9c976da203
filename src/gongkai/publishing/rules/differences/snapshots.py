"""Two snapshots beside each other: what a person wrote in the fields, in the text, and which files there were.

Sources
    website_standards.md §6.4: a reviewer sees what changed.
    政府信息公开条例 Art. 6: what was wrong is corrected openly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from gongkai.publishing.rules.differences.lines import Cell, Kind, Line, differing_lines, worded

TEXTS: Final = ("html", "totals")
# Its words explain a correction; they are shown as such and are no change of what was said.
UNCOMPARED: Final = frozenset({"files", "correction_note"})
_ADDRESS = re.compile(r"/info/[^/\"]+/files/([^/\"]+)/")


class FileKind(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact that changed: what stood there and what stands there, as kept."""

    name: str
    old: Any
    new: Any
    words: Cell = ()  # of texts


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of which some line changed, all its lines."""

    name: str
    lines: tuple[Line, ...]

    @property
    def changes(self) -> int:
        return sum(line.kind is not Kind.SAME for line in self.lines)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that came, went or changed."""

    kind: FileKind
    name: str
    size: int
    was_named: str = ""
    was_size: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed."""

    fields: tuple[FieldChange, ...]
    texts: tuple[TextChange, ...]
    files: tuple[FileChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.texts or self.files)


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """What changed from one snapshot to another. A field that either does not know of was empty."""
    return Difference(
        fields=tuple(_field(name, old.get(name), new.get(name)) for name in _fields(old, new)),
        texts=tuple(_texts(old, new)),
        files=tuple(_files(old.get("files", ()), new.get("files", ()))),
    )


def changed_parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of what changed, without looking into the texts: for lists of versions."""
    texts = [name for name in TEXTS if _told(old, name) != _told(new, name)]
    files = ["files"] if any(_files(old.get("files", ()), new.get("files", ()))) else []
    return (*_fields(old, new), *texts, *files)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    names = [name for name in dict.fromkeys([*new, *old]) if name not in UNCOMPARED and name not in TEXTS]
    return [name for name in names if (old.get(name) or None) != (new.get(name) or None)]


def _field(name: str, old: Any, new: Any) -> FieldChange:
    are_texts = isinstance(old or "", str) and isinstance(new or "", str)
    return FieldChange(name, old, new, worded(old or "", new or "") if are_texts else ())


def _texts(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[TextChange]:
    both = [(name, _told(old, name), _told(new, name)) for name in TEXTS]
    changes = [TextChange(name, differing_lines(was, now)) for name, was, now in both if was != now]
    return [change for change in changes if change.changes]


def _told(snapshot: Mapping[str, Any], name: str) -> str:
    """A text that names its files by what they are: in a correction the same file has an address of its own."""
    files = {file["public_id"]: file["sha256"] for file in snapshot.get("files", ())}
    return _ADDRESS.sub(lambda found: files.get(found[1], found[0]), snapshot.get(name) or "")


def _files(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[FileChange]:
    """By name and content first, then by either; what is left over came or went."""
    gone, come = list(old), list(new)
    _paired(gone, come, "name", "sha256")
    renamed = _paired(gone, come, "sha256")
    replaced = _paired(gone, come, "name")
    return [
        *(_file(FileKind.REPLACED, now, was) for was, now in replaced),
        *(_file(FileKind.RENAMED, now, was) for was, now in renamed),
        *(_file(FileKind.ADDED, file) for file in come),
        *(_file(FileKind.REMOVED, file) for file in gone),
    ]


def _paired(
    gone: list[Mapping[str, Any]], come: list[Mapping[str, Any]], *names: str
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Take out of both lists the files that agree in what is named."""
    pairs = []
    for file in list(come):
        was = next((other for other in gone if all(other[name] == file[name] for name in names)), None)
        if was is not None:
            gone.remove(was)
            come.remove(file)
            pairs.append((was, file))
    return pairs


def _file(kind: FileKind, file: Mapping[str, Any], was: Mapping[str, Any] | None = None) -> FileChange:
    return FileChange(
        kind, file["name"], file["size"], was["name"] if was else "", was["size"] if was is not None else None
    )
