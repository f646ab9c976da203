"""Taking out an original that stays inside: what was masked names persons, so whoever reads it stands in the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing import policies
from gongkai.publishing.actions.drafting import record
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import KeptFile
from gongkai.publishing.rules.states import PublishingRefused, Refusal


@transaction.atomic
def open_kept(*, kept_file_id: int, by: User, at: datetime) -> KeptFile:
    """Hand out an original to whom may have it. The record is written before the first byte leaves."""
    kept = KeptFile.objects.select_related("information__body", "information__corrects").get(pk=kept_file_id)
    if not policies.may_open(by, kept, on=day_of(at)):
        raise PublishingRefused(Refusal.NOT_PERMITTED)
    if not kept.file.storage.exists(str(kept.file)):
        raise PublishingRefused(Refusal.ORIGINAL_GONE)
    detail = {"name": kept.name, "kept_because": kept.reason, "sha256": kept.sha256}
    record("information.open_kept", kept.information, by=by, at=at, detail=detail)
    return kept
