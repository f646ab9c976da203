"""Which chain holds where, and whether each body has the people for it: what the openness office decides on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.organisations.models import Body, County, Post
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role
from gongkai.publishing.models import ChainChoice, Information
from gongkai.publishing.rules import chains
from gongkai.publishing.rules.chains import CHOOSABLE, Chain, Person


@dataclass(frozen=True, slots=True)
class KindLine:
    """The chain that holds in the county for one kind of content, and who said so; nobody: it is the ordinary one."""

    kind: str
    chain: Chain
    choice: ChainChoice | None


@dataclass(frozen=True, slots=True)
class Staffing:
    """The chains that a body can run with its own people; a draft's author is one of them and clears nothing."""

    body: Body
    people: int
    can: Mapping[Chain, bool]


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """All of it."""

    kinds: list[KindLine]
    exceptions: list[ChainChoice]
    short_staffed: list[Staffing]
    bodies: int
    duty_reviewers: int


def chain_settings(county: County, *, on: date) -> ChainSettings:
    """The choices of a county, and the bodies that lack people for a chain."""
    choices = list(
        ChainChoice.objects.filter(county=county).select_related("body", "chosen_by").order_by("body__name", "kind")
    )
    of_county = {choice.kind: choice for choice in choices if choice.body_id is None}
    staffing = staffing_of(county, on=on)
    return ChainSettings(
        kinds=[_line(kind, of_county.get(kind)) for kind in Information.Kind.values],
        exceptions=[choice for choice in choices if choice.body_id is not None],
        short_staffed=[line for line in staffing if not all(line.can.values())],
        bodies=len(staffing),
        duty_reviewers=_duty_reviewers(county, on=on),
    )


def _line(kind: str, choice: ChainChoice | None) -> KindLine:
    return KindLine(kind, Chain(choice.chain) if choice else Chain.ORDINARY, choice)


def staffing_of(county: County, *, on: date) -> list[Staffing]:
    """Every body where somebody drafts, and what it can run when one of its clerks has drafted."""
    held: dict[int, dict[int, set[Permission]]] = defaultdict(lambda: defaultdict(set))
    posts = Post.objects.filter(body__county=county, user__is_active=True).held(on=on)
    for body_id, user_id, role in posts.values_list("body_id", "user_id", "role"):
        held[body_id][user_id] |= PERMISSIONS[Role(role)]
    bodies = Body.objects.filter(county=county, abolished_on=None).order_by("level", "name")
    return [_staffing(body, _joined(held, body)) for body in bodies if Permission.DRAFT in _any(held[body.pk])]


def _joined(held: Mapping[int, Mapping[int, set[Permission]]], body: Body) -> dict[int, frozenset[Permission]]:
    """A village has its township's people as well."""
    people: dict[int, frozenset[Permission]] = {}
    for body_id in (body.pk, body.parent_id):
        for user_id, given in held.get(body_id or 0, {}).items():
            people[user_id] = people.get(user_id, frozenset()) | given
    return people


def _any(people: Mapping[int, set[Permission]]) -> frozenset[Permission]:
    return frozenset().union(*people.values())


def _staffing(body: Body, people: Mapping[int, frozenset[Permission]]) -> Staffing:
    """Whoever has least else to do drafts; the others clear."""
    able = {user: given for user, given in people.items() if given & CLEARING}
    author = min(
        (user for user, given in people.items() if Permission.DRAFT in given),
        key=lambda user: (user in able, user),
    )
    left = [Person(user, given) for user, given in sorted(able.items()) if user != author]
    return Staffing(body, len(left), {chain: chains.is_staffed(chain, left) for chain in CHOOSABLE})


CLEARING = frozenset({Permission.REVIEW, Permission.SECRECY_REVIEW, Permission.SIGN_OFF})


def _duty_reviewers(county: County, *, on: date) -> int:
    posts = Post.objects.filter(body__county=county, user__is_active=True, role=Role.DUTY_REVIEWER).held(on=on)
    return posts.values("user_id").distinct().count()
