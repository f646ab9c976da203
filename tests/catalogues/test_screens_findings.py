"""Findings and the table of subjects: what they say, and what can be done there."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions
from gongkai.catalogues.models import SubjectRule
from gongkai.organisations.rules.roles import Role
from tests.catalogues.conftest import NIGHT
from tests.catalogues.desk_pages import queries_of, url
from tests.factories.catalogues import (
    FindingFactory,
    RowFactory,
    SubjectRuleFactory,
)
from tests.factories.organisations import BodyFactory, OfficerFactory


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


@pytest.mark.parametrize("odd", ["²", "x", "-1", "9" * 30])
def test_a_number_that_is_no_body_cannot_be_chosen(desk, draft, odd):
    answer = desk.post(url("set_subject"), {"phrase": "某某主管部门", "level": "county", "bodies": [odd]})

    assert answer.status_code == 422
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


def test_a_township_officer_may_not_change_the_county_s_table(client, place, draft):
    client.force_login(OfficerFactory(body=place.north, role=Role.OPENNESS_OFFICE))

    answer = client.post(url("set_subject"), {"phrase": "某某部门", "level": "county", "bodies": [place.civil.pk]})

    assert answer.status_code == 422
    assert "您没有这项权限。" in answer.text
