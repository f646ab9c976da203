"""Who sits at the desk, what the county set, whose site it is: what every page of every room asks first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.kernel import clock
from gongkai.organisations.models import Body, County, Post, User
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.organisations.rules.settings import BY_KEY, CountySettings
from gongkai.ui.chrome import Site


@dataclass(frozen=True, slots=True)
class Staff:
    """A person at the desk of one body, on one day: what her posts there allow."""

    user: User
    body: Body
    county: County
    roles: frozenset[Role]
    permissions: frozenset[Permission]


def desks_of(user: User, *, on: date) -> tuple[Staff, ...]:
    """One desk per body in which the person holds a post; the county's before townships', each by pinyin."""
    posts = (
        Post.objects.held(on=on)
        .filter(user=user, body__county__isnull=False)
        .select_related("body__county")
        .order_by("body__level", "body__pinyin", "body_id")
    )
    roles: dict[int, set[Role]] = {}
    bodies: dict[int, Body] = {}
    for post in posts:
        bodies[post.body_id] = post.body
        roles.setdefault(post.body_id, set()).add(Role(post.role))
    return tuple(_desk(user, body, roles[pk]) for pk, body in bodies.items())


def _desk(user: User, body: Body, roles: Iterable[Role]) -> Staff:
    held = frozenset(roles)
    allowed = frozenset().union(*(PERMISSIONS[role] for role in held))
    assert body.county is not None
    return Staff(user=user, body=body, county=body.county, roles=held, permissions=allowed)


def staff_of(user: User, *, on: date, body_id: int | None = None) -> Staff | None:
    """The desk a person chose, else her first; None without any post."""
    desks = desks_of(user, on=on)
    return next((desk for desk in desks if desk.body.pk == body_id), desks[0] if desks else None)


def settings_of(county: County, *, on: date) -> CountySettings:
    """What holds in a county on a day. Asked once per loaded county and revision, however often it is needed."""
    known: dict[tuple[int, date], CountySettings] = county.__dict__.setdefault("_settings", {})
    key = (county.revision, on)
    if key not in known:
        rows = county.settings.filter(valid_from__lte=on, key__in=BY_KEY).order_by("valid_from")
        known[key] = CountySettings(dict(rows.values_list("key", "value")))
    return known[key]


def site_of(county: County, *, on: date | None = None) -> Site:
    """A county's portal as its settings name it."""
    settings = settings_of(county, on=on or clock.today())
    return Site(
        name=settings.text("site.name") or f"{county.name}政务公开",
        domain=settings.text("site.domain"),
        site_id_code=settings.text("site.id_code"),
        icp=settings.text("site.icp"),
        police_record=settings.text("site.police_record"),
        sponsor=settings.text("site.sponsor"),
        contact=settings.text("site.contact"),
        english_name=settings.text("site.name_en") or county.name_en,
        county_name=county.name,
        description=settings.text("site.description"),
        party_mark_url=settings.text("site.party_mark_url"),
        report_error_url=settings.text("site.report_error_url"),
        is_demo=county.is_demo,
    )
