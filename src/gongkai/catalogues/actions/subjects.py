"""The county's own table of subjects: what a printed phrase means here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.catalogues import policies, sources
from gongkai.catalogues.actions import compiling, findings
from gongkai.catalogues.models import SubjectRule
from gongkai.catalogues.rules import subjects
from gongkai.organisations.models import Body, County, User


@transaction.atomic
def set_subject_rule(
    *,
    county: County,
    phrase: str,
    level: str,
    by: User | None,
    at: datetime,
    bodies: Iterable[Body] = (),
    every_township: bool = False,
    note: str = "",
) -> SubjectRule:
    """Say which bodies a phrase means; the open draft's rows follow at once."""
    on = timezone.localtime(at).date()
    policies.require_manage(by, county, on=on)
    rule = SubjectRule.objects.update_or_create(
        county=county,
        phrase=subjects.normalise(phrase),
        level=level,
        defaults={"every_township": every_township, "note": note},
    )[0]
    meant = [body for body in bodies if body.county_id == county.pk]
    rule.bodies.set(meant)
    audit.record(
        "catalogue.set_subject_rule",
        subject=rule,
        by=by,
        at=at,
        county_id=county.pk,
        detail={"level": level, "bodies": [body.pk for body in meant], "every_township": every_township},
    )
    resolve_again(county, at=at)
    return rule


@transaction.atomic
def remove_subject_rule(*, rule: SubjectRule, by: User | None, at: datetime) -> None:
    """Take a line out of the table; the national table speaks again."""
    policies.require_manage(by, rule.county, on=timezone.localtime(at).date())
    audit.record("catalogue.remove_subject_rule", subject=rule, by=by, at=at, county_id=rule.county_id)
    county = rule.county
    rule.delete()
    resolve_again(county, at=at)


def resolve_again(county: County, *, at: datetime) -> None:
    """Work out anew who owes the rows of the county's open draft. Runs in the caller's transaction."""
    on = timezone.localtime(at).date()
    draft, _issued = sources.base_of(sources.county_catalogue(county))
    if draft is None:
        return
    directory = sources.directory(county, on=on)
    compiling.sync_owed(draft, directory)
    findings.reconcile(draft, on=on, directory=directory)
