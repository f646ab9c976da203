"""What people decide on the rows of a draft, and how they take it back."""

from __future__ import annotations

import pytest

from gongkai.audit.models import Entry
from gongkai.catalogues import actions, queries
from gongkai.catalogues.actions import CatalogueRefused, Refusal
from tests.catalogues.conftest import MORNING, NOON
from tests.factories.organisations import OfficerFactory

WHO = {"by": None, "at": MORNING}
LATER = {"by": None, "at": NOON}


def row_of(version, l2="公示信息"):
    return version.rows.get(l2=l2)


def refused(refusal):
    return pytest.raises(CatalogueRefused, match=f"^{refusal}$")


def test_a_group_is_adopted_in_one_decision(draft):
    actions.adopt_group(version=draft, l1="最低生活保障", **WHO)

    assert dict(draft.rows.values_list("l2", "decision")) == {
        "政策法规文件": "undecided",
        "审核审批信息": "adopted",
        "公示信息": "adopted",
    }


def test_an_exception_stays_undecided(draft, place):
    actions.adopt_group(version=draft, field_id=place.field.pk, except_rows=[row_of(draft).pk], **WHO)

    assert list(draft.rows.undecided()) == [row_of(draft)]


def test_adopting_leaves_what_was_decided_before(draft):
    actions.adapt(row=row_of(draft), changes={"time_limit": "即时"}, reason="从严", **WHO)

    actions.adopt_group(version=draft, **LATER)

    assert row_of(draft).decision == "adapted"


def test_single_rows_are_adopted_but_an_adaptation_stays_one(draft):
    actions.adapt(row=row_of(draft), changes={"channels": ["广播"]}, reason="试", **WHO)

    actions.adopt(rows=list(draft.rows.all()), **LATER)

    assert sorted(draft.rows.values_list("decision", flat=True)) == ["adapted", "adopted", "adopted"]


def test_every_decision_is_on_record_with_its_rows(draft, place):
    actions.adopt_group(version=draft, l1="综合业务", by=place.chief, at=MORNING)

    entry = Entry.objects.get(action="catalogue.adopt_group")
    assert entry.actor_id == place.chief.pk
    assert entry.detail["rows"] == [row_of(draft, "政策法规文件").pk]


def test_adapting_names_the_elements_and_the_reason(draft):
    actions.adapt(row=row_of(draft), changes={"channels": ["政府网站", "村公示栏"]}, reason="村内张贴", **WHO)

    row = row_of(draft)
    assert (row.decision, row.adapted_elements, row.reason) == ("adapted", ["channels"], "村内张贴")


def test_new_content_elements_get_a_stage(draft):
    actions.adapt(row=row_of(draft), changes={"content": ["公示名单"]}, reason="精简", **WHO)

    assert row_of(draft).content == [{"text": "公示名单", "stage": "结果"}]


def test_a_new_time_limit_is_read_anew(draft):
    limit = "自信息形成之日起7个工作日内"

    actions.adapt(row=row_of(draft), changes={"time_limit": limit}, reason="从严", **WHO)

    (rule,) = row_of(draft).time_rules["rules"]
    assert (rule["kind"], rule["amount"], rule["unit"]) == ("within", 7, "workday")


def test_a_new_subject_finds_new_owners(draft, place):
    actions.adapt(row=row_of(draft, "政策法规文件"), changes={"subject": ["县政府办公室"]}, reason="职责调整", **WHO)

    assert list(row_of(draft, "政策法规文件").owed_by.values_list("body", flat=True)) == [place.office.pk]


@pytest.mark.parametrize(
    ("changes", "reason", "refusal"),
    [
        ({"time_limit": "即时"}, " ", Refusal.REASON_MISSING),
        ({"l2": "公示信息"}, "同名", Refusal.NOTHING_CHANGED),
        ({}, "无", Refusal.NOTHING_CHANGED),
        ({"decision": "adopted"}, "绕过", Refusal.UNKNOWN_ELEMENT),
    ],
)
def test_an_adaptation_that_says_nothing_is_refused(draft, changes, reason, refusal):
    with refused(refusal):
        actions.adapt(row=row_of(draft), changes=changes, reason=reason, **WHO)

    assert row_of(draft).decision == "undecided"


def test_a_split_matter_goes_on_in_parts_with_numbers_of_their_own(draft):
    whole = row_of(draft)

    actions.split(row=whole, parts=[{"l2": "初审公示"}, {"l2": "审批公示"}], reason="两次公示", **WHO)

    parts = list(draft.rows.filter(matter__split_from=whole.matter).order_by("position"))
    assert [(p.l2, p.matter.number, p.time_limit) for p in parts] == [
        ("初审公示", 4, whole.time_limit),
        ("审批公示", 5, whole.time_limit),
    ]
    assert row_of(draft).decision == "split"
    assert [r.l2 for r in draft.rows.applicable().order_by("position")][-2:] == ["初审公示", "审批公示"]


