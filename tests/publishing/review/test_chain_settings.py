"""The page on which the openness office says which chain holds where."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.rules.chains import Chain
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.publishing.desk_pages import desk
from tests.publishing.review.conftest import AT, write

pytestmark = pytest.mark.django_db
COUNTY, BODY = "publishing_workbench:county_chains", "publishing_workbench:body_chain"


@pytest.fixture
def office(client, body):
    CountyHostFactory(county=body.county, host="testserver")
    officer = OfficerFactory(body=BodyFactory(county=body.county), role=Role.OPENNESS_OFFICE)
    client.force_login(officer)
    return officer


def sent(page):
    """What the form of the county sends when nothing is changed."""
    return {field.html_name: field.value() for field in page.context["county_form"]}


def test_a_chain_chosen_for_the_county_holds_for_what_is_sent_from_then_on(client, office, draft, people):
    page = client.get(desk("chains"))
    answer = client.post(reverse(COUNTY), sent(page) | {"announcement": "routine"}, follow=True)

    assert "已改 1 类信息的审签流程" in answer.content.decode()
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
    draft.refresh_from_db()
    assert draft.chain == Chain.ROUTINE


def test_what_is_under_review_keeps_its_chain(client, office, draft, people):
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
    client.post(reverse(COUNTY), sent(client.get(desk("chains"))) | {"announcement": "routine"})

    draft.refresh_from_db()
    assert draft.chain == Chain.ORDINARY


def test_nothing_changed_says_so(client, office):
    answer = client.post(reverse(COUNTY), sent(client.get(desk("chains"))), follow=True)

    assert "没有改动" in answer.content.decode()


def test_a_chain_that_there_is_not_is_refused_and_the_page_shown_again(client, office):
    answer = client.post(reverse(COUNTY), sent(client.get(desk("chains"))) | {"announcement": "emergency"})

    assert answer.status_code == 422


def test_one_body_may_go_by_a_chain_of_its_own_until_that_is_dropped(client, office, body, draft, people):
    given = {"body": body.pk, "kind": "announcement", "chain": "personal"}
    page = client.post(reverse(BODY), given, follow=True)
    assert body.short_name in page.content.decode()

    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
    draft.refresh_from_db()
    assert draft.chain == Chain.PERSONAL

    client.post(desk("drop_chain"), {"body": body.pk, "kind": "announcement"})
    actions.recall(information_id=draft.pk, by=people.clerk, at=AT)
    write(draft, people.clerk, html="<p>每亩 120 元。</p>")
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
    draft.refresh_from_db()
    assert draft.chain == Chain.ORDINARY


def test_a_body_of_another_county_cannot_be_chosen(client, office):
    stranger = BodyFactory()
    answer = client.post(reverse(BODY), {"body": stranger.pk, "kind": "announcement", "chain": "routine"})

    assert answer.status_code == 422


def test_a_body_with_too_few_people_is_named_with_what_it_cannot_run(client, office, body):
    small = BodyFactory(county=body.county, short_name="档案馆")
    OfficerFactory(body=small)
    OfficerFactory(body=small, role=Role.APPROVER)

    page = client.get(desk("chains"))

    line = next(line for line in page.context["short_staffed"] if line.body == small)
    assert line.missing == ["一般流程（要3人）", "含个人信息的名单（要4人）"]
    assert "档案馆" in page.content.decode()
    assert "县里还没有值班审核人" in page.content.decode()


def test_with_enough_people_no_body_is_named(client, office, people):
    OfficerFactory(body=office.posts.get().body, role=Role.REVIEWER)
    page = client.get(desk("chains"))

    assert people.clerk.posts.get().body not in [line.body for line in page.context["short_staffed"]]


def test_a_clerk_does_not_set_chains(client, body, people):
    CountyHostFactory(county=body.county, host="testserver")
    client.force_login(people.clerk)

    assert client.get(desk("chains")).status_code == 403
