"""What becomes public is sent to the channels of its row; what must go comes off them."""

from __future__ import annotations

from datetime import datetime

from gongkai.channels import actions as channels
from gongkai.organisations.models import Body, Level
from gongkai.publishing.models import Information
from gongkai.publishing.rules import channel_keys, paths

ROOM = "information"


def thread(public_id: str) -> str:
    """A piece as channels know it, through all its versions."""
    return f"{ROOM}:{public_id}"


def send_out(piece: Information, *, number: int, at: datetime, is_news: bool = True) -> None:
    """Register a public version for every channel that is to carry it, in the caller's transaction."""
    channels.release(
        channels.Release(
            county_id=piece.county_id,
            thread=thread(piece.public_id),
            version=number,
            title=piece.title,
            digest=piece.sha256,
            url=paths.information(piece.public_id),
            body_ids=[pk for pk in (piece.body_id, piece.body.parent_id) if pk is not None],
            carriers=piece.row.channels,
            keys=channel_keys.keys_of(
                field=piece.matter.field.slug,
                matter=piece.matter.number,
                body=piece.body.slug,
                places=_places(piece.body),
            ),
            is_news=is_news,
        ),
        at=at,
    )


def call_in(piece: Information, *, at: datetime) -> None:
    """Take every version back from wherever it went."""
    channels.withdraw(county_id=piece.county_id, thread=thread(piece.public_id), at=at)


def _places(body: Body) -> list[str]:
    """The township or village that a piece concerns: its body's, and the township above a village."""
    above = [body.parent] if body.parent is not None and body.level == Level.VILLAGE else []
    return [one.slug for one in (body, *above) if one.level in (Level.TOWNSHIP, Level.VILLAGE)]
