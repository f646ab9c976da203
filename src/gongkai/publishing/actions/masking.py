"""One click: personal data are masked in text and files, by the profile of the list. The originals stay inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing import extraction, masking, scans
from gongkai.publishing.actions.attaching import build, checked_kind, safe_name
from gongkai.publishing.actions.clearing import keep_file
from gongkai.publishing.actions.drafting import lock_draft, record, touched
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.masking import CleanCopy, MaskedHtml, NotMaskable, Removed
from gongkai.publishing.models import Attachment, Information, KeptFile, Version
from gongkai.publishing.queries import publicity
from gongkai.publishing.rules import markup, profiles, totals
from gongkai.publishing.rules.profiles import Profile
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from gongkai.publishing.scanning import Unreadable


@dataclass(frozen=True, slots=True)
class Masked:
    """What was taken out of the text and of each file, and which files could not be masked and why."""

    removed: tuple[tuple[str, Removed], ...]  # the file's name, or "" for the text
    refused: tuple[tuple[str, NotMaskable | Unreadable], ...]
    profile: str


@dataclass(frozen=True, slots=True)
class _Work:
    """Clean copies made beside the database, to be put in if nothing has changed meanwhile."""

    html: MaskedHtml
    totals: MaskedHtml
    title: MaskedHtml
    files: tuple[tuple[Attachment, CleanCopy], ...]
    refused: tuple[tuple[str, NotMaskable | Unreadable], ...]
    profile: Profile | None
    statement: str


def mask_draft(*, information_id: int, revision: int, by: User, at: datetime) -> Masked:
    """Mask whatever must not appear. Made outside the transaction; a draft that changed meanwhile is left as it is."""
    draft = Information.objects.select_related("row").get(pk=information_id)
    if draft.revision != revision:
        raise PublishingRefused(Refusal.STALE_REVISION, revision=draft.revision)
    work = _prepared(draft, at=at)
    built = [(file, _facts(copy, at=at)) for file, copy in work.files]
    with transaction.atomic():
        locked = lock_draft(information_id, by=by, at=at)
        if locked.revision != revision:
            raise PublishingRefused(Refusal.STALE_REVISION, revision=locked.revision)
        _put_in(locked, work, built, by=by, at=at)
    return Masked(_removed(work), work.refused, work.profile.name if work.profile else "")


def _prepared(draft: Information, *, at: datetime) -> _Work:
    on, tables = day_of(at), totals.tables_in(draft.html)
    profile = profiles.BY_NAME.get(draft.list_profile) or _proposed(draft, tables)
    files: list[tuple[Attachment, CleanCopy]] = []
    refused: list[tuple[str, NotMaskable | Unreadable]] = []
    for file in draft.attachments.all():
        if not file.findings:
            continue
        with file.file.open("rb") as opened:
            content = opened.read()
        try:
            files.append((file, masking.clean_copy(content, name=file.name, on=on, profile=profile)))
        except (NotMaskable, Unreadable) as reason:
            refused.append((file.name, reason))
    try:
        return _Work(
            html=masking.mask_html(draft.html, on=on, profile=profile),
            totals=masking.mask_html(draft.totals, on=on),
            title=masking.mask_html(draft.title, on=on),
            files=tuple(files),
            refused=tuple(refused),
            profile=profile,
            statement=draft.totals or totals.statement(totals.totals_of(tables)),
        )
    except NotMaskable as reason:
        raise PublishingRefused(Refusal.NOT_MASKABLE, reason=reason) from reason


def _proposed(draft: Information, tables: Sequence[Sequence[Sequence[str]]]) -> Profile | None:
    """The profile that title and headings speak for; a text without tables is masked without one."""
    for rows in tables:
        proposal = profiles.profile_for(draft.title, profiles.headers_of(rows))
        if proposal.profile is not None:
            return proposal.profile
    return None


def _facts(copy: CleanCopy, *, at: datetime) -> dict[str, Any]:
    name = safe_name(copy.name)
    return {
        "name": name,
        "content": copy.content,
        "kind": checked_kind(name, copy.content),
        "text": extraction.text_of(name, copy.content),
        "scan": scans.scan(name, copy.content, on=day_of(at)),
    }


def _put_in(
    draft: Information, work: _Work, built: Sequence[tuple[Attachment, dict[str, Any]]], *, by: User, at: datetime
) -> None:
    keep_version(draft, Version.Reason.SAVED, by=by, at=at)
    draft.html, draft.text = work.html.html, markup.plain_text(work.html.html)
    draft.title = markup.plain_text(work.title.html)[:300]
    if work.profile is not None:
        draft.list_profile = work.profile.name
        draft.publicity_days = draft.publicity_days or publicity.asked_by(draft.row)
        draft.totals = work.totals.html if draft.totals else work.statement
    for old, facts in built:
        if (still := draft.attachments.filter(pk=old.pk).first()) is None:
            continue
        new = build(draft, at=at, position=still.position, **facts)
        keep_file(still, reason=KeptFile.Reason.MASKED, by=by, at=at)
        new.save(force_insert=True)
    draft.revision += 1
    touched(draft, by=by, at=at)
    draft.save()
    keep_version(draft, Version.Reason.MASKED, by=by, at=at)
    detail = {"masked": sum(found.count for _where, found in _removed(work)), "profile": draft.list_profile}
    record("information.mask", draft, by=by, at=at, detail=detail)


def _removed(work: _Work) -> tuple[tuple[str, Removed], ...]:
    texts = [("", found) for part in (work.title, work.html) for found in part.removed]
    return (*texts, *((file.name, found) for file, copy in work.files for found in copy.removed))
