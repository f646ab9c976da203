"""Who is appointed, by whom, and who sits at which seat?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.audit import queries as audit
from gongkai.audit.models import Entry
from gongkai.organisations import actions, policies, queries, sign_in
from gongkai.organisations.actions import OrganisationRefused, Refusal
from gongkai.organisations.models import User, WorkUnit
from gongkai.organisations.presenters import explain
from gongkai.organisations.rules.roles import Permission, Role
from tests.factories.organisations import (
    BodyFactory,
    CountyFactory,
    DivisionFactory,
    OfficerFactory,
    PostFactory,
    UserFactory,
    WorkUnitFactory,
)

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)


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

    @pytest.mark.parametrize("alike", ["linxia", "LinXia", "ｌｉｎｘｉａ"])
    def test_an_account_is_opened_without_a_password_and_its_name_is_its_own(self, alike):
        county = CountyFactory()
        person = actions.add_person(
            county_id=county.pk, username="linxia", display_name="林夏", by=None, at=MORNING, email="lin@example.org"
        )

        with pytest.raises(OrganisationRefused, match=Refusal.USER_NAME_UNUSABLE):
            actions.add_person(county_id=county.pk, username=alike, display_name="林下", by=None, at=MORNING)

        assert not person.has_usable_password()
        assert audit.verify(county.pk).entries == 1

    def test_a_colleague_is_found_however_her_name_is_capitalised(self):
        person = OfficerFactory(username="linxia")
        given = {"body_id": person.posts.get().body_id, "role": Role.REVIEWER, "starts_on": TODAY}

        actions.appoint_by_name(username="LinXia", display_name="", **given, by=None, at=MORNING)

        assert person.posts.filter(role=Role.REVIEWER).exists()

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
        for display_name in ("", "林夏"):
            with pytest.raises(OrganisationRefused):
                actions.appoint_by_name(username=foreign.username, display_name=display_name, **given)

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
