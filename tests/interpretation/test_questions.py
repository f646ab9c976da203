"""Readers' questions: asked without a name, answered by one officer and cleared by another, shown if so decided."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.interpretation import actions
from gongkai.interpretation.models import Question
from gongkai.interpretation.rules.questions import MOST_PER_READER
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import InformationFactory
from tests.factories.response import QuestionFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 5, 9, 1, tzinfo=UTC)  # a Friday
TEXT = "外地户口可以申请临时救助吗？"


@pytest.fixture
def piece(body):
    return InformationFactory(body=body, published=True)


def ask(piece, text=TEXT, asker="one", at=AT):
    return actions.ask_question(county=piece.county, public_id=piece.public_id, text=text, asker=asker, by=None, at=at)


class TestAsking:
    def test_it_goes_to_the_body_that_published_due_in_five_working_days(self, piece, body):
        question = ask(piece)

        assert (question.body, question.due_on, question.state) == (body, date(2025, 5, 16), "asked")

    def test_it_goes_to_whoever_answers_for_an_abolished_body(self, piece, body):
        heir = BodyFactory(county=body.county)
        body.abolished_on, body.successor = date(2025, 1, 1), heir
        body.save()

        assert ask(piece).body == heir

    def test_personal_data_is_not_taken_in(self, piece):
        with pytest.raises(ResponseRefused, match=Refusal.PERSONAL_DATA):
            ask(piece, "我的身份证号是11010519491231002X，能申请吗")

        assert not Question.objects.exists()

    def test_an_hour_has_room_for_so_many_of_one_reader(self, piece):
        for _ in range(MOST_PER_READER):
            ask(piece)
        with pytest.raises(ResponseRefused, match=Refusal.TOO_MANY):
            ask(piece)

        assert ask(piece, asker="another")
        assert ask(piece, at=AT + timedelta(hours=1))

    @pytest.mark.parametrize("state", [{}, {"withdrawn": True}])
    def test_nobody_asks_about_what_is_not_public(self, body, state):
        with pytest.raises(ResponseRefused, match=Refusal.NOT_PUBLIC):
            ask(InformationFactory(body=body, **state))

    def test_where_it_came_from_is_forgotten_after_its_hour(self, piece):
        question = ask(piece)

        actions.forget_askers(by=None, at=AT + timedelta(minutes=59))
        question.refresh_from_db()
        assert question.asker == "one"
        actions.forget_askers(by=None, at=AT + timedelta(hours=1))

        question.refresh_from_db()
        assert question.asker == ""


class TestAnswering:
    @pytest.fixture
    def question(self, piece):
        return QuestionFactory(information=piece)

    def test_one_writes_another_clears(self, question, clerk, chief):
        actions.draft_answer(question_id=question.pk, answer="可以。", by=clerk, at=AT)
        actions.clear_answer(question_id=question.pk, is_shown=True, by=chief, at=AT)

        question.refresh_from_db()
        assert (question.state, question.answer, question.settled_by, question.is_shown) == (
            "answered",
            "可以。",
            chief,
            True,
        )

    def test_nobody_clears_her_own_words(self, question, body):
        from tests.factories.organisations import PostFactory

        person = OfficerFactory(body=body)
        PostFactory(user=person, body=body, role="approver")
        actions.draft_answer(question_id=question.pk, answer="可以。", by=person, at=AT)

        with pytest.raises(ResponseRefused, match=Refusal.OWN_WORDS):
            actions.clear_answer(question_id=question.pk, is_shown=False, by=person, at=AT)

    def test_an_answer_carries_no_secret_mark(self, question, clerk):
        with pytest.raises(ResponseRefused, match=Refusal.PERSONAL_DATA):
            actions.draft_answer(question_id=question.pk, answer="机密★1年 内部掌握", by=clerk, at=AT)

    def test_sent_back_it_is_written_anew(self, question, clerk, chief):
        actions.draft_answer(question_id=question.pk, answer="可以。", by=clerk, at=AT)
        actions.send_answer_back(question_id=question.pk, note="请写明去哪里办", by=chief, at=AT)

        question.refresh_from_db()
        assert (question.state, question.note) == ("asked", "请写明去哪里办")

    def test_declined_with_a_reason_that_the_reader_sees(self, question, chief):
        actions.decline_question(question_id=question.pk, note="属于信访事项，请到信访局", by=chief, at=AT)

        question.refresh_from_db()
        assert (question.state, question.answer) == ("declined", "")

    def test_shown_and_taken_off_the_page_again(self, piece, chief):
        question = QuestionFactory(information=piece, answered=True)
        actions.show_answer(question_id=question.pk, by=chief, at=AT)
        assert list(Question.objects.shown()) == [question]

        actions.hide_answer(question_id=question.pk, note="政策已变", by=chief, at=AT)

        assert not Question.objects.shown().exists()

    def test_every_step_makes_kept_pages_stale(self, question, clerk, body):
        before = body.county.revision

        actions.draft_answer(question_id=question.pk, answer="可以。", by=clerk, at=AT)

        body.county.refresh_from_db()
        assert body.county.revision > before

    def test_what_many_ask_becomes_one_concern(self, question, clerk):
        concern = actions.raise_concern(question_id=question.pk, by=clerk, at=AT)
        again = actions.raise_concern(question_id=question.pk, by=clerk, at=AT)

        assert concern == again
        assert (concern.policy, concern.discovered_at) == (question.information, question.asked_at)
