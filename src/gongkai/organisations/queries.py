"""Who sits at the desk, what the county set, whose site it is: what every page of every room asks first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.kernel import clock
from gongkai.organisations.models import Body, County, CountySetting, Post, User, WorkUnit
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.organisations.rules.settings import BY_KEY, CountySettings, Setting, Value
from gongkai.ui import keyset
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


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A body whose work unit lacks its officer, its deputy, or both: nobody would answer for it."""

    body_id: int
    body: str
    level: str
    slug: str
    missing: tuple[str, ...]  # "officer", "deputy"


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list of bodies."""

    body: Body
    officer: str
    deputy: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """Everything the page of one body shows."""

    body: Body
    unit: WorkUnit | None
    aliases: tuple[str, ...]
    held: tuple[Post, ...]
    ended: tuple[Post, ...]
    people: tuple[User, ...]
    children: int


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting as its page shows it: what holds, by whom, what would hold else."""

    setting: Setting
    value: Value
    is_set: bool
    history: tuple[CountySetting, ...]

    @property
    def is_unconfirmed(self) -> bool:
        return not self.is_set and not self.setting.is_confirmed


LISTING = ("pinyin", "pk")


def vacancies(county: County, *, on: date, levels: Iterable[str] = ()) -> list[Vacancy]:
    """The living bodies without an officer or a deputy, in the order people look bodies up."""
    bodies = (
        Body.objects.of(county)
        .living(on=on)
        .filter(Q(work_unit__isnull=True) | Q(work_unit__officer__isnull=True) | Q(work_unit__deputy__isnull=True))
    )
    if chosen := list(levels):
        bodies = bodies.filter(level__in=chosen)
    rows = bodies.listed().values_list("pk", "name", "level", "slug", "work_unit__officer_id", "work_unit__deputy_id")
    return [
        Vacancy(pk, name, level, slug, tuple(seat for seat, held in (("officer", a), ("deputy", b)) if held is None))
        for pk, name, level, slug, a, b in rows
    ]


def bodies_page(
    county: County, *, level: str, words: str = "", vacant: bool = False, cursor: str | None = None
) -> keyset.Page[Body]:
    """One page of the bodies of a level, those no longer living too."""
    bodies = Body.objects.of(county).filter(level=level)
    if words:
        bodies = bodies.filter(Q(name__icontains=words) | Q(aliases__name__icontains=words)).distinct()
    if vacant:
        seats = Q(work_unit__officer__isnull=True) | Q(work_unit__deputy__isnull=True)
        bodies = bodies.filter(seats, abolished_on__isnull=True)
    related = bodies.select_related("work_unit__officer", "work_unit__deputy")
    return keyset.page(related, by=LISTING, cursor=cursor)


def body_lines(bodies: Iterable[Body]) -> list[BodyLine]:
    """Bodies fetched by `bodies_page`, with the names in their two seats."""
    return [BodyLine(body, _seat(body, "officer"), _seat(body, "deputy")) for body in bodies]


def _seat(body: Body, seat: str) -> str:
    person: User | None = getattr(getattr(body, "work_unit", None), seat, None)
    return person.display_name if person else ""


def level_counts(county: County, *, on: date) -> dict[str, int]:
    """How many living bodies each level has."""
    rows = Body.objects.of(county).living(on=on).values_list("level").annotate(count=Count("pk")).order_by()
    return dict(rows)


def body_page(body: Body, *, on: date) -> BodyPage:
    """A body with its seats, names and posts."""
    posts = list(body.posts.select_related("user", "deputising_for").order_by("role", "user__display_name", "pk"))
    held = tuple(post for post in posts if post.ends_on is None or post.ends_on > on)
    return BodyPage(
        body=body,
        unit=WorkUnit.objects.filter(body=body).select_related("officer", "deputy").first(),
        aliases=tuple(body.aliases.order_by("pk").values_list("name", flat=True)),
        held=held,
        ended=tuple(post for post in posts if post not in held),
        people=tuple({post.user_id: post.user for post in held}.values()),
        children=body.children.count(),
    )


