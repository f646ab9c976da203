"""Public policies with their interpretations beside them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from gongkai.interpretation.models import Material
from gongkai.interpretation.rules.forms import Form
from gongkai.interpretation.rules.requirement import POLICY_KINDS
from gongkai.organisations.models import Body, County
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.states import State
from gongkai.ui import keyset

NEWEST_FIRST = ("-published_at", "pk")


@dataclass(frozen=True, slots=True)
class Explanation:
    """An interpretation and its form; `form` empty: not known."""

    information: Information
    form: str


@dataclass(frozen=True, slots=True)
class ExplainedPolicy:
    """A policy with what explains it, the newest first."""

    policy: Information
    explanations: tuple[Explanation, ...]


def interpretations(county: County, *, body: str = "", form: str = "") -> InformationQuerySet:
    """The public interpretations of public policies, of a body (its slug), in a form."""
    found = Information.objects.of_county(county).public().filter(interprets__state=State.PUBLISHED)
    found = found.filter(interprets__kind__in=POLICY_KINDS)
    if body:
        found = found.filter(interprets__body__slug=body)
    if form in set(Form):
        found = found.filter(interpretation_material__form=form)
    return found


def explained(
    county: County, *, body: str = "", form: str = "", cursor: str = ""
) -> tuple[keyset.Page[Information], tuple[ExplainedPolicy, ...]]:
    """One page of policies that were explained, the newest policy first, each with all its interpretations."""
    wanted = interpretations(county, body=body, form=form).filter(interprets=OuterRef("pk"))
    policies = Information.objects.of_county(county).public().filter(Exists(wanted)).select_related("body")
    page = keyset.page(policies, by=NEWEST_FIRST, cursor=cursor)
    beside = _beside(county, [policy.pk for policy in page.rows])
    return page, tuple(ExplainedPolicy(policy, tuple(beside.get(policy.pk, ()))) for policy in page.rows)


def explaining_bodies(county: County) -> list[Body]:
    """The bodies whose policies were explained: what the filter offers."""
    explaining = interpretations(county).filter(interprets__body=OuterRef("pk"))
    return list(Body.objects.of(county).filter(Exists(explaining)).listed())


def _beside(county: County, policies: list[int]) -> dict[int, list[Explanation]]:
    found: dict[int, list[Explanation]] = {}
    pieces = list(interpretations(county).filter(interprets__in=policies).newest_first())
    lines = Material.objects.filter(information__in=[piece.pk for piece in pieces])
    forms = dict(lines.values_list("information_id", "form"))
    for piece in pieces:
        found.setdefault(piece.interprets_id, []).append(Explanation(piece, forms.get(piece.pk, "")))
    return found
