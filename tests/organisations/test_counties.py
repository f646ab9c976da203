"""What does a county begin with, and what may it set for itself?"""

from __future__ import annotations

import dataclasses
import json
import time
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.audit import queries as audit
from gongkai.kernel.models import OutboxEvent
from gongkai.organisations import actions, events, queries
from gongkai.organisations.actions import OrganisationRefused, Refusal
from gongkai.organisations.models import Body, BodyAlias, County, CountyHost, Division, Level, WorkUnit
from gongkai.organisations.rules import county_plan, settings
from gongkai.organisations.rules.division_data import DivisionRecord, Kind
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import CountyFactory, CountySettingFactory, OfficerFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)
REAL = "130227"  # a county with more than 400 villages


def unit(code: str, name: str, level: str, parent: str, kind: Kind) -> DivisionRecord:
    return DivisionRecord(code, name, level, parent, kind)


OUTLINE = county_plan.Outline(
    above=(unit("99", "镜州省", "province", "", Kind.PROVINCE), unit("9901", "镜州市", "city", "99", Kind.CITY)),
    county=unit("990101", "明镜县", "county", "9901", Kind.COUNTY),
    townships=(
        unit("990101100", "清水镇", "township", "990101", Kind.TOWN),
        unit("990101001", "城东街道", "township", "990101", Kind.SUBDISTRICT),
        unit("990101500", "红旗农场", "township", "990101", Kind.OTHER),
        unit("990101501", "城南工业园", "township", "990101", Kind.OTHER),
    ),
    villages=(
        unit("990101100200", "柳树村村委会", "village", "990101100", Kind.VILLAGE),
        unit("990101100201", "柳树村村民委员会", "village", "990101100", Kind.VILLAGE),
        unit("990101001001", "东门社区居委会", "village", "990101001", Kind.COMMUNITY),
        unit("990101500200", "一队村委会", "village", "990101500", Kind.VILLAGE),
        unit("990101501498", "城南工业园虚拟社区", "village", "990101501", Kind.OTHER),
    ),
)


@pytest.fixture
def created():
    return actions.create_county(outline=OUTLINE, host="mingjing.example", is_demo=True, by=None, at=MORNING)


def test_a_county_begins_with_its_government_departments_townships_and_villages(created):
    bodies = Body.objects.of(created.county)

    assert (created.departments, created.townships, created.villages) == (26, 3, 4)
    assert bodies.get(kind="county-government").name == "明镜县人民政府"
    assert bodies.get(kind="civil-affairs").name == "明镜县民政局"
    assert bodies.get(division_id="990101100").name == "清水镇人民政府"
    assert bodies.get(division_id="990101001").name == "城东街道办事处"


def test_numbers_are_permanent_and_begin_with_the_government(created):
    numbers = list(Body.objects.of(created.county).order_by("number").values_list("number", flat=True))

    assert numbers == list(range(1, 34))
    assert Body.objects.get(county=created.county, number=1).kind == "county-government"


def test_a_village_stands_under_its_township(created):
    village = Body.objects.get(division_id="990101001001")

    assert village.name == "东门社区居民委员会"
    assert village.parent.division_id == "990101001"
    assert village.level == Level.VILLAGE


def test_two_villages_of_one_name_get_addresses_of_their_own(created):
    slugs = set(Body.objects.filter(short_name="柳树村").values_list("slug", flat=True))

    assert len(slugs) == 2


def test_a_farm_with_villages_is_made_and_pointed_out_an_empty_park_is_not_made(created):
    assert created.not_governments == ("红旗农场",)
    assert not Body.objects.filter(division_id="990101501").exists()
    assert Division.objects.filter(code="990101501").exists()


def test_tables_find_a_department_under_the_names_people_use(created):
    names = set(BodyAlias.objects.filter(body__kind="civil-affairs").values_list("name", flat=True))

    assert names == {"民政局", "县民政局"}


def test_every_body_has_a_work_unit_and_both_seats_are_vacant(created):
    vacancies = queries.vacancies(created.county, on=TODAY)

    assert WorkUnit.objects.count() == 33
    assert len(vacancies) == 33
    assert {vacancy.missing for vacancy in vacancies} == {("officer", "deputy")}


def test_names_in_english_and_pinyin_come_with_the_bodies(created):
    town = Body.objects.get(division_id="990101100")

    assert town.name_en == "Qingshui Town Government"
    assert town.pinyin.startswith("qing shui")
    assert created.county.name_en == "Mingjing County"


def test_the_county_answers_to_its_host_and_its_making_is_recorded(created):
    assert CountyHost.objects.get(host="mingjing.example").county == created.county
    assert OutboxEvent.objects.filter(topic=events.COUNTY_CREATED, county_id=created.county.pk).exists()
    assert audit.verify(created.county.pk).entries == 2


def test_a_county_is_not_made_twice(created):
    with pytest.raises(OrganisationRefused) as refused:
        actions.create_county(outline=OUTLINE, by=None, at=MORNING)

    assert refused.value.refusal == Refusal.COUNTY_EXISTS


