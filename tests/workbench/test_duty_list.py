"""Do the list, its file and the month show what their address says, within what the reader may see?"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from tests.factories.duties import DutyEventFactory

LIST = reverse("workbench:duties")
FILE = reverse("workbench:duties_csv")
MONTH = reverse("workbench:calendar")


def text(page) -> str:
    return page.content.decode()


class TestTheList:
    @pytest.mark.parametrize(
        ("state", "given"),
        [
            ("fulfilled", {"fulfilled": True}),
            ("late", {"fulfilled": True, "fulfilled_on": date(2025, 5, 5)}),
            ("nil", {"nil": True}),
            ("overdue", {"due_on": date(2025, 5, 6)}),
            ("upcoming", {"starts_on": date(2025, 6, 30), "due_on": date(2025, 7, 28)}),
            ("reminder", {"standing": True}),
        ],
    )
    def test_a_state_shows_its_duties(self, as_chief, place, state, given):
        place.duty("这一项", **given)
        place.duty("另一项", due_on=date(2025, 5, 20))

        page = text(as_chief.get(LIST, {"state": state}))

        assert "这一项" in page
        assert "另一项" not in page

    def test_field_body_and_kind_narrow_it(self, as_chief, place):
        place.duty("这一项", place.health, field=place.care)
        place.duty("别的领域", place.health)
        place.duty("别的单位", field=place.care)
        place.duty("别的种类", place.health, field=place.care, kind="event", occurrence="event:9")

        page = text(as_chief.get(LIST, {"field": "elderly-care", "body": "health", "kind": "recurring"}))

        assert "这一项" in page
        assert not any(other in page for other in ("别的领域", "别的单位", "别的种类"))

    def test_a_day_shows_all_that_falls_due_on_it_done_or_not(self, as_chief, place):
        place.duty("办完的", due_on=date(2025, 5, 20), fulfilled=True)
        place.duty("没办的", due_on=date(2025, 5, 20))
        place.duty("别的日子", due_on=date(2025, 5, 21))

        page = text(as_chief.get(LIST, {"day": "2025-05-20"}))

        assert "办完的" in page
        assert "没办的" in page
        assert "别的日子" not in page
        assert "2025年5月20日到期" in page

    def test_what_cannot_be_read_counts_as_not_given(self, as_chief, place):
        place.duty("过期的事", due_on=date(2025, 5, 6))

        page = as_chief.get(LIST, {"state": "moon", "day": "x", "matter": "y", "body": "nobody", "after": "?"})

        assert page.status_code == 200
        assert "过期的事" in text(page)

    def test_a_clerk_sees_and_chooses_only_her_own_bodies(self, as_clerk, place):
        place.duty("卫健局的事", place.health, due_on=date(2025, 5, 6))

        page = text(as_clerk.get(LIST, {"body": "health"}))

        assert "卫健局的事" not in page
        assert "卫健局</option>" not in page

    def test_an_empty_list_offers_to_clear_the_filter(self, as_chief, place):
        assert "清空筛选" in text(as_chief.get(LIST, {"state": "waived"}))


class TestTheFile:
    def test_it_holds_the_whole_list_with_workings(self, as_chief, place):
        working = {"start": "2025-03-31", "amount": 20, "unit": "workday", "end": "2025-04-29", "passed": []}
        for number in range(35):
            place.duty(f"第{number}项", working=working)

        answer = as_chief.get(FILE, {"state": "overdue"})

        lines = list(csv.reader(StringIO(text(answer).removeprefix("\ufeff"))))
        assert len(lines) == 36
        assert lines[0][8:] == ["应公开日期", "推算过程", "状态"]
        assert lines[1][8:] == ["2025-04-29", "3月31日 + 20个工作日 = 4月29日", "已逾期"]
        assert answer["Content-Disposition"] == 'attachment; filename="duties-20250512.csv"'

    def test_no_cell_can_be_taken_for_a_formula(self, as_chief, place):
        row = place.row("临时救助")
        event = DutyEventFactory(matter=row.matter, body=place.civil, county=place.county, title="=SUM(A1)")
        place.duty("救助", event=event, kind="event", occurrence=f"event:{event.pk}")

        assert "'=SUM(A1)" in text(as_chief.get(FILE))

    def test_a_clerk_gets_her_own_bodies_only(self, as_clerk, place):
        place.duty("卫健局的事", place.health)

        assert "卫健局的事" not in text(as_clerk.get(FILE))


class TestTheMonth:
    def test_a_day_counts_what_falls_due_and_opens_it(self, as_chief, place):
        place.duty("过期的", due_on=date(2025, 5, 6))
        place.duty("办完的", due_on=date(2025, 5, 6), fulfilled=True)

        page = as_chief.get(MONTH)

        assert "▲" in text(page)
        assert "1 逾期" in text(page)
        cell = next(cell for week in page.context["weeks"] for cell in week if cell and cell.day.due)
        opened = text(as_chief.get(cell.url))
        assert "过期的" in opened
        assert "办完的" in opened

    def test_rest_days_and_worked_weekends_are_marked(self, as_chief, place):
        page = as_chief.get(MONTH, {"month": "2025-05"})

        days = {cell.day.on: cell.day for week in page.context["weeks"] for cell in week if cell}
        assert not days[date(2025, 5, 1)].is_workday
        assert not days[date(2025, 5, 10)].is_workday
        assert days[date(2025, 4, 27)].is_workday if date(2025, 4, 27) in days else len(days) == 31

    def test_the_months_beside_it_are_one_click_away(self, as_chief, place):
        context = as_chief.get(MONTH, {"month": "2025-01", "body": "civil"}).context

        assert context["previous"] == "?month=2024-12&body=civil"
        assert context["next"] == "?month=2025-02&body=civil"

    def test_a_month_that_cannot_be_read_is_this_one(self, as_chief, place):
        assert as_chief.get(MONTH, {"month": "moon"}).context["month"] == date(2025, 5, 1)

    def test_a_body_narrows_it(self, as_chief, place):
        place.duty("民政的", due_on=date(2025, 5, 20))
        place.duty("卫健的", place.health, due_on=date(2025, 5, 20))

        assert as_chief.get(MONTH, {"body": "health"}).context["due"] == 1
