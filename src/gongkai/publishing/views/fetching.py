"""Fetching a piece together with the permission to see it, so that no view of the desk can forget."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from gongkai.organisations.access import StaffRequest
from gongkai.publishing import policies
from gongkai.publishing.models import Information
from gongkai.publishing.queries.desk import joined


def piece_of(request: StaffRequest, public_id: str) -> Information:
    """A piece of a body at whose desk this person sits; as if it were not there for anybody else."""
    piece: Information | None = joined(policies.visible(request.staff)).filter(public_id=public_id).first()
    if piece is None:
        raise Http404(_("没有这件信息"))
    return piece
