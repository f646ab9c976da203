"""What the gates, the actions and the pages ask of one policy."""

from __future__ import annotations

from datetime import date

from gongkai.interpretation.models import Exemption, Material, Plan, PolicyLink
from gongkai.interpretation.rules import gate, requirement
from gongkai.interpretation.rules.stages import stage_of
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County
from gongkai.publishing.models import Information
from gongkai.workdays.rules.calendar import Calendar


def required_kinds(county: County, *, on: date) -> frozenset[str]:
    """The kinds whose documents need an interpretation in a county on a day."""
    named = organisations.settings_of(county, on=on).texts("interpretation.kinds")
    return requirement.required_kinds(named or [])


def delay(county: County, *, on: date) -> int:
    """How many working days an interpretation may follow its policy."""
    return organisations.settings_of(county, on=on).number("interpretation.delay_workdays")


def last_day(published_on: date, *, delay: int, calendar: Calendar) -> date:
    """The last day on which the interpretation of a policy published on a day is in time."""
    return calendar.add(published_on, delay) if delay else published_on


def facts_of(policy: Information, *, on: date) -> gate.Facts:
    """What a gate knows of a policy."""
    plan = Plan.objects.filter(policy=policy).first()
    states = Material.objects.filter(plan=plan).values_list("information__state", flat=True) if plan else ()
    return gate.Facts(
        is_required=requirement.is_required(
            policy.kind,
            required=required_kinds(policy.county, on=on),
            is_numbered=bool(policy.document_number),
            has_plan=plan is not None,
            is_relay=PolicyLink.objects.filter(information=policy, role=PolicyLink.Role.RELAY).exists(),
        ),
        is_exempt=Exemption.objects.filter(policy=policy).exists(),
        is_emergency=policy.is_emergency,
        has_plan=plan is not None,
        materials=tuple(stage_of(state) for state in states),
    )
