"""Policies with what their interpretation is at, asked of the database in one query."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from gongkai.interpretation.models import Material, PolicyLink
from gongkai.interpretation.rules.requirement import ALWAYS, POLICY_KINDS
from gongkai.interpretation.rules.stages import Stage, states_from
from gongkai.interpretation.rules.standing import Standing
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.states import State


def concerned(pieces: InformationQuerySet, *, required: Collection[str]) -> InformationQuerySet:
    """The policies whose interpretation is anybody's business: those that need one, have a plan or were exempted."""
    planned = Q(interpretation_plan__isnull=False) | Q(interpretation_exemption__isnull=False)
    relayed = Exists(PolicyLink.objects.filter(information=OuterRef("pk"), role=PolicyLink.Role.RELAY))
    documents = Q(kind__in=ALWAYS) | Q(kind__in=required) & ~Q(document_number="")
    wanted = documents & ~relayed | planned & Q(kind__in=POLICY_KINDS)
    found: InformationQuerySet = pieces.filter(wanted, corrects=None)
    return found


def with_standing(pieces: InformationQuerySet) -> InformationQuerySet:
    """Each policy with its `standing`."""
    lines = Material.objects.filter(plan__policy=OuterRef("pk"))
    cleared = lines.exclude(information__state__in=states_from(Stage.CLEARED))
    hidden = lines.exclude(information__state=State.PUBLISHED)
    explained = Information.objects.filter(interprets=OuterRef("pk"), state=State.PUBLISHED)
    found: InformationQuerySet = pieces.annotate(
        standing=Case(
            When(Q(state=State.PUBLISHED) & Exists(explained) & ~Exists(hidden), then=Value(Standing.RELEASED)),
            When(interpretation_exemption__isnull=False, then=Value(Standing.EXEMPT)),
            When(Exists(lines) & ~Exists(cleared), then=Value(Standing.READY)),
            When(interpretation_plan__isnull=False, then=Value(Standing.PREPARING)),
            default=Value(Standing.MISSING),
            output_field=CharField(),
        )
    )
    return found
