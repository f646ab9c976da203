"""What publishing itself asks at the gates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.publishing import gates
from gongkai.publishing.models import Information
from gongkai.publishing.queries.desk import metadata_of
from gongkai.publishing.rules import metadata


@gates.before_sign_off.register("publishing.metadata")
def metadata_agree(information: Information, *, on: date) -> Iterable[str]:
    """Dates that cannot be true are put right first; what is merely missing is shown, not refused."""
    return [str(found) for found in metadata.findings(metadata_of(information), on=on) if found in metadata.BLOCKING]
