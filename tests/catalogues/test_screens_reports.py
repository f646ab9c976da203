"""Overview, findings, gaps, matrix, subjects, townships, revisions: what they say, and what can be done there."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions
from gongkai.catalogues.models import ListEntry, MatterLink, RevisionTask, SubjectRule, Version
from gongkai.organisations.rules.roles import Role
from tests.catalogues.conftest import MORNING, NIGHT, TODAY
from tests.catalogues.desk_pages import queries_of, url
from tests.factories.catalogues import (
    FindingFactory,
    ListEntryFactory,
    MatterLinkFactory,
    RevisionTaskFactory,
    RowFactory,
    SubjectRuleFactory,
    VersionFactory,
)
from tests.factories.organisations import BodyFactory, OfficerFactory, TownshipFactory
from tests.factories.standards import EditionFactory, ItemTextFactory


@pytest.fixture
def draft(place):
    return place.compile()


@pytest.fixture
def desk(client, place):
    client.force_login(place.chief)
    return client


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


def test_every_kind_of_finding_is_listed_with_its_number(desk, draft):
    FindingFactory(version=draft, row=draft.rows.first(), detail={"time_limit": "适时"})

    page = desk.get(url("findings", draft.pk))

    assert "时限未能读懂" in page.text
    assert "一刀切" in page.text


def test_a_finding_leads_to_its_row_and_says_how_to_mend_it(desk, draft):
    row = draft.rows.first()
    FindingFactory(version=draft, row=row, detail={"time_limit": "适时"})

    page = desk.get(url("finding_list", draft.pk, "unreadable_limit"))

    assert f"{url('row', row.pk)}#opened" in page.text
    assert "时限未能读懂：适时" in page.text
    assert "调整时限的写法" in page.text


def test_a_kind_without_findings_says_so(desk, draft):
    assert "没有待处理的问题" in desk.get(url("finding_list", draft.pk, "replaced_law")).text


def test_an_unknown_kind_is_not_found(desk, draft):
    assert desk.get(url("finding_list", draft.pk, "anything")).status_code == 404


def test_a_finding_is_settled_with_a_reason_and_listed_apart(desk, draft):
    finding = FindingFactory(version=draft, row=draft.rows.first(), detail={"time_limit": "适时"})

    desk.post(url("settle", finding.pk), {"reason": "上级文件即如此"})

    assert "上级文件即如此" in desk.get(url("finding_list", draft.pk, "unreadable_limit"), {"settled": "1"}).text
    assert "适时" not in desk.get(url("finding_list", draft.pk, "unreadable_limit")).text


def test_settling_without_a_reason_is_refused_in_words(desk, draft):
    finding = FindingFactory(version=draft, row=draft.rows.first(), detail={"time_limit": "适时"})

    page = desk.post(url("settle", finding.pk), {"reason": " "}, follow=True)

    assert "请写明理由。" in page.text


def test_a_long_list_of_findings_is_paged_with_a_constant_number_of_queries(desk, draft):
    address = url("finding_list", draft.pk, "unreadable_limit")
    rows = [RowFactory(version=draft) for _ in range(10)]
    for row in rows:
        FindingFactory(version=draft, row=row, detail={"time_limit": "适时"})
    few = queries_of(desk, address)
    for n in range(60):
        FindingFactory(version=draft, row=rows[n % 10], detail={"time_limit": f"适时{n}"})

    assert queries_of(desk, address) == few
    assert "下一页" in desk.get(address).text


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


def test_an_open_phrase_leads_to_the_choice_of_its_bodies(desk, place, draft):
    detail = {"phrase": "某某主管部门", "reason": "原文未写明"}
    FindingFactory(version=draft, row=draft.rows.first(), code="subject_unresolved", detail=detail)

    page = desk.get(url("subjects"))

    assert "某某主管部门" in page.text
    assert url("set_subject") in page.text


def test_a_phrase_is_given_its_bodies(desk, place, draft):
    desk.post(url("set_subject"), {"phrase": "某某主管部门", "level": "county", "bodies": [place.civil.pk]})

    assert SubjectRule.objects.get(county=place.county).bodies.get() == place.civil


def test_a_phrase_without_any_body_is_not_taken(desk, draft):
    answer = desk.post(url("set_subject"), {"phrase": "某某主管部门", "level": "county"})

    assert answer.status_code == 422
    assert "请至少选一个机构" in answer.text


def test_bodies_of_another_county_cannot_be_chosen(desk, draft):
    foreign = BodyFactory()

    desk.post(url("set_subject"), {"phrase": "某某主管部门", "level": "county", "bodies": [foreign.pk]})

    assert not SubjectRule.objects.exists()


def test_a_line_of_the_table_is_opened_with_what_it_says_and_removed(desk, place, draft):
    rule = actions.set_subject_rule(
        county=place.county, phrase="救助机构", level="county", bodies=[place.civil], by=None, at=NIGHT
    )

    page = desk.get(url("set_subject"), {"phrase": "救助机构", "level": "county"})
    desk.post(url("remove_subject", rule.pk))

    assert f'value="{place.civil.pk}" checked' in page.text
    assert not SubjectRule.objects.exists()


def test_the_table_of_subjects_takes_a_constant_number_of_queries(desk, place, draft):
    SubjectRuleFactory(county=place.county).bodies.set([place.civil])
    few = queries_of(desk, url("subjects"))
    for _ in range(30):
        SubjectRuleFactory(county=place.county).bodies.set([place.civil, place.office])

    assert queries_of(desk, url("subjects")) == few


def test_one_list_for_townships_with_different_powers_is_named(desk, place, draft):
    ListEntryFactory(county=place.county, body=place.north)
    place.townships()

    page = desk.get(url("townships"))

    assert "目录完全相同而权责不同" in page.text
    assert place.south.name in page.text


def test_without_township_catalogues_the_comparison_says_what_to_do(desk, draft):
    assert "还没有乡镇（街道）目录" in desk.get(url("townships")).text


@pytest.fixture
def changed(place, draft):
    """A new edition that shortens the limit of one item."""
    actions.adopt_group(version=draft, by=None, at=MORNING)
    actions.issue(version=draft, by=None, at=MORNING, in_force_from=TODAY)
    edition = EditionFactory(guideline=place.edition.guideline, number=2, state="draft")
    for text in place.edition.texts.all():
        limit = "自信息形成或者变更之日起10个工作日内" if text.l2 == "公示信息" else text.time_limit
        ItemTextFactory(
            edition=edition,
            item=text.item,
            l1=text.l1,
            l2=text.l2,
            time_limit=limit,
            content=text.content,
            subject=text.subject,
            levels=text.levels,
        )
    place.edition.state = "superseded"
    place.edition.save()
    edition.state = "in_force"
    edition.save()
    return edition


def test_an_edition_nobody_compared_is_offered_for_comparison(desk, changed, place):
    page = desk.get(url("revisions"))
    desk.post(url("compare", changed.pk))

    assert url("compare", changed.pk) in page.text
    assert RevisionTask.objects.get(county=place.county).changed_elements == ["time_limit"]


def test_a_task_shows_three_texts_and_is_settled(desk, changed, place):
    (task,) = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)

    page = desk.get(url("task", task.pk))
    desk.post(url("task", task.pk), {"outcome": "take_new", "reason": "", "approved_by": ""})

    task.refresh_from_db()
    assert "<del>20</del><ins>10</ins>" in page.text
    assert task.outcome == "take_new"
    assert desk.get(url("task", task.pk)).status_code == 200


def test_keeping_the_local_text_asks_why(desk, changed, place):
    (task,) = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)

    answer = desk.post(url("task", task.pk), {"outcome": "keep_local", "reason": ""})

    assert answer.status_code == 422
    assert "请写明理由。" in answer.text


def test_adapting_to_a_new_edition_takes_what_was_typed(desk, changed, place):
    (task,) = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)
    shorter = "自信息形成或者变更之日起7个工作日内"

    desk.post(url("task", task.pk), {"outcome": "adapt", "reason": "县里更快", "new_time_limit": shorter})

    draft = Version.objects.of(place.county).drafts().get(catalogue__owner=None)
    assert draft.rows.get(l2="公示信息").time_limit == shorter


def test_a_dropped_item_needs_an_approver_to_be_set_aside(desk, changed, place):
    changed.texts.get(l2="审核审批信息").delete()
    tasks = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)
    removed = next(task for task in tasks if task.change == "removed")

    answer = desk.post(url("task", removed.pk), {"outcome": "take_new", "reason": "指引取消了"})

    assert answer.status_code == 422
    assert "请指明批准人。" in answer.text


def test_another_county_s_task_is_not_found(desk, draft):
    assert desk.get(url("task", RevisionTaskFactory().pk)).status_code == 404


def test_a_township_officer_may_not_change_the_county_s_table(client, place, draft):
    client.force_login(OfficerFactory(body=place.north, role=Role.OPENNESS_OFFICE))

    answer = client.post(url("set_subject"), {"phrase": "某某部门", "level": "county", "bodies": [place.civil.pk]})

    assert answer.status_code == 422
    assert "您没有这项权限。" in answer.text


def test_a_proposed_link_is_judged_on_the_row_itself(desk, draft, permit):
    link = MatterLinkFactory(matter=draft.rows.first().matter, entry=permit)
    row = draft.rows.first()

    page = desk.get(url("row", row.pk))
    answer = desk.post(url("judge_link", link.pk), {"verdict": "confirm", "stay": row.pk})

    assert "名称相近，请确认：" in page.text
    assert answer["Location"] == f"{url('row', row.pk)}#opened"


def test_revision_tasks_take_a_constant_number_of_queries(desk, place, draft):
    RevisionTaskFactory(county=place.county)
    few = queries_of(desk, url("revisions"))
    for _ in range(20):
        RevisionTaskFactory(county=place.county)

    assert queries_of(desk, url("revisions")) == few


def test_lists_on_the_overview_tell_entries_whose_body_nobody_knows(desk, place, draft):
    ListEntryFactory(county=place.county, body=None, body_name="某某局")

    assert "1 项的实施主体没有对应到机构" in desk.get(url("overview")).text
    assert ListEntry.objects.filter(county=place.county).count() == 1
