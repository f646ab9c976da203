"""Who comes in, and where is she sent otherwise?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.views.decorators.http import require_safe

from gongkai.organisations.access import CHOSEN_BODY, public_page, staff_page
from gongkai.organisations.rules.roles import Permission, Role
from tests.factories.organisations import (
    BodyFactory,
    CountyFactory,
    CountyHostFactory,
    OfficerFactory,
    PostFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public_page
@require_safe
def square(request):
    return HttpResponse(f"{request.county.name}|{request.site.name}")


@staff_page()
def desk(request):
    return HttpResponse(f"{request.staff.body.name}|{request.county.name}|{request.desk.officer}")


@staff_page(Permission.REVIEW, Permission.SIGN_OFF)
def both(request):
    return HttpResponse("in")


@staff_page(any_of=(Permission.REVIEW, Permission.SIGN_OFF))
def either(request):
    return HttpResponse("in")


urlpatterns = [
    path("square/", square),
    path("desk/", desk),
    path("both/", both),
    path("either/", either),
    path("accounts/", include("allauth.urls")),
]


def test_a_public_page_opens_for_anyone_under_the_host_of_a_county(client):
    host = CountyHostFactory()

    page = client.get("/square/")

    assert page.content.decode() == f"{host.county.name}|{host.county.name}政务公开"


def test_without_a_county_for_the_host_a_public_page_is_not_found(client):
    CountyFactory()

    page = client.get("/square/")

    assert page.status_code == 404


def test_an_unknown_host_falls_back_to_the_default_county(client):
    county = CountyFactory()

    with override_settings(DEFAULT_COUNTY=county.code):
        page = client.get("/square/")

    assert page.content.decode().startswith(county.name)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_a_demo_with_one_county_shows_it_on_ones_own_machine(client, settings, host):
    settings.DEMO = True
    county = CountyFactory()

    page = client.get("/square/", headers={"host": host})

    assert page.content.decode().startswith(county.name)


@pytest.mark.parametrize(
    ("is_demo", "counties", "host"),
    [(False, 1, "127.0.0.1"), (True, 2, "127.0.0.1"), (True, 0, "127.0.0.1"), (True, 1, "testserver")],
)
def test_no_county_is_guessed_otherwise(client, settings, is_demo, counties, host):
    settings.DEMO = is_demo
    CountyFactory.create_batch(counties)

    assert client.get("/square/", headers={"host": host}).status_code == 404


def test_a_default_county_that_does_not_exist_is_not_guessed_around(client, settings):
    settings.DEMO, settings.DEFAULT_COUNTY = True, "nowhere"
    CountyFactory()

    assert client.get("/square/", headers={"host": "localhost"}).status_code == 404


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    page = client.get("/desk/?kind=due")

    assert page.status_code == 302
    assert page["Location"] == "/accounts/login/?next=/desk/%3Fkind%3Ddue"


def test_htmx_loads_the_sign_in_page_as_a_page(client):
    page = client.get("/desk/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/both/"})

    assert page["HX-Redirect"] == "/accounts/login/?next=/both/"


def test_an_officer_sits_at_the_desk_of_her_body(client):
    officer = OfficerFactory()
    body = officer.posts.get().body
    client.force_login(officer)

    page = client.get("/desk/")

    assert page.content.decode() == f"{body.name}|{body.county.name}|{officer.display_name}"
    assert "no-store" in page["Cache-Control"]


def test_whoever_holds_no_post_today_is_told_whom_to_ask(client):
    client.force_login(UserFactory(display_name="苏闻"))

    page = client.get("/desk/")

    assert page.status_code == 403
    assert "苏闻" in page.content.decode()


def test_of_several_bodies_the_one_chosen_in_the_session_is_hers(client):
    officer = OfficerFactory()
    second = PostFactory(user=officer, body=BodyFactory(county=officer.posts.get().body.county)).body
    client.force_login(officer)
    session = client.session
    session[CHOSEN_BODY] = second.pk
    session.save()

    page = client.get("/desk/")

    assert page.content.decode().startswith(second.name)


def test_a_body_chosen_once_but_left_since_is_hers_no_more(client):
    officer = OfficerFactory()
    client.force_login(officer)
    session = client.session
    session[CHOSEN_BODY] = BodyFactory().pk
    session.save()

    page = client.get("/desk/")

    assert page.content.decode().startswith(officer.posts.get().body.name)


def test_the_half_hour_of_a_session_counts_from_the_last_page(client):
    officer = OfficerFactory()
    start = datetime(2025, 5, 12, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        client.force_login(officer)
        seen = []
        for minutes in (20, 20, 20, 31):
            clock.shift(timedelta(minutes=minutes))
            seen.append(client.get("/desk/").status_code)

    assert seen == [200, 200, 200, 302]


def test_every_permission_named_is_needed(client):
    officer = OfficerFactory(role=Role.REVIEWER)
    client.force_login(officer)
    assert client.get("/both/").status_code == 403

    PostFactory(user=officer, body=officer.posts.get().body, role=Role.APPROVER)

    assert client.get("/both/").status_code == 200


@pytest.mark.parametrize(("role", "status"), [(Role.REVIEWER, 200), (Role.APPROVER, 200), (Role.PUBLISHER, 403)])
def test_one_of_several_permissions_is_enough_where_the_page_says_so(client, role, status):
    client.force_login(OfficerFactory(role=role))

    assert client.get("/either/").status_code == status


def test_a_page_wears_one_gate_only():
    with pytest.raises(TypeError, match="wears a gate already"):
        staff_page()(public_page(square.__wrapped__))
