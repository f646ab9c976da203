"""What becomes of a body that is made, changed, abolished?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.audit import queries as audit
from gongkai.kernel.models import OutboxEvent
from gongkai.organisations import actions, events, queries
from gongkai.organisations.actions import OrganisationRefused, Refusal
from gongkai.organisations.models import Level
from gongkai.organisations.rules import credit_code
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import (
    BodyFactory,
    CountyFactory,
    OfficerFactory,
    PostFactory,
    TownshipFactory,
    VillageFactory,
    WorkUnitFactory,
)

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)
CODE = credit_code.make(division="990101", organisation="12345678")


@pytest.fixture
def heard():
    """The bodies whose end others heard of."""
    calls: list[dict] = []

    def listen(sender, **facts):
        calls.append(facts)

    events.body_abolished.connect(listen)
    yield calls
    events.body_abolished.disconnect(listen)


def test_a_new_body_gets_the_next_number_an_address_and_a_vacant_work_unit():
    county = CountyFactory()
    BodyFactory(county=county, number=7)

    body = actions.add_body(
        county_id=county.pk, kind="other", level=Level.COUNTY, name="明镜县档案馆", by=None, at=MORNING
    )

    assert (body.number, body.slug, body.short_name) == (8, "mingjingxiandanganguan", "明镜县档案馆")
    assert body.work_unit.officer is None
    assert OutboxEvent.objects.get(topic=events.BODY_CHANGED).payload == {"body": body.pk}
    assert audit.verify(county.pk).entries == 1


def test_a_department_of_a_known_kind_takes_the_address_of_its_kind():
    county = CountyFactory()

    first, second = (
        actions.add_body(county_id=county.pk, kind="justice", level=Level.COUNTY, name=name, by=None, at=MORNING)
        for name in ("明镜县司法局", "明镜县第二司法局")
    )

    assert (first.slug, second.slug) == ("justice", "justice-2")


def test_a_new_village_lies_in_the_division_of_its_township():
    township = TownshipFactory()

    village = actions.add_body(
        county_id=township.county_id,
        kind="village-committee",
        level=Level.VILLAGE,
        parent_id=township.pk,
        name="新村村民委员会",
        by=None,
        at=MORNING,
    )

    assert (village.parent, village.division) == (township, township.division)


def test_a_renamed_body_is_still_found_under_its_old_name():
    body = BodyFactory(name="明镜县卫生局")

    actions.change_body(body_id=body.pk, name="明镜县卫生健康局", phone="0999-1234567", by=None, at=MORNING)

    body.refresh_from_db()
    assert (body.name, body.phone) == ("明镜县卫生健康局", "0999-1234567")
    assert body.pinyin.startswith("ming jing xian wei sheng jian kang")
    assert body.aliases.get().name == "明镜县卫生局"
    assert body.county.revision == 1


def test_a_change_that_changes_nothing_leaves_no_trace():
    body = BodyFactory(phone="1")

    actions.change_body(body_id=body.pk, phone=" 1 ", by=None, at=MORNING)

    assert audit.verify(body.county_id).entries == 0


def test_a_credit_code_is_stored_as_it_is_printed():
    body = BodyFactory()

    actions.change_body(body_id=body.pk, credit_code=f" {CODE[:2]}-{CODE[2:].lower()}", by=None, at=MORNING)

    body.refresh_from_db()
    assert body.credit_code == CODE


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (CODE[:-1], Refusal.CREDIT_CODE_LENGTH),
        ("O" + CODE[1:], Refusal.CREDIT_CODE_CHARACTERS),
        (CODE[:16] + ("0" if CODE[16] != "0" else "1") + CODE[17], Refusal.CREDIT_CODE_ORGANISATION_CHECK),
        (CODE[:17] + ("0" if CODE[17] != "0" else "1"), Refusal.CREDIT_CODE_CHECK),
    ],
)
def test_a_mistyped_credit_code_is_refused(typed, refusal):
    body = BodyFactory()

    with pytest.raises(OrganisationRefused) as refused:
        actions.change_body(body_id=body.pk, credit_code=typed, by=None, at=MORNING)

    assert refused.value.refusal == refusal
    body.refresh_from_db()
    assert body.credit_code == ""


def test_two_living_bodies_do_not_share_a_credit_code():
    holder = BodyFactory(credit_code=CODE)

    with pytest.raises(OrganisationRefused, match=Refusal.CREDIT_CODE_TAKEN) as refused:
        actions.change_body(body_id=BodyFactory().pk, credit_code=CODE, by=None, at=MORNING)

    assert refused.value.detail["name"] == holder.name


@pytest.mark.parametrize(("name", "refusal"), [("  ", Refusal.NAME_MISSING), ("明镜县民政局", Refusal.NAME_TAKEN)])
def test_a_body_needs_a_name_of_its_own(name, refusal):
    known = BodyFactory(name="明镜县民政局")

    with pytest.raises(OrganisationRefused, match=refusal):
        actions.add_body(county_id=known.county_id, kind="other", level=Level.COUNTY, name=name, by=None, at=MORNING)


def test_only_facts_of_a_body_can_be_changed():
    body = BodyFactory()

    with pytest.raises(OrganisationRefused, match=Refusal.UNKNOWN_FACT):
        actions.change_body(body_id=body.pk, number=99, by=None, at=MORNING)


def test_names_that_tables_use_are_kept_as_a_list():
    body = BodyFactory(name="明镜县民政局")
    actions.set_aliases(body_id=body.pk, names=["民政局", " 县民政局 ", "", "明镜县民政局"], by=None, at=MORNING)

    actions.set_aliases(body_id=body.pk, names=["县民政局", "县民政"], by=None, at=MORNING)
    actions.set_aliases(body_id=body.pk, names=["县民政", "县民政局"], by=None, at=MORNING)

    assert set(body.aliases.values_list("name", flat=True)) == {"县民政局", "县民政"}
    assert audit.verify(body.county_id).entries == 2


def test_an_abolished_bodys_work_passes_to_its_successor(heard):
    unit = WorkUnitFactory(body=TownshipFactory(name="清水乡人民政府"))
    body, officer = unit.body, unit.officer
    village = VillageFactory(county=body.county, parent=body)
    successor = TownshipFactory(county=body.county)

    actions.abolish_body(body_id=body.pk, successor_id=successor.pk, on=TODAY, by=None, at=MORNING)

    body.refresh_from_db()
    village.refresh_from_db()
    unit.refresh_from_db()
    assert (body.abolished_on, body.successor) == (TODAY, successor)
    assert village.parent == successor
    assert officer.posts.get().ends_on == TODAY
    assert (unit.officer, unit.deputy) == (None, None)
    assert successor.aliases.get().name == "清水乡人民政府"
    assert [(call["body_id"], call["successor_id"]) for call in heard] == [(body.pk, successor.pk)]


def test_nobody_is_missed_at_an_abolished_body():
    body = BodyFactory(abolished_on=TODAY)

    assert queries.vacancies(body.county, on=TODAY) == []


@pytest.mark.parametrize("case", ["already", "itself", "elsewhere", "gone"])
def test_a_succession_that_leads_nowhere_is_refused(case, heard):
    body = BodyFactory(abolished_on=TODAY if case == "already" else None)
    successor = {
        "already": lambda: BodyFactory(county=body.county),
        "itself": lambda: body,
        "elsewhere": BodyFactory,
        "gone": lambda: BodyFactory(county=body.county, abolished_on=TODAY),
    }[case]()
    refusal = {
        "already": Refusal.ALREADY_ABOLISHED,
        "itself": Refusal.OWN_SUCCESSOR,
        "elsewhere": Refusal.OTHER_COUNTY,
        "gone": Refusal.SUCCESSOR_NOT_LIVING,
    }[case]

    with pytest.raises(OrganisationRefused, match=refusal):
        actions.abolish_body(body_id=body.pk, successor_id=successor.pk, on=TODAY, by=None, at=MORNING)

    assert heard == []


def test_a_receiver_that_fails_undoes_the_abolition():
    body, successor = BodyFactory(), None
    successor = BodyFactory(county=body.county)

    def object_to_it(sender, **facts):
        raise LookupError("somebody still needs it")

    events.body_abolished.connect(object_to_it)
    try:
        with pytest.raises(LookupError):
            actions.abolish_body(body_id=body.pk, successor_id=successor.pk, on=TODAY, by=None, at=MORNING)
    finally:
        events.body_abolished.disconnect(object_to_it)

    body.refresh_from_db()
    assert body.abolished_on is None


def test_bodies_are_changed_by_their_countys_administrator_alone():
    body = BodyFactory()
    administrator = OfficerFactory(body=body, role=Role.ADMINISTRATOR)
    others = [OfficerFactory(body=body), OfficerFactory(role=Role.ADMINISTRATOR)]

    for person in others:
        with pytest.raises(OrganisationRefused, match=Refusal.NOT_PERMITTED):
            actions.change_body(body_id=body.pk, phone="2", by=person, at=MORNING)
    actions.change_body(body_id=body.pk, phone="1", by=administrator, at=MORNING)

    body.refresh_from_db()
    assert body.phone == "1"


def test_an_administrator_appointed_today_acts_today_although_utc_is_still_at_yesterday():
    body = BodyFactory()
    administrator = PostFactory(body=body, role=Role.ADMINISTRATOR, starts_on=date(2026, 3, 2)).user
    one_in_the_morning = datetime(2026, 3, 1, 17, tzinfo=UTC)  # in Shanghai

    actions.change_body(body_id=body.pk, phone="1", by=administrator, at=one_in_the_morning)

    body.refresh_from_db()
    assert body.phone == "1"


def test_a_body_above_the_counties_is_changed_by_the_platform_alone():
    ministry = BodyFactory(
        county=None, division__level=Level.PROVINCE, level=Level.PROVINCE, division=CountyFactory().division
    )
    officer = PostFactory(body=ministry, role=Role.ADMINISTRATOR).user

    with pytest.raises(OrganisationRefused, match=Refusal.NOT_PERMITTED):
        actions.change_body(body_id=ministry.pk, phone="1", by=officer, at=MORNING)
    actions.change_body(body_id=ministry.pk, phone="2", by=None, at=MORNING)

    ministry.refresh_from_db()
    assert ministry.phone == "2"
