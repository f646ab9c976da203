"""Policies with their interpretations, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from gongkai.interpretation.presenters.plans import form_words
from gongkai.interpretation.queries.public import ExplainedPolicy, Explanation
from gongkai.portal.presenters import body_label, information_url
from gongkai.publishing.models import Information
from gongkai.ui.languages import either


@dataclass(frozen=True, slots=True)
class ExplanationLink:
    """An interpretation under its policy."""

    label: str
    form: str
    url: str
    published_on: date


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A policy with what explains it."""

    label: str
    url: str
    body: str
    document_number: str
    published_on: date
    explanations: tuple[ExplanationLink, ...]


def policy_views(policies: Iterable[ExplainedPolicy]) -> list[PolicyView]:
    """Policies as the list shows them."""
    return [
        PolicyView(
            label=_title(one.policy),
            url=information_url(one.policy.public_id),
            body=body_label(one.policy.body),
            document_number=one.policy.document_number,
            published_on=_day(one.policy),
            explanations=tuple(map(_explanation, one.explanations)),
        )
        for one in policies
    ]


def _explanation(one: Explanation) -> ExplanationLink:
    piece = one.information
    form = form_words(one.form) if one.form else gettext("解读")
    return ExplanationLink(_title(piece), form, information_url(piece.public_id), _day(piece))


def _title(piece: Information) -> str:
    return either(piece.title, piece.title_en)


def _day(piece: Information) -> date:
    return timezone.localdate(piece.published_at)
