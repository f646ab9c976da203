"""From guidelines, bodies and earlier decisions comes a draft."""

from __future__ import annotations

import pytest
from django.db import connection

from gongkai.audit.models import Entry
from gongkai.catalogues import actions, queries
from gongkai.catalogues.actions import CatalogueRefused, Refusal
from gongkai.catalogues.models import Matter, Version
from gongkai.kernel import periodic
from gongkai.standards.models import Edition
from tests.catalogues.conftest import MORNING, NIGHT, NOON, TODAY
from tests.factories.organisations import CountyFactory, DivisionFactory, TownshipFactory
from tests.factories.standards import EditionFactory, GuidelineFactory, ItemTextFactory


def names(version):
    return list(version.rows.order_by("position").values_list("l2", flat=True))


def row_of(version, l2):
    return version.rows.get(l2=l2)


def test_every_item_in_force_becomes_an_undecided_row(place):
    draft = place.compile()

    assert draft.state == Version.State.DRAFT
    assert names(draft) == ["政策法规文件", "审核审批信息", "公示信息"]
    assert set(draft.rows.values_list("decision", flat=True)) == {"undecided"}


def test_each_content_element_gets_its_stage(place):
    row = row_of(place.compile(), "政策法规文件")

    assert row.content == [{"text": "政策法规", "stage": "决策"}, {"text": "联系电话", "stage": "服务"}]


def test_a_row_is_owed_by_the_bodies_that_its_subject_means(place):
    row = row_of(place.compile(), "审核审批信息")

    owed = set(row.owed_by.values_list("body_id", "level"))
    assert owed == {(place.civil.pk, "county"), (place.north.pk, "township"), (place.south.pk, "township")}


def test_matters_are_numbered_once_and_for_ever(place):
    first = place.compile()
    before = dict(first.rows.values_list("l2", "matter__number"))

    again = place.compile(at=NOON)

    assert dict(again.rows.values_list("l2", "matter__number")) == before
    assert sorted(before.values()) == [1, 2, 3]


def test_compiling_again_touches_no_row(place):
    first = place.compile()
    rows = list(first.rows.values())
    owed = list(first.rows.values_list("owed_by__id", flat=True))

    again = place.compile(at=NOON)

    assert again.pk == first.pk
    assert list(again.rows.values()) == rows
    assert list(again.rows.values_list("owed_by__id", flat=True)) == owed


def test_what_was_decided_outlives_a_new_compile(place):
    draft = place.compile()
    changes = {"time_limit": "自信息形成之日起7个工作日内"}
    actions.adapt(row=row_of(draft, "公示信息"), changes=changes, reason="本县从严", by=None, at=MORNING)

    place.compile(at=NOON)

    row = row_of(draft, "公示信息")
    assert (row.decision, row.time_limit, row.reason) == ("adapted", "自信息形成之日起7个工作日内", "本县从严")


def test_a_stage_that_a_person_set_outlives_a_new_compile(place):
    draft = place.compile()
    actions.set_stage(row=row_of(draft, "政策法规文件"), element=1, stage="管理", by=None, at=MORNING)

    place.compile(at=NOON)

    assert row_of(draft, "政策法规文件").content[1]["stage"] == "管理"


def test_an_item_that_left_the_guideline_leaves_the_undecided_draft(place):
    other = EditionFactory(guideline=GuidelineFactory(fields=[place.field]))
    ItemTextFactory(edition=other, l2="旧事项")
    draft = place.compile()
    Edition.objects.filter(pk=other.pk).update(state=Edition.State.SUPERSEDED)

    place.compile(at=NOON)

    assert "旧事项" not in names(draft)
    assert Matter.objects.filter(name="旧事项").exists()


def test_a_decided_row_stays_although_its_item_left(place):
    other = EditionFactory(guideline=GuidelineFactory(fields=[place.field]))
    ItemTextFactory(edition=other, l2="旧事项")
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    Edition.objects.filter(pk=other.pk).update(state=Edition.State.SUPERSEDED)

    place.compile(at=NOON)

    assert "旧事项" in names(draft)


def test_a_new_draft_starts_from_what_was_issued(place):
    issued = place.issued()

    draft = place.compile(at=NOON)

    assert (draft.number, draft.based_on_id) == (issued.number + 1, issued.pk)
    assert set(draft.rows.values_list("decision", flat=True)) == {"adopted"}
    assert set(draft.rows.values_list("matter_id", flat=True)) == set(issued.rows.values_list("matter_id", flat=True))


