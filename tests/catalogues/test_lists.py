"""Lists of powers and services: taken in whole, linked by name, judged by people."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions, queries
from gongkai.catalogues.actions import CatalogueRefused, Refusal
from gongkai.catalogues.models import ListEntry, MatterLink
from gongkai.catalogues.rules.lists import ListRow
from tests.catalogues.conftest import MORNING, NOON, TODAY
from tests.factories.organisations import BodyFactory
from tests.factories.standards import EditionFactory, FieldFactory, GuidelineFactory, ItemTextFactory

WHO = {"by": None, "at": NOON}
REGISTRATION = ListRow(name="护士执业注册", code="XK-1", type="行政许可", body_name="县卫生健康局")
FOUNDING = ListRow(name="医疗机构设置审批", code="XK-2", type="行政许可", body_name="县卫生健康局")
LOOKALIKE = ListRow(name="护士执业注册变更审批", code="XK-3", type="行政许可", body_name="县卫生健康局")


@pytest.fixture
def health(place):
    """The county with the health field: one permit row, one row of policies."""
    BodyFactory(county=place.county, kind="health", name="样板县卫生健康局", short_name="卫生健康局")
    field = FieldFactory(number=25, slug="health", seed_name="医疗卫生")
    edition = EditionFactory(guideline=GuidelineFactory(fields=[field]))
    ItemTextFactory(edition=edition, l1="行政许可类事项", l2="护士执业注册(权限内)", subject=["县卫生健康局"])
    ItemTextFactory(edition=edition, l1="政策文件", l2="规范性文件", subject=["县卫生健康局"])
    return place


def take_in(place, *rows, kind="power", at=MORNING):
    return actions.import_list(county=place.county, kind=kind, rows=rows, by=None, at=at)


def gaps(place):
    report = queries.gap_report(queries.draft_version(place.county))
    return [e.code for e in (*report.powers, *report.services)], [r.l2 for r in report.rows]


def test_a_list_goes_in_with_its_bodies_found(health):
    done = take_in(health, REGISTRATION)

    entry = ListEntry.objects.get()
    assert (done.added, done.updated, done.ended) == (1, 0, 0)
    assert (entry.name, entry.body.kind, entry.is_living) == ("护士执业注册", "health", True)


def test_the_same_list_again_adds_nothing(health):
    take_in(health, REGISTRATION, FOUNDING)

    done = take_in(health, REGISTRATION, FOUNDING, at=NOON)

    assert (done.added, done.updated, done.ended) == (0, 2, 0)


def test_what_a_new_list_no_longer_names_has_ended_but_is_not_forgotten(health):
    take_in(health, REGISTRATION, FOUNDING)

    done = take_in(health, FOUNDING, at=NOON)

    assert done.ended == 1
    assert not ListEntry.objects.get(code="XK-1").is_living


def test_an_empty_list_is_refused(health):
    with pytest.raises(CatalogueRefused, match=Refusal.FINDINGS_IN_LIST):
        take_in(health)


def test_a_list_with_an_error_is_refused_whole(health):
    with pytest.raises(CatalogueRefused, match=Refusal.FINDINGS_IN_LIST):
        take_in(health, FOUNDING, REGISTRATION, REGISTRATION)

    assert not ListEntry.objects.exists()


def test_only_the_openness_office_takes_lists_in(health):
    with pytest.raises(CatalogueRefused, match=Refusal.NOT_PERMITTED):
        actions.import_list(county=health.county, kind="power", rows=[REGISTRATION], by=health.clerk, at=MORNING)


def test_equal_names_are_linked_when_the_draft_is_compiled(health):
    take_in(health, REGISTRATION)

    health.compile()

    link = MatterLink.objects.get()
    assert (link.how, link.matter.name) == ("name", "护士执业注册(权限内)")
    assert gaps(health) == ([], [])


def test_a_list_that_comes_after_the_draft_is_linked_at_once(health):
    health.compile()

    take_in(health, REGISTRATION)

    assert MatterLink.objects.get().how == "name"


def test_gaps_are_found_both_ways(health):
    take_in(health, FOUNDING)

    health.compile()

    assert gaps(health) == (["XK-2"], ["护士执业注册(权限内)"])


def test_a_power_that_only_sounds_alike_is_proposed_and_closes_nothing(health):
    take_in(health, LOOKALIKE)

    health.compile()

    (gap,) = queries.gap_report(queries.draft_version(health.county)).powers
    assert [p.matter_name for p in gap.proposals] == ["护士执业注册(权限内)"]
    assert gaps(health) == (["XK-3"], ["护士执业注册(权限内)"])


def test_a_person_closes_the_gap_by_confirming(health):
    take_in(health, LOOKALIKE)
    health.compile()

    actions.confirm_link(link=MatterLink.objects.get(), by=health.chief, at=NOON)

    link = MatterLink.objects.get()
    assert (link.how, link.confirmed_by) == ("person", health.chief)
    assert gaps(health) == ([], [])


def test_a_rejected_likeness_is_not_proposed_again(health):
    take_in(health, LOOKALIKE)
    health.compile()

    actions.reject_link(link=MatterLink.objects.get(), **WHO)
    health.compile(at=NOON)

    assert MatterLink.objects.get().how == "rejected"
    assert gaps(health)[0] == ["XK-3"]


def test_a_person_may_link_what_no_name_links(health):
    take_in(health, FOUNDING)
    draft = health.compile()
    matter = draft.rows.get(l2="护士执业注册(权限内)").matter

    actions.link(matter=matter, entry=ListEntry.objects.get(), **WHO)

    assert gaps(health) == ([], [])


def test_a_persons_link_outlives_a_new_compile(health):
    take_in(health, FOUNDING)
    matter = health.compile().rows.get(l2="护士执业注册(权限内)").matter
    actions.link(matter=matter, entry=ListEntry.objects.get(), **WHO)

    health.compile(at=NOON)

    assert gaps(health) == ([], [])


def test_a_row_set_aside_opens_the_gap_of_its_power(health):
    take_in(health, REGISTRATION, FOUNDING)
    draft = health.compile()
    row = draft.rows.get(l2="护士执业注册(权限内)")

    actions.mark_not_applicable(rows=[row], reason="无此职权", approved_by=health.chief, **WHO)

    assert gaps(health) == (["XK-1", "XK-2"], [])


def test_a_missing_list_is_one_finding_not_hundreds(health):
    draft = health.compile()

    missing = draft.findings.filter(code="list_missing")
    assert sorted(f.detail["kind"] for f in missing) == ["power", "service"]
    assert gaps(health) == ([], [])


def test_an_entry_whose_body_is_unknown_waits_for_a_person(health):
    take_in(health, ListRow(name="某事项", code="1", type="行政许可", body_name="县某某中心"))

    draft = health.compile()

    finding = draft.findings.get(code="entry_without_body")
    assert finding.detail == {"body_name": "县某某中心"}


def test_the_matrix_shows_where_a_power_opens_nothing(health):
    take_in(health, REGISTRATION)
    draft = health.compile()

    matrix = queries.stage_matrix(draft)

    (row,) = matrix.rows
    assert row.name == "护士执业注册"
    assert row.empty == ("执行", "管理", "服务")
    assert matrix.empty_cells == 3


def test_a_subject_rule_finds_the_body_for_every_waiting_row(health):
    draft = health.compile()
    row = draft.rows.get(l2="护士执业注册(权限内)")
    actions.adapt(row=row, changes={"subject": ["某中心"]}, reason="机构改革", **WHO)

    (open_phrase,) = [p for p in queries.unresolved_phrases(draft) if p.phrase == "某中心"]
    actions.set_subject_rule(county=health.county, phrase="某中心", level="county", bodies=[health.civil], **WHO)

    assert open_phrase.rows == 1
    assert list(row.owed_by.values_list("body", flat=True)) == [health.civil.pk]
    assert [p for p in queries.unresolved_phrases(draft) if p.phrase == "某中心"] == []


def test_without_its_rule_a_phrase_waits_again(health):
    draft = health.compile()
    row = draft.rows.get(l2="护士执业注册(权限内)")
    actions.adapt(row=row, changes={"subject": ["某中心"]}, reason="机构改革", **WHO)
    rule = actions.set_subject_rule(county=health.county, phrase="某中心", level="county", bodies=[health.civil], **WHO)

    actions.remove_subject_rule(rule=rule, **WHO)

    assert row.owed_by.count() == 0
    assert queries.subject_rules(health.county) == []


def test_a_body_of_another_county_is_never_meant(health):
    rule = actions.set_subject_rule(
        county=health.county, phrase="某中心", level="county", bodies=[BodyFactory()], **WHO
    )

    assert rule.bodies.count() == 0


def test_a_channel_that_the_county_lacks_is_a_finding(health):
    health.county.settings.create(key="catalogues.channels", value=["政务服务中心"], valid_from=TODAY, set_at=MORNING)

    draft = health.compile()

    assert draft.findings.filter(code="absent_channel").count() == 5


def test_equal_township_lists_with_different_powers_are_a_finding(health):
    draft = health.compile()
    health.townships()
    ListEntry.objects.create(
        county=health.county, kind="power", name="镇级处罚", normalised_name="镇级处罚", body=health.north
    )

    health.townships(at=NOON)

    finding = draft.findings.get(code="identical_townships")
    assert finding.detail == {"townships": sorted([health.north.pk, health.south.pk])}
