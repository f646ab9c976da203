"""How a form becomes an act: check its shape, act, and put a refusal beside the field it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from gongkai.organisations import presenters
from gongkai.organisations.rules.refusals import OrganisationRefused

T = TypeVar("T")


def act(form: forms.BaseForm, do: Callable[[dict[str, Any]], T]) -> T | None:
    """Do it if the form was sent and is well-formed; None if there is something to show again."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return do(form.cleaned_data)
    except OrganisationRefused as refused:
        field = presenters.field_of(refused)
        form.add_error(field if field in form.fields else None, presenters.explain(refused))
        return None


def page_status(form: forms.BaseForm) -> int:
    """422 for a form that is shown again with its mistakes."""
    return 422 if form.errors else 200
