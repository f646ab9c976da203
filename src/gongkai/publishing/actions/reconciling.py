"""Two wrote in one draft at once, and both texts are wanted: the later one becomes a draft of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.drafting import DraftFields, lock, record
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import Attachment, Information, Version
from gongkai.publishing.queries.snapshots import FIELDS
from gongkai.publishing.queries.written import cleaned
from gongkai.publishing.rules import markup, paths

# What belongs to the one piece that it was given to.
_OWN = frozenset({"registration_number", "filing_number", "filed_on", "correction_note"})
LONGEST_TITLE = 300


@transaction.atomic
def keep_second_draft(*, information_id: int, by: User, at: datetime, **fields: Unpack[DraftFields]) -> Information:
    """Keep what was typed beside what another saved, as a second draft under the same matter, with the same files.

    It does not matter how far the first one has come meanwhile: what was typed is not lost for it.
    """
    first = lock(information_id)
    policies.require(by, Permission.DRAFT, first.body, on=day_of(at))
    kept = {name: getattr(first, name) for name in FIELDS if name not in _OWN} | cleaned(first, fields)
    second = Information(
        county_id=first.county_id,
        body=first.body,
        matter_id=first.matter_id,
        row_id=first.row_id,
        checklist=first.checklist,
        drafted_at=at,
        drafted_by=by,
        authors=sorted({*first.authors, by.pk}),
        changed_at=at,
        **{name: value for name, value in kept.items() if name not in _OWN},
    )
    second.title = _second_title(second.title)
    second.save(force_insert=True)
    _share_files(first, second)
    keep_version(second, Version.Reason.STARTED, by=by, at=at)
    record("information.second_draft_kept", second, by=by, at=at, detail={"beside": first.public_id})
    return second


def _share_files(first: Information, second: Information) -> None:
    """The files under addresses of the second draft; the bytes on the disk are the same."""
    html = second.html
    for file in first.attachments.order_by("position", "id"):
        old = paths.attachment(first.public_id, file.public_id)
        file.pk, file.public_id, file.information = None, Attachment().public_id, second
        file.save(force_insert=True)
        html = html.replace(old, paths.attachment(second.public_id, file.public_id))
    second.html, second.text = html, markup.plain_text(html)
    second.save(update_fields=["html", "text"])


def _second_title(title: str) -> str:
    mark = _("（另一稿）")
    return title if title.endswith(mark) else f"{title[: LONGEST_TITLE - len(mark)]}{mark}"
