"""Fetching a policy or a line of its plan together with the permission to see it."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from gongkai.interpretation.models import Material
from gongkai.interpretation.rules.requirement import POLICY_KINDS
from gongkai.organisations.access import StaffRequest
from gongkai.publishing import policies as publishing
from gongkai.publishing.models import Information
from gongkai.publishing.queries.desk import joined


def policy_of(request: StaffRequest, public_id: str) -> Information:
    """A policy of a body at whose desk this person sits; as if it were not there for anybody else."""
    seen = joined(publishing.visible(request.staff)).filter(kind__in=POLICY_KINDS, corrects=None)
    policy: Information | None = seen.filter(public_id=public_id).first()
    if policy is None:
        raise Http404(_("没有这份文件"))
    return policy


def material_of(request: StaffRequest, public_id: str, pk: int) -> Material:
    """A line of the plan of such a policy."""
    policy = policy_of(request, public_id)
    lines = Material.objects.filter(plan__policy=policy).select_related("plan__policy", "information")
    material: Material | None = lines.filter(pk=pk).first()
    if material is None:
        raise Http404(_("方案里没有这项材料"))
    return material
