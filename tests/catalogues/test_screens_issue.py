"""Adding a local row, issuing, a version by itself, and the files that officers and citizens take away."""

from __future__ import annotations

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.catalogues import actions
from gongkai.catalogues.models import Decision, Version
from gongkai.organisations.rules.roles import Role
from tests.catalogues.conftest import MORNING, NOON, TODAY
from tests.catalogues.desk_pages import url
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory

LOCAL = {
    "l1": "急难救助",
    "l2": "临时遇困救助公示",
    "content": "救助对象\n救助金额",
    "basis": "《社会救助暂行办法》（国务院令第649号）",
    "time_limit": "自信息形成或者变更之日起20个工作日内",
    "subject": "民政局",
    "channels": "政府网站",
    "everyone": "on",
    "groups": "",
    "mode": ["主动"],
    "levels": ["县级"],
    "reason": "群众关心",
}


@pytest.fixture
def ready(draft):
    actions.adopt_group(version=draft, by=None, at=MORNING)
    return draft


def test_a_mistyped_year_of_coming_into_force_is_asked_about(desk, ready):
    answer = desk.post(url("issue", ready.pk), {"in_force_from": "2206-03-02", "is_confirmed": "on"})

    ready.refresh_from_db()
    assert answer.status_code == 422
    assert "施行日期在一年以后，请核对年份。" in answer.text
    assert ready.state == Version.State.DRAFT


def test_a_local_row_is_added_with_all_its_elements(desk, place, draft):
    desk.post(url("add_local", draft.pk), {**LOCAL, "field": place.field.pk})

    row = draft.rows.get(decision=Decision.ADDED)
    assert (row.l2, row.audience["all"], row.basis[0]["no"]) == ("临时遇困救助公示", True, "国务院令第649号")
    assert list(row.owed_by.values_list("body", flat=True)) == [place.civil.pk]


def test_a_local_row_needs_every_element(desk, place, draft):
    answer = desk.post(url("add_local", draft.pk), {**LOCAL, "field": place.field.pk, "basis": "", "everyone": ""})

    assert answer.status_code == 422
    assert 'id="id_basis_error"' in answer.text
    assert "请勾选全社会，或写明特定群体。" in answer.text
    assert not draft.rows.filter(decision=Decision.ADDED).exists()


def test_a_name_that_is_taken_is_told(desk, place, draft):
    again = {**LOCAL, "field": place.field.pk, "l1": "综合业务", "l2": "政策法规文件"}

    assert "同一领域里已有同名事项。" in desk.post(url("add_local", draft.pk), again).text


def test_a_gap_brings_its_name_along(desk, draft):
    assert 'value="临时遇困救助公示"' in desk.get(url("add_local", draft.pk), {"l2": "临时遇困救助公示"}).text


def test_what_blocks_issuing_is_listed_row_by_row(desk, draft):
    page = desk.get(url("issue", draft.pk))

    assert "还不能发布" in page.text
    assert "审核审批信息" in page.text
    assert "从哪一天起施行" not in page.text


def test_issuing_asks_for_the_confirmation(desk, ready):
    answer = desk.post(url("issue", ready.pk), {"in_force_from": "2026-03-05"})

    ready.refresh_from_db()
    assert answer.status_code == 422
    assert "请先确认。" in answer.text
    assert ready.state == Version.State.DRAFT


def test_a_ready_draft_is_issued_from_the_day_given(desk, ready, see_through):
    page = see_through(desk, desk.post(url("issue", ready.pk), {"in_force_from": "2026-03-05", "is_confirmed": "on"}))

    ready.refresh_from_db()
    assert (ready.state, ready.in_force_from.isoformat()) == (Version.State.ISSUED, "2026-03-05")
    assert "目录已发布。" in page.text


def test_whoever_decides_for_a_township_does_not_issue(client, place, ready):
    client.force_login(OfficerFactory(body=place.north, role=Role.OPENNESS_OFFICE))

    answer = client.post(url("issue", ready.pk), {"in_force_from": "2026-03-05", "is_confirmed": "on"})

    ready.refresh_from_db()
    assert answer.status_code == 422
    assert "您没有这项权限。" in answer.text
    assert ready.state == Version.State.DRAFT


def test_a_version_tells_what_it_changes_against_the_one_before(desk, place):
    first = place.issued()
    second = actions.open_draft(county=place.county, by=None, at=NOON)
    row = second.rows.get(l2="公示信息")
    actions.adapt(row=row, changes={"time_limit": "每季度"}, reason="按季公示", by=None, at=NOON)

    page = desk.get(url("version", second.pk))
    unchanged = desk.get(url("version", second.pk), {"against": second.pk})

    assert f'<option value="{first.pk}" selected' in page.text
    assert "<ins>每季度</ins>" in page.text
    assert "<ins>" not in unchanged.text


def test_the_desk_downloads_any_version_in_every_form(desk, draft):
    for form in ("xlsx", "docx", "csv", "json"):
        answer = desk.get(url("download", draft.pk, form))

        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]


def test_there_is_no_other_form(desk, draft):
    assert desk.get(url("download", draft.pk, "exe")).status_code == 404


@pytest.fixture
def public(client, place):
    CountyHostFactory(county=place.county)
    place.issued(in_force_from=TODAY)
    return client


def test_anyone_takes_the_catalogue_in_force_away(public):
    whole = public.get(reverse("catalogues_portal:export", args=["json"]))
    one = public.get(reverse("catalogues_portal:export", args=["social-assistance", "xlsx"]))

    assert [row["l2"] for row in json.loads(whole.content)["rows"]] == ["政策法规文件", "审核审批信息", "公示信息"]
    assert load_workbook(io.BytesIO(one.content)).sheetnames == ["社会救助"]
    assert "%E7" in one["Content-Disposition"]


def test_before_the_first_issue_the_public_finds_nothing(client, place, draft):
    CountyHostFactory(county=place.county)

    assert client.get(reverse("catalogues_portal:export", args=["csv"])).status_code == 404


def test_a_field_that_does_not_exist_is_not_found(public):
    assert public.get(reverse("catalogues_portal:export", args=["no-such-field", "csv"])).status_code == 404


def test_another_county_s_version_cannot_be_downloaded(client, draft):
    client.force_login(OfficerFactory(body=BodyFactory(), role=Role.OPENNESS_OFFICE))

    assert client.get(url("download", draft.pk, "xlsx")).status_code == 404