def settings_page(county: County, *, on: date) -> list[SettingLine]:
    """Every setting with what holds on a day and what was set before."""
    history: dict[str, list[CountySetting]] = {}
    for row in county.settings.select_related("set_by").order_by("-valid_from"):
        history.setdefault(row.key, []).append(row)
    current = settings_of(county, on=on)
    return [
        SettingLine(
            setting=setting,
            value=current.values.get(setting.key, setting.default),
            is_set=current.is_set(setting.key),
            history=tuple(history.get(setting.key, ())),
        )
        for setting in BY_KEY.values()
    ]


def colleagues(person: User, county: County, *, on: date) -> dict[Body, list[User]]:
    """Each body where a person holds a post, with everybody who could take over there."""
    own = Post.objects.held(on=on).filter(user=person, body__county=county).values("body")
    posts = Post.objects.held(on=on).filter(body__in=own).select_related("body", "user")
    found: dict[Body, list[User]] = {}
    for post in posts.order_by("body__pinyin", "user__display_name", "pk"):
        people = found.setdefault(post.body, [])
        if post.user not in people:
            people.append(post.user)
    return found


def deputies_for(post: Post, *, on: date) -> QuerySet[User]:
    """Who could hold a post for its holder: everyone at the body, or at the county level, who may do such work."""
    near = Q(posts__body=post.body) | Q(posts__body=post.body.parent_id)
    held = Q(posts__starts_on__lte=on) & (Q(posts__ends_on__isnull=True) | Q(posts__ends_on__gt=on))
    people = User.objects.filter(near, held, is_active=True).exclude(pk=post.user_id)
    return people.distinct().order_by("display_name", "pk")


def own_posts(person: User, *, on: date) -> list[tuple[Post, list[Post]]]:
    """The posts that a person holds in her own right, each with the deputyships for it, now or to come."""
    posts = Post.objects.filter(user=person, deputising_for=None, body__county__isnull=False).held(on=on)
    for_her = Post.objects.filter(deputising_for=person, ends_on__gt=on).select_related("user").order_by("starts_on")
    by_post: dict[tuple[int, str], list[Post]] = {}
    for post in for_her:
        by_post.setdefault((post.body_id, post.role), []).append(post)
    held = posts.select_related("body").order_by("body__level", "body__pinyin", "role", "pk")
    return [(post, by_post.get((post.body_id, post.role), [])) for post in held]


def heirs(county_id: int, *, on: date) -> dict[int, int]:
    """Who stands in on a day for each abolished body of a county: the last of its line of successors.

    An issued row names its bodies for ever, so whoever reads one asks here who answers for them now.
    """
    gone = Body.objects.filter(county_id=county_id, abolished_on__lte=on, successor__isnull=False)
    steps = dict(gone.values_list("id", "successor_id"))
    return {body: _last(body, steps) for body in steps}


def _last(body: int, steps: Mapping[int, int]) -> int:
    seen = {body}
    heir = body
    while (following := steps.get(heir)) is not None:
        if following in seen:
            return body  # a ring has no end: the body stays
        seen.add(following)
        heir = following
    return heir


def successors(bodies: Iterable[Body], *, on: date) -> dict[int, Body]:
    """The body that answers on a day for each of those abolished by then; no query where all are living."""
    gone = {body.pk: body.county_id for body in bodies if body.is_abolished(on=on)}
    standing_in: dict[int, int] = {}
    for county_id in {county_id for county_id in gone.values() if county_id is not None}:
        standing_in |= heirs(county_id, on=on)
    found = Body.objects.in_bulk({standing_in[pk] for pk in gone if pk in standing_in})
    return {pk: found[standing_in[pk]] for pk in gone if pk in standing_in}
