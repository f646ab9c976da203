"""What every page of the catalogue desk begins with: who may come in, whose version it is, how it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from gongkai.catalogues import policies, presenters
from gongkai.catalogues.models import Row, Version
from gongkai.catalogues.rules.refusals import CatalogueRefused
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.ui import answers

T = TypeVar("T")

UNPROCESSABLE = 422
SHOWS = ("undecided", "findings", "adapted", "not_applicable")

reader = staff_page(any_of=(Permission.DECIDE_ROWS, Permission.MANAGE_CATALOGUE, Permission.SEE_ALL_BODIES))
decider = staff_page(Permission.DECIDE_ROWS)
manager = staff_page(Permission.MANAGE_CATALOGUE)


def version_of(request: StaffRequest, pk: int) -> Version:
    """A version of the officer's own county; anything else is not found."""
    seen = Version.objects.of(request.county).exclude(state=Version.State.BUILDING)
    version: Version = get_object_or_404(seen.select_related("catalogue__county", "catalogue__owner"), pk=pk)
    return version


def row_of(request: StaffRequest, pk: int) -> Row:
    """A row of the officer's own county, with its version."""
    rows = Row.objects.filter(version__in=Version.objects.of(request.county).exclude(state=Version.State.BUILDING))
    found = rows.select_related("version__catalogue__county", "version__catalogue__owner", "field", "matter")
    row: Row = get_object_or_404(found, pk=pk)
    return row


def may_decide(request: StaffRequest, version: Version) -> bool:
    """Whether the buttons of deciding are shown: the draft is open and hers to decide on."""
    is_open = version.state == Version.State.DRAFT
    return is_open and policies.may_decide(request.user, version, on=clock.today())


def may_manage(request: StaffRequest) -> bool:
    """Whether the buttons of compiling, importing and issuing are shown."""
    return policies.may_manage(request.user, request.county, on=clock.today())


def to_row(pk: int, *, show: str = "") -> HttpResponseRedirect:
    """Back to the compile screen with a row open, at the row, under the filter that was chosen."""
    query = f"?show={show}" if show in SHOWS else ""
    return HttpResponseRedirect(f"{reverse('catalogues_workbench:row', args=[pk])}{query}#opened")


def attempt(request: StaffRequest, act: Callable[[], T]) -> T | None:
    """Do it; a refusal becomes a message and None. What was refused changed nothing."""
    try:
        return act()
    except CatalogueRefused as refused:
        messages.error(request, presenters.explain(refused))
        return None


def answer(
    request: StaffRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    part: str = "desk",
    status: int = 200,
    is_page: bool = True,
) -> HttpResponse:
    """The whole page, or for htmx only the part that changes; then messages come as flashes.

    `is_page` False: this address is that of a write, no page to come back to.
    """
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    response = render(request, f"{template}#{part}" if is_part else template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        if not is_page or status == UNPROCESSABLE:
            response["HX-Push-Url"] = "false"
        for message in messages.get_messages(request):
            announced: HttpResponse = answers.announce(response, str(message), tone=message.level_tag)
            response = announced
    return response
