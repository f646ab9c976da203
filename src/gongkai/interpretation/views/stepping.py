"""How a form or a button takes a relay, a concern or a question a step further, and what it says when it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from gongkai.interpretation.presenters.refusals import explain
from gongkai.interpretation.rules.response_refusals import ResponseRefused
from gongkai.organisations.access import staff_page
from gongkai.organisations.models import County, Level
from gongkai.organisations.querysets import BodyQuerySet
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import presenters as publishing
from gongkai.publishing.rules.states import PublishingRefused

UNPROCESSABLE = 422
REFUSED = (ResponseRefused, PublishingRefused)

reader = staff_page(Permission.SEE_DRAFTS)
office = staff_page(Permission.MANAGE_DUTIES)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as the page offers it: a form with its button, folded unless it is the obvious next one."""

    name: str
    title: str | Promise
    form: forms.Form
    button: str | Promise
    is_open: bool = False


def done(form: forms.Form, do: Callable[[dict[str, Any]], object]) -> bool:
    """Do it if the form is well-formed; False if there is something to show again."""
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except REFUSED as refused:
        form.add_error(None, words(refused))
        return False
    return True


def pressed(request: HttpRequest, do: Callable[[], object], *, told: str | Promise) -> bool:
    """Do what a button says, and tell what came of it."""
    try:
        do()
    except REFUSED as refused:
        messages.error(request, words(refused))
        return False
    messages.success(request, str(told))
    return True


def words(refused: ResponseRefused | PublishingRefused) -> str:
    """Why nothing was changed, whichever room refused."""
    return explain(refused) if isinstance(refused, ResponseRefused) else publishing.explain(refused)


def base_of(url_name: str, key: str) -> str:
    """The address under which the steps of one thing are sent: the name of the step comes last."""
    return reverse(url_name, args=[key, "x"]).removesuffix("x/")


def living_bodies(county: County, *, on: Any) -> BodyQuerySet:
    """The departments and townships to which something can be given."""
    bodies: BodyQuerySet = county.bodies.exclude(level=Level.VILLAGE)
    return bodies.living(on=on).listed()
