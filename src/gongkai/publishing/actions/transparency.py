"""What the transparency log is told: each publication and each withdrawal, with the digest of what readers saw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gongkai.audit import log
from gongkai.audit.models import TreeHead
from gongkai.audit.rules.log_lines import Line
from gongkai.organisations.models import County
from gongkai.publishing.models import Information

PUBLISHED, WITHDRAWN = "published", "withdrawn"


def tell(event: str, pieces: Iterable[Information], *, county: County, at: datetime) -> None:
    """Add an entry for each piece, in the caller's transaction."""
    lines = [Line(event=event, public_id=piece.public_id, sha256=piece.sha256, at=at) for piece in pieces]
    log.append(county_id=county.pk, lines=lines, at=at)


def sign_head(*, county: County, at: datetime) -> TreeHead | None:
    """Sign the county's log as it stands."""
    return log.sign_head(county_id=county.pk, origin=f"gongkai/{county.code}", at=at)
