"""Who leaves, and who has her work then?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.organisations import actions, events, queries
from gongkai.organisations.actions import OrganisationRefused, Refusal
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import (
    BodyFactory,
    CountyFactory,
    OfficerFactory,
    PostFactory,
    UserFactory,
    WorkUnitFactory,
)

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def heard():
    """Who was heard to leave."""
    calls: list[dict] = []

    def listen(sender, **facts):
        calls.append(facts)

    events.officer_left.connect(listen)
    yield calls
    events.officer_left.disconnect(listen)


@pytest.mark.django_db
class TestLeaving:
    def test_an_officers_work_passes_to_her_deputy(self, heard):
        unit = WorkUnitFactory()
        officer, deputy = unit.officer, unit.deputy

        handed = actions.leave(user_id=officer.pk, county_id=unit.body.county_id, on=TODAY, by=None, at=MORNING)

        unit.refresh_from_db()
        assert (unit.officer, unit.deputy) == (deputy, None)
        assert [(step.body, step.successor) for step in handed] == [(unit.body, deputy)]
        assert officer.posts.get().ends_on == TODAY
        assert [(call["user_id"], call["successor_id"]) for call in heard] == [(officer.pk, deputy.pk)]

    def test_the_seat_left_empty_is_a_finding(self):
        unit = WorkUnitFactory()

        actions.leave(user_id=unit.officer_id, county_id=unit.body.county_id, on=TODAY, by=None, at=MORNING)

        assert [v.missing for v in queries.vacancies(unit.body.county, on=TODAY)] == [("deputy",)]

    def test_anyone_elses_work_passes_to_the_officer(self, heard):
        unit = WorkUnitFactory()
        clerk = OfficerFactory(body=unit.body)

        actions.leave(user_id=clerk.pk, county_id=unit.body.county_id, on=TODAY, by=None, at=MORNING)

        assert heard[0]["successor_id"] == unit.officer_id

    def test_a_deputy_who_leaves_leaves_her_seat_empty(self, heard):
        unit = WorkUnitFactory()

        actions.leave(user_id=unit.deputy_id, county_id=unit.body.county_id, on=TODAY, by=None, at=MORNING)

        unit.refresh_from_db()
        assert unit.deputy is None
        assert heard[0]["successor_id"] == unit.officer_id

    def test_a_successor_can_be_named_for_a_body(self, heard):
        unit = WorkUnitFactory()
        heir = OfficerFactory(body=unit.body)

        actions.leave(
            user_id=unit.officer_id, county_id=unit.body.county_id, on=TODAY, successors={unit.body_id: heir.pk},
            by=None, at=MORNING,
        )  # fmt: skip

        unit.refresh_from_db()
        assert unit.officer == heir
        assert unit.deputy is not None
        assert heard[0]["successor_id"] == heir.pk

    def test_a_successor_sits_at_the_same_body(self, heard):
        unit = WorkUnitFactory()

        with pytest.raises(OrganisationRefused, match=Refusal.NOT_AT_BODY):
            actions.leave(
                user_id=unit.officer_id, county_id=unit.body.county_id, on=TODAY,
                successors={unit.body_id: OfficerFactory().pk}, by=None, at=MORNING,
            )  # fmt: skip

        assert unit.officer.posts.get().ends_on is None
        assert heard == []

    def test_every_body_hands_over_by_itself(self, heard):
        unit = WorkUnitFactory()
        second = PostFactory(user=unit.officer, body=BodyFactory(county=unit.body.county)).body

        actions.leave(user_id=unit.officer_id, county_id=unit.body.county_id, on=TODAY, by=None, at=MORNING)

        assert {(call["body_id"], call["successor_id"]) for call in heard} == {
            (unit.body_id, unit.deputy_id),
            (second.pk, None),
        }

    def test_posts_in_another_county_stay(self):
        officer = OfficerFactory()
        elsewhere = PostFactory(user=officer)
        here = officer.posts.exclude(pk=elsewhere.pk).get()

        actions.leave(user_id=officer.pk, county_id=here.body.county_id, on=TODAY, by=None, at=MORNING)

        elsewhere.refresh_from_db()
        assert elsewhere.ends_on is None

    def test_whoever_holds_no_post_cannot_leave(self):
        with pytest.raises(OrganisationRefused, match=Refusal.NO_POSTS):
            actions.leave(user_id=UserFactory().pk, county_id=CountyFactory().pk, on=TODAY, by=None, at=MORNING)

    def test_the_last_post_at_a_body_hands_over_an_earlier_one_does_not(self, heard):
        unit = WorkUnitFactory()
        first = unit.officer.posts.get()
        second = PostFactory(user=unit.officer, body=unit.body, role=Role.APPROVER)

        assert actions.end_post(post_id=second.pk, ends_on=TODAY, by=None, at=MORNING) is None
        handed = actions.end_post(post_id=first.pk, ends_on=TODAY, by=None, at=MORNING)

        assert handed is not None
        assert handed.successor == unit.deputy
        assert len(heard) == 1

    def test_a_post_ends_once_and_not_before_it_began(self):
        post = PostFactory(starts_on=TODAY)

        with pytest.raises(OrganisationRefused, match=Refusal.ENDS_BEFORE_START):
            actions.end_post(post_id=post.pk, ends_on=date(2026, 3, 1), by=None, at=MORNING)
        actions.end_post(post_id=post.pk, ends_on=TODAY, by=None, at=MORNING)
        with pytest.raises(OrganisationRefused, match=Refusal.POST_ENDED):
            actions.end_post(post_id=post.pk, ends_on=TODAY, by=None, at=MORNING)
