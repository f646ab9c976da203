"""An uploaded table on its way to an edition: received, looked at at leisure, then taken in whole or dropped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.organisations.models import User
from gongkai.standards import intake, policies
from gongkai.standards.actions.editions import Source, import_edition
from gongkai.standards.models import Edition, Guideline, Import
from gongkai.standards.rules.items import Name
from gongkai.standards.rules.layout import catalogue
from gongkai.standards.rules.refusals import Refusal, StandardRefused
from gongkai.tables import actions as tables
from gongkai.tables.models import RememberedMapping
from gongkai.tables.questions import Question


@transaction.atomic
def receive(*, guideline_id: int, label: str, name: str, content: bytes, by: User | None, at: datetime) -> Import:
    """Keep an uploaded table under a name of ours; what it holds is read when somebody looks."""
    policies.require_keep(by, on=timezone.localdate(at))
    if not label.strip():
        raise StandardRefused(Refusal.LABEL_MISSING)
    digest = sha256(content).hexdigest()
    received = Import(
        guideline=Guideline.objects.get(pk=guideline_id),
        label=label.strip(),
        file_name=PurePath(name).name[:200],
        sha256=digest,
        uploaded_by=by,
        uploaded_at=at,
    )
    received.file.save(f"{digest[:32]}{PurePath(name).suffix.lower()[:8]}", ContentFile(content), save=False)
    received.save()
    detail = {"file": received.file_name, "sha256": digest, "guideline": guideline_id}
    audit.record("import.receive", subject=received, by=by, at=at, county_id=None, detail=detail)
    return received


def take_in(*, import_id: int, renames: Collection[str] = (), by: User | None, at: datetime) -> Edition:
    """Make a draft of everything in the file, or of nothing: one error keeps all of it out.

    `renames`: the keys of the items that a person says only changed their names, as the dry run proposed.
    """
    policies.require_keep(by, on=timezone.localdate(at))
    waiting = _open(import_id)
    edition = _made_before(waiting) or _make(waiting, renames, by=by, at=at)
    Import.objects.filter(pk=import_id).update(edition=edition)
    return edition


def _made_before(waiting: Import) -> Edition | None:
    """The draft of a taking in that was killed just before its import could say so."""
    of_this_file = waiting.guideline.editions.filter(
        label=waiting.label, source_sha256=waiting.sha256, made_from=None, state=Edition.State.DRAFT
    )
    return of_this_file.order_by("-number").first()


def _make(waiting: Import, renames: Collection[str], *, by: User | None, at: datetime) -> Edition:
    read = intake.read_import(waiting)
    if read.errors:
        raise StandardRefused(Refusal.FINDINGS_IN_FILE, number=read.errors)
    confirmed: dict[Name, str] = {}
    if renames:
        proposed = {proposal.old.key: proposal.new.name for proposal in read.matching.proposals}
        if not proposed.keys() >= set(renames):
            raise StandardRefused(Refusal.RENAMES_CHANGED)
        confirmed = {proposed[key]: key for key in renames}
    return import_edition(
        guideline_id=waiting.guideline_id,
        records=read.items,
        label=waiting.label,
        by=by,
        at=at,
        parent_edition_id=read.parent.pk if read.parent else None,
        confirmed=confirmed,
        source=Source(name=waiting.file_name, sha256=waiting.sha256),
    )


@transaction.atomic
def drop(*, import_id: int, by: User | None, at: datetime) -> None:
    """Give an upload up; its file goes."""
    policies.require_keep(by, on=timezone.localdate(at))
    Import.objects.select_for_update().get(pk=import_id)
    waiting = _open(import_id)
    waiting.dropped_at = at
    waiting.save(update_fields=["dropped_at"])
    audit.record("import.drop", subject=waiting, by=by, at=at, county_id=None, detail={"file": waiting.file_name})
    transaction.on_commit(lambda: waiting.file.storage.delete(str(waiting.file.name)))


@transaction.atomic
def name_columns(
    *, question: Question, columns: Sequence[str | None], by: User | None, at: datetime
) -> RememberedMapping:
    """Remember what the columns of a header are, for this file and every later one with that header."""
    policies.require_keep(by, on=timezone.localdate(at))
    try:
        mapping = tables.remember(
            layout=catalogue(), question=question, columns=columns, by=by.pk if by else None, at=at
        )
    except tables.MappingRefused as refused:
        raise StandardRefused(Refusal(f"columns_{refused.code}")) from refused
    detail = {"headers": list(question.texts), "columns": list(columns)}
    audit.record("import.name_columns", subject=mapping, by=by, at=at, county_id=None, detail=detail)
    return mapping


def _open(import_id: int) -> Import:
    found = Import.objects.select_related("guideline").get(pk=import_id)
    if found.edition_id is not None or found.dropped_at is not None:
        raise StandardRefused(Refusal.ALREADY_SETTLED)
    return found
