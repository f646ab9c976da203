"""The table of concerns and its clocks, by random walks and on the clock face."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.interpretation.rules import clocks, concerns, questions, steps
from gongkai.interpretation.rules.clocks import Condition, Kind, Level, Start
from gongkai.interpretation.rules.concerns import Decision, State
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role

AT = datetime(2025, 5, 10, 1, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
LIMITS = {Kind.FIRST_WORD: 5, Kind.PRESS: 24, Kind.RESPONSE: 48}
NAMES = sorted({step.name for step in concerns.STEPS})
WALK = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(sorted(PERMISSIONS)),
        st.sampled_from(sorted(Decision)),
        st.sampled_from(["", "已向现场核实"]),
    ),
    max_size=40,
)


def walk(moves):
    """Take the steps that the table allows; yield each with where it led and the decision in force."""
    state, decision, trodden = State.CLUE, "", [State.CLUE]
    for name, role, wish, reason in moves:
        try:
            step = steps.find(
                concerns.STEPS, name, state=state, permissions=PERMISSIONS[role], decision=decision, reason=reason
            )
        except ResponseRefused:
            continue
        state = step.target
        if name == "decide":
            decision = wish
        elif state is State.VERIFIED:
            decision = ""
        trodden.append(state)
        yield step, role, reason, decision, tuple(trodden)


class TestTable:
    @given(WALK)
    def test_nothing_is_answered_that_was_not_verified_and_decided_to_be(self, moves):
        for step, _role, _reason, decision, trodden in walk(moves):
            if step.target is State.ANSWERED:
                assert State.VERIFIED in trodden
                assert trodden[-2] is State.DECIDED
                assert decision == Decision.ANSWER

    @given(WALK)
    def test_whoever_administers_or_audits_takes_no_step(self, moves):
        roles = {role for _step, role, *_ in walk(moves)}

        assert roles.isdisjoint({Role.ADMINISTRATOR, Role.AUDITOR, Role.SUPERVISOR})

    @given(WALK)
    def test_only_who_signs_off_or_leads_decides_and_closes(self, moves):
        for step, role, *_ in walk(moves):
            if step.name in ("decide", "close", "dismiss", "reconsider"):
                assert PERMISSIONS[role] & {Permission.SIGN_OFF, Permission.MANAGE_DUTIES}

    @given(WALK)
    def test_no_answer_to_be_is_closed_before_its_effect_is_known(self, moves):
        for step, _role, _reason, decision, trodden in walk(moves):
            if step.target is State.CLOSED and decision == Decision.ANSWER:
                assert trodden[-2] is State.EFFECT

    @given(WALK)
    def test_a_step_that_needs_a_reason_was_given_one(self, moves):
        assert all(reason for step, _role, reason, *_ in walk(moves) if step.needs_reason)

    def test_every_state_is_come_to_and_left_again(self):
        assert {step.target for step in concerns.STEPS} | {State.CLUE} == set(State)
        assert {step.source for step in concerns.STEPS} == set(State)

    @given(st.sampled_from(sorted(State)), st.sampled_from(["", *Decision]), st.sampled_from(sorted(PERMISSIONS)))
    def test_the_buttons_are_exactly_what_is_not_refused(self, state, decision, role):
        shown = steps.names(concerns.STEPS, state=state, permissions=PERMISSIONS[role], decision=decision)

        for name in NAMES:
            try:
                steps.find(
                    concerns.STEPS, name, state=state, permissions=PERMISSIONS[role], decision=decision, reason="有"
                )
            except ResponseRefused:
                assert name not in shown
            else:
                assert name in shown

    @pytest.mark.parametrize("decision", [Decision.WATCH, Decision.NO_ANSWER])
    def test_of_a_serious_emergency_nobody_decides_to_say_nothing(self, decision):
        with pytest.raises(ResponseRefused, match=Refusal.MUST_ANSWER):
            concerns.refuse_silence(Level.SERIOUS, decision)

        concerns.refuse_silence(Level.OPINION, decision)


class TestClocks:
    def the(self, level=Level.SERIOUS, *, done=None, event_at=AT, discovered_at=AT, count_from=Start.EARLIER):
        since = clocks.begun(event_at=event_at, discovered_at=discovered_at, count_from=count_from)
        return clocks.clocks(level, since=since, hours=LIMITS, done=done or {})

    def test_a_serious_emergency_owes_a_word_in_five_hours_and_the_press_in_twenty_four(self):
        word, press = self.the()

        assert (word.kind, word.due_at) == (Kind.FIRST_WORD, AT + timedelta(hours=5))
        assert (press.kind, press.due_at) == (Kind.PRESS, AT + timedelta(hours=24))

    def test_other_opinion_owes_a_response_in_forty_eight_hours(self):
        (response,) = self.the(Level.OPINION)

        assert (response.kind, response.due_at) == (Kind.RESPONSE, AT + timedelta(hours=48))

    def test_hours_run_through_the_spring_festival(self):
        eve = datetime(2025, 1, 28, 12, tzinfo=UTC)

        word, _press = self.the(event_at=eve, discovered_at=eve)

        assert word.due_at == eve + timedelta(hours=5)

    @given(MOMENTS, MOMENTS)
    def test_the_earlier_of_the_two_moments_counts_unless_the_county_says_otherwise(self, event_at, discovered_at):
        told = {"event_at": event_at, "discovered_at": discovered_at}

        assert clocks.begun(**told, count_from=Start.EARLIER).at == min(event_at, discovered_at)
        assert clocks.begun(**told, count_from=Start.EVENT).at == event_at
        assert clocks.begun(**told, count_from=Start.DISCOVERY).at == discovered_at

    def test_an_event_whose_time_nobody_knows_counts_from_its_discovery(self):
        found = clocks.begun(event_at=None, discovered_at=AT, count_from=Start.EVENT)

        assert (found.at, found.start) == (AT, Start.DISCOVERY)

    @given(MOMENTS, st.none() | MOMENTS, MOMENTS)
    def test_a_clock_is_late_or_overdue_exactly_after_its_hours(self, start, done_at, at):
        done = {Kind.RESPONSE: done_at} if done_at else {}
        (clock,) = self.the(Level.OPINION, event_at=start, discovered_at=start, done=done)

        found = clock.condition(at=at)

        ended = done_at or at
        assert (found in (Condition.LATE, Condition.OVERDUE)) == (ended > start + timedelta(hours=48))
        assert (found in (Condition.LATE, Condition.IN_TIME)) == (done_at is not None)

    @given(st.sets(st.sampled_from(sorted(Kind))))
    def test_what_falls_due_next_is_the_earliest_of_what_is_not_done(self, done):
        found = self.the(done=dict.fromkeys(done, AT))

        running = [clock.due_at for clock in found if clock.kind not in done]
        assert clocks.next_due(found) == (min(running) if running else None)


class TestQuestions:
    def test_nobody_clears_her_own_answer(self):
        with pytest.raises(ResponseRefused, match=Refusal.OWN_WORDS):
            steps.find(
                questions.STEPS,
                "clear",
                state=questions.State.DRAFTED,
                permissions={Permission.SIGN_OFF},
                is_author=True,
            )

    @pytest.mark.parametrize(
        ("by_reader", "by_county"), [(questions.MOST_PER_READER, 9), (0, questions.MOST_PER_COUNTY)]
    )
    def test_an_hour_has_room_for_so_many_questions(self, by_reader, by_county):
        with pytest.raises(ResponseRefused, match=Refusal.TOO_MANY):
            questions.refuse_too_many(by_reader=by_reader, by_county=by_county)

        questions.refuse_too_many(by_reader=by_reader and by_reader - 1, by_county=by_county - 1)
