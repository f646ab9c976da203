"""The county adopts its working rules: as they are drafted from the settings of that moment, and its own articles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies, working_rules_drafts
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import WorkingRules
from gongkai.publishing.queries import working_rules
from gongkai.publishing.rules import markup
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from gongkai.publishing.rules.working_rules import Topic

LONGEST_SUPPLEMENT = 5_000


@transaction.atomic
def adopt_working_rules(
    *, county: County, topic: Topic, supplement: str, by: User | None, at: datetime, seen: str | None = None
) -> WorkingRules:
    """Adopt a new version; the public reads it at once, the earlier ones stay on record.

    `seen` names what stood on the page that she read (`queries.working_rules.seen`): nobody adopts a text unread.
    """
    policies.require_in_county(by, Permission.MANAGE_CATALOGUE, county, on=day_of(at))
    locked = County.objects.select_for_update().get(pk=county.pk)
    if seen is not None and seen != working_rules.seen(locked, topic, on=day_of(at)):
        raise PublishingRefused(Refusal.RULES_CHANGED)
    facts = working_rules.facts_of(locked, topic, on=day_of(at))
    said = supplement.strip()[:LONGEST_SUPPLEMENT]
    html = working_rules_drafts.drafted(topic, facts, county=locked.name, supplement=said)
    last = working_rules.versions(locked, topic).first()
    made = WorkingRules.objects.create(
        county=locked,
        topic=str(topic),
        number=last.number + 1 if last else 1,
        html=markup.clean(html),
        supplement=said,
        facts=facts,
        adopted_at=at,
        adopted_by=by,
    )
    raise_revision(locked.pk)
    detail = {"rules": made.topic, "number": made.number}
    audit.record("working_rules.adopt", subject=made, by=by, at=at, county_id=locked.pk, detail=detail)
    return made
