"""By what a duty was fulfilled, for whoever checks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.duties.models import Fulfilment


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: our own information (its public id), an outside address, or a signature."""

    by_kind: str
    information_id: str
    url: str
    title: str
    published_on: date | None
    sha256: str
    made_at: datetime
    made_by: str


def evidence_of(duty_id: int) -> tuple[Evidence, ...]:
    """All evidence of one duty, newest first."""
    lines = Fulfilment.objects.filter(duty_id=duty_id).select_related("made_by").order_by("-made_at", "-id")
    return tuple(
        Evidence(
            by_kind=line.by_kind,
            information_id=line.information_id,
            url=line.url,
            title=line.title,
            published_on=line.published_on,
            sha256=line.sha256,
            made_at=line.made_at,
            made_by=line.made_by.display_name if line.made_by else "",
        )
        for line in lines
    )