def test_a_host_taken_by_another_county_undoes_the_making(created):
    other = dataclasses.replace(
        OUTLINE, county=unit("990102", "晨光县", "county", "9901", Kind.COUNTY), townships=(), villages=()
    )

    with pytest.raises(OrganisationRefused, match=Refusal.HOST_TAKEN):
        actions.create_county(outline=other, host="MINGJING.example", by=None, at=MORNING)

    assert not County.objects.filter(code="990102").exists()


def test_a_host_given_twice_to_one_county_is_one_host(created):
    again = actions.add_host(county_id=created.county.pk, host="mingjing.example", by=None, at=MORNING)

    assert CountyHost.objects.get() == again


def test_a_real_county_with_400_villages_is_made_in_under_three_seconds():
    outline = county_plan.outline_of(REAL)
    begun = time.process_time()

    created = actions.create_county(outline=outline, by=None, at=MORNING)

    assert created.villages >= 400
    assert time.process_time() - begun < 3


def test_the_command_makes_a_county_under_another_name():
    out = StringIO()

    call_command(
        "county", "create", f"{REAL}000000", "--name", "明月县", "--host", "mingyue.example", "--json", stdout=out
    )

    facts = json.loads(out.getvalue())
    assert (facts["code"], facts["name"]) == (REAL, "明月县")
    assert Body.objects.filter(name="明月县民政局").exists()


def test_the_command_says_in_words_what_it_made_and_what_to_check():
    out = StringIO()

    call_command("county", "create", "360222", stdout=out)
    call_command("county", "list", stdout=out)

    assert "360222" in out.getvalue()
    assert json.loads(_run("county", "list", "--json"))[0]["code"] == "360222"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(["999999"], "999999"), ([REAL, "--host", "not a host"], "域名")],
)
def test_the_command_says_what_is_wrong(arguments, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("county", "create", *arguments)


def test_the_command_refuses_to_make_a_county_twice(created):
    call_command("county", "create", "360222", stdout=StringIO())

    with pytest.raises(CommandError, match="已经开通"):
        call_command("county", "create", "360222")


def test_the_vacancies_of_a_level_can_be_asked_for_alone(created):
    rows = json.loads(_run("vacancies", "--county", "990101", "--level", "township", "--json"))

    assert {row["level"] for row in rows} == {"township"}
    assert rows[0]["missing"] == ["officer", "deputy"]
    assert "缺经办人、代理人" in _run("vacancies")


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_what_a_county_sets_holds_from_its_day_on():
    county = CountyFactory()
    officer = OfficerFactory(body__county=county, role=Role.ADMINISTRATOR)

    actions.set_setting(
        county_id=county.pk, key="duties.standing_review_months", value="6", valid_from=TODAY, by=officer, at=MORNING
    )

    county.refresh_from_db()
    assert queries.settings_of(county, on=TODAY).number("duties.standing_review_months") == 6
    assert queries.settings_of(county, on=date(2026, 3, 1)).number("duties.standing_review_months") == 12
    assert county.revision == 1


def test_setting_the_same_day_again_replaces_the_value():
    county = CountyFactory()

    for value in ("甲", "乙"):
        actions.set_setting(county_id=county.pk, key="site.sponsor", value=value, valid_from=TODAY, by=None, at=MORNING)

    assert county.settings.get().value == "乙"


def test_only_the_countys_administrator_sets_anything():
    county = CountyFactory()
    publisher = OfficerFactory(body__county=county, role=Role.PUBLISHER)
    stranger = OfficerFactory(role=Role.ADMINISTRATOR)

    for person in (publisher, stranger):
        with pytest.raises(OrganisationRefused, match=Refusal.NOT_PERMITTED):
            actions.set_setting(
                county_id=county.pk, key="site.sponsor", value="x", valid_from=TODAY, by=person, at=MORNING
            )

    assert not county.settings.exists()


def test_a_value_the_table_does_not_allow_is_refused():
    county = CountyFactory()

    with pytest.raises(settings.SettingRefused):
        actions.set_setting(
            county_id=county.pk, key="channels.digest_hour", value="23", valid_from=TODAY, by=None, at=MORNING
        )

    assert not county.settings.exists()


def test_the_site_is_named_by_its_settings_and_by_the_county_until_then():
    county = CountyFactory(name="明镜县")
    unnamed = queries.site_of(county, on=TODAY)
    CountySettingFactory(county=county, key="site.name", value="明镜县人民政府")
    CountySettingFactory(county=county, key="site.icp", value="镜ICP备00000001号")

    site = queries.site_of(County.objects.get(pk=county.pk), on=TODAY)

    assert unnamed.name == "明镜县政务公开"
    assert (site.name, site.icp) == ("明镜县人民政府", "镜ICP备00000001号")


def test_settings_are_read_once_however_often_they_are_asked_for(django_assert_num_queries):
    county = CountyFactory()

    with django_assert_num_queries(1):
        for _ in range(5):
            queries.settings_of(county, on=TODAY)
