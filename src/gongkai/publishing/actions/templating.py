"""Texts that a body keeps to begin its pieces under a matter with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.drafting import lock
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import DraftTemplate
from gongkai.publishing.rules import markup


@transaction.atomic
def keep_template(*, information_id: int, name: str, html: str, by: User, at: datetime) -> DraftTemplate:
    """Keep a text as a template of the piece's body and matter; the same name again replaces it."""
    piece = lock(information_id)
    policies.require(by, Permission.DRAFT, piece.body, on=day_of(at))
    template, _is_new = DraftTemplate.objects.update_or_create(
        body_id=piece.body_id,
        matter_id=piece.matter_id,
        name=name.strip(),
        defaults={"county_id": piece.county_id, "html": markup.clean(html), "made_at": at, "made_by": by},
    )
    _record("information.template_kept", template, by=by, at=at)
    return template


@transaction.atomic
def drop_template(*, template_id: int, by: User, at: datetime) -> None:
    """Keep a text no longer; pieces that began with it stay as they are."""
    template = DraftTemplate.objects.select_for_update().select_related("body").get(pk=template_id)
    policies.require(by, Permission.DRAFT, template.body, on=day_of(at))
    _record("information.template_dropped", template, by=by, at=at)
    template.delete()


def _record(action: str, template: DraftTemplate, *, by: User, at: datetime) -> None:
    detail = {"name": template.name, "matter": template.matter_id}
    audit.record(action, subject=template.body, by=by, at=at, county_id=template.county_id, detail=detail)