def test_the_province_refines_the_nation(place):
    province = DivisionFactory(code=f"{place.county.code[:2]}0000", level="province", name="样板省")
    guideline = GuidelineFactory(
        fields=[place.field], tier="provincial", province=province, parent=place.edition.guideline
    )
    own = EditionFactory(guideline=guideline, parent_edition=place.edition)
    refined = place.edition.texts.get(l2="公示信息")
    ItemTextFactory(edition=own, item=refined.item, l1=refined.l1, l2=refined.l2, time_limit="7个工作日内")
    ItemTextFactory(edition=own, l1="临时救助", l2="省级补充事项", position=99)

    draft = place.compile()

    assert row_of(draft, "公示信息").time_limit == "7个工作日内"
    assert names(draft)[-1] == "省级补充事项"  # after all of the nation's
    assert set(draft.editions.all()) == {place.edition, own}


def test_another_provinces_edition_is_not_ours(place):
    elsewhere = DivisionFactory(code="880000", level="province", name="外省")
    guideline = GuidelineFactory(fields=[place.field], tier="provincial", province=elsewhere)
    ItemTextFactory(edition=EditionFactory(guideline=guideline), l2="外省事项")

    assert "外省事项" not in names(place.compile())


def test_without_a_guideline_there_is_nothing_to_compile(place):
    Edition.objects.update(state=Edition.State.DRAFT)

    with pytest.raises(CatalogueRefused, match=Refusal.NO_EDITION):
        place.compile()


def test_compiling_is_on_record(place):
    draft = place.compile()

    entry = Entry.objects.get(action="catalogue.compile")
    assert (entry.county_id, entry.subject_id) == (place.county.pk, str(draft.pk))


def test_only_the_openness_office_compiles(place):
    with pytest.raises(CatalogueRefused, match=Refusal.NOT_PERMITTED):
        actions.compile_county(county=place.county, by=place.clerk, at=MORNING, on=TODAY)

    assert actions.compile_county(county=place.county, by=place.chief, at=MORNING, on=TODAY).rows == 3


def test_a_chief_of_another_county_does_not(place):
    with pytest.raises(CatalogueRefused, match=Refusal.NOT_PERMITTED):
        actions.compile_county(county=CountyFactory(), by=place.chief, at=MORNING, on=TODAY)


def test_a_township_mirrors_the_rows_that_it_owes(place):
    draft = place.compile()

    versions = place.townships()

    assert [v.catalogue.owner_id for v in versions] == [place.north.pk, place.south.pk]
    assert names(versions[0]) == ["审核审批信息", "公示信息"]
    row = row_of(versions[0], "审核审批信息")
    assert (row.mirrors_id, row.is_inherited) == (row_of(draft, "审核审批信息").pk, True)
    assert list(row.owed_by.values_list("body_id", "level")) == [(place.north.pk, "township")]


def test_a_township_follows_what_the_county_decides(place):
    draft = place.compile()
    north, _south = place.townships()

    actions.adopt_group(version=draft, by=None, at=NOON)

    assert set(north.rows.values_list("decision", flat=True)) == {"adopted"}


def test_a_township_keeps_its_own_decision(place):
    draft = place.compile()
    north, south = place.townships()
    changes = {"time_limit": "自信息形成之日起3个工作日内"}
    actions.adapt(row=row_of(north, "审核审批信息"), changes=changes, reason="本镇从严", by=None, at=MORNING)

    actions.adopt_group(version=draft, by=None, at=NOON)
    place.townships(at=NOON)

    assert row_of(north, "审核审批信息").time_limit == "自信息形成之日起3个工作日内"
    assert row_of(south, "审核审批信息").decision == "adopted"


def test_a_township_draft_follows_the_countys_rows_as_they_come_and_go(place):
    draft = place.compile()
    north, _south = place.townships()
    local = {"l1": "本镇", "l2": "本镇事项", "time_limit": "即时"}
    actions.add_local(version=north, field_id=place.field.pk, elements=local, reason="本镇", by=None, at=MORNING)
    actions.adapt(row=row_of(draft, "公示信息"), changes={"levels": ["县级"]}, reason="不设村级", by=None, at=MORNING)
    parts = [{"l2": "审核信息"}, {"l2": "审批信息"}]
    actions.split(row=row_of(draft, "审核审批信息"), parts=parts, reason="分开", by=None, at=MORNING)

    place.townships(at=NOON)

    assert sorted(names(north)) == sorted(["审核审批信息", "审核信息", "审批信息", "本镇事项"])
    assert row_of(north, "审核审批信息").decision == "split"
    owed = row_of(north, "本镇事项").owed_by.values_list("body", flat=True)
    assert list(owed) == [place.north.pk]


