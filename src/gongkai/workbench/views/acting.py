"""How a form becomes an act: check its shape, act, and put a refusal beside the field it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from gongkai.duties.actions import DutyRefused
from gongkai.duties.models import Duty
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.models import Body
from gongkai.organisations.rules.roles import Permission
from gongkai.workbench import policies, presenters
from gongkai.workbench.queries import duty_page
from gongkai.workbench.rules.refusals import DeskRefused

T = TypeVar("T")
UNPROCESSABLE = 422

clerk = staff_page(Permission.FULFIL_DUTIES)
reader = staff_page(any_of=(Permission.FULFIL_DUTIES, Permission.SEE_ALL_BODIES))
manager = staff_page(Permission.MANAGE_DUTIES)
auditor = staff_page(Permission.READ_AUDIT)


def act(form: forms.Form, do: Callable[[dict[str, Any]], T]) -> T | None:
    """Do it if the form was sent and is well-formed; None if there is something to show again."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return do(form.cleaned_data)
    except (DutyRefused, DeskRefused) as refused:
        field = presenters.field_of(refused)
        form.add_error(field if field in form.fields else None, presenters.explain(refused))
        return None


def attempt(request: HttpRequest, do: Callable[[], object], *, done: str) -> bool:
    """Act without a form and say what happened."""
    try:
        do()
    except (DutyRefused, DeskRefused) as refused:
        messages.error(request, presenters.explain(refused))
        return False
    messages.success(request, done)
    return True


def status(form: forms.Form) -> int:
    """422 for a form that is shown again with its mistakes."""
    return UNPROCESSABLE if form.errors else 200


def duty_or_404(request: StaffRequest, pk: int) -> Duty:
    """A duty this desk may look at; any other is not there."""
    found = duty_page.duty_of(request.staff, pk)
    if found is None:
        raise Http404(_("没有这项任务"))
    return found


def own_body_or_404(request: StaffRequest, slug: str) -> Body:
    """A body this desk works for."""
    found: Body | None = policies.own_bodies(request.staff).select_related("county").filter(slug=slug).first()
    if found is None:
        raise Http404(_("没有这个单位"))
    return found
