"""What publishing tells channels at the moment of sending: what the public reads now, and whose letter it is."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.channels import providers
from gongkai.channels.providers import Letterhead, Standing
from gongkai.organisations.models import County
from gongkai.organisations.queries import site_of
from gongkai.publishing.actions.sending_out import ROOM
from gongkai.publishing.models import Information
from gongkai.publishing.rules import paths


def standings(county_id: int, threads: Iterable[str]) -> dict[str, Standing]:
    """Of these pieces, those that are public, with what they say."""
    ids = {thread.partition(":")[2]: thread for thread in threads}
    pieces = Information.objects.public().filter(county_id=county_id, public_id__in=ids).select_related("body")
    return {
        ids[piece.public_id]: Standing(
            digest=piece.sha256,
            title=piece.title,
            summary=piece.summary,
            html=piece.html,
            text=piece.text,
            path=paths.information(piece.public_id),
            source=piece.content_source or piece.body.name,
        )
        for piece in pieces
    }


def letterhead(county_id: int) -> Letterhead:
    """The county's site and where it stands: its own domain, else a host under which it answers."""
    county = County.objects.get(pk=county_id)
    site = site_of(county)
    host = site.domain or county.hosts.order_by("id").values_list("host", flat=True).first() or ""
    return Letterhead(site.name, f"https://{host}" if host else "")


providers.answer_for(ROOM, standings)
providers.write_as(letterhead)
