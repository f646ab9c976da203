"""What do the pages of bodies, people and settings show, and what do they refuse?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.organisations.models import Body, Level, User
from gongkai.organisations.rules import credit_code
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import (
    BodyAliasFactory,
    BodyFactory,
    OfficerFactory,
    PostFactory,
    TownshipFactory,
    WorkUnitFactory,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def administrator(client):
    person = OfficerFactory(body=BodyFactory(slug="office"), role=Role.ADMINISTRATOR)
    client.force_login(person)
    return person


@pytest.fixture
def home(administrator) -> Body:
    return administrator.posts.get().body


def address(name: str, *args: object) -> str:
    return reverse(f"organisations_workbench:{name}", args=args)


def text(page) -> str:
    return page.content.decode()


class TestBodies:
    def test_the_list_shows_a_level_with_its_empty_seats(self, client, home):
        TownshipFactory(county=home.county, name="清水镇人民政府")

        counties, townships = client.get(address("bodies")), client.get(address("bodies"), {"level": "township"})

        assert home.name in text(counties)
        assert "清水镇人民政府" not in text(counties)
        assert "清水镇人民政府" in text(townships)
        assert "空缺" in text(townships)

    def test_a_body_is_found_by_any_of_its_names(self, client, home):
        BodyAliasFactory(body=home, name="县农经站")
        other = BodyFactory(county=home.county)

        page = text(client.get(address("bodies"), {"q": "农经"}))

        assert home.name in page
        assert other.name not in page

    def test_only_the_vacant_ones_can_be_shown(self, client, home):
        staffed = WorkUnitFactory(body=BodyFactory(county=home.county)).body
        vacant = WorkUnitFactory(body=BodyFactory(county=home.county), deputy=None).body

        page = text(client.get(address("bodies"), {"vacant": "on"}))

        assert vacant.name in page
        assert staffed.name not in page

    def test_a_filter_that_cannot_be_read_shows_the_list(self, client, home):
        page = client.get(address("bodies"), {"level": "moon", "q": "x" * 200, "after": "?"})

        assert page.status_code == 200
        assert home.name in text(page)

    def test_bodies_of_another_county_are_not_there(self, client, home):
        stranger = BodyFactory(slug="elsewhere")

        assert stranger.name not in text(client.get(address("bodies")))
        assert client.get(address("body", "elsewhere")).status_code == 404

    @pytest.mark.parametrize("number", [10, 300])
    def test_long_lists_cost_as_many_queries_as_short_ones(self, client, home, number, django_assert_max_num_queries):
        BodyFactory.create_batch(number, county=home.county)

        with django_assert_max_num_queries(9):
            page = client.get(address("bodies"))

        assert page.status_code == 200

    def test_the_page_of_a_body_shows_who_works_and_who_worked_there(self, client, home):
        unit = WorkUnitFactory(body=home)
        PostFactory(body=home, user__display_name="前任甲", ends_on="2021-01-01")

        page = text(client.get(address("body", home.slug)))

        assert unit.officer.display_name in page
        assert "前任甲" in page
        assert "系统管理员" in page

    def test_the_openness_office_reads_but_has_no_buttons(self, client):
        officer = OfficerFactory(role=Role.OPENNESS_OFFICE)
        body = officer.posts.get().body
        client.force_login(officer)

        page = client.get(address("body", body.slug))

        assert page.status_code == 200
        assert address("change", body.slug) not in text(page)
        assert client.get(address("change", body.slug)).status_code == 403

    def test_a_publisher_does_not_come_in(self, client):
        client.force_login(OfficerFactory(role=Role.PUBLISHER))

        assert client.get(address("bodies")).status_code == 403

    def test_a_body_is_added_and_its_page_opens(self, client, home):
        page = client.post(
            address("add"), {"name": "明镜县档案馆", "level": "county", "kind": "other", "parent": ""}, follow=True
        )

        assert page.status_code == 200
        assert "明镜县档案馆" in text(page)
        assert Body.objects.get(name="明镜县档案馆").level == Level.COUNTY

    def test_a_name_that_is_taken_is_said_beside_its_field(self, client, home):
        page = client.post(address("add"), {"name": home.name, "level": "county", "kind": "other"})

        assert page.status_code == 422
        assert "本县已有名为" in text(page)
        assert f'value="{home.name}"' in text(page)

    def test_what_is_said_of_a_body_is_changed(self, client, home):
        code = credit_code.make(division="990101", organisation="12345678")
        given = {
            "name": home.name, "short_name": home.short_name, "phone": "0999-7654321", "credit_code": f" {code.lower()} ",
            "aliases": "档案科\n县档案科",
        }  # fmt: skip

        page = client.post(address("change", home.slug), given)

        home.refresh_from_db()
        assert page.status_code == 302
        assert (home.phone, home.credit_code) == ("0999-7654321", code)
        assert set(home.aliases.values_list("name", flat=True)) == {"档案科", "县档案科"}

    def test_a_mistyped_credit_code_is_explained_and_everything_typed_is_kept(self, client, home):
        given = {"name": home.name, "short_name": home.short_name, "phone": "0999-1", "credit_code": "11990101"}

        page = client.post(address("change", home.slug), given)

        assert page.status_code == 422
        assert "应为18位" in text(page)
        assert "0999-1" in text(page)
        home.refresh_from_db()
        assert home.phone == ""

    def test_the_form_shows_what_is_known(self, client, home):
        BodyAliasFactory(body=home, name="县农经站")

        page = text(client.get(address("change", home.slug)))

        assert "县农经站" in page
        assert home.short_name in page

    def test_a_body_is_abolished_in_favour_of_another(self, client, home):
        old, new = BodyFactory(county=home.county), BodyFactory(county=home.county)

        page = client.post(
            address("abolish", old.slug), {"on": "2026-03-02", "successor": new.pk}, follow=True
        )  # fmt: skip

        old.refresh_from_db()
        assert old.successor == new
        assert new.name in text(page)

    def test_a_body_cannot_be_handed_to_another_county(self, client, home):
        old = BodyFactory(county=home.county)

        page = client.post(address("abolish", old.slug), {"on": "2026-03-02", "successor": BodyFactory().pk})

        assert page.status_code == 422

    def test_the_seats_are_filled_by_people_of_the_body(self, client, home):
        officer, deputy = OfficerFactory(body=home), OfficerFactory(body=home)
        given = {"name": "办公室", "officer": officer.pk, "deputy": deputy.pk}

        page = client.post(address("work_unit", home.slug), given)

        assert page.status_code == 302
        assert home.work_unit.officer == officer

    def test_one_person_in_both_seats_is_refused_beside_the_field(self, client, home):
        officer = OfficerFactory(body=home)

        page = client.post(
            address("work_unit", home.slug), {"name": "办公室", "officer": officer.pk, "deputy": officer.pk}
        )

        assert page.status_code == 422
        assert "不能是同一个人" in text(page)


class TestPeople:
    def test_a_new_person_gets_an_account_and_a_button_for_her_link(self, client, home):
        given = {"username": "linxia", "display_name": "林夏", "role": "publisher", "starts_on": "2026-03-02"}

        page = client.post(address("appoint", home.slug), given, follow=True)

        person = User.objects.get(username="linxia")
        assert person.posts.get().body == home
        assert "此人还没有密码" in text(page)
        assert f'<form method="post" action="{address("issue_one_time_link", person.pk)}">' in text(page)
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
        given = {"username": OfficerFactory().username, "role": "publisher", "starts_on": "2026-03-02"}

        page = client.post(address("appoint", home.slug), given)

        assert page.status_code == 422
        assert "由平台办理" in text(page)

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

        assert address("desks") not in page
        assert "系统管理员" in page  # her menu says what she is

    def test_nobody_sits_down_at_a_desk_that_is_not_hers(self, client, administrator):
        assert client.post(address("switch"), {"body": BodyFactory().pk}).status_code == 404
        assert client.get(address("switch")).status_code == 405

    def test_changing_desks_leads_nowhere_else(self, client, home, administrator):
        page = client.post(address("switch"), {"body": home.pk, "next": "https://elsewhere.example/"})

        assert page["Location"] == "/desk/"


class TestSettings:
    def test_every_setting_shows_its_default_its_source_and_whether_it_is_sure(self, client, administrator):
        page = text(client.get(address("settings")))

        assert "政府信息公开条例第二十六条" in page
        assert "未确认" in page
        assert "{code}/{year}-{serial:05d}" in page

    def test_a_value_is_set_and_its_history_kept(self, client, home):
        key = "duties.standing_review_months"

        client.post(address("set_value", key), {"value": "6", "valid_from": "2026-01-01"})

        assert home.county.settings.get().value == 6
        assert "6" in text(client.get(address("set_value", key)))
        assert "本县设定" in text(client.get(address("settings")))

    @pytest.mark.parametrize(
        ("key", "value", "reason"),
        [
            ("channels.digest_hour", "23", "6 到 20"),
            ("channels.digest_hour", "soon", "整数"),
            ("site.domain", "http://x/", "只填域名"),
        ],
    )
    def test_a_value_that_is_not_allowed_is_explained(self, client, home, key, value, reason):
        page = client.post(address("set_value", key), {"value": value, "valid_from": "2026-01-01"})

        assert page.status_code == 422
        assert reason in text(page)
        assert not home.county.settings.exists()

    def test_several_values_stand_on_lines_of_their_own(self, client, home):
        client.post(
            address("set_value", "catalogues.channels"), {"value": "政府网站\n公开栏", "valid_from": "2026-01-01"}
        )

        page = text(client.get(address("set_value", "catalogues.channels")))

        assert home.county.settings.get().value == ["政府网站", "公开栏"]
        assert "政府网站\n公开栏" in page

    def test_an_unknown_setting_is_not_found(self, client, administrator):
        assert client.get(address("set_value", "no.such")).status_code == 404


class TestSigningIn:
    def test_the_page_asks_for_name_and_password_and_offers_no_sign_up(self, client):
        page = client.get("/accounts/login/")

        assert page.status_code == 200
        assert "账户由县里的系统管理员开立" in text(page)
        assert "/accounts/signup/" not in text(page)

    def test_registration_is_closed(self, client):
        assert "不开放注册" in text(client.get("/accounts/signup/"))

    def test_a_used_link_says_so(self, client):
        page = client.get("/accounts/password/reset/key/1-used/", follow=True)

        assert "链接已经失效" in text(page)

    def test_after_five_wrong_passwords_the_account_rests(self, client):
        person = OfficerFactory(username="linxia")
        person.set_password("right-2026")
        person.save()

        for _ in range(6):
            page = client.post("/accounts/login/", {"login": "linxia", "password": "wrong"})

        assert page.status_code == 429
        assert "登录已暂停" in text(page)

    @pytest.mark.parametrize(
        "path", ["/accounts/logout/", "/accounts/password/change/", "/accounts/password/reset/", "/accounts/2fa/"]
    )
    def test_the_account_pages_wear_our_clothes(self, client, administrator, path):
        page = client.get(path, follow=True)

        assert page.status_code == 200
        assert "gongkai/tokens" in text(page)
