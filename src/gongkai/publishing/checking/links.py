"""Links to what is not public, links that did not open, and files that are not on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.publishing.checking.draft import Draft
from gongkai.publishing.checking.registry import register
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.queries.links import host_names, tried
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
        if not file.is_there:
            yield Found(
                check="links", kind="file_missing", level=Level.BLOCK, place=f"file:{file.public_id}", shown=file.name
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
    for link in tried(piece.county_id, named):
        if not link.is_open and link.tried_at is not None:
            yield Found(
                check="links",
                kind=f"closed_{link.why}",
                level=Level.WARN,
                place=TEXT,
                where=link.tried_at.astimezone().date().isoformat(),
                shown=link.url,
                quote=link.url,
            )
