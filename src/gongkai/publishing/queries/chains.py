"""Which chain a piece takes, what of it is done, and who could do the rest."""

from __future__ import annotations

from datetime import date

from gongkai.organisations.models import Body, Post
from gongkai.organisations.rules.roles import PERMISSIONS, Role
from gongkai.publishing.models import ChainChoice, Information
from gongkai.publishing.rules import chains
from gongkai.publishing.rules.chains import PLANS, Chain, Person, Stage


def chain_of(piece: Information, *, has_persons: bool) -> Chain:
    """The chain that a piece takes when it is sent for review now."""
    chosen = ChainChoice.objects.filter(county_id=piece.county_id, kind=piece.kind)
    lines = list(chosen.values_list("body_id", "kind", "chain"))
    return chains.chain_for(
        kind=piece.kind,
        has_persons=has_persons,
        of_body={kind: chain for body, kind, chain in lines if body == piece.body_id},
        of_county={kind: chain for body, kind, chain in lines if body is None},
    )


def stages_left(piece: Information) -> tuple[Stage, ...]:
    """The stages that wait, in order."""
    if not piece.chain:
        return ()
    return PLANS[Chain(piece.chain)].stages[len(piece.cleared_by()) :]


def people_for(body: Body, *, on: date, without: frozenset[int] = frozenset()) -> list[Person]:
    """Who could clear pieces of a body, without those who wrote in the piece."""
    posts = Post.objects.filter(body_id__in=[body.pk, body.parent_id], user__is_active=True).held(on=on)
    held: dict[int, set[str]] = {}
    for user_id, role in posts.exclude(user_id__in=without).values_list("user_id", "role"):
        held.setdefault(user_id, set()).add(role)
    return [
        Person(user_id, frozenset().union(*(PERMISSIONS[Role(role)] for role in roles)))
        for user_id, roles in sorted(held.items())
    ]


def is_staffed(piece: Information, chain: Chain, *, on: date) -> bool:
    """Whether the body has the people whom the chain of this piece needs."""
    return chains.is_staffed(chain, people_for(piece.body, on=on, without=frozenset(piece.authors)))
