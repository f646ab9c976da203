"""The published versions of a piece, as anyone may read them; and a piece's page as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from gongkai.organisations.models import County
from gongkai.publishing.models import Information, Version
from gongkai.publishing.queries.comparing import Compared
from gongkai.publishing.queries.public import InformationPage, Related, ShownFile
from gongkai.publishing.queries.snapshots import SHOWN
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.differences import changed_parts, difference
from gongkai.publishing.rules.file_types import extension_of
from gongkai.ui import keyset

PER_PAGE = 20
PUBLIC: Final = (*SHOWN, "files")  # the rest of a snapshot is the desk's
_PICTURE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\balt="([^"]*)"')
_SOURCE = re.compile(r'\bsrc="[^"]*/files/([^"/]+)/"')


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A published version in the history. What a hidden one said is not told."""

    number: int
    reason: str
    note: str
    at: datetime
    changed: tuple[str, ...]
    is_first: bool
    is_current: bool
    is_hidden: bool
    hidden_reason: str
    before: int | None  # the readable version that this one can be read against


@dataclass(frozen=True, slots=True)
class History:
    """A page of published versions, newest first."""

    rows: tuple[PublicVersion, ...]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


@dataclass(frozen=True, slots=True)
class OldPage:
    """A page as it was. `gone` names the files that it had and that are not handed out any more."""

    page: InformationPage
    gone: tuple[str, ...]


def public_piece(county: County, public_id: str) -> Information | None:
    """The piece whose history is asked for, if the public sees it."""
    joined = Information.objects.of_county(county).public().select_related("body", "county", "matter__field")
    found: Information | None = joined.select_related("interprets").filter(public_id=public_id).first()
    return found


def history_of(piece: Information, *, after: str | None = None) -> History:
    """The published versions, newest first, each with what changed in it."""
    published = piece.versions.filter(number__isnull=False)
    found = keyset.page(published, by=("-number", "-pk"), cursor=after, size=PER_PAGE)
    rows = list(found.rows)
    older = published.filter(number__lt=rows[-1].number).order_by("-number").first() if rows else None
    newest = published.order_by("-number").values_list("number", flat=True).first()
    every = [*rows, *([older] if older else [])]
    states = {version.pk: public_part(version) for version in every}
    lines = tuple(_line(version, every[place + 1 :], states, newest=newest) for place, version in enumerate(rows))
    return History(lines, found.next, found.previous)


def published_version(piece: Information, number: int) -> Version | None:
    """A published version of a piece, hidden ones too: whoever shows it asks."""
    found: Version | None = piece.versions.filter(number=number).first()
    return found


def readable_numbers(piece: Information) -> list[int]:
    """The numbers of the versions that the public may read, newest first."""
    readable = piece.versions.filter(number__isnull=False, is_public=True).order_by("-number")
    return [number for number in readable.values_list("number", flat=True) if number is not None]


def public_part(version: Version) -> dict[str, Any]:
    """What the public saw of a version."""
    snapshot = snapshots.unpack(version.snapshot)
    return {name: snapshot[name] for name in PUBLIC if name in snapshot}


def compared_in_public(old: Version, new: Version) -> Compared:
    """Two published versions; of other documents only those are named that are public."""
    states = public_part(old), public_part(new)
    ids = {state["interprets_id"] for state in states if state.get("interprets_id")}
    found = Information.objects.filter(pk__in=ids).public().values_list("pk", "title")
    return Compared(difference(*states), dict(found))


def page_then(piece: Information, page: InformationPage, version: Version) -> OldPage:
    """The page of a piece as it was: words of then, and of its files those that are still handed out."""
    then = snapshots.unpack(version.snapshot)
    attached = dict(piece.attachments.values_list("public_id", "sha256"))
    listed = [file for file in then["files"] if not file["is_inline"]]
    still = [file for file in listed if attached.get(file["public_id"]) == file["sha256"]]
    said: dict[str, Any] = {name: then.get(name) or "" for name in _SAID}
    said |= {name: date.fromisoformat(then[name]) if then.get(name) else None for name in _DAYS}
    old = replace(
        page,
        **said,
        html=_without_gone_pictures(then["html"], attached),
        kind_label=str(dict(Information.Kind.choices).get(then["kind"], "")),
        files=tuple(_shown(file) for file in still),
        interprets=_interpreted(then.get("interprets_id")),
        interpretations=(),
        changes=(),
        made=(),
    )
    return OldPage(old, tuple(file["name"] for file in listed if file not in still))


_DAYS: Final = tuple(name for name in SHOWN if name.endswith("_on"))
_SAID: Final = tuple(name for name in SHOWN if name not in (*_DAYS, "html", "interprets_id"))


def _line(
    version: Version, older: list[Version], states: Mapping[int, dict[str, Any]], *, newest: int | None
) -> PublicVersion:
    before = older[0] if older else None
    is_hidden = not version.is_public
    is_told = before is not None and not is_hidden
    assert version.number is not None
    return PublicVersion(
        number=version.number,
        reason=version.reason,
        note="" if is_hidden else version.note,
        at=version.saved_at,
        changed=changed_parts(states[before.pk], states[version.pk]) if before is not None and is_told else (),
        is_first=before is None,
        is_current=version.number == newest,
        is_hidden=is_hidden,
        hidden_reason=version.hidden_reason,
        before=before.number if before is not None and is_told and before.is_public else None,
    )


def _shown(file: Mapping[str, Any]) -> ShownFile:
    is_picture = file["media_type"].startswith("image/")
    form = extension_of(file["name"]).upper()
    return ShownFile(file["public_id"], file["name"], form, file["size"], file["sha256"], is_picture)


def _interpreted(pk: int | None) -> Related | None:
    piece = Information.objects.filter(pk=pk).public().first() if pk else None
    return Related(piece.public_id, piece.title, piece.title_en, piece.published_at) if piece else None


def _without_gone_pictures(html: str, attached: Mapping[str, str]) -> str:
    """A picture that is not there any more leaves the words that described it."""

    def kept(found: re.Match[str]) -> str:
        source, alt = _SOURCE.search(found[0]), _ALT.search(found[0])
        if source is None or source[1] in attached:
            return found[0]
        return f"<em>[{alt[1]}]</em>" if alt and alt[1] else ""

    return _PICTURE.sub(kept, html)
