"""What a guide is drafted from, and the guides that are public."""

from __future__ import annotations

from datetime import date

from gongkai.organisations.models import Body, County, WorkUnit
from gongkai.organisations.queries import settings_of, site_of
from gongkai.publishing.models import Information
from gongkai.publishing.rules import index_number
from gongkai.publishing.rules.states import State
from gongkai.publishing.rules.working_rules import OF_THE_LAW, Topic
from gongkai.website.models import ColumnPiece
from gongkai.website.rules.guide import GuideFacts


def facts_of(body: Body, *, on: date) -> GuideFacts:
    """The settings of the county, the body and its work unit; the unit's own address before the body's."""
    county = body.county
    assert county is not None  # guides belong to bodies of a county
    settings, site = settings_of(county, on=on), site_of(county, on=on)
    unit = WorkUnit.objects.filter(body=body).first()
    law = OF_THE_LAW[Topic.REQUESTS]
    return GuideFacts(
        county=county.name,
        body=body.name,
        unit=unit.name if unit else "",
        address=(unit.address if unit else "") or body.address,
        office_hours=(unit.office_hours if unit else "") or body.office_hours,
        phone=(unit.phone if unit else "") or body.phone,
        fax=unit.fax if unit else "",
        email=unit.email if unit else "",
        site=site.name,
        domain=site.domain,
        index_pattern=index_number.compose(
            pattern=settings.text("publishing.index_pattern"),
            code=body.credit_code or "000000000",
            year=on.year,
            serial=1,
        ),
        answer_workdays=int(str(law["answer_workdays"])),
        extension_workdays=int(str(law["extension_workdays"])),
        channels=tuple(settings.texts("catalogues.channels") or ()),
    )


def public_guides(county: County) -> dict[int, Information]:
    """The guide of each body that has a public one, the newest, by the body's id."""
    pieces = ColumnPiece.objects.filter(
        county=county, column=ColumnPiece.Column.GUIDE, information__state=State.PUBLISHED
    )
    found = pieces.select_related("information").order_by("information__published_at", "id")
    return {piece.body_id: piece.information for piece in found}


def unfinished(body: Body) -> Information | None:
    """The guide that is being written or reviewed at a body."""
    pieces = ColumnPiece.objects.filter(body=body, column=ColumnPiece.Column.GUIDE).select_related("information")
    states = {str(state) for state in State} - {State.PUBLISHED, State.WITHDRAWN, State.KEPT, State.CORRECTED}
    piece = pieces.filter(information__state__in=states).order_by("-id").first()
    return piece.information if piece else None
