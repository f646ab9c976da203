"""A table of policies on its way in: received, looked at at leisure, then taken in whole or dropped."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.interpretation import policy_files
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.actions.intake import TakenIn, take_in_policies
from gongkai.interpretation.models import PolicyImport, UpperPolicy
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.organisations.models import County, User


@transaction.atomic
def receive_policy_file(*, county: County, name: str, content: bytes, by: User | None, at: datetime) -> PolicyImport:
    """Keep an uploaded table under a name of ours; what it holds is read when somebody looks."""
    policies.require_office(by, county, on=timezone.localdate(at))
    digest = sha256(content).hexdigest()
    received = PolicyImport(
        county=county, file_name=PurePath(name).name[:200], sha256=digest, uploaded_by=by, uploaded_at=at
    )
    received.file.save(f"{digest[:32]}{PurePath(name).suffix.lower()[:8]}", ContentFile(content), save=False)
    received.save()
    detail = {"file": received.file_name, "sha256": digest}
    audit.record("policy.receive_file", subject=received, by=by, at=at, county_id=county.pk, detail=detail)
    return received


def take_in_policy_file(*, waiting: PolicyImport, by: User | None, at: datetime) -> TakenIn:
    """Register every policy of the table, all of it or nothing: one error keeps all of it out."""
    county = waiting.county
    policies.require_office(by, county, on=timezone.localdate(at))
    reading = policy_files.read_import(_open(waiting), at=at)
    if not reading.may_go_in:
        raise ResponseRefused(Refusal.FINDINGS_IN_FILE)
    with transaction.atomic():
        _open(PolicyImport.objects.select_for_update().get(pk=waiting.pk))  # a colleague may have dropped it meanwhile
        told = [row.facts() for row in reading.rows]
        done = take_in_policies(county=county, told=told, came_by=UpperPolicy.CameBy.FILE, by=by, at=at)
        PolicyImport.objects.filter(pk=waiting.pk).update(taken_in_at=at)
        detail = {"file": waiting.file_name, "added": len(done.added)}
        audit.record("policy.take_in_file", subject=waiting, by=by, at=at, county_id=county.pk, detail=detail)
    return done


@transaction.atomic
def drop_policy_file(*, waiting: PolicyImport, by: User | None, at: datetime) -> PolicyImport:
    """Give an upload up; its file goes."""
    policies.require_office(by, waiting.county, on=timezone.localdate(at))
    current = _open(PolicyImport.objects.select_for_update().get(pk=waiting.pk))
    current.dropped_at = at
    current.save(update_fields=["dropped_at"])
    detail = {"file": current.file_name}
    audit.record("policy.drop_file", subject=current, by=by, at=at, county_id=current.county_id, detail=detail)
    transaction.on_commit(lambda: current.file.storage.delete(str(current.file)))
    return current


def _open(waiting: PolicyImport) -> PolicyImport:
    current: PolicyImport = PolicyImport.objects.select_related("county").get(pk=waiting.pk)
    if current.taken_in_at is not None or current.dropped_at is not None:
        raise ResponseRefused(Refusal.SETTLED_ALREADY)
    return current
