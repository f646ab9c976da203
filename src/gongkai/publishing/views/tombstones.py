"""What answers where a withdrawn piece was: 410 at its page, its files, its record, its document, its code."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from gongkai.organisations.access import PublicRequest
from gongkai.publishing import presenters
from gongkai.publishing.queries.public import Tombstone, tombstone_of


def gone_or_404(request: PublicRequest, public_id: str, absent: str) -> HttpResponse:
    """For what is not there: the stone if something stood here, else a 404 with these words."""
    stone = tombstone_of(request.county, public_id)
    if stone is None:
        raise Http404(absent)
    return answer(request, stone)


def answer(request: PublicRequest, stone: Tombstone) -> HttpResponse:
    """The stone in the form that was asked for: a page, or JSON for programs."""
    if request.path.endswith(".json") or request.get_preferred_type(["text/html", "application/json"]) != "text/html":
        told = {"status": "withdrawn", "kind": stone.kind, "since": stone.withdrawn_at, "reason": stone.reason}
        return JsonResponse(told, status=410, json_dumps_params={"ensure_ascii": False})
    context = {"gone": stone, "kind": presenters.withdrawal_words(stone.kind)}
    return render(request, "publishing/portal/withdrawn.html", context, status=410)
