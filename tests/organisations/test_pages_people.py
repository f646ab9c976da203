"""What do the pages of people and their desks show, and what do they refuse?"""

from __future__ import annotations

import re

import pytest

from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import (
    BodyFactory,
    OfficerFactory,
    PostFactory,
    WorkUnitFactory,
)
from tests.organisations.desk_pages import address, text

pytestmark = pytest.mark.django_db


def appoint(client, home, username, *, display_name=""):
    given = {"username": username, "display_name": display_name, "role": "publisher", "starts_on": "2026-03-02"}
    return client.post(address("appoint", home.slug), given)


def told(page, *names):
    """What the form said was wrong, by field, without the names it spoke of."""
    errors = page.context["form"].errors
    assert errors
    return {field: [re.sub("|".join(names), "…", word) for word in words] for field, words in errors.items()}


class TestPeople:
    def test_a_new_person_gets_an_account_and_a_button_for_her_link(self, client, home):
        given = {"username": "linxia", "display_name": "林夏", "role": "publisher", "starts_on": "2026-03-02"}

        page = client.post(address("appoint", home.slug), given, follow=True)

        person = User.objects.get(username="linxia")
        assert person.posts.get().body == home
        assert "此人还没有密码" in text(page)
        assert f'action="{address("issue_one_time_link", person.pk)}"' in text(page)
        assert "/accounts/password/reset/key/" not in text(page)

    def test_a_link_is_shown_once_and_kept_nowhere(self, client, home):
        person = OfficerFactory(body=home)

        asked = client.get(address("issue_one_time_link", person.pk))
        page = client.post(address("issue_one_time_link", person.pk))

        assert asked.status_code == 405
        assert "/accounts/password/reset/key/" in text(page)
        assert "no-store" in page["Cache-Control"]

    def test_no_link_is_shown_for_a_person_who_sits_in_another_county_too(self, client, home):
        person = OfficerFactory(body=home)
        PostFactory(user=person)

        page = client.post(address("issue_one_time_link", person.pk), follow=True)

        assert "/accounts/password/reset/key/" not in text(page)
        assert "由平台办理" in text(page)

    def test_a_person_of_another_county_is_not_appointed_by_user_name(self, client, home):
        stranger = OfficerFactory(username="linxia")

        page = appoint(client, home, "linxia", display_name="林夏")

        assert page.status_code == 422
        assert f"请换一个，例如“linxia-{home.county.code}”" in text(page)
        assert stranger.posts.count() == 1

    def test_another_countys_user_name_is_refused_in_the_words_of_a_malformed_one(self, client, home):
        OfficerFactory(username="linxia")

        foreign = appoint(client, home, "linxia", display_name="林夏")
        malformed = appoint(client, home, "linxia#", display_name="林夏")

        assert told(foreign, "linxia") == told(malformed, "linxia#", "linxia")

    def test_without_a_persons_name_another_countys_user_name_is_as_unknown_as_nobodys(self, client, home):
        OfficerFactory(username="linxia")

        foreign, nobodys = appoint(client, home, "linxia"), appoint(client, home, "nobody")

        assert told(foreign, "linxia") == told(nobodys, "nobody")

    def test_a_proposed_user_name_can_be_had(self, client, home):
        for name in ("linxia", f"linxia-{home.county.code}"):
            OfficerFactory(username=name)
        proposed = f"linxia-{home.county.code}-2"

        page = appoint(client, home, "linxia", display_name="林夏")
        appoint(client, home, proposed, display_name="林夏")

        assert proposed in text(page)
        assert User.objects.get(username=proposed).posts.get().body == home

    def test_of_a_person_who_sits_here_too_the_county_is_told_where_to_turn(self, client, home):
        person = OfficerFactory(body=BodyFactory(county=home.county))
        PostFactory(user=person)

        assert "由平台办理" in text(appoint(client, home, person.username))

    def test_a_known_person_is_appointed_by_user_name(self, client, home):
        person = PostFactory(body=BodyFactory(county=home.county), user__password="argon2$set").user

        page = client.post(
            address("appoint", home.slug),
            {"username": person.username, "role": "publisher", "starts_on": "2026-03-02"},
        )

        assert page["Location"] == address("body", home.slug)
        assert person.posts.filter(body=home).exists()

    def test_an_unknown_user_name_asks_for_the_persons_name(self, client, home):
        page = client.post(
            address("appoint", home.slug), {"username": "nobody", "role": "publisher", "starts_on": "2026-03-02"}
        )

        assert page.status_code == 422
        assert "请填写姓名" in text(page)

    def test_roles_that_do_not_go_together_are_refused_in_words(self, client, home, administrator):
        given = {"username": administrator.username, "role": "publisher", "starts_on": "2026-03-02"}

        page = client.post(address("appoint", home.slug), given)

        assert page.status_code == 422
        assert "不能由同一个人担任" in text(page)

    def test_a_post_ends(self, client, home):
        post = PostFactory(body=home)

        asked = client.get(address("end_post", post.pk))
        client.post(address("end_post", post.pk), {"ends_on": "2026-03-02"})

        post.refresh_from_db()
        assert "信息员" in text(asked)
        assert str(post.ends_on) == "2026-03-02"

    def test_a_post_that_is_not_the_last_leaves_the_rest_as_it_is(self, client, home):
        post = PostFactory(body=home)
        PostFactory(body=home, user=post.user, role=Role.REVIEWER)

        page = client.post(address("end_post", post.pk), {"ends_on": "2026-03-02"}, follow=True)

        assert "其余岗位不变" in text(page)

    def test_whoever_leaves_hands_over_and_the_page_says_to_whom(self, client, home):
        unit = WorkUnitFactory(body=home)

        asked = client.get(address("leave", unit.officer_id))
        page = client.post(address("leave", unit.officer_id), {"on": "2026-03-02"}, follow=True)

        unit.refresh_from_db()
        assert unit.deputy is None
        assert home.short_name in text(asked)
        assert f"由{unit.officer.display_name}接手" in text(page)

    def test_a_colleague_can_be_named_to_take_over(self, client, home):
        unit = WorkUnitFactory(body=home)
        heir = OfficerFactory(body=home)

        client.post(address("leave", unit.officer_id), {"on": "2026-03-02", f"successor_{home.pk}": heir.pk})

        unit.refresh_from_db()
        assert unit.officer == heir

    def test_where_nobody_takes_over_the_page_says_so(self, client, home):
        post = PostFactory(body=BodyFactory(county=home.county))

        page = client.post(address("leave", post.user_id), {"on": "2026-03-02"}, follow=True)

        assert "暂无人接手" in text(page)

    def test_people_of_another_county_are_not_found(self, client, administrator):
        stranger = OfficerFactory()

        assert client.get(address("leave", stranger.pk)).status_code == 404
        assert client.post(address("issue_one_time_link", stranger.pk)).status_code == 404
        assert client.get(address("end_post", stranger.posts.get().pk)).status_code == 404

    def test_a_person_at_two_bodies_changes_desks(self, client, home, administrator):
        second = PostFactory(user=administrator, body=BodyFactory(county=home.county), role=Role.ADMINISTRATOR).body

        listed = client.get(address("desks"))
        page = client.post(address("switch"), {"body": second.pk, "next": address("desks")}, follow=True)

        assert second.name in text(listed)
        assert f'href="{address("desks")}"' in text(listed)  # the menu offers it
        assert client.session["desk_body"] == second.pk
        assert page.status_code == 200

    def test_a_person_at_one_body_is_not_offered_another(self, client, home):
        page = text(client.get(address("bodies")))

        assert "换一个单位" not in page
        assert "系统管理员" in page  # her menu says what she is

    def test_nobody_sits_down_at_a_desk_that_is_not_hers(self, client, administrator):
        assert client.post(address("switch"), {"body": BodyFactory().pk}).status_code == 404
        assert client.get(address("switch")).status_code == 405

    def test_changing_desks_leads_nowhere_else(self, client, home, administrator):
        page = client.post(address("switch"), {"body": home.pk, "next": "https://elsewhere.example/"})

        assert page["Location"] == "/desk/"