def test_the_parts_are_owed_by_whoever_owed_the_whole(draft):
    owed = set(row_of(draft).owed_by.values_list("body", flat=True))

    actions.split(row=row_of(draft), parts=[{"l2": "甲"}, {"l2": "乙"}], reason="分开", **WHO)

    assert set(row_of(draft, "甲").owed_by.values_list("body", flat=True)) == owed


def test_parts_outlive_a_new_compile(draft, place):
    actions.split(row=row_of(draft), parts=[{"l2": "甲"}, {"l2": "乙"}], reason="分开", **WHO)

    place.compile(at=NOON)

    assert [r.l2 for r in draft.rows.order_by("position")] == ["政策法规文件", "审核审批信息", "公示信息", "甲", "乙"]


@pytest.mark.parametrize("parts", [[], [{"l2": "甲"}], [{"l2": "甲"}, {"l2": ""}]])
def test_one_part_is_no_split(draft, parts):
    with refused(Refusal.TOO_FEW_PARTS):
        actions.split(row=row_of(draft), parts=parts, reason="分开", **WHO)


LOCAL = {
    "l1": "特色服务",
    "l2": "一件事办理",
    "content": ["办事指南"],
    "basis": [{"name": "政府信息公开条例"}],
    "time_limit": "自信息形成之日起20个工作日内",
    "subject": ["民政局"],
    "mode": ["主动"],
    "channels": ["政府网站"],
    "audience": {"all": True, "groups": []},
    "levels": ["县级"],
}


def test_a_local_matter_is_added_and_owed(draft, place):
    row = actions.add_local(version=draft, field_id=place.field.pk, elements=LOCAL, reason="本县改革", **WHO)

    assert (row.decision, row.matter.item_id, row.matter.number) == ("added", None, 4)
    assert list(row.owed_by.values_list("body", flat=True)) == [place.civil.pk]


def test_a_local_matter_outlives_a_new_compile(draft, place):
    actions.add_local(version=draft, field_id=place.field.pk, elements=LOCAL, reason="本县改革", **WHO)

    place.compile(at=NOON)

    assert row_of(draft, "一件事办理").decision == "added"


def test_the_same_name_is_not_added_twice(draft, place):
    actions.add_local(version=draft, field_id=place.field.pk, elements=LOCAL, reason="本县改革", **WHO)

    with refused(Refusal.NAME_TAKEN):
        actions.add_local(version=draft, field_id=place.field.pk, elements=LOCAL, reason="再来", **LATER)


def test_a_townships_own_matter_is_its_own(draft, place):
    north, _south = place.townships()

    row = actions.add_local(version=north, field_id=place.field.pk, elements=LOCAL, reason="本镇特色", **LATER)

    assert row.matter.owner_id == place.north.pk
    assert list(row.owed_by.values_list("body", "level")) == [(place.north.pk, "township")]


def test_setting_aside_needs_a_reason_and_an_approver(draft, place):
    with refused(Refusal.APPROVER_MISSING):
        actions.mark_not_applicable(
            rows=[row_of(draft)], reason="无此职权", approved_by=None, by=place.chief, at=MORNING
        )
    with refused(Refusal.REASON_MISSING):
        actions.mark_not_applicable(rows=[row_of(draft)], reason="", approved_by=place.chief, **WHO)

    assert row_of(draft).decision == "undecided"


def test_a_row_set_aside_says_why_and_by_whom(draft, place):
    actions.mark_not_applicable(
        rows=[row_of(draft)], reason="无此职权", approved_by=place.chief, by=place.chief, at=MORNING
    )

    row = row_of(draft)
    assert (row.decision, row.reason, row.approved_by) == ("not_applicable", "无此职权", place.chief)
    assert row not in draft.rows.applicable()


def test_a_reset_row_speaks_the_guidelines_words_again(draft):
    before = row_of(draft).channels
    actions.adapt(row=row_of(draft), changes={"channels": ["广播"]}, reason="试", **WHO)

    actions.reset(rows=[row_of(draft)], **LATER)

    row = row_of(draft)
    assert (row.decision, row.channels, row.decided_at, row.adapted_elements) == ("undecided", before, None, [])


def test_a_reset_township_row_follows_the_county_again(draft, place):
    north, _south = place.townships()
    actions.adapt(row=row_of(north), changes={"channels": ["广播"]}, reason="本镇", **WHO)
    actions.adopt_group(version=draft, **WHO)

    actions.reset(rows=[row_of(north)], **LATER)

    row = row_of(north)
    assert (row.decision, row.channels, row.is_inherited) == ("adopted", ["政府网站"], True)


