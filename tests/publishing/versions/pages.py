"""A piece that was published and corrected, as the tests of its history need it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.models import Version
from gongkai.publishing.rules import markup
from tests.factories.publishing import InformationFactory

FIRST = datetime(2025, 4, 2, 1, tzinfo=UTC)


def published_in(body, *texts, note="更正了内容", **facts):
    """A public piece, once published and then corrected; each text is a version, a day after the other."""
    piece = InformationFactory(body=body, published=True, **facts)
    for number, html in enumerate(texts, start=1):
        piece.html, piece.text = html, markup.plain_text(html)
        piece.save(update_fields=["html", "text"])
        is_first = number == 1
        keep_version(
            piece,
            Version.Reason.PUBLISHED if is_first else Version.Reason.CORRECTED,
            by=piece.drafted_by,
            at=FIRST + timedelta(days=number - 1),
            number=number,
            note="" if is_first else note,
        )
    return piece
