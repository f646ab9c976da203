"""Making, changing and abolishing bodies. A body is never deleted: what it published stays under its name."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max

from gongkai.organisations import events, policies
from gongkai.organisations.actions.counties import work_unit_name
from gongkai.organisations.actions.recording import body_changed
from gongkai.organisations.models import Body, BodyAlias, County, Level, Post, User, WorkUnit
from gongkai.organisations.rules import county_plan, credit_code
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal


class BodyFacts(TypedDict, total=False):
    """What a form or a table may say of a body."""

    name: str
    short_name: str
    name_en: str
    credit_code: str
    document_prefix: str
    head_name: str
    head_title: str
    functions: str
    functions_en: str
    address: str
    phone: str
    office_hours: str
    established_on: date | None


FACTS = frozenset(BodyFacts.__annotations__)


@transaction.atomic
def add_body(
    *,
    county_id: int,
    kind: str,
    level: Level,
    by: User | None,
    at: datetime,
    parent_id: int | None = None,
    **facts: Unpack[BodyFacts],
) -> Body:
    """Add a body with the next permanent number, its work unit still vacant."""
    county = County.objects.select_for_update().get(pk=county_id)
    policies.require_manage(by, county, on=at.date())
    parent = Body.objects.select_related("division").get(pk=parent_id, county=county) if parent_id else None
    body = Body(
        county=county,
        division=parent.division if parent else county.division,
        parent=parent,
        kind=kind,
        level=level,
        number=(county.bodies.aggregate(last=Max("number"))["last"] or 0) + 1,
        slug=_free_slug(county, kind, facts.get("name", "")),
    )
    _take_over(body, facts)
    body.short_name = body.short_name or body.name[:40]
    body.save()
    WorkUnit.objects.create(body=body, name=work_unit_name(body))
    body_changed("body.add", body, by=by, at=at, detail=_plain(facts))
    return body


@transaction.atomic
def change_body(*, body_id: int, by: User | None, at: datetime, **facts: Unpack[BodyFacts]) -> Body:
    """Change what is said of a body. An earlier name stays as an alias, so old tables still find it."""
    body = _locked(body_id)
    _require(body, by=by, at=at)
    before = {key: getattr(body, key) for key in facts}
    old_name = body.name
    _take_over(body, facts)
    changed = {key: value for key, value in _plain(facts).items() if before[key] != getattr(body, key)}
    if not changed:
        return body
    body.save(update_fields=[*changed, "pinyin"])
    if body.name != old_name:
        BodyAlias.objects.get_or_create(body=body, name=old_name)
    body_changed("body.change", body, by=by, at=at, detail=changed)
    return body


@transaction.atomic
def set_aliases(*, body_id: int, names: list[str], by: User | None, at: datetime) -> None:
    """Say under which other names tables and people know a body."""
    body = _locked(body_id)
    _require(body, by=by, at=at)
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip() and name.strip() != body.name))
    known = set(body.aliases.values_list("name", flat=True))
    if set(wanted) == known:
        return
    body.aliases.exclude(name__in=wanted).delete()
    BodyAlias.objects.bulk_create(BodyAlias(body=body, name=name) for name in wanted if name not in known)
    body_changed("body.set_aliases", body, by=by, at=at, detail={"names": wanted})


@transaction.atomic
def abolish_body(*, body_id: int, successor_id: int, on: date, by: User | None, at: datetime) -> Body:
    """End a body from a day on. Its posts end, bodies under it and all it owed pass to the successor."""
    body = _locked(body_id)
    _require(body, by=by, at=at)
    successor = _locked(successor_id)
    _check_succession(body, successor, on=on)
    body.abolished_on, body.successor = on, successor
    body.save(update_fields=["abolished_on", "successor"])
    body.children.update(parent=successor)
    Post.objects.filter(body=body, ends_on__isnull=True, starts_on__lte=on).update(ends_on=on)
    WorkUnit.objects.filter(body=body).update(officer=None, deputy=None)
    BodyAlias.objects.get_or_create(body=successor, name=body.name)
    events.body_abolished.send(None, body_id=body.pk, successor_id=successor.pk, on=on, by=by, at=at)
    detail = {"on": on.isoformat(), "successor": successor.pk, "successor_name": successor.name}
    body_changed("body.abolish", body, by=by, at=at, detail=detail)
    return body


def _locked(body_id: int) -> Body:
    body: Body = Body.objects.select_for_update().get(pk=body_id)
    return body


def _require(body: Body, *, by: User | None, at: datetime) -> None:
    if body.county is None:
        policies.require_platform(by)
    else:
        policies.require_manage(by, body.county, on=at.date())


def _check_succession(body: Body, successor: Body, *, on: date) -> None:
    if body.abolished_on is not None:
        raise OrganisationRefused(Refusal.ALREADY_ABOLISHED, name=body.name)
    if successor == body:
        raise OrganisationRefused(Refusal.OWN_SUCCESSOR)
    if successor.county_id != body.county_id:
        raise OrganisationRefused(Refusal.OTHER_COUNTY, name=successor.name)
    if successor.abolished_on is not None:
        raise OrganisationRefused(Refusal.SUCCESSOR_NOT_LIVING, name=successor.name)


def _take_over(body: Body, facts: BodyFacts) -> None:
    if unknown := facts.keys() - FACTS:
        raise OrganisationRefused(Refusal.UNKNOWN_FACT, names=sorted(unknown))
    for key, value in facts.items():
        setattr(body, key, value.strip() if isinstance(value, str) else value)
    body.credit_code = credit_code.normalise(body.credit_code)
    _check_name(body)
    if body.credit_code and "credit_code" in facts:
        _check_credit_code(body)


def _check_name(body: Body) -> None:
    if not body.name:
        raise OrganisationRefused(Refusal.NAME_MISSING)
    same = Body.objects.filter(county=body.county, name=body.name, parent=body.parent, abolished_on__isnull=True)
    if same.exclude(pk=body.pk).exists():
        raise OrganisationRefused(Refusal.NAME_TAKEN, name=body.name)


def _check_credit_code(body: Body) -> None:
    if fault := credit_code.fault_in(body.credit_code):
        raise OrganisationRefused(Refusal(f"credit_code_{fault}"), code=body.credit_code)
    other = Body.objects.filter(credit_code=body.credit_code, abolished_on__isnull=True).exclude(pk=body.pk).first()
    if other is not None:
        raise OrganisationRefused(Refusal.CREDIT_CODE_TAKEN, code=body.credit_code, name=other.name)


def _free_slug(county: County, kind: str, name: str) -> str:
    wanted = kind if kind in county_plan.templates() and kind not in county_plan.MANY else county_plan.slug(name)
    taken = set(county.bodies.values_list("slug", flat=True))
    return county_plan.claim(wanted[:56] or "body", taken)


def _plain(facts: BodyFacts) -> dict[str, object]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in facts.items()}
