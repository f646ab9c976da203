"""How a page hands over what takes long: it is queued for the worker, and the officer watches it or leaves it.

return background.hand_over(request, "catalogues.compile")
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from gongkai.kernel import background, clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.models import County, User


def hand_over(request: StaffRequest, name: str, **arguments: Any) -> HttpResponse:
    """Queue the work for the officer's county and lead her to the page that shows how far it is."""
    work = background.ask(name, county_id=request.county.pk, by_id=request.user.pk, arguments=arguments, at=clock.now())
    watched = reverse("organisations_workbench:work", args=[work.pk])
    return HttpResponseClientRedirect(watched) if request.htmx else redirect(watched)


def who_and_where(asked: background.Asked) -> tuple[User, County]:
    """The person who asked, and her county."""
    return User.objects.get(pk=asked.by_id), County.objects.get(pk=asked.county_id)
