"""Does a cell open exactly what it counts, and does each person see what is hers to see?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.organisations.rules.roles import Role
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory, OfficerFactory

PAST, AHEAD = date(2025, 5, 6), date(2025, 5, 14)
COCKPIT = reverse("workbench:cockpit")
ROWS = reverse("workbench:rows")


def text(page) -> str:
    return page.content.decode()


@pytest.fixture
def busy(place):
    """Two fields, two departments, a township: some done, some due, some overdue, some never begun."""
    place.duty("救助资金", due_on=PAST)
    place.duty("救助人数", fulfilled=True)
    place.duty("办事指南", due_on=AHEAD)
    place.row("从未开始")
    place.duty("养老补贴", field=place.care, nil=True)
    place.duty("医疗救助", place.health, due_on=PAST)
    place.duty("乡镇救助", place.town, fulfilled=True)
    place.duty("村里的", place.village, due_on=PAST)
    return place


class TestTheMap:
    def test_a_cell_says_its_number_and_its_shape(self, as_chief, busy):
        page = text(as_chief.get(COCKPIT))

        cells = re.findall(r'heat__cell--(\w+)"[^>]*href="([^"]+)"[^>]*>\s*<span aria-hidden="true">(\d+)</span>', page)
        assert ("late", f"{ROWS}?field=social-assistance&amp;body=civil", "1") in cells
        assert ("4", f"{ROWS}?field=elderly-care&amp;body=civil", "1") in cells
        assert "▲" in page
        assert "●" in page

    def test_every_cell_opens_exactly_its_rows(self, as_chief, busy):
        page = as_chief.get(COCKPIT)

        for line in page.context["lines"]:
            for cell in line.cells:
                behind = as_chief.get(cell.url).context
                counts = {state: n for chip in behind["chips"] for state, n in [(chip["look"].code, chip["count"])]}
                assert behind["page"].total == cell.tally.owed
                assert counts["overdue"] == cell.tally.overdue
                assert counts["disclosed"] + counts["nil"] == cell.tally.settled

    def test_lines_and_columns_open_theirs_too(self, as_chief, busy):
        context = as_chief.get(COCKPIT).context

        for line in [*context["lines"], *context["columns"]]:
            assert as_chief.get(line.url).context["page"].total == line.tally.owed

    def test_an_ordinary_body_sees_its_own_line_only(self, as_clerk, busy):
        context = as_clerk.get(COCKPIT).context

        assert [line.name.shown for line in context["lines"]] == ["民政局"]
        assert {task.body.shown for task in context["soon"]} == {"民政局"}

    def test_a_township_sees_itself_and_its_villages(self, client, busy):
        client.force_login(OfficerFactory(body=busy.town, role=Role.PUBLISHER))

        names = [line.name.shown for line in client.get(COCKPIT).context["lines"]]

        assert names == ["云砚镇", "南山村"]

    def test_a_supervisor_looks_at_the_whole_county(self, client, busy):
        client.force_login(OfficerFactory(body=busy.office, role=Role.SUPERVISOR))

        assert "卫健局" in text(client.get(COCKPIT))

    def test_beside_it_stand_what_falls_due_and_what_would_help_most(self, as_chief, busy):
        context = as_chief.get(COCKPIT).context

        assert [task.title.shown for task in context["soon"]] == ["办事指南"]
        assert context["steps"][0].title == "请民政局补齐“社会救助”3项"
        assert as_chief.get(context["steps"][0].url).context["page"].total == 3

    def test_a_matter_that_several_bodies_lack_is_one_step(self, as_chief, place):
        row = place.row("部门决算", place.civil, place.health, place.office)
        for body in (place.civil, place.health, place.office):
            DutyFactory(row=row, body=body, due_on=PAST)

        step = as_chief.get(COCKPIT).context["steps"][0]

        assert step.title == "统一部署“部门决算”，3个单位还缺"
        assert step.gain == "覆盖率 +100.0 个百分点"
        assert as_chief.get(step.url).context["page"].total == 3

    def test_a_county_without_a_catalogue_is_told_what_will_be_here(self, as_chief, place):
        assert "还没有目录" in text(as_chief.get(COCKPIT))

    def test_forty_bodies_cost_as_many_queries_as_three(self, as_chief, busy):
        few = queries(as_chief, COCKPIT)
        for _ in range(37):
            busy.duty("部门决算", BodyFactory(county=busy.county), due_on=PAST)

        assert queries(as_chief, COCKPIT) <= few + 2  # in_bulk of the steps: fields, bodies, matters may be empty


class TestTheRows:
    def test_a_row_tells_state_day_and_whom_to_call(self, as_chief, busy):
        page = text(as_chief.get(ROWS, {"body": "civil", "field": "social-assistance"}))

        assert "民政局 · 社会救助" in page
        assert "救助资金" in page
        assert "2025年5月6日" in page
        assert "柳叶" in page
        assert "0000-1234567" in page
        assert "待公开（未定日期）" in page

    def test_a_state_narrows_the_rows(self, as_chief, busy):
        overdue = text(as_chief.get(ROWS, {"body": "civil", "state": "overdue"}))

        assert "救助资金" in overdue
        assert "救助人数" not in overdue

    def test_what_cannot_be_read_counts_as_not_given(self, as_chief, busy):
        page = as_chief.get(ROWS, {"matter": "x", "state": "moon", "after": "?"})

        assert page.context["page"].total == 7

    def test_rows_that_do_not_exist_lead_back(self, as_chief, busy):
        assert "没有这样的目录行" in text(as_chief.get(ROWS, {"field": "nowhere"}))

    def test_rows_of_other_bodies_are_not_there(self, as_clerk, busy):
        assert as_clerk.get(ROWS, {"body": "health"}).context["page"].total == 0

    def test_many_rows_are_paged_forwards_and_back(self, as_chief, place):
        for number in range(103):
            place.row(f"第{number}项")

        first = as_chief.get(ROWS).context
        second = as_chief.get(ROWS, {"after": first["page"].next}).context
        third = as_chief.get(ROWS, {"after": second["page"].next}).context
        back = as_chief.get(ROWS, {"after": third["page"].previous}).context
        top = as_chief.get(ROWS, {"after": second["page"].previous}).context

        seen = [row.title.shown for page in (first, second, third) for row in page["rows"]]
        assert len(set(seen)) == 103
        assert back["rows"] == second["rows"]
        assert top["rows"] == first["rows"]
        assert not third["page"].next


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
