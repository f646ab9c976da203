"""Who is appointed, who leaves, and who has her work then?"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.audit import queries as audit
from gongkai.audit.models import Entry
from gongkai.organisations import actions, events, policies, queries, sign_in
from gongkai.organisations.actions import OrganisationRefused, Refusal
from gongkai.organisations.models import User, WorkUnit
from gongkai.organisations.presenters import ROLES, explain
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role, conflicting, may
from tests.factories.organisations import (
    BodyFactory,
    CountyFactory,
    DivisionFactory,
    OfficerFactory,
    PostFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
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
class TestAppointing:
    def test_a_post_gives_its_role_from_its_first_day_on(self):
        body, person = BodyFactory(), UserFactory()

        actions.appoint(user_id=person.pk, body_id=body.pk, role=Role.APPROVER, starts_on=TODAY, by=None, at=MORNING)

        (staff,) = queries.desks_of(person, on=TODAY)
        assert policies.may(staff, Permission.SIGN_OFF)
        assert queries.desks_of(person, on=date(2026, 3, 1)) == ()

    def test_the_same_role_at_the_same_body_is_held_once(self):
        post = PostFactory()

        with pytest.raises(OrganisationRefused, match=Refusal.POST_HELD):
            actions.appoint(
                user_id=post.user_id, body_id=post.body_id, role=Role.PUBLISHER, starts_on=TODAY, by=None, at=MORNING
            )

    def test_who_administers_does_not_publish_anywhere_in_the_county(self):
        post = PostFactory(role=Role.ADMINISTRATOR)
        elsewhere = BodyFactory(county=post.body.county)

        with pytest.raises(OrganisationRefused, match=Refusal.ROLES_CONFLICT) as refused:
            actions.appoint(
                user_id=post.user_id, body_id=elsewhere.pk, role=Role.PUBLISHER, starts_on=TODAY, by=None, at=MORNING
            )

        assert "系统管理员" in explain(refused.value)

    def test_nobody_is_appointed_to_a_body_that_will_be_gone(self):
        body = BodyFactory(abolished_on=TODAY)

        with pytest.raises(OrganisationRefused, match=Refusal.BODY_ABOLISHED):
            actions.appoint(
                user_id=UserFactory().pk, body_id=body.pk, role=Role.PUBLISHER, starts_on=TODAY, by=None, at=MORNING
            )

    def test_an_account_is_opened_without_a_password_and_its_name_is_its_own(self):
        county = CountyFactory()
        person = actions.add_person(
            county_id=county.pk, username="linxia", display_name="林夏", by=None, at=MORNING, email="lin@example.org"
        )

        with pytest.raises(OrganisationRefused, match=Refusal.USER_NAME_TAKEN):
            actions.add_person(county_id=county.pk, username="linxia", display_name="林下", by=None, at=MORNING)

        assert not person.has_usable_password()
        assert audit.verify(county.pk).entries == 1

    def test_a_one_time_link_sets_the_first_password_and_dies(self, client):
        person = OfficerFactory(username="linxia")
        link = sign_in.one_time_path(person)

        form = client.get(link, follow=True)
        client.post(form.redirect_chain[-1][0], {"password1": "shanshui-2026", "password2": "shanshui-2026"})

        person.refresh_from_db()
        assert person.check_password("shanshui-2026")
        assert "链接已经失效" in client.get(link, follow=True).content.decode()

    def test_the_command_opens_an_account_and_prints_its_link(self):
        body = BodyFactory(slug="government-office")
        out = StringIO()

        call_command(
            "officer", "add", "linxia", "--county", body.county.code, "--body", body.slug, "--role", "administrator",
            "--name", "林夏", "--json", stdout=out,
        )  # fmt: skip

        person = User.objects.get(username="linxia")
        assert person.display_name == "林夏"
        assert person.posts.get().role == Role.ADMINISTRATOR
        assert "/accounts/password/reset/key/" in out.getvalue()
        assert Entry.objects.filter(action="person.issue_link", county_id=body.county_id).exists()

    def test_the_command_says_what_is_wrong(self):
        post = PostFactory(body__slug="office")
        arguments = ["officer", "add", post.user.username, "--county", post.body.county.code, "--role", "publisher"]

        with pytest.raises(CommandError, match="nowhere"):
            call_command(*arguments, "--body", "nowhere")
        with pytest.raises(CommandError, match="已经担任"):
            call_command(*arguments, "--body", "office")


@pytest.mark.django_db
class TestWhoseAccount:
    """A county acts on the accounts of its own people alone; the platform acts on all."""

    @pytest.fixture
    def body(self):
        return BodyFactory()

    @pytest.fixture
    def administrator(self, body):
        return OfficerFactory(body=body, role=Role.ADMINISTRATOR)

    @pytest.fixture(
        params=["sits elsewhere", "once sat elsewhere", "sits above", "sits here too", "keeper", "keeper here"]
    )
    def foreign(self, request, body):
        above = BodyFactory(county=None, division=DivisionFactory(code="99", level="province"), level="province")
        moved = PostFactory(ends_on=TODAY).user
        both = OfficerFactory()
        PostFactory(user=both, body=body)
        return {
            "sits elsewhere": OfficerFactory,
            "once sat elsewhere": lambda: moved,
            "sits above": lambda: OfficerFactory(body=above),
            "sits here too": lambda: both,
            "keeper": lambda: UserFactory(is_superuser=True),
            "keeper here": lambda: OfficerFactory(body=body, is_superuser=True),
        }[request.param]()

    @staticmethod
    def given(body, by):
        return {"body_id": body.pk, "role": Role.REVIEWER, "starts_on": TODAY, "by": by, "at": MORNING}

    def test_a_county_appoints_nobody_elses_people(self, body, administrator, foreign):
        given, held = self.given(body, administrator), foreign.posts.count()

        with pytest.raises(OrganisationRefused, match=Refusal.PLATFORM_ALONE) as refused:
            actions.appoint(user_id=foreign.pk, **given)
        with pytest.raises(OrganisationRefused, match=Refusal.PLATFORM_ALONE):
            actions.appoint_by_name(username=foreign.username, display_name="", **given)

        assert foreign.posts.count() == held
        assert "平台管理员" in explain(refused.value)
        assert foreign.display_name not in explain(refused.value)

    def test_the_platform_appoints_them(self, body, foreign):
        actions.appoint(user_id=foreign.pk, **self.given(body, None))

        assert foreign.posts.filter(body=body, role=Role.REVIEWER).exists()

    def test_a_county_opens_nobody_elses_account(self, body, administrator, foreign):
        with pytest.raises(OrganisationRefused, match=Refusal.PLATFORM_ALONE):
            actions.issue_one_time_link(user_id=foreign.pk, county_id=body.county_id, by=administrator, at=MORNING)

        assert not Entry.objects.filter(action="person.issue_link").exists()

    def test_nor_that_of_a_person_without_a_post(self, body, administrator):
        with pytest.raises(OrganisationRefused, match=Refusal.PLATFORM_ALONE):
            actions.issue_one_time_link(
                user_id=UserFactory().pk, county_id=body.county_id, by=administrator, at=MORNING
            )

    def test_only_who_manages_the_county_issues_a_link(self, body):
        officer = OfficerFactory(body=body)

        for by in (officer, OfficerFactory(role=Role.ADMINISTRATOR)):
            with pytest.raises(OrganisationRefused, match=Refusal.NOT_PERMITTED):
                actions.issue_one_time_link(user_id=officer.pk, county_id=body.county_id, by=by, at=MORNING)

    def test_a_link_is_recorded_without_its_key(self, body, administrator):
        officer = OfficerFactory(body=body)

        path = actions.issue_one_time_link(user_id=officer.pk, county_id=body.county_id, by=administrator, at=MORNING)

        entry = Entry.objects.get(action="person.issue_link")
        assert path.startswith("/accounts/password/reset/key/")
        assert (entry.county_id, entry.subject_id) == (body.county_id, str(officer.pk))
        assert entry.actor_name == administrator.display_name
        assert entry.detail == {"username": officer.username}


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


@pytest.mark.django_db
class TestAboveTheCounties:
    @pytest.fixture
    def province(self):
        return BodyFactory(county=None, division=DivisionFactory(code="99", level="province"), level="province")

    def test_people_there_are_appointed_by_the_platform_alone(self, province):
        stranger = OfficerFactory(role=Role.ADMINISTRATOR)
        given = {"body_id": province.pk, "username": "lin", "display_name": "林", "role": Role.SUPERVISOR}

        for username in ("lin", stranger.username):
            with pytest.raises(OrganisationRefused, match=Refusal.NOT_PERMITTED):
                actions.appoint_by_name(**given | {"username": username}, starts_on=TODAY, by=stranger, at=MORNING)
        person = actions.appoint_by_name(**given, starts_on=TODAY, by=None, at=MORNING)

        assert person.posts.get().body == province

    def test_she_holds_no_desk_of_a_county(self, province):
        assert queries.desks_of(OfficerFactory(body=province), on=TODAY) == ()

    def test_her_post_ends_and_her_seat_is_filled_there_too(self, province):
        officer = OfficerFactory(body=province)
        actions.set_work_unit(body_id=province.pk, officer_id=officer.pk, by=None, at=MORNING)

        handed = actions.end_post(post_id=officer.posts.get().pk, ends_on=TODAY, by=None, at=MORNING)

        assert handed is not None
        assert handed.successor is None
        assert province.work_unit.officer is None


@pytest.mark.django_db
class TestWorkUnit:
    def test_the_seats_are_taken_by_people_of_the_body(self):
        body = BodyFactory()
        officer, deputy = OfficerFactory(body=body), OfficerFactory(body=body)

        unit = actions.set_work_unit(
            body_id=body.pk, officer_id=officer.pk, deputy_id=deputy.pk, name="办公室", phone=" 1 ", by=None, at=MORNING
        )

        assert (unit.officer, unit.deputy, unit.name, unit.phone) == (officer, deputy, "办公室", "1")
        assert queries.vacancies(body.county, on=TODAY) == []

    def test_one_person_does_not_sit_in_both_seats(self):
        unit = WorkUnitFactory()

        with pytest.raises(OrganisationRefused, match=Refusal.SAME_PERSON):
            actions.set_work_unit(
                body_id=unit.body_id, officer_id=unit.officer_id, deputy_id=unit.officer_id, by=None, at=MORNING
            )

    def test_a_stranger_takes_no_seat_and_unknown_columns_are_refused(self):
        unit = WorkUnitFactory()

        with pytest.raises(OrganisationRefused, match=Refusal.NOT_AT_BODY):
            actions.set_work_unit(body_id=unit.body_id, officer_id=OfficerFactory().pk, by=None, at=MORNING)
        with pytest.raises(OrganisationRefused, match=Refusal.UNKNOWN_FACT):
            actions.set_work_unit(body_id=unit.body_id, body="x", by=None, at=MORNING)

    def test_an_administrator_of_the_county_sets_it(self):
        body = BodyFactory()
        administrator = OfficerFactory(body=body, role=Role.ADMINISTRATOR)

        actions.set_work_unit(body_id=body.pk, by=administrator, at=MORNING)

        assert WorkUnit.objects.get(body=body).name == body.short_name


@pytest.mark.django_db
class TestSeeing:
    def test_a_township_sees_itself_and_its_villages(self):
        township = TownshipFactory()
        village = VillageFactory(county=township.county, parent=township)
        BodyFactory(county=township.county)
        (staff,) = queries.desks_of(OfficerFactory(body=township), on=TODAY)

        assert set(policies.visible_bodies(staff)) == {township, village}

    def test_the_openness_office_sees_its_county_and_no_other(self):
        body = BodyFactory()
        other = BodyFactory(county=body.county)
        stranger = BodyFactory()
        (staff,) = queries.desks_of(OfficerFactory(body=body, role=Role.OPENNESS_OFFICE), on=TODAY)

        assert set(policies.visible_bodies(staff)) == {body, other}
        assert policies.may(staff, Permission.SEE_ALL_BODIES, body=other)
        assert not policies.may(staff, Permission.SEE_ALL_BODIES, body=stranger)

    def test_the_list_and_the_single_question_agree(self):
        township = TownshipFactory()
        VillageFactory(county=township.county, parent=township)
        bodies = [BodyFactory(county=township.county), BodyFactory(), township, *township.children.all()]
        (staff,) = queries.desks_of(OfficerFactory(body=township), on=TODAY)

        visible = set(policies.visible_bodies(staff))

        assert visible == {body for body in bodies if policies.sees(staff, body)}

    def test_the_raising_form_refuses_what_the_boolean_denies(self):
        (staff,) = queries.desks_of(OfficerFactory(), on=TODAY)

        policies.require(staff, Permission.DRAFT)
        with pytest.raises(policies.NotPermitted) as refused:
            policies.require(staff, Permission.SIGN_OFF)

        assert refused.value.permission == Permission.SIGN_OFF


class TestRoles:
    def test_every_role_has_a_word_and_permissions(self):
        assert set(ROLES) == set(PERMISSIONS) == set(Role)

    def test_every_permission_is_somebodys(self):
        assert set().union(*PERMISSIONS.values()) == set(Permission)

    def test_whoever_watches_does_not_publish(self):
        for role in (Role.ADMINISTRATOR, Role.AUDITOR):
            assert not may(role, Permission.SEE_DRAFTS)

    @pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Role, 2)))
    def test_conflicts_are_the_same_from_both_sides(self, one, other):
        assert (conflicting(one, [other]) is None) == (conflicting(other, [one]) is None)

    def test_administrator_auditor_and_publisher_are_three_people(self):
        three = (Role.ADMINISTRATOR, Role.AUDITOR, Role.PUBLISHER)

        assert all(conflicting(one, [other]) == other for one, other in itertools.permutations(three, 2))
        assert conflicting(Role.PUBLISHER, [Role.REVIEWER, Role.OPENNESS_OFFICE]) is None
        assert conflicting(Role.SUPERVISOR, [Role.AUDITOR]) is None
