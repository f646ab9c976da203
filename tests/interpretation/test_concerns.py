"""The register of concerns through its actions: from a clue to an answer whose effect is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gongkai.audit.models import Entry
from gongkai.interpretation import actions
from gongkai.interpretation.models import Concern
from gongkai.interpretation.rules.clocks import Level
from gongkai.interpretation.rules.concerns import Decision, Truth
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.kernel import outbox
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions as publishing
from tests.factories.organisations import BodyFactory, CountySettingFactory, OfficerFactory
from tests.factories.publishing import InformationFactory, routine_everywhere, row_owed_by
from tests.factories.response import ConcernFactory

pytestmark = pytest.mark.django_db

EVENT_AT = datetime(2025, 5, 10, 0, tzinfo=UTC)
FOUND_AT = datetime(2025, 5, 10, 1, tzinfo=UTC)
AT = datetime(2025, 5, 10, 2, tzinfo=UTC)
URL = "https://news.example.org/1.html"


def register(body, level=Level.OPINION, **told):
    given = {"title": "网民反映补贴没有到账", "discovered_at": FOUND_AT, "event_at": EVENT_AT, **told}
    return actions.register_concern(body=body, level=level, by=None, at=AT, **given)


def fresh(concern):
    return Concern.objects.get(pk=concern.pk)


class TestRegistering:
    def test_the_hours_run_from_the_earlier_moment(self, body):
        assert register(body).due_at == EVENT_AT + timedelta(hours=48)

    def test_a_county_may_count_from_the_discovery_and_in_fewer_hours(self, body):
        CountySettingFactory(county=body.county, key="interpretation.count_from", value="发现时间")
        CountySettingFactory(county=body.county, key="interpretation.response_hours", value=24)

        assert register(body).due_at == FOUND_AT + timedelta(hours=24)

    def test_a_setting_that_changes_later_changes_no_running_clock(self, body):
        concern = register(body)
        CountySettingFactory(county=body.county, key="interpretation.response_hours", value=1)

        actions.verify_concern(concern_id=concern.pk, truth=Truth.TRUE, note="属实", by=None, at=AT)

        assert fresh(concern).due_at == EVENT_AT + timedelta(hours=48)

    @pytest.mark.parametrize(
        ("told", "refusal"),
        [
            ({"title": " "}, Refusal.TITLE_MISSING),
            ({"discovered_at": AT + timedelta(hours=1)}, Refusal.IN_FUTURE),
            ({"source_url": "javascript:alert(1)"}, Refusal.ADDRESS_WRONG),
        ],
    )
    def test_what_cannot_be_is_refused(self, body, told, refusal):
        with pytest.raises(ResponseRefused, match=refusal):
            register(body, **told)

    def test_a_policy_of_another_county_is_not_named(self, body):
        with pytest.raises(ResponseRefused, match=Refusal.ELSEWHERE):
            register(body, policy=InformationFactory())


class TestTheWholeWay:
    def test_from_a_clue_to_closed_each_step_is_kept_and_recorded(self, body, clerk, chief):
        concern = register(body)
        at = iter(AT + timedelta(minutes=n) for n in range(1, 9))
        pk = concern.pk
        actions.verify_concern(concern_id=pk, truth=Truth.PARTLY, note="两户信息有误", by=clerk, at=next(at))
        actions.decide_concern(concern_id=pk, decision=Decision.ANSWER, by=chief, at=next(at))
        actions.answer_concern(concern_id=pk, url=URL, said_at=AT, by=clerk, at=next(at))
        actions.record_effect(concern_id=pk, note="没有新的反映", by=clerk, at=next(at))
        actions.close_concern(concern_id=pk, by=chief, at=next(at))

        closed = fresh(concern)
        names = ["register", "verify", "decide", "answer", "record_effect", "close"]
        assert (closed.state, closed.due_at) == ("closed", None)
        assert [step.name for step in closed.steps.all()] == names
        recorded = Entry.objects.filter(action__startswith="concern.").order_by("seq")
        assert [entry.action.removeprefix("concern.") for entry in recorded] == names

    def test_a_clerk_verifies_and_does_not_decide(self, clerk, body):
        concern = ConcernFactory(body=body, verified=True)

        with pytest.raises(ResponseRefused, match=Refusal.NOT_PERMITTED):
            actions.decide_concern(concern_id=concern.pk, decision=Decision.ANSWER, by=clerk, at=AT)

    @pytest.mark.parametrize("decision", [Decision.WATCH, Decision.NO_ANSWER, Decision.FORWARD])
    def test_whatever_is_not_an_answer_needs_a_reason(self, body, decision):
        concern = ConcernFactory(body=body, verified=True)

        with pytest.raises(ResponseRefused, match=Refusal.REASON_MISSING):
            actions.decide_concern(concern_id=concern.pk, decision=decision, by=None, at=AT)

        assert fresh(concern).state == "verified"

    def test_what_is_only_watched_owes_nothing_and_is_closed(self, body):
        concern = ConcernFactory(body=body, verified=True)
        actions.decide_concern(concern_id=concern.pk, decision=Decision.WATCH, note="已平息", by=None, at=AT)
        assert fresh(concern).due_at is None

        actions.close_concern(concern_id=concern.pk, by=None, at=AT)

        assert fresh(concern).state == "closed"

    def test_what_is_to_be_answered_is_not_closed_unanswered(self, body):
        concern = ConcernFactory(body=body, to_answer=True)

        with pytest.raises(ResponseRefused, match=Refusal.DECISION_DIFFERS):
            actions.close_concern(concern_id=concern.pk, by=None, at=AT)

    def test_an_answer_that_did_not_settle_it_is_judged_again(self, body):
        concern = ConcernFactory(body=body, to_answer=True)
        actions.answer_concern(concern_id=concern.pk, url=URL, said_at=AT, by=None, at=AT)

        actions.reconsider_concern(concern_id=concern.pk, note="又有新的反映", by=None, at=AT)

        assert (fresh(concern).state, fresh(concern).decision) == ("verified", "")

    def test_a_clue_that_was_dismissed_before_anybody_looked_is_not_judged_again(self, body):
        concern = ConcernFactory(body=body)
        actions.dismiss_concern(concern_id=concern.pk, note="重复登记", by=None, at=AT)

        with pytest.raises(ResponseRefused, match=Refusal.NOT_OPEN):
            actions.reconsider_concern(concern_id=concern.pk, note="再看看", by=None, at=AT)


class TestForwarding:
    def test_the_other_body_takes_it_over_and_the_hours_run_on(self, body):
        other = BodyFactory(county=body.county)
        hers = OfficerFactory(body=other)
        concern = register(body)
        actions.verify_concern(concern_id=concern.pk, truth=Truth.TRUE, note="属实", by=None, at=AT)
        actions.decide_concern(
            concern_id=concern.pk, decision=Decision.FORWARD, note="属其职责", body=other, by=None, at=AT
        )

        actions.take_concern_over(concern_id=concern.pk, by=hers, at=AT)

        taken = fresh(concern)
        assert (taken.body, taken.state, taken.decision, taken.due_at) == (other, "verified", "", concern.due_at)

    @pytest.mark.parametrize("where", ["nowhere", "itself", "another county"])
    def test_it_goes_to_another_body_of_the_county_only(self, body, where):
        concern = ConcernFactory(body=body, verified=True)
        target = {"nowhere": None, "itself": body, "another county": BodyFactory()}[where]

        with pytest.raises(ResponseRefused, match=Refusal.ELSEWHERE):
            actions.decide_concern(
                concern_id=concern.pk, decision=Decision.FORWARD, note="转", body=target, by=None, at=AT
            )


class TestSaying:
    def test_a_first_word_stops_its_clock_and_the_press_is_still_owed(self, body):
        concern = register(body, Level.SERIOUS)

        actions.say_of_concern(concern_id=concern.pk, said="word", said_at=AT, url=URL, by=None, at=AT)

        assert fresh(concern).due_at == EVENT_AT + timedelta(hours=24)

    def test_nothing_is_said_of_what_is_still_to_come(self, body):
        concern = register(body)

        with pytest.raises(ResponseRefused, match=Refusal.IN_FUTURE):
            actions.say_of_concern(
                concern_id=concern.pk, said="word", said_at=AT + timedelta(hours=1), note="将发布", by=None, at=AT
            )

    def test_another_level_owes_by_its_own_hours(self, body):
        concern = register(body)

        actions.grade_concern(concern_id=concern.pk, level=Level.SERIOUS, note="有人受伤", by=None, at=AT)

        assert fresh(concern).due_at == EVENT_AT + timedelta(hours=5)


class TestAnsweringByAPiece:
    @pytest.fixture
    def concern(self, body):
        return ConcernFactory(body=body, to_answer=True)

    def start(self, concern, clerk, said="answer"):
        row = row_owed_by(concern.body)
        return actions.start_answer(concern_id=concern.pk, matter_id=row.matter_id, said=said, by=clerk, at=AT)

    def publish(self, draft, chief):
        routine_everywhere(draft.county)
        publishing.submit(information_id=draft.pk, by=draft.drafted_by, at=AT)
        publishing.sign_off_and_publish(information_id=draft.pk, by=chief, at=AT)
        outbox.drain_all(at=AT)

    def test_the_day_it_is_public_the_concern_is_answered(self, concern, clerk, chief):
        draft = self.start(concern, clerk)

        self.publish(draft, chief)

        answered = fresh(concern)
        step = answered.steps.get(name="answer")
        assert (answered.state, answered.due_at, step.information, step.said_at) == ("answered", None, draft, AT)

    def test_told_twice_it_speaks_once(self, concern, clerk, chief):
        draft = self.start(concern, clerk)
        self.publish(draft, chief)

        again = actions.follow_answers(public_ids=[draft.public_id], by=None, at=AT)

        assert again == 0
        assert concern.steps.filter(name="answer").count() == 1

    def test_a_word_before_the_decision_is_said_and_does_not_answer(self, body, clerk, chief):
        concern = ConcernFactory(body=body)
        draft = self.start(concern, clerk, said="word")

        self.publish(draft, chief)

        assert (fresh(concern).state, concern.steps.get().name) == ("clue", "say")

    def test_a_stranger_writes_no_answer(self, concern, body):
        stranger = OfficerFactory(body=BodyFactory(county=body.county), role=Role.PUBLISHER)

        with pytest.raises(ResponseRefused, match=Refusal.NOT_PERMITTED):
            self.start(concern, stranger)