def test_a_local_row_has_nothing_to_be_reset_to(draft, place):
    row = actions.add_local(version=draft, field_id=place.field.pk, elements=LOCAL, reason="本县改革", **WHO)

    with refused(Refusal.NOTHING_TO_UNDO):
        actions.reset(rows=[row], **LATER)


@pytest.mark.parametrize(
    "act",
    [
        lambda draft, place: actions.adopt_group(version=draft, **WHO),
        lambda draft, place: actions.adapt(row=row_of(draft), changes={"levels": ["县级"]}, reason="改", **WHO),
        lambda draft, place: actions.split(row=row_of(draft), parts=[{"l2": "甲"}, {"l2": "乙"}], reason="分", **WHO),
        lambda draft, place: actions.mark_not_applicable(
            rows=[row_of(draft)], reason="无", approved_by=place.chief, **WHO
        ),
    ],
)
def test_every_act_can_be_taken_back_whole(draft, place, act):
    before = list(draft.rows.order_by("pk").values())
    owed = set(draft.rows.values_list("pk", "owed_by__body", "owed_by__level"))
    batch = act(draft, place)

    actions.undo(batch=batch, **LATER)

    assert list(draft.rows.order_by("pk").values()) == before
    assert set(draft.rows.values_list("pk", "owed_by__body", "owed_by__level")) == owed
    assert queries.last_batch(draft) is None


def test_taking_back_an_adaptation_leaves_the_earlier_decision(draft):
    actions.adopt_group(version=draft, **WHO)
    batch = actions.adapt(row=row_of(draft), changes={"channels": ["广播"]}, reason="试", **LATER)

    actions.undo(batch=batch, **LATER)

    row = row_of(draft)
    assert (row.decision, row.decided_at) == ("adopted", MORNING)


def test_an_act_that_was_built_upon_is_not_taken_back(draft):
    first = actions.adopt_group(version=draft, **WHO)
    actions.adapt(row=row_of(draft), changes={"channels": ["广播"]}, reason="试", **LATER)

    with refused(Refusal.NOTHING_TO_UNDO):
        actions.undo(batch=first, **LATER)

    assert row_of(draft).decision == "adapted"


def test_an_act_is_taken_back_once(draft):
    batch = actions.adopt_group(version=draft, **WHO)
    actions.undo(batch=batch, **LATER)

    with refused(Refusal.NOTHING_TO_UNDO):
        actions.undo(batch=batch, **LATER)


@pytest.mark.parametrize(("element", "stage"), [(0, "监督"), (9, "决策")])
def test_only_a_known_stage_of_a_known_element_is_set(draft, element, stage):
    with refused(Refusal.UNKNOWN_STAGE):
        actions.set_stage(row=row_of(draft), element=element, stage=stage, **WHO)


def test_rows_of_two_versions_are_not_decided_together(draft, place):
    north, _south = place.townships()

    with refused(Refusal.NOT_DRAFT):
        actions.reset(rows=[row_of(draft), row_of(north)], **WHO)


def test_a_clerk_decides_nothing(draft, place):
    with refused(Refusal.NOT_PERMITTED):
        actions.adopt_group(version=draft, by=place.clerk, at=MORNING)


def test_a_townships_own_office_decides_for_its_township_only(draft, place):
    north, south = place.townships()
    chief = OfficerFactory(body=place.north, role="openness_office")

    actions.adopt_group(version=north, by=chief, at=MORNING)

    for other in (south, draft):
        with refused(Refusal.NOT_PERMITTED):
            actions.adopt_group(version=other, by=chief, at=MORNING)


def test_a_finding_is_settled_with_a_reason(draft):
    finding = draft.findings.create(
        code="unreadable_limit", row=row_of(draft), detail={"time_limit": "适时", "reason": "无期限"}
    )

    with refused(Refusal.REASON_MISSING):
        actions.settle_finding(finding=finding, reason="", **WHO)
    actions.settle_finding(finding=finding, reason="由主管部门另定", **WHO)

    finding.refresh_from_db()
    assert finding.settled_reason == "由主管部门另定"
    assert Entry.objects.get(action="catalogue.settle_finding").detail["reason"] == "由主管部门另定"


def test_a_blank_element_is_filled_not_settled(draft):
    finding = draft.findings.create(code="blank_element", row=row_of(draft), blocks_issue=True)

    with refused(Refusal.NOT_SETTLEABLE):
        actions.settle_finding(finding=finding, reason="算了", **WHO)
