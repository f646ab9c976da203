"""What holds on a day, and what screens show, in a constant number of queries."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.catalogues import actions, queries
from tests.catalogues.conftest import MORNING, NOON, TODAY
from tests.factories.catalogues import MatterFactory, RowFactory, VersionFactory
from tests.factories.organisations import BodyFactory, DivisionFactory
from tests.factories.standards import EditionFactory, GuidelineFactory, ItemTextFactory

YESTERDAY, JUNE = date(2026, 3, 1), date(2026, 6, 1)
WHO = {"by": None, "at": NOON}


@pytest.fixture
def issued(place):
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    place.townships()
    actions.issue(version=draft, by=None, at=MORNING, in_force_from=TODAY)
    return place


def test_nothing_holds_before_the_first_day(issued):
    assert queries.rows_in_force(issued.county, on=YESTERDAY) == []
    assert len(queries.rows_in_force(issued.county, on=TODAY)) == 3


def test_a_matter_demands_on_a_day_what_its_row_of_that_day_says(issued):
    draft = issued.compile(at=NOON)
    row = draft.rows.get(l2="公示信息")
    actions.adapt(row=row, changes={"channels": ["广播电视"]}, reason="试", **WHO)
    actions.issue(version=draft, by=None, at=NOON, in_force_from=JUNE)

    before = queries.row_in_force(row.matter_id, on=TODAY)
    after = queries.row_in_force(row.matter_id, on=JUNE)

    assert (before.channels, after.channels) == (("政府网站",), ("广播电视",))


def test_a_matter_that_is_in_no_catalogue_demands_nothing(issued):
    assert queries.row_in_force(MatterFactory(county=issued.county).pk, on=TODAY) is None


def test_a_department_owes_what_the_countys_catalogue_says(issued):
    assert [row.l2 for row in queries.rows_of_body(issued.civil, on=TODAY)] == [
        "政策法规文件",
        "审核审批信息",
        "公示信息",
    ]


def test_a_township_owes_what_its_own_catalogue_says(issued):
    rows = queries.rows_of_body(issued.north, on=TODAY)

    assert [row.l2 for row in rows] == ["审核审批信息", "公示信息"]
    assert {row.version_id for row in rows} == {queries.current_version(issued.county, on=TODAY, owner=issued.north).pk}


def test_a_township_without_a_catalogue_owes_what_the_countys_says(place):
    place.issued()

    assert [row.l2 for row in queries.rows_of_body(place.north, on=TODAY)] == ["审核审批信息", "公示信息"]


def test_nobody_owes_before_anything_is_issued(place):
    place.compile()

    assert queries.rows_of_body(place.civil, on=TODAY) == []
    assert queries.owed(place.county, on=TODAY) == []


def test_what_is_owed_is_counted_once_for_each_row_and_body(issued, django_assert_num_queries):
    with django_assert_num_queries(2):
        owed = queries.owed(issued.county, on=TODAY)

    pairs = [(one.matter_id, one.body_id) for one in owed]
    assert len(pairs) == len(set(pairs)) == 7  # three by the department, two by each of two townships
    own = {one.version_id for one in owed if one.body_id == issued.north.pk}
    assert own == {queries.current_version(issued.county, on=TODAY, owner=issued.north).pk}


def test_a_row_that_a_township_set_aside_is_not_owed_by_it(place):
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    north, _south = place.townships()
    row = north.rows.get(l2="公示信息")
    actions.mark_not_applicable(rows=[row], reason="本镇没有", approved_by=place.chief, **WHO)
    actions.issue(version=draft, by=None, at=NOON, in_force_from=TODAY)

    owed = {(one.matter_id, one.body_id) for one in queries.owed(place.county, on=TODAY)}

    assert (row.matter_id, place.north.pk) not in owed
    assert (row.matter_id, place.south.pk) in owed


def test_the_tree_counts_what_is_decided_and_what_needs_somebody(place, django_assert_num_queries):
    draft = place.compile()
    actions.adopt_group(version=draft, l1="综合业务", by=None, at=MORNING)
    actions.adapt(row=draft.rows.get(l2="公示信息"), changes={"subject": ["某中心"]}, reason="试", **WHO)

    with django_assert_num_queries(1):
        (node,) = queries.tree(draft)

    assert (node.name, node.rows, node.decided, node.needing, node.is_done) == ("社会救助", 3, 2, 1, False)


def test_a_fields_rows_come_by_first_level_matter(place, django_assert_num_queries):
    draft = place.compile()

    with django_assert_num_queries(3):
        groups = queries.rows_of_field(draft, place.field.pk)

    assert [(g.l1, [row.l2 for row in g.rows], g.undecided) for g in groups] == [
        ("综合业务", ["政策法规文件"], 1),
        ("最低生活保障", ["审核审批信息", "公示信息"], 2),
    ]


def test_an_opened_row_shows_nation_and_county_word_by_word(place):
    draft = place.compile()
    row = draft.rows.get(l2="公示信息")
    limit = row.time_limit.replace("20个工作日", "7个工作日")
    actions.adapt(row=row, changes={"time_limit": limit}, reason="从严", by=place.chief, at=NOON)

    page = queries.row_page(row.pk)

    column = next(c for c in page.columns if c.element == "time_limit")
    assert column.is_adapted
    assert [(s.kind, s.text) for s in column.segments if s.kind != "same"] == [("removed", "20"), ("added", "7")]
    assert page.decided_by == place.chief.display_name
    assert [owner.name for owner in page.owners][0] == place.civil.name


def test_an_opened_row_of_a_province_shows_three_columns(place):
    province = DivisionFactory(code=f"{place.county.code[:2]}0000", level="province", name="样板省")
    guideline = GuidelineFactory(fields=[place.field], tier="provincial", province=province)
    text = place.edition.texts.get(l2="公示信息")
    refined = {"l1": text.l1, "l2": text.l2, "subject": text.subject, "channels": ["广播电视"]}
    ItemTextFactory(edition=EditionFactory(guideline=guideline), item=text.item, **refined)
    row = place.compile().rows.get(l2="公示信息")

    column = next(c for c in queries.row_page(row.pk).columns if c.element == "channels")

    assert (column.national, column.provincial, column.local) == ("政府网站", "广播电视", "广播电视")
    assert not column.is_adapted


def test_an_opened_township_row_is_compared_with_the_countys(place):
    place.compile()
    north, _south = place.townships()
    row = north.rows.get(l2="公示信息")

    actions.adapt(row=row, changes={"channels": ["村公示栏"]}, reason="本镇", **WHO)

    adapted = [c.element for c in queries.row_page(row.pk).columns if c.is_adapted]
    assert adapted == ["channels"]


def test_readiness_counts_what_holds_the_catalogue_back(place, django_assert_num_queries):
    draft = place.compile()
    actions.adopt_group(version=draft, l1="最低生活保障", by=None, at=MORNING)
    actions.adapt(row=draft.rows.get(l2="政策法规文件"), changes={"subject": ["某中心"]}, reason="试", **WHO)

    with django_assert_num_queries(2):
        ready = queries.readiness(draft)

    assert (ready.rows, ready.ready, ready.needing, ready.undecided, ready.blocking) == (3, 2, 1, 0, 1)
    assert (ready.percent, ready.may_issue) == (66, False)


def test_an_empty_draft_is_not_ready(db):
    ready = queries.readiness(VersionFactory())

    assert (ready.percent, ready.may_issue) == (0, False)


def test_findings_come_by_kind_with_those_that_block_first(place):
    draft = place.compile()
    actions.adapt(row=draft.rows.get(l2="政策法规文件"), changes={"subject": ["某中心"]}, reason="试", **WHO)

    groups = queries.findings(draft)

    assert groups[0].code == "no_body"
    assert groups[0].blocks_issue
    assert {g.code for g in groups} >= {"no_body", "subject_unresolved", "list_missing"}
    assert [g.code for g in queries.findings(draft, code="no_body")] == ["no_body"]


def test_two_versions_are_compared_row_by_row(place):
    first = place.issued()
    second = place.compile(at=NOON)
    actions.adapt(row=second.rows.get(l2="公示信息"), changes={"channels": ["广播"]}, reason="试", **WHO)
    actions.mark_not_applicable(rows=[second.rows.get(l2="政策法规文件")], reason="无", approved_by=place.chief, **WHO)

    difference = queries.version_difference(first, second)

    assert [c.l2 for c in difference.removed] == ["政策法规文件"]
    assert [(c.l2, [e.element for e in c.elements]) for c in difference.changed] == [("公示信息", ["channels"])]
    assert difference.added == ()


def test_townships_are_held_side_by_side(place):
    place.compile()
    north, _south = place.townships()
    row = north.rows.get(l2="公示信息")
    before = queries.township_comparison(place.county)

    actions.mark_not_applicable(rows=[row], reason="本镇没有", approved_by=place.chief, **WHO)

    after = queries.township_comparison(place.county)
    assert [line.same_as for line in before] == [(place.south.pk,), (place.north.pk,)]
    assert [(line.rows, line.set_aside, line.own_decisions, line.same_as) for line in after] == [
        (1, 1, 1, ()),
        (2, 0, 0, ()),
    ]


@pytest.mark.parametrize("rows", [10, 200])
def test_lists_cost_the_same_number_of_queries_whatever_their_length(rows, django_assert_num_queries, db):
    version = VersionFactory(issued=True)
    body = BodyFactory(county=version.catalogue.county)
    field = MatterFactory(county=version.catalogue.county).field
    for _ in range(rows):
        matter = MatterFactory(county=version.catalogue.county, field=field)
        RowFactory(version=version, matter=matter, owners=[body])

    with django_assert_num_queries(3 + 1 + 3 + 2 + 4):
        queries.rows_in_force(version.catalogue.county, on=TODAY)
        queries.tree(version)
        queries.rows_of_field(version, field.pk)
        queries.owed(version.catalogue.county, on=TODAY)
        queries.rows_of_body(body, on=TODAY)
