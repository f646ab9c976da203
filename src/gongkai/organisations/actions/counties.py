"""Setting up a county: its divisions, its bodies, the host it answers to, what it sets for itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.kernel import outbox
from gongkai.kernel.text import pinyin_key
from gongkai.organisations import policies
from gongkai.organisations.actions.recording import raise_revision
from gongkai.organisations.events import COUNTY_CREATED, SETTING_CHANGED
from gongkai.organisations.models import Body, BodyAlias, County, CountyHost, CountySetting, Division, User, WorkUnit
from gongkai.organisations.rules import county_plan, settings
from gongkai.organisations.rules.county_plan import BodyPlan, Outline
from gongkai.organisations.rules.division_data import DivisionRecord
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal

WORK_UNITS = {"county": "办公室", "township": "党政综合办公室", "village": "公开工作小组"}
BATCH = 500


@dataclass(frozen=True, slots=True)
class Created:
    """What setting up a county made."""

    county: County
    departments: int
    townships: int
    villages: int
    not_governments: tuple[str, ...]  # farms and zones that have villages: look whether a body answers for them


def create_county(*, outline: Outline, by: User | None, at: datetime, host: str = "", is_demo: bool = False) -> Created:
    """Set up a county with every body that the outline implies, each with its work unit; all of it or nothing."""
    plans = county_plan.plan(outline)
    with transaction.atomic():
        if County.objects.filter(code=outline.county.code).exists():
            raise OrganisationRefused(Refusal.COUNTY_EXISTS, code=outline.county.code)
        _write_divisions([*outline.above, outline.county, *outline.townships, *outline.villages])
        county = County.objects.create(
            division_id=outline.county.code,
            code=outline.county.code,
            name=outline.county.name,
            name_en=county_plan.english(outline.county.name),
            is_demo=is_demo,
            created_at=at,
        )
        _write_bodies(county, plans)
        if host:
            add_host(county_id=county.pk, host=host, by=by, at=at)
        created = _summary(county, plans, outline)
        detail = {"bodies": len(plans), "townships": created.townships, "villages": created.villages}
        audit.record("county.create", subject=county, by=by, at=at, county_id=county.pk, detail=detail)
        outbox.append(COUNTY_CREATED, county_id=county.pk, payload={"county": county.pk}, at=at)
    return created


def _summary(county: County, plans: list[BodyPlan], outline: Outline) -> Created:
    levels = [plan.level for plan in plans]
    made = {plan.division for plan in plans if plan.level == "township"}
    doubtful = [record.name for record in outline.townships if record.code in made and not record.is_government]
    return Created(county, levels.count("county"), levels.count("township"), levels.count("village"), tuple(doubtful))


def _write_divisions(records: Iterable[DivisionRecord]) -> None:
    """Add what is not there yet; names known already stay as they are."""
    rows = [
        Division(
            code=record.code,
            name=record.name,
            name_en=county_plan.english(record.name),
            level=record.level,
            parent_id=record.parent or None,
            source=record.source,
        )
        for record in records
    ]
    Division.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


def _write_bodies(county: County, plans: list[BodyPlan]) -> None:
    upper = [plan for plan in plans if not plan.parent]
    lower = [plan for plan in plans if plan.parent]
    made = _bulk(county, upper, first_number=1, parents={})
    made |= _bulk(county, lower, first_number=len(upper) + 1, parents=made)
    aliases = [BodyAlias(body=made[plan.slug], name=name) for plan in plans for name in plan.aliases]
    BodyAlias.objects.bulk_create(aliases, batch_size=BATCH)
    units = [WorkUnit(body=body, name=work_unit_name(body)) for body in made.values()]
    WorkUnit.objects.bulk_create(units, batch_size=BATCH)


def work_unit_name(body: Body) -> str:
    """What a body's work unit is called until somebody says otherwise."""
    ending = WORK_UNITS[body.level]
    return body.short_name if body.short_name.endswith(ending) else f"{body.short_name}{ending}"


def _bulk(county: County, plans: list[BodyPlan], *, first_number: int, parents: dict[str, Body]) -> dict[str, Body]:
    bodies = [
        Body(
            county=county,
            division_id=plan.division,
            parent=parents.get(plan.parent),
            number=first_number + turn,
            kind=plan.kind,
            level=plan.level,
            slug=plan.slug,
            name=plan.name,
            short_name=plan.short_name,
            name_en=plan.name_en,
            pinyin=pinyin_key(plan.name),  # bulk_create does not call save
            document_prefix=plan.document_prefix,
            functions=plan.functions,
            functions_en=plan.functions_en,
        )
        for turn, plan in enumerate(plans)
    ]
    return {body.slug: body for body in Body.objects.bulk_create(bodies, batch_size=BATCH)}


@transaction.atomic
def add_host(*, county_id: int, host: str, by: User | None, at: datetime) -> CountyHost:
    """Let a county answer under a host name that no other county has."""
    county = County.objects.select_for_update().get(pk=county_id)
    name = str(settings.clean("site.domain", host.lower()))
    known = CountyHost.objects.filter(host=name).first()
    if known is not None and known.county_id != county_id:
        raise OrganisationRefused(Refusal.HOST_TAKEN, host=name)
    if known is not None:
        return known
    made = CountyHost.objects.create(county=county, host=name)
    audit.record("county.add_host", subject=county, by=by, at=at, county_id=county_id, detail={"host": name})
    return made


@transaction.atomic
def set_setting(
    *, county_id: int, key: str, value: object, valid_from: date, by: User | None, at: datetime
) -> CountySetting:
    """Set a county's value from a day on; what held before that day stays known."""
    county = County.objects.select_for_update().get(pk=county_id)
    policies.require_manage(by, county, on=valid_from)
    cleaned = settings.clean(key, value)
    setting, _created = CountySetting.objects.update_or_create(
        county=county,
        key=key,
        valid_from=valid_from,
        defaults={"value": cleaned, "set_at": at, "set_by": by},
    )
    detail = {"key": key, "value": cleaned, "valid_from": valid_from.isoformat()}
    audit.record("county.set_setting", subject=county, by=by, at=at, county_id=county_id, detail=detail)
    outbox.append(SETTING_CHANGED, county_id=county_id, payload={"key": key}, at=at)
    raise_revision(county_id)
    return setting
