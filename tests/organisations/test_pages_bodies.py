"""What do the pages of bodies show, and what do they refuse?"""

from __future__ import annotations

import pytest

from gongkai.organisations.models import Body, Level
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
from tests.organisations.desk_pages import address, text

pytestmark = pytest.mark.django_db


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
