"""An uploaded list on its way in: received, looked at at leisure, then taken in whole or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import policies
from gongkai.catalogues.actions.importing import Imported, import_list
from gongkai.catalogues.importers import lists as importer
from gongkai.catalogues.models import ListEntry, ListImport
from gongkai.catalogues.rules.lists_layout import layout
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.organisations.models import County, User
from gongkai.tables import actions as tables
from gongkai.tables.models import RememberedMapping
from gongkai.tables.presenters import REFUSALS
from gongkai.tables.questions import Question


@transaction.atomic
def receive_list(*, county: County, kind: str, name: str, content: bytes, by: User | None, at: datetime) -> ListImport:
    """Keep an uploaded list under a name of ours; what it holds is read when somebody looks."""
    policies.require_manage(by, county, on=timezone.localdate(at))
    digest = sha256(content).hexdigest()
    received = ListImport(
        county=county,
        kind=ListEntry.Kind(kind),
        file_name=PurePath(name).name[:200],
        sha256=digest,
        uploaded_by=by,
        uploaded_at=at,
    )
    received.file.save(f"{digest[:32]}{PurePath(name).suffix.lower()[:8]}", ContentFile(content), save=False)
    received.save()
    detail = {"file": received.file_name, "sha256": digest, "kind": str(received.kind)}
    audit.record("catalogue.receive_list", subject=received, by=by, at=at, county_id=county.pk, detail=detail)
    return received


def take_in_list(*, waiting: ListImport, by: User | None, at: datetime) -> Imported:
    """Make the file the county's list, all of it or nothing: one error keeps all of it out."""
    county = waiting.county
    policies.require_manage(by, county, on=timezone.localdate(at))
    reading = importer.read_import(_open(waiting))
    if not reading.may_go_in:
        raise CatalogueRefused(Refusal.FINDINGS_IN_LIST)
    with transaction.atomic():
        _open(ListImport.objects.select_for_update().get(pk=waiting.pk))  # a colleague may have dropped it meanwhile
        done = import_list(county=county, kind=waiting.kind, rows=reading.rows, by=by, at=at, source=waiting.file_name)
        ListImport.objects.filter(pk=waiting.pk).update(taken_in_at=at)
    return done


@transaction.atomic
def drop_list(*, waiting: ListImport, by: User | None, at: datetime) -> ListImport:
    """Give an upload up; its file goes."""
    policies.require_manage(by, waiting.county, on=timezone.localdate(at))
    current = _open(ListImport.objects.select_for_update().get(pk=waiting.pk))
    current.dropped_at = at
    current.save(update_fields=["dropped_at"])
    detail = {"file": current.file_name}
    audit.record("catalogue.drop_list", subject=current, by=by, at=at, county_id=current.county_id, detail=detail)
    transaction.on_commit(lambda: current.file.storage.delete(str(current.file)))
    return current


@transaction.atomic
def name_columns(
    *, waiting: ListImport, question: Question, columns: Sequence[str | None], by: User | None, at: datetime
) -> RememberedMapping:
    """Remember what the columns of a header are, for this file and every later one of the county with that header."""
    policies.require_manage(by, waiting.county, on=timezone.localdate(at))
    try:
        mapping = tables.remember(
            layout=layout(waiting.kind),
            question=question,
            columns=columns,
            by=by.pk if by else None,
            at=at,
            county_id=waiting.county_id,
        )
    except tables.MappingRefused as refused:
        raise CatalogueRefused(Refusal.COLUMNS_WRONG, why=REFUSALS[refused.code]) from refused
    detail = {"headers": list(question.texts), "columns": list(columns)}
    audit.record("catalogue.name_columns", subject=waiting, by=by, at=at, county_id=waiting.county_id, detail=detail)
    return mapping


def _open(waiting: ListImport) -> ListImport:
    current: ListImport = ListImport.objects.select_related("county").get(pk=waiting.pk)
    if current.taken_in_at is not None or current.dropped_at is not None:
        raise CatalogueRefused(Refusal.ALREADY_SETTLED)
    return current
