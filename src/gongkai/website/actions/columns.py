"""Beginning what stands in a statutory column: a draft like any other, reviewed and published as every piece is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import Body, County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import UNPUBLISHED
from gongkai.website import policies
from gongkai.website.models import ColumnPiece
from gongkai.website.queries import guides
from gongkai.website.rules import guide, routing
from gongkai.website.rules.refusals import Refusal, WebsiteRefused

GUIDE_TITLE = "%s政府信息公开指南"


@transaction.atomic
def start_guide(*, body: Body, matter_id: int, by: User, at: datetime) -> Information:
    """Draft the guide of a body from what settings and bodies say; it goes on from the editor."""
    on = timezone.localdate(at)
    assert body.county_id is not None  # guides belong to bodies of a county
    County.objects.select_for_update().get(pk=body.county_id)  # two clicks are one guide
    column = ColumnPiece.Column.GUIDE
    begun = ColumnPiece.objects.filter(body=body, column=column, information__state__in=UNPUBLISHED)
    if begun.exists():
        raise WebsiteRefused(Refusal.GUIDE_BEGUN)
    draft = publishing.start_draft(body=body, matter_id=matter_id, by=by, at=at)
    draft = publishing.save_draft(
        information_id=draft.pk,
        revision=draft.revision,
        by=by,
        at=at,
        title=GUIDE_TITLE % body.name,
        html=guide.drafted(guides.facts_of(body, on=on)),
        kind=Information.Kind.GUIDE,
    )
    piece = ColumnPiece.objects.create(
        county_id=draft.county_id, body=body, column=column, information=draft, begun_at=at, begun_by=by
    )
    detail = {"information": draft.title}
    audit.record("column.guide_started", subject=piece, by=by, at=at, county_id=draft.county_id, detail=detail)
    return draft


@transaction.atomic
def name_guide(*, body: Body, address: str, by: User | None, at: datetime) -> ColumnPiece:
    """Say that a piece of this body which is public already is its guide: taken in from an older site, for one."""
    on = timezone.localdate(at)
    held = policies.permissions_over(by, body, on=on)
    if held.isdisjoint({Permission.DRAFT, Permission.MANAGE_DUTIES}):
        raise WebsiteRefused(Refusal.NOT_PERMITTED)
    about = routing.about(routing.path_of(address))
    pieces = Information.objects.of(body).public().filter(public_id=about.key, list_profile="")
    piece = pieces.first() if about.kind == "information" else None
    if piece is None:
        raise WebsiteRefused(Refusal.NOT_OF_BODY)
    if ColumnPiece.objects.filter(information=piece).exists():
        raise WebsiteRefused(Refusal.THERE_ALREADY)
    placed = ColumnPiece.objects.create(
        county_id=piece.county_id,
        body=body,
        column=ColumnPiece.Column.GUIDE,
        information=piece,
        begun_at=at,
        begun_by=by,
    )
    raise_revision(piece.county_id)
    detail = {"information": piece.title}
    audit.record("column.guide_named", subject=placed, by=by, at=at, county_id=piece.county_id, detail=detail)
    return placed


@transaction.atomic
def take_out_guide(*, body: Body, by: User | None, at: datetime) -> Information:
    """The piece that stands there is no guide after all. It stays public; the guide before it stands there again."""
    held = policies.permissions_over(by, body, on=timezone.localdate(at))
    if held.isdisjoint({Permission.DRAFT, Permission.MANAGE_DUTIES}):
        raise WebsiteRefused(Refusal.NOT_PERMITTED)
    assert body.county is not None  # guides belong to bodies of a county
    County.objects.select_for_update().get(pk=body.county.pk)  # two clicks take out one
    shown = guides.public_guides(body.county).get(body.pk)
    if shown is None:
        raise WebsiteRefused(Refusal.NOT_OPEN)
    placed = ColumnPiece.objects.get(information=shown)
    detail = {"information": shown.title}
    audit.record("column.guide_taken_out", subject=placed, by=by, at=at, county_id=body.county.pk, detail=detail)
    placed.delete()
    raise_revision(body.county.pk)
    return shown
