"""Links to what is not public, links that open no more, and files that do not open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.publishing import scans
from gongkai.publishing.checking.draft import Draft, File
from gongkai.publishing.checking.registry import register
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.queries.links import dead, host_names
from gongkai.publishing.rules.embedded import Target, embedded_in, is_inside, target_of
from gongkai.publishing.rules.findings import TEXT, Found, Level


@register("links")
def links(draft: Draft, *, on: date) -> Iterator[Found]:
    """Three queries at most, however many links there are."""
    named = embedded_in(draft.piece.html).links
    if named:
        hosts = host_names(draft.piece.county_id)
        yield from _inside(draft.piece, {link: target_of(link, hosts=hosts) for link in named})
        yield from _outside(draft.piece, [link for link in named if not is_inside(link, hosts=hosts)])
    for file in draft.files:
        yield from _file(file)


def _file(file: File) -> Iterator[Found]:
    """On the disk, whole, and readable: whoever downloads it must be able to open it."""
    place = f"file:{file.public_id}"
    if not file.is_there:
        yield Found(check="links", kind="file_missing", level=Level.BLOCK, place=place, shown=file.name)
        return
    for found in file.findings:
        if found["kind"] == scans.CLOSED:
            yield Found(
                check="links",
                kind="file_closed",
                level=Level.BLOCK,
                place=place,
                shown=f"{file.name}（{found['where']}）",
                quote=file.sha256,
            )


def _inside(piece: Information, named: dict[str, Target | None]) -> Iterator[Found]:
    targets = {target for target in named.values() if target is not None and target.piece != piece.public_id}
    if not targets:
        return
    public = Information.objects.public().filter(public_id__in=[target.piece for target in targets])
    readable = {Target(public_id) for public_id in public.values_list("public_id", flat=True)}
    files = Attachment.objects.filter(public_id__in=[t.file for t in targets if t.file], information__in=public)
    readable |= {Target(*pair) for pair in files.values_list("information__public_id", "public_id")}
    for link, target in named.items():
        if target in targets and target not in readable:
            yield Found(check="links", kind="not_public", level=Level.WARN, place=TEXT, shown=link, quote=link)


def _outside(piece: Information, named: list[str]) -> Iterator[Found]:
    for link in dead(piece.county_id, named):
        yield Found(
            check="links",
            kind=f"closed_{link.why}",
            level=Level.WARN,
            place=TEXT,
            where=link.closed_since.astimezone().date().isoformat() if link.closed_since else "",
            shown=link.url,
            quote=link.url,
        )
