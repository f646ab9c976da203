"""How a form becomes an act, and how a button does: what is refused is said, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from gongkai.interpretation.presenters.plans import explain
from gongkai.interpretation.rules.refusals import InterpretationRefused
from gongkai.publishing.rules.states import PublishingRefused

REFUSED = (InterpretationRefused, PublishingRefused)


def sent(form: forms.Form, do: Callable[[dict[str, Any]], object]) -> bool:
    """Do it if the form is well-formed; False if there is something to show again."""
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except REFUSED as refused:
        form.add_error(None, explain(refused))
        return False
    return True


def pressed(request: HttpRequest, do: Callable[[], object], *, done: str) -> bool:
    """Do what a button says, and tell what came of it."""
    try:
        do()
    except REFUSED as refused:
        messages.error(request, explain(refused))
        return False
    messages.success(request, done)
    return True
