"""Questions of readers: taken in without a name, answered by one officer, cleared by another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.actions import concerns
from gongkai.interpretation.models import Concern, Question
from gongkai.interpretation.rules import questions, steps
from gongkai.interpretation.rules.clocks import Level
from gongkai.interpretation.rules.questions import State
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.kernel.text import printable
from gongkai.organisations import queries as organisations
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.publishing.models import Information
from gongkai.publishing.rules import sensitive
from gongkai.workdays import queries as workdays

AN_HOUR = timedelta(hours=1)


@transaction.atomic
def ask_question(*, county: County, public_id: str, text: str, asker: str, by: User | None, at: datetime) -> Question:
    """Take a reader's question about a public piece to the body that answers for it today. `asker` is a digest."""
    on = timezone.localdate(at)
    piece = Information.objects.of_county(county).public().select_related("body").filter(public_id=public_id).first()
    if piece is None:
        raise ResponseRefused(Refusal.NOT_PUBLIC)
    words = printable(text).strip()
    _refuse_personal(words, on=on)
    County.objects.select_for_update().get(pk=county.pk)  # the hour is counted by one at a time
    hour = Question.objects.of_county(county).filter(asked_at__gt=at - AN_HOUR)
    questions.refuse_too_many(by_reader=hour.filter(asker=asker).count(), by_county=hour.count())
    body = organisations.successors([piece.body], on=on).get(piece.body_id, piece.body)
    days = organisations.settings_of(county, on=on).number("interpretation.question_workdays")
    question = Question.objects.create(
        county=county,
        information=piece,
        body=body,
        text=words[: questions.LONGEST_QUESTION],
        asked_at=at,
        asker=asker,
        due_on=workdays.calendar_for(county.pk).add(on, days),
    )
    _record("question.ask", question, by=by, at=at)
    return question


@transaction.atomic
def draft_answer(*, question_id: int, answer: str, by: User | None, at: datetime) -> Question:
    """Write an answer, or write it anew; somebody else clears it."""
    question = _moved("draft", question_id, by=by, at=at)
    words = printable(answer).strip()[: questions.LONGEST_ANSWER]
    if not words:
        raise ResponseRefused(Refusal.NOTHING_SAID)
    _refuse_personal(words, on=timezone.localdate(at))
    question.answer, question.drafted_by, question.drafted_at, question.note = words, by, at, ""
    return _kept(question, "question.draft", by=by, at=at)


@transaction.atomic
def send_answer_back(*, question_id: int, note: str, by: User | None, at: datetime) -> Question:
    """Give an answer back to whoever wrote it, with what is to be changed."""
    question = _moved("send_back", question_id, by=by, at=at, reason=note)
    question.note = note.strip()[:300]
    return _kept(question, "question.send_back", by=by, at=at, note=question.note)


@transaction.atomic
def clear_answer(*, question_id: int, is_shown: bool, by: User | None, at: datetime) -> Question:
    """Let an answer out: to whoever asked, and if so decided to all, beside the piece."""
    question = _moved("clear", question_id, by=by, at=at)
    question.settled_at, question.settled_by, question.is_shown, question.note = at, by, is_shown, ""
    return _kept(question, "question.clear", by=by, at=at, is_shown=is_shown)


@transaction.atomic
def decline_question(*, question_id: int, note: str, by: User | None, at: datetime) -> Question:
    """Do not answer, and tell the reader why: another way leads there, or it is no question."""
    question = _moved("decline", question_id, by=by, at=at, reason=note)
    question.settled_at, question.settled_by, question.note, question.answer = at, by, note.strip()[:300], ""
    return _kept(question, "question.decline", by=by, at=at, note=question.note)


@transaction.atomic
def show_answer(*, question_id: int, by: User | None, at: datetime) -> Question:
    """Show question and answer beside the piece."""
    question = _moved("show", question_id, by=by, at=at)
    question.is_shown = True
    return _kept(question, "question.show", by=by, at=at)


@transaction.atomic
def hide_answer(*, question_id: int, note: str, by: User | None, at: datetime) -> Question:
    """Show them no more; whoever holds the code still reads the answer."""
    question = _moved("hide", question_id, by=by, at=at, reason=note)
    question.is_shown = False
    return _kept(question, "question.hide", by=by, at=at, reason=note.strip()[:300])


@transaction.atomic
def raise_concern(*, question_id: int, by: User | None, at: datetime) -> Concern:
    """What many ask is a concern: enter it as a clue. The question is answered as before."""
    question = _lock(question_id)
    policies.require(by, policies.REGISTRARS, question.body, question.county, on=timezone.localdate(at))
    if question.concern is not None:
        return question.concern
    concern = concerns.register_concern(
        body=question.body,
        level=Level.OPINION,
        by=by,
        at=at,
        title=f"读者就《{question.information.title}》提问"[:200],
        summary=question.text,
        source="读者提问",
        discovered_at=question.asked_at,
        policy=question.information,
    )
    question.concern = concern
    question.save(update_fields=["concern"])
    return concern


def forget_askers(*, by: User | None, at: datetime) -> int:
    """Blot out where questions came from, once their hour is over."""
    return Question.objects.exclude(asker="").filter(asked_at__lte=at - AN_HOUR).update(asker="")


def _lock(question_id: int) -> Question:
    locked = Question.objects.select_for_update(of=("self",)).select_related("body", "county", "information", "concern")
    question: Question = locked.get(pk=question_id)
    return question


def _moved(name: str, question_id: int, *, by: User | None, at: datetime, reason: str = "") -> Question:
    """The question, locked, in its new state; not saved yet."""
    question = _lock(question_id)
    step = steps.find(
        questions.STEPS,
        name,
        state=State(question.state),
        permissions=policies.permissions_over(by, question.body, question.county, on=timezone.localdate(at)),
        reason=reason,
        is_author=by is not None and by.pk == question.drafted_by_id,
    )
    question.state = str(step.target)
    return question


def _kept(question: Question, action: str, *, by: User | None, at: datetime, **detail: Any) -> Question:
    """Every step changes what the reader sees under her code, or beside the piece."""
    question.save()
    raise_revision(question.county_id)
    _record(action, question, by=by, at=at, **detail)
    return question


def _record(action: str, question: Question, *, by: User | None, at: datetime, **detail: Any) -> None:
    audit.record(action, subject=question, by=by, at=at, county_id=question.county_id, detail=detail)


def _refuse_personal(words: str, *, on: date) -> None:
    """Neither a question nor an answer carries what must not leave."""
    found = sensitive.find_in_text(words, on=on)
    if blocking := [finding for finding in found if finding.level is sensitive.Level.BLOCK]:
        raise ResponseRefused(Refusal.PERSONAL_DATA, masked=[finding.masked for finding in blocking])
