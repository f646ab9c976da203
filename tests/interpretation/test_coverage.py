"""The report: what it counts, what each number opens, and its file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.interpretation.queries import coverage
from gongkai.organisations.rules.roles import Role
from tests.factories.interpretation import (
    ExemptionFactory,
    ExplanationFactory,
    MaterialFactory,
    PlanFactory,
    PolicyFactory,
)
from tests.factories.organisations import BodyFactory, CountySettingFactory, OfficerFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 4, 16, 4, tzinfo=UTC)  # a Wednesday
FRIDAY, MONDAY, TUESDAY = (datetime(2025, 4, day, 4, tzinfo=UTC) for day in (11, 14, 15))
YEAR = {"since": date(2025, 1, 1), "until": date(2025, 12, 31), "on": NOON.date()}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def office(client, body):
    person = OfficerFactory(body=BodyFactory(county=body.county, kind="government-office"), role=Role.OPENNESS_OFFICE)
    client.force_login(person)
    return person


def policy(body, at=FRIDAY, *, explained_at=None, form="", exempt=False, **fields):
    made = PolicyFactory(body=body, published=True, published_at=at, **fields)
    if explained_at:
        piece = ExplanationFactory(interprets=made, published=True, published_at=explained_at)
        if form:
            MaterialFactory(plan=PlanFactory(policy=made), information=piece, form=form)
    if exempt:
        ExemptionFactory(policy=made)
    return made


def outcomes(body, **period):
    found = coverage.covered(body.county, bodies=None, **YEAR | period)
    return {one.title: str(one.outcome) for one in found}


def page(client, name, **query):
    answer = client.get(reverse(f"interpretation_workbench:{name}"), query)
    assert answer.status_code == 200
    return answer


class TestWhatItCounts:
    def test_each_policy_counts_once_as_what_it_is(self, body):
        policy(body, explained_at=FRIDAY, title="同日")
        policy(body, explained_at=MONDAY, title="晚了")
        policy(body, exempt=True, title="免予")
        policy(body, title="没有")
        policy(body, NOON, title="今天")

        assert outcomes(body) == {
            "同日": "on_time",
            "晚了": "late",
            "免予": "exempt",
            "没有": "missing",
            "今天": "pending",
        }

    def test_the_countys_days_are_working_days(self, body):
        CountySettingFactory(county=body.county, key="interpretation.delay_workdays", value=1)
        policy(body, explained_at=MONDAY, title="隔了周末")
        policy(body, explained_at=TUESDAY, title="又过一天")

        assert outcomes(body) == {"隔了周末": "on_time", "又过一天": "late"}

    def test_the_first_interpretation_counts(self, body):
        made = policy(body, explained_at=FRIDAY, title="两次")
        ExplanationFactory(interprets=made, published=True, published_at=TUESDAY)

        assert outcomes(body) == {"两次": "on_time"}

    def test_only_public_policies_of_the_period_count(self, body):
        policy(body, title="在内")
        PolicyFactory(body=body, title="草稿")
        PolicyFactory(body=body, withdrawn=True, title="撤回")
        InformationFactory(body=body, published=True, published_at=FRIDAY, title="公告")

        assert outcomes(body) == {"在内": "missing"}
        assert outcomes(body, since=date(2025, 4, 12)) == {}
        assert outcomes(body, since=date(2025, 4, 11), until=date(2025, 4, 11)) == {"在内": "missing"}

    def test_a_day_is_a_day_here(self, body):
        policy(body, datetime(2025, 4, 10, 16, 30, tzinfo=UTC), title="凌晨")  # half past midnight of the 11th

        assert outcomes(body, since=date(2025, 4, 11), until=date(2025, 4, 11)) == {"凌晨": "missing"}

    def test_an_interpretation_that_is_not_public_counts_for_nothing(self, body):
        made = policy(body, title="稿子还在审")
        ExplanationFactory(interprets=made, in_review=True)

        assert outcomes(body) == {"稿子还在审": "missing"}

    def test_bodies_with_most_missing_stand_first(self, body):
        other = BodyFactory(county=body.county)
        policy(body, explained_at=FRIDAY)
        policy(other)

        found = coverage.covered(body.county, bodies=None, **YEAR)

        assert [line.body_slug for line in coverage.by_body(found)] == [other.slug, body.slug]
        assert [line.percent for line in coverage.by_body(found)] == [0, 100]
        assert coverage.total(found).percent == 50

    def test_a_policy_explained_in_two_forms_counts_in_both(self, body):
        made = policy(body, explained_at=FRIDAY, form="chart")
        second = ExplanationFactory(interprets=made, published=True)
        MaterialFactory(plan=made.interpretation_plan, information=second, form="case")

        counted = coverage.by_form(coverage.covered(body.county, bodies=None, **YEAR))

        assert {form: count for form, count in counted.items() if count} == {"chart": 1, "case": 1}


class TestThePage:
    def test_it_is_empty_and_says_so(self, client, office):
        assert "这段时间没有公开应解读的政策" in page(client, "coverage").text

    def test_every_number_opens_exactly_its_rows(self, client, body, office):
        other = BodyFactory(county=body.county)
        for one in (body, body, other):
            policy(one, explained_at=FRIDAY, form="chart")
            policy(one, explained_at=MONDAY)
            policy(one, exempt=True)
            policy(one)

        table = page(client, "coverage").context["table"]

        cells = [cell for line in (table.total, *table.lines) for cell in line.cells] + list(table.forms)
        assert len([cell for cell in cells if cell.number]) > 15
        for cell in cells:
            if cell.url:
                assert client.get(cell.url).context["total"] == cell.number, cell

    def test_what_an_address_names_that_is_not_known_counts_as_not_asked(self, client, body, office):
        policy(body)

        rows = page(client, "coverage_rows", outcome="x", form="y", since="z", page="9" * 9)
        assert rows.context["total"] == 1

    def test_a_number_without_rows_says_so(self, client, body, office):
        assert "没有这样的政策" in page(client, "coverage_rows", outcome="late").text

    def test_days_the_wrong_way_round_are_turned(self, client, body, office):
        policy(body)

        assert page(client, "coverage_rows", since="2025-12-31", until="2025-01-01").context["total"] == 1

    def test_the_rows_are_paged(self, client, body, office):
        for _nth in range(31):
            policy(body)

        first, second = page(client, "coverage_rows"), page(client, "coverage_rows", page="2")

        assert (len(first.context["rows"]), len(second.context["rows"])) == (30, 1)
        assert "下一页" in first.text
        assert "上一页" in second.text

    def test_more_policies_cost_no_more_queries(self, client, body, office):
        def cost(name):
            page(client, name)
            with CaptureQueriesContext(connection) as captured:
                page(client, name)
            return len(captured)

        policy(body, explained_at=FRIDAY, form="chart")
        names = ("coverage", "coverage_rows", "coverage_csv")
        few = [cost(name) for name in names]
        for _nth in range(20):
            policy(BodyFactory(county=body.county), explained_at=FRIDAY, form="chart")

        assert [cost(name) for name in names] == few


class TestWhoSeesWhat:
    def test_a_department_sees_its_own(self, client, body, clerk):
        client.force_login(clerk)
        policy(body, title="自家办法")
        policy(BodyFactory(county=body.county), title="别家办法")

        rows = page(client, "coverage_rows").text
        assert "自家办法" in rows
        assert "别家办法" not in rows

    def test_the_supervisor_sees_all_and_is_led_to_the_public_page(self, client, body):
        desk = BodyFactory(county=body.county, kind="government-office")
        client.force_login(OfficerFactory(body=desk, role=Role.SUPERVISOR))
        made = policy(body)

        rows = page(client, "coverage_rows").text
        assert reverse("publishing_portal:information", args=[made.public_id]) in rows

    def test_another_county_is_not_counted(self, client, body, office):
        policy(BodyFactory(), title="外县办法")

        assert "外县办法" not in page(client, "coverage_rows").text

    def test_the_auditor_does_not_come_in(self, client, body):
        client.force_login(OfficerFactory(body=body, role=Role.AUDITOR))

        assert client.get(reverse("interpretation_workbench:coverage")).status_code == 403


def test_the_file_holds_a_line_for_each_policy_and_no_formula(client, body, office):
    policy(body, explained_at=MONDAY, form="chart", title="=1+1")
    policy(body, title="没有解读的办法")

    answer = page(client, "coverage_csv")

    assert answer["Content-Disposition"] == 'attachment; filename="interpretation-20250101-20250416.csv"'
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == ["标题", "单位", "公开日期", "解读日期", "解读结果", "解读形式"]
    by_title = {line[0]: line[1:] for line in lines[1:]}
    assert by_title["'=1+1"] == [body.short_name, "2025-04-11", "2025-04-14", "超期解读", "图表图解"]
    assert by_title["没有解读的办法"][3] == "未解读"