def test_a_townships_own_matter_goes_on_into_its_next_version(place):
    draft = place.compile()
    north, _south = place.townships()
    row = place.edition.texts.first()
    local = {name: getattr(row, name) for name in ("l1", "content", "basis", "time_limit", "subject", "channels")}
    local |= {"l2": "本镇事项", "audience": row.audience, "mode": row.mode, "levels": ["乡级"]}
    actions.add_local(version=north, field_id=place.field.pk, elements=local, reason="本镇", by=None, at=MORNING)
    actions.adopt_group(version=draft, by=None, at=MORNING)
    actions.issue(version=draft, by=None, at=MORNING, in_force_from=TODAY)

    place.compile(at=NOON)
    north, _south = place.townships(at=NOON)

    row = row_of(north, "本镇事项")
    assert (row.mirrors_id, row.is_inherited, row.decision) == (None, False, "added")
    assert list(row.owed_by.values_list("body", flat=True)) == [place.north.pk]


def test_a_village_that_speaks_for_itself_stands_in_its_townships_catalogue(place):
    ItemTextFactory(edition=place.edition, l2="村务公开", subject=["村民委员会"], levels=["村级"])
    place.compile()

    north, south = place.townships()

    owed = row_of(north, "村务公开").owed_by.values_list("body", "level")
    assert list(owed) == [(place.village.pk, "village")]
    assert "村务公开" not in names(south)


def test_a_township_without_rows_has_an_empty_catalogue(place):
    place.edition.texts.exclude(l2="政策法规文件").delete()
    place.compile()

    assert [v.rows.count() for v in place.townships()] == [0, 0]


def test_townships_need_the_countys_catalogue_first(place):
    with pytest.raises(CatalogueRefused, match=Refusal.COUNTY_FIRST):
        place.townships()


def test_a_build_in_progress_is_invisible_and_not_disturbed(place):
    place.compile()
    (north, _south) = place.townships()
    Version.objects.filter(pk=north.pk).update(state=Version.State.BUILDING)

    with pytest.raises(CatalogueRefused, match=Refusal.BUILD_RUNNING):
        place.townships()

    assert queries.draft_version(place.county, owner=place.north) is None


def test_an_abandoned_build_is_swept_away_and_built_anew(place):
    place.compile()
    north, _south = place.townships(at=NIGHT)
    Version.objects.filter(pk=north.pk).update(state=Version.State.BUILDING)

    assert actions.remove_abandoned_builds(at=NOON) == 1

    assert place.townships(at=NOON)[0].rows.count() == 2


def test_the_sweeper_runs_by_itself(place):
    place.compile()
    north, _south = place.townships(at=NIGHT)
    Version.objects.filter(pk=north.pk).update(state=Version.State.BUILDING)
    periodic.run_due(at=NIGHT)

    assert "catalogues.remove_abandoned_builds" in periodic.run_due(at=NOON)

    assert not Version.objects.filter(pk=north.pk).exists()


def test_a_fresh_build_is_not_swept_away(place):
    place.compile()
    north, _south = place.townships(at=NOON)
    Version.objects.filter(pk=north.pk).update(state=Version.State.BUILDING)

    assert actions.remove_abandoned_builds(at=NOON) == 0


def test_queries_do_not_grow_with_the_county(place, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as small:
        place.compile()
    for _ in range(10):
        TownshipFactory(county=place.county)
    other = EditionFactory(guideline=GuidelineFactory(fields=[place.field]))
    for _ in range(15):
        ItemTextFactory(
            edition=other, l1="最低生活保障", subject=["县级民政部门、乡镇人民政府"], levels=["县级", "乡级"]
        )

    with django_assert_max_num_queries(60) as large:
        place.compile(at=NOON)

    assert len(large) <= len(small) + 2


def test_a_decision_made_while_the_compile_was_reading_is_not_lost(place):
    draft = place.compile()
    between = [lambda: actions.adopt_group(version=draft, by=None, at=MORNING)]

    def interrupt(execute, sql, params, many, context):
        """The moment between reading and writing: just before the write transaction begins."""
        if between and sql.startswith("SAVEPOINT"):
            between.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(interrupt):
        place.compile(at=NOON)

    assert not between
    assert set(draft.rows.values_list("decision", flat=True)) == {"adopted"}
