"""Overview, gaps, matrix and townships: what they say, and what can be done there."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions
from gongkai.catalogues.models import ListEntry, MatterLink, Version
from gongkai.organisations.rules.roles import Role
from tests.catalogues.conftest import MORNING
from tests.catalogues.desk_pages import queries_of, url
from tests.factories.catalogues import (
    FindingFactory,
    ListEntryFactory,
    MatterLinkFactory,
    VersionFactory,
)
from tests.factories.organisations import BodyFactory, OfficerFactory, TownshipFactory


def test_before_the_first_compile_the_overview_offers_it(desk):
    page = desk.get(url("overview"))

    assert "还没有编制目录" in page.text
    assert url("compile") in page.text


def test_compiling_makes_the_draft_and_says_how_many_rows(desk, place, see_through):
    page = see_through(desk, desk.post(url("compile")))

    assert Version.objects.of(place.county).drafts().count() == 1
    assert "3行" in page.text


@pytest.mark.django_db
def test_without_a_guideline_compiling_is_refused_in_words(client, see_through):
    officer = OfficerFactory(body=BodyFactory(), role=Role.OPENNESS_OFFICE)
    client.force_login(officer)

    page = see_through(client, client.post(url("compile")))

    assert "没有现行的标准指引" in page.text


def test_the_overview_tells_how_far_the_draft_is(desk, draft):
    actions.adopt(rows=draft.rows.all()[:1], by=None, at=MORNING)

    page = desk.get(url("overview"))

    assert "3 行中 1 行就绪，2 行需要您。" in page.text
    assert url("finding_list", draft.pk, "list_missing") in page.text


def test_townships_are_compiled_and_listed(desk, place, draft, see_through):
    page = see_through(desk, desk.post(url("compile_townships")))

    assert "已编制2个乡镇（街道）的目录。" in page.text
    assert place.north.name in page.text


def test_the_overview_takes_as_many_queries_for_many_townships_as_for_few(desk, place, draft):
    place.townships()
    few = queries_of(desk, url("overview"))
    for _ in range(20):
        VersionFactory(county=place.county, owner=TownshipFactory(county=place.county))

    assert queries_of(desk, url("overview")) == few


def test_lists_on_the_overview_tell_entries_whose_body_nobody_knows(desk, place, draft):
    ListEntryFactory(county=place.county, body=None, body_name="某某局")

    assert "1 项的实施主体没有对应到机构" in desk.get(url("overview")).text
    assert ListEntry.objects.filter(county=place.county).count() == 1


@pytest.fixture
def permit(place, draft):
    """A power of civil affairs that no row discloses, with a row that sounds like it."""
    entry = ListEntryFactory(county=place.county, body=place.civil, name="最低生活保障金给付", type="行政给付")
    FindingFactory(version=draft, entry=entry, code="power_without_row")
    return entry


def test_gaps_are_told_both_ways(desk, draft, permit):
    FindingFactory(version=draft, row=draft.rows.first(), code="row_without_power")

    page = desk.get(url("gaps", draft.pk))

    assert "最低生活保障金给付" in page.text
    assert "有目录行，没有现行权责" in page.text


def test_a_gap_that_stays_open_is_given_its_reason_where_it_is_shown(desk, draft, permit):
    finding = draft.findings.get(code="power_without_row")

    offered = desk.get(url("gaps", draft.pk)).text
    after = desk.post(url("settle", finding.pk), {"reason": "涉密，不公开"}, follow=True).text

    assert url("settle", finding.pk) in offered
    assert "已写明理由" in after


def test_gap_codes_lead_to_the_gap_screen(desk, draft):
    assert desk.get(url("finding_list", draft.pk, "power_without_row"))["Location"] == url("gaps", draft.pk)


def test_a_proposal_is_confirmed_or_rejected(desk, draft, permit):
    matters = [row.matter for row in draft.rows.all()]
    same, other = (MatterLinkFactory(matter=matter, entry=permit) for matter in matters[:2])

    desk.post(url("judge_link", same.pk), {"verdict": "confirm"})
    desk.post(url("judge_link", other.pk), {"verdict": "reject"})

    same.refresh_from_db()
    other.refresh_from_db()
    assert (same.how, other.how) == (MatterLink.How.PERSON, MatterLink.How.REJECTED)


def test_another_row_is_found_by_its_name_and_joined(desk, draft, permit):
    row = draft.rows.get(l2="公示信息")

    found = desk.get(url("entry", draft.pk, permit.pk), {"q": "公示"})
    desk.post(url("join", draft.pk, permit.pk), {"matter": row.matter_id})

    assert "公示信息" in found.text
    assert permit.links.get().how == MatterLink.How.PERSON


def test_a_proposed_link_is_judged_on_the_row_itself(desk, draft, permit):
    link = MatterLinkFactory(matter=draft.rows.first().matter, entry=permit)
    row = draft.rows.first()

    page = desk.get(url("row", row.pk))
    answer = desk.post(url("judge_link", link.pk), {"verdict": "confirm", "stay": row.pk})

    assert "名称相近，请确认：" in page.text
    assert answer["Location"] == f"{url('row', row.pk)}#opened"


def test_gaps_take_as_many_queries_for_many_as_for_few(desk, place, draft, permit):
    few = queries_of(desk, url("gaps", draft.pk))
    for _ in range(30):
        FindingFactory(
            version=draft, entry=ListEntryFactory(county=place.county, body=place.civil), code="power_without_row"
        )

    assert queries_of(desk, url("gaps", draft.pk)) == few


def test_the_matrix_shows_where_the_openness_of_a_power_is_empty(desk, draft, permit):
    MatterLinkFactory(matter=draft.rows.first().matter, entry=permit, how=MatterLink.How.PERSON)

    page = desk.get(url("matrix", draft.pk), {"body": permit.body_id})

    assert "最低生活保障金给付" in page.text
    assert "stage-cell--empty" in page.text


def test_the_matrix_is_paged_and_takes_a_constant_number_of_queries(desk, place, draft, permit):
    matter = draft.rows.first().matter
    MatterLinkFactory(matter=matter, entry=permit, how=MatterLink.How.PERSON)
    few = queries_of(desk, url("matrix", draft.pk))
    for _ in range(60):
        entry = ListEntryFactory(county=place.county, body=place.civil)
        MatterLinkFactory(matter=matter, entry=entry, how=MatterLink.How.PERSON)

    assert queries_of(desk, url("matrix", draft.pk)) == few
    assert "第 1 页，共 2 页" in desk.get(url("matrix", draft.pk)).text


def test_one_list_for_townships_with_different_powers_is_named(desk, place, draft):
    ListEntryFactory(county=place.county, body=place.north)
    place.townships()

    page = desk.get(url("townships"))

    assert "目录完全相同而权责不同" in page.text
    assert place.south.name in page.text


def test_without_township_catalogues_the_comparison_says_what_to_do(desk, draft):
    assert "还没有乡镇（街道）目录" in desk.get(url("townships")).text
