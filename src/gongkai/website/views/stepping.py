"""How a form or a button changes something of the site, and what it says when it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import presenters as publishing
from gongkai.publishing.queries.links import host_names
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.website.presenters import explain
from gongkai.website.rules.refusals import WebsiteRefused

UNPROCESSABLE = 422

reader = staff_page(Permission.SEE_DRAFTS)
office = staff_page(Permission.MANAGE_DUTIES)


def hosts(request: StaffRequest) -> frozenset[str]:
    """The names of this site: those registered, and the one that the desk was opened under."""
    here = request.get_host().partition(":")[0].lower()
    return host_names(request.county.pk) | {here}


def done(form: forms.Form, do: Callable[[dict[str, Any]], object]) -> bool:
    """Do it if the form is well-formed; False if there is something to show again."""
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except (WebsiteRefused, PublishingRefused) as refused:
        form.add_error(None, words(refused))
        return False
    return True


def pressed(request: HttpRequest, do: Callable[[], object], *, told: str | Promise) -> None:
    """Do what a button says, and tell what came of it."""
    try:
        do()
    except (WebsiteRefused, PublishingRefused) as refused:
        messages.error(request, words(refused))
    else:
        messages.success(request, str(told))


def words(refused: WebsiteRefused | PublishingRefused) -> str:
    """Why nothing was changed, whichever room refused."""
    return explain(refused) if isinstance(refused, WebsiteRefused) else publishing.explain(refused)
