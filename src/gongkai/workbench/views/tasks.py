"""My tasks: where the desk opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import delivery_presenters
from gongkai.workbench import desk_presenters, policies
from gongkai.workbench.queries import desk, returns
from gongkai.workbench.queries.desk import DUTY_PILES, PIECE_PILES, Pile


@staff_page()
@require_safe
def tasks(request: StaffRequest) -> HttpResponse:
    """One pile of the desk, and how much lies on the others. Who has no desk of duties goes to her own first page."""
    if not policies.may(request.staff, Permission.FULFIL_DUTIES):
        return redirect(policies.home(request.staff))
    on = clock.today()
    counts = desk.counts(request.staff, on=on)
    pile = _pile(request, counts)
    context = {
        "pile": pile,
        "chips": desk_presenters.chips(counts, pile),
        "head": desk_presenters.head(request.staff, counts, on=on),
        "periods": desk_presenters.periods(returns.periods(request.staff, on=on)),
        **desk_presenters.pile_words(pile),
        **_rows(request, pile, on=on),
    }
    return render(request, "workbench/tasks.html", context)


def _pile(request: StaffRequest, counts: dict[Pile, int]) -> Pile:
    asked = request.GET.get("pile", "")
    return Pile(asked) if asked in set(counts) else Pile.NOW


def _rows(request: StaffRequest, pile: Pile, *, on: date) -> dict[str, Any]:
    after = request.GET.get("after")
    if pile in PIECE_PILES:
        page: Any = desk.pieces(request.staff, pile, after=after)
        return {"page": page, "pieces": desk_presenters.pieces(page.rows)}
    if pile is Pile.DELIVERIES:
        return {"sent": delivery_presenters.rows(desk.undelivered(request.staff))}
    if pile not in DUTY_PILES:
        return {"waivers": desk_presenters.waivers(desk.waivers(request.staff))}
    page = desk.tasks(request.staff, pile, on=on, after=after)
    begun = desk.begun(request.staff, page.rows)
    first = desk.first_pieces(request.staff) if pile is Pile.NOW and not after else ()
    return {
        "page": page,
        "groups": desk_presenters.task_groups(request.staff, page.rows, begun=begun),
        "first": desk_presenters.pieces(first),
    }
