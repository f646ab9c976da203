"""The record of a piece of information, as its digest covers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules.digest import PublishedFile, PublishedRecord


def record_of(
    piece: Information,
    attachments: Iterable[Attachment] | None = None,
    *,
    numbers: Mapping[int, int] | None = None,
) -> PublishedRecord:
    """What the public sees of a piece. Many pieces hand in their files and the numbers of their matters."""
    assert piece.published_at is not None
    files = piece.attachments.order_by("position", "id") if attachments is None else attachments
    return PublishedRecord(
        index_number=piece.index_number,
        title=piece.title,
        summary=piece.summary,
        html=piece.html,
        kind=piece.kind,
        publisher=piece.body.name,
        matter=piece.matter.number if numbers is None else numbers[piece.matter_id],
        document_number=piece.document_number,
        topic=piece.topic,
        content_source=piece.content_source,
        written_on=piece.written_on,
        effective_on=piece.effective_on,
        expires_on=piece.expires_on,
        published_at=piece.published_at,
        attachments=tuple(PublishedFile(file.name, file.size, file.sha256) for file in files),
    )
