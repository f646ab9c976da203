"""What somebody typed, as it is kept; and two who typed at once, beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from gongkai.kernel.text import printable
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries.snapshots import DATES
from gongkai.publishing.rules import document_number, markup, merging, paths, snapshots
from gongkai.publishing.rules.merging import Blocks, Field, Part, blocks_of


@dataclass(frozen=True, slots=True)
class Clash:
    """One text that two people changed from the same beginning. `who` and `when` tell of the last save."""

    parts: tuple[Part, ...]
    fields: tuple[Field, ...]
    who: str
    when: datetime

    @property
    def conflicts(self) -> int:
        return sum(part.is_conflict for part in self.parts) + sum(field.is_conflict for field in self.fields)


def cleaned(piece: Information, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as they are kept, whatever was pasted into them."""
    said = {name: printable(value) if isinstance(value, str) else value for name, value in fields.items()}
    if "html" in fields:
        said["html"] = markup.clean(fields["html"], pictures=pictures_of(piece))
    if "totals" in fields:
        said["totals"] = markup.clean(fields["totals"])
    if "document_number" in fields:
        said["document_number"] = document_number.normalise(said["document_number"]).text
    if "title" in fields:
        said["title"] = " ".join(said["title"].split())[:300]
    return said


def pictures_of(piece: Information) -> frozenset[str]:
    """The addresses of the pictures that may stand in its text: its own."""
    ids = piece.attachments.filter(media_type__startswith="image/").values_list("public_id", flat=True)
    return frozenset(paths.attachment(piece.public_id, pk) for pk in ids)


def clash_of(piece: Information, said: Mapping[str, Any], *, revision: int) -> Clash:
    """What was typed from a revision that is no longer the last, against the piece as it stands now."""
    mine = cleaned(piece, {name: value for name, value in said.items() if name != "revision"})
    theirs = {name: getattr(piece, name) for name in mine}
    base = _base(piece, revision)
    html = mine.pop("html", piece.html)
    blocks, other = blocks_of(html), blocks_of(piece.html)
    began = blocks_of(base["html"]) if base is not None else _shared(blocks, other)
    last = piece.versions.select_related("saved_by").order_by("-serial").first()
    return Clash(
        parts=merging.merge(base=began, mine=blocks, theirs=other),
        fields=merging.changed_fields(base=base or {}, mine=mine, theirs=theirs),
        who=last.saved_by.display_name if last and last.saved_by else "",
        when=last.saved_at if last else piece.changed_at,
    )


def _base(piece: Information, revision: int) -> dict[str, Any] | None:
    """The piece as it stood at a revision, if that was kept."""
    version: Version | None = piece.versions.filter(revision__lte=revision).order_by("-serial").first()
    return dict(_read(snapshots.unpack(version.snapshot))) if version else None


def _read(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in snapshot.items():
        yield name, date.fromisoformat(value) if value and name in DATES else value


def _shared(mine: Blocks, theirs: Blocks) -> Blocks:
    """Where the beginning was not kept: what both still have counts as it."""
    found = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return tuple(block for match in found for block in mine[match.a : match.a + match.size])
