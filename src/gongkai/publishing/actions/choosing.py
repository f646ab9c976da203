"""Which chain holds for which kind of content: said by the openness office, for the county or for one body."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.organisations.models import Body, County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import ChainChoice
from gongkai.publishing.rules.chains import CHOOSABLE, Chain
from gongkai.publishing.rules.states import PublishingRefused, Refusal


@transaction.atomic
def choose_chain(
    *, county: County, kind: str, chain: Chain | None, by: User | None, at: datetime, body: Body | None = None
) -> None:
    """Set the chain of a kind of content; None takes the choice back. Pieces under review keep the chain they have."""
    policies.require_in_county(by, Permission.MANAGE_CATALOGUE, county, on=day_of(at))
    if body is not None and body.county_id != county.pk:
        raise PublishingRefused(Refusal.NOT_PERMITTED)
    if chain is None:
        ChainChoice.objects.filter(county=county, body=body, kind=kind).delete()
    elif chain not in CHOOSABLE:
        raise PublishingRefused(Refusal.NOT_OPEN)
    else:
        ChainChoice.objects.update_or_create(
            county=county, body=body, kind=kind, defaults={"chain": chain, "chosen_at": at, "chosen_by": by}
        )
    detail = {"kind": kind, "chain": str(chain or ""), "body": body.pk if body else None}
    audit.record("publishing.choose_chain", subject=county, by=by, at=at, county_id=county.pk, detail=detail)
