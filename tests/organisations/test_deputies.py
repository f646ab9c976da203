"""Who holds a post while its holder is away, for how long, and what the record says of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.audit.models import Entry
from gongkai.organisations import actions, policies, queries
from gongkai.organisations.actions import OrganisationRefused, Refusal
from gongkai.organisations.rules.roles import Permission, Role
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory, PostFactory
from tests.organisations.desk_pages import address, text

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 9), date(2026, 3, 13)


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def chief(body):
    return OfficerFactory(body=body, role=Role.APPROVER)


@pytest.fixture
def colleague(body):
    return OfficerFactory(body=body, role=Role.REVIEWER)


def deputise(holder, deputy, *, first=FIRST, last=LAST, by=None):
    post = holder.posts.filter(deputising_for=None).get()
    return actions.appoint_deputy(
        post_id=post.pk, user_id=deputy.pk, starts_on=first, last_day=last, by=by or holder, at=AT
    )


def may_sign(person, on):
    return any(policies.may(staff, Permission.SIGN_OFF) for staff in queries.desks_of(person, on=on))


def refused(*given, **named):
    with pytest.raises(OrganisationRefused) as refusal:
        deputise(*given, **named)
    return refusal.value.refusal


def test_a_deputy_may_do_the_work_on_the_days_named_and_on_no_other(chief, colleague):
    deputise(chief, colleague)

    days = [date(2026, 3, day) for day in (8, 9, 13, 14)]
    assert [may_sign(colleague, day) for day in days] == [False, True, True, False]


def test_the_holder_keeps_her_post(chief, colleague):
    deputise(chief, colleague)

    assert may_sign(chief, FIRST)


def test_the_record_says_for_whom_until_when(chief, colleague):
    deputise(chief, colleague)

    detail = Entry.objects.get(action="post.deputise").detail
    assert (detail["deputising_for"], detail["last_day"]) == (chief.display_name, "2026-03-13")


def test_nobody_else_arranges_it_but_an_administrator(body, chief, colleague):
    administrator = OfficerFactory(body=body, role=Role.ADMINISTRATOR)

    assert refused(chief, colleague, by=colleague) is Refusal.NOT_PERMITTED
    assert deputise(chief, colleague, by=administrator).deputising_for == chief


def test_a_deputyship_is_not_passed_on(body, chief, colleague):
    other = OfficerFactory(body=body)
    made = deputise(chief, colleague, first=date(2026, 3, 2))

    with pytest.raises(OrganisationRefused) as refusal:
        actions.appoint_deputy(post_id=made.pk, user_id=other.pk, starts_on=FIRST, last_day=LAST, by=colleague, at=AT)
    assert refusal.value.refusal is Refusal.DEPUTY_OF_DEPUTY


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (LAST, FIRST, Refusal.DEPUTY_DATES),
        (FIRST, date(2027, 3, 20), Refusal.DEPUTY_TOO_LONG),
    ],
)
def test_days_that_cannot_be_are_refused(chief, colleague, first, last, why):
    assert refused(chief, colleague, first=first, last=last) is why


def test_nobody_deputises_for_herself_nor_twice_nor_against_the_separation_of_duties(body, chief, colleague):
    auditor = OfficerFactory(body=body, role=Role.AUDITOR)
    deputise(chief, colleague)

    assert refused(chief, chief) is Refusal.DEPUTY_IS_HOLDER
    assert refused(chief, colleague) is Refusal.POST_HELD
    assert refused(chief, auditor) is Refusal.ROLES_CONFLICT


def test_who_leaves_takes_her_deputies_and_her_deputyships_with_her(body, chief, colleague):
    other = OfficerFactory(body=body)
    deputise(chief, colleague)
    PostFactory(user=other, body=body, role=Role.SECRECY_REVIEWER)
    post = other.posts.get(role=Role.SECRECY_REVIEWER)
    actions.appoint_deputy(
        post_id=post.pk, user_id=chief.pk, starts_on=date(2026, 3, 2), last_day=LAST, by=other, at=AT
    )

    actions.leave(user_id=chief.pk, county_id=body.county_id, on=date(2026, 3, 10), by=None, at=AT)

    assert not may_sign(colleague, date(2026, 3, 10))
    assert queries.desks_of(chief, on=date(2026, 3, 10)) == ()


def test_she_arranges_it_herself_and_sees_it_under_her_posts(client, body, chief, colleague):
    CountyHostFactory(county=body.county, host="testserver")
    client.force_login(chief)
    post = chief.posts.get()

    given = {"deputy": colleague.pk, "starts_on": "2099-03-09", "last_day": "2099-03-13"}
    page = client.post(address("deputise", post.pk), given, follow=True)

    assert f"{colleague.display_name}代理，2099-03-09至2099-03-13" in text(page)
    assert page.redirect_chain[-1][0] == address("desks")


def test_a_form_without_a_deputy_says_so_and_keeps_the_days(client, body, chief):
    CountyHostFactory(county=body.county, host="testserver")
    client.force_login(chief)

    page = client.post(address("deputise", chief.posts.get().pk), {"starts_on": "2099-03-09", "last_day": "2099-03-08"})

    assert page.status_code == 422
    assert "2099-03-09" in text(page)


def test_a_colleague_cannot_open_the_page_of_anothers_post(client, body, chief, colleague):
    CountyHostFactory(county=body.county, host="testserver")
    client.force_login(colleague)

    assert client.get(address("deputise", chief.posts.get().pk)).status_code == 403
