"""Readers' questions: as the desk's list and page show them, as their readers and all others see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import Question
from gongkai.interpretation.querysets import QuestionQuerySet
from gongkai.interpretation.rules import questions, steps
from gongkai.interpretation.rules.questions import State
from gongkai.organisations.models import County
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.models import Information
from gongkai.ui import keyset

SHOWN = ("open", "overdue", "settled", "all")
MOST_BESIDE = 20  # answers shown on one page of a piece


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question and what this person may do."""

    question: Question
    moves: tuple[str, ...]
    may_raise: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on the public page of a piece."""

    public_id: str
    answered: tuple[Question, ...]


def shown(staff: Staff, show: str, *, on: date) -> QuestionQuerySet:
    """The questions of one part of the list."""
    found = policies.questions_seen(staff)
    parts = {
        "open": found.open(),
        "overdue": found.overdue(on=on),
        "settled": found.exclude(state__in=questions.OPEN),
    }
    return parts.get(show, found)


def questions_page(staff: Staff, show: str, *, on: date, after: str | None) -> keyset.Page[Question]:
    """One page of a part: the open by the day on which they fall due, the rest newest first."""
    by = ("due_on", "pk") if show in ("open", "overdue") else ("-asked_at", "-pk")
    return keyset.page(shown(staff, show, on=on).select_related("information", "body"), by=by, cursor=after)


def counts(staff: Staff, *, on: date) -> Mapping[str, int]:
    """How many questions each part of the list has."""
    return {show: shown(staff, show, on=on).count() for show in SHOWN}


def waiting(staff: Staff) -> QuestionQuerySet:
    """Those that this person may take a step with: answers to write, answers of others to clear."""
    found = policies.questions_seen(staff)
    hers = found.none()
    if Permission.DRAFT in staff.permissions:
        hers |= found.filter(state=State.ASKED)
    if Permission.SIGN_OFF in staff.permissions:
        hers |= found.filter(state=State.DRAFTED).exclude(drafted_by=staff.user)
    return hers


def question_page(question: Question, staff: Staff, *, on: date) -> QuestionPage:
    """One question with the steps that are open."""
    held = policies.permissions_over(staff.user, question.body, staff.county, on=on)
    return QuestionPage(
        question=question,
        moves=steps.names(
            questions.STEPS,
            state=State(question.state),
            permissions=held,
            is_author=question.drafted_by_id == staff.user.pk,
        ),
        may_raise=question.concern_id is None and not held.isdisjoint(policies.REGISTRARS),
    )


def by_code(county: County, code: str) -> Question | None:
    """The question to which a reader holds the code."""
    found = Question.objects.of_county(county).select_related("information", "body")
    question: Question | None = found.filter(code=code).first()
    return question


def asked_about(county: County, public_id: str) -> Information | None:
    """The public piece that a reader wants to ask about."""
    found: Information | None = Information.objects.of_county(county).public().filter(public_id=public_id).first()
    return found


def beside(county: County, public_id: str) -> Beside:
    """The questions that were answered for all, the newest first."""
    found = Question.objects.of_county(county).shown().filter(information__public_id=public_id)
    return Beside(public_id, tuple(found.select_related("body").order_by("-settled_at", "id")[:MOST_BESIDE]))
