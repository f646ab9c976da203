"""On the tour, every page carries the story's bar: which stop this is, what to look at, the way back and on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise

from gongkai.demo.seeding.people import ACCOUNTS
from gongkai.demo.tour import STEPS, step_named
from gongkai.demo.views import STOP_COOKIE


@dataclass(frozen=True, slots=True)
class Guide:
    """The bar's content."""

    number: int
    total: int
    title: str | Promise
    text: str | Promise
    previous_url: str
    next_url: str
    overview_url: str


class TourMiddleware:
    """Set `request.guide` while the reader follows the tour."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = step_named(request.COOKIES.get(STOP_COOKIE, ""))
        if found is not None:
            request.guide = _guide(found[0])  # type: ignore[attr-defined]
        request.quick_accounts = QuickAccounts  # type: ignore[attr-defined]
        return self.get_response(request)


class QuickAccounts:
    """The accounts that the sign-in page offers at one click."""

    enter_url = reverse_lazy("demo:enter")
    accounts = ACCOUNTS


def _guide(number: int) -> Guide:
    def address(at: int) -> str:
        return reverse("demo:stop", args=[STEPS[at - 1].name]) if 1 <= at <= len(STEPS) else ""

    shown = STEPS[number - 1]
    return Guide(
        number, len(STEPS), shown.title, shown.text, address(number - 1), address(number + 1), reverse("demo:tour")
    )
