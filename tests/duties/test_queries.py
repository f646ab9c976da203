"""Lists, counts, matrix, calendar and digest: right, and as cheap for many as for few."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.catalogues import queries as catalogues
from gongkai.duties import queries
from gongkai.duties.models import Duty
from gongkai.duties.queries import TaskFilter, TaskKind
from gongkai.duties.rules.condition import RowCondition
from gongkai.kernel import outbox, periodic
from gongkai.workdays import actions as workdays
from gongkai.workdays.rules.calendar import DayKind, SpecialDay
from tests.factories.catalogues import RowFactory, VersionFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory, OfficerFactory, WorkUnitFactory

pytestmark = pytest.mark.django_db

ON = date(2025, 4, 10)
AT = datetime(2025, 4, 10, 1, tzinfo=UTC)
QUARTERLY = {"rules": [{"kind": "periodic", "amount": 1, "unit": "quarter"}]}


@pytest.fixture
def version():
    return VersionFactory(issued=True)


@pytest.fixture
def county(version):
    return version.catalogue.county


@pytest.fixture
def body(county):
    return BodyFactory(county=county)


@pytest.fixture
def row(version, body):
    return RowFactory(version=version, county=version.catalogue.county, owners=[body], time_rules=QUARTERLY)


DUTIES = {
    TaskKind.OVERDUE: {"starts_on": date(2025, 3, 1), "due_on": date(2025, 4, 9)},
    TaskKind.SOON: {"starts_on": date(2025, 3, 31), "due_on": date(2025, 4, 17)},
    TaskKind.DUE: {"starts_on": date(2025, 3, 31), "due_on": date(2025, 4, 28)},
    TaskKind.UPCOMING: {"starts_on": date(2025, 6, 30), "due_on": date(2025, 7, 28)},
    TaskKind.REMINDER: {"standing": True},
    TaskKind.REVIEW: {
        "standing": True,
        "state": "fulfilled",
        "fulfilled_on": date(2024, 4, 1),
        "closed_at": AT,
        "review_on": date(2025, 4, 10),
    },
    TaskKind.REDATED: {"due_on": date(2025, 5, 20), "previous_due_on": date(2025, 5, 19)},
}


@pytest.fixture
def each_kind(row, body):
    return {
        kind: DutyFactory(row=row, body=body, rule_key=f"{kind}|periodic|", **facts) for kind, facts in DUTIES.items()
    }


def test_each_list_holds_its_duties_and_the_counts_agree(county, each_kind):
    counts = queries.counts(county, on=ON)

    for kind, duty in each_kind.items():
        found = [task.id for task in queries.tasks(county, on=ON, kind=kind).rows]
        assert duty.pk in found
        assert counts[kind] == len(found)


def test_the_first_list_is_what_is_overdue_and_what_is_due_by_its_day(county, each_kind):
    tasks = queries.tasks(county, on=ON).rows

    expected = [TaskKind.OVERDUE, TaskKind.SOON, TaskKind.DUE, TaskKind.REDATED]
    assert [task.id for task in tasks] == [each_kind[kind].pk for kind in expected]
    assert [task.condition for task in tasks] == ["overdue", "soon", "due", "due"]
    assert [task.days_left for task in tasks[:2]] == [-1, 7]


def test_a_list_is_narrowed_by_body_field_kind_and_matter(county, row, each_kind):
    everything = {task.id for task in queries.tasks(county, on=ON).rows}

    assert queries.tasks(county, on=ON, bodies=[]).rows == ()
    for where, found in (
        (TaskFilter(field_slug=row.field.slug), everything),
        (TaskFilter(field_slug="none"), set()),
        (TaskFilter(duty_kind="event"), set()),
        (TaskFilter(matter_number=row.matter.number), everything),
    ):
        assert {task.id for task in queries.tasks(county, on=ON, where=where).rows} == found


def test_long_lists_are_paged_without_a_gap(county, row, body):
    for n in range(7):
        DutyFactory(row=row, body=body, rule_key=f"{n}|periodic|", due_on=date(2025, 4, 20))

    seen, after = [], None
    for _ in range(3):
        page = queries.tasks(county, on=ON, after=after, size=3)
        seen += [task.id for task in page.rows]
        after = page.next

    assert sorted(seen) == sorted(Duty.objects.values_list("pk", flat=True))
    assert page.next == ""


def test_a_duty_of_another_county_is_not_shown(county, row):
    stranger = DutyFactory()

    assert queries.task(county, stranger.pk, on=ON) is None
    assert queries.task(stranger.county, stranger.pk, on=ON).id == stranger.pk


def test_the_history_of_a_matter_begins_with_the_newest(county, row, each_kind):
    found = queries.duties_of_matter(county, row.matter_id, on=ON)

    assert len(found) == len(each_kind)
    assert found[0].id == each_kind[TaskKind.UPCOMING].pk


def test_the_scoreboard_tells_the_truth_of_a_month(county, row, body):
    facts = [
        {"due_on": date(2025, 4, 9)},  # overdue
        {"due_on": date(2025, 4, 28)},  # still waiting
        {"due_on": date(2025, 4, 30), "fulfilled": True},  # in time
        {"due_on": date(2025, 4, 8), "fulfilled": True},  # late
        {"due_on": date(2025, 4, 8), "nil": True},
        {"due_on": date(2025, 5, 1)},  # another month
    ]
    for n, given in enumerate(facts):
        DutyFactory(row=row, body=body, rule_key=f"{n}|periodic|", **given)

    score = queries.scoreboard(county, on=ON)

    assert (score.due, score.done, score.late, score.overdue, score.waiting) == (5, 3, 1, 1, 1)
    assert score.punctual_percent == 50
    assert queries.scoreboard(county, on=ON, body_id=0).due == 0
    (line,) = queries.by_body(county, on=ON, since=date(2025, 4, 1), until=date(2025, 4, 30))
    assert (line.body_id, line.score) == (body.pk, score)
    months = queries.by_month(county, on=ON, months=3, bodies=[body.pk])
    assert [month.month for month in months] == [date(2025, 2, 1), date(2025, 3, 1), date(2025, 4, 1)]
    assert months[-1].score == score


def test_a_month_with_nothing_due_is_punctual(county):
    assert queries.scoreboard(county, on=ON).punctual_percent == 100


def test_the_calendar_marks_working_days_and_what_falls_due(county, row, body):
    DutyFactory(row=row, body=body, due_on=date(2025, 4, 9))

    days = queries.agenda(county, month=ON, on=ON, bodies=[body.pk])

    assert len(days) == 30
    assert [(day.due, day.open, day.overdue) for day in days if day.on == date(2025, 4, 9)] == [(1, 1, 1)]
    assert [day.on.day for day in days if day.on.weekday() == 6 and day.is_workday] == [27]


def test_a_row_is_as_its_duties_are(county, version, body):
    overdue, disclosed, untouched = (
        RowFactory(version=version, county=version.catalogue.county, owners=[body], time_rules=QUARTERLY)
        for _ in range(3)
    )
    set_aside = RowFactory(version=version, decision="not_applicable")
    DutyFactory(row=overdue, body=body, due_on=date(2025, 4, 9), working={"start": "2025-03-31"})
    DutyFactory(row=disclosed, body=body, fulfilled=True)
    rows = catalogues.rows_in_force(county, on=ON)

    states = queries.row_states(county, on=ON, rows=rows)

    assert {pk: state.state for pk, state in states.items()} == {
        overdue.pk: RowCondition.OVERDUE,
        disclosed.pk: RowCondition.DISCLOSED,
        untouched.pk: RowCondition.PREPARING,
    }
    assert (states[overdue.pk].next_due_on, states[overdue.pk].overdue_bodies) == (date(2025, 4, 9), 1)
    assert states[overdue.pk].working == {"start": "2025-03-31"}
    assert states[untouched.pk].with_information(3).state is RowCondition.DISCLOSED
    assert set_aside.pk not in states


def test_a_row_that_does_not_apply_says_so(county, row):
    class Ref:
        id, matter_id, is_applicable = row.pk, row.matter_id, False

    state = queries.row_states(county, on=ON, rows=[Ref()])[row.pk]

    assert state.state is RowCondition.NOT_APPLICABLE
    assert state.with_information(9).state is RowCondition.NOT_APPLICABLE


def test_the_matrix_counts_each_bodys_rows_by_field_and_state(county, version, body):
    other = BodyFactory(county=county)
    shared = RowFactory(version=version, county=version.catalogue.county, owners=[body, other], time_rules=QUARTERLY)
    DutyFactory(row=shared, body=body, due_on=date(2025, 4, 9))
    DutyFactory(row=shared, body=other, nil=True)

    matrix = queries.matrix(county, on=ON)

    (column,) = matrix.columns
    tallies = {line.id: line.cells[shared.field_id] for line in matrix.lines}
    assert (tallies[body.pk].overdue, tallies[other.pk].nil) == (1, 1)
    assert (column.tally.total, matrix.tally.total) == (2, 2)
    assert queries.matrix(county, on=ON, levels=("township",)).lines == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda county: queries.tasks(county, on=ON),
        lambda county: queries.counts(county, on=ON),
        lambda county: queries.matrix(county, on=ON),
        lambda county: queries.scoreboard(county, on=ON),
        lambda county: queries.agenda(county, month=ON, on=ON),
        lambda county: queries.row_states(county, on=ON, rows=catalogues.rows_in_force(county, on=ON)),
    ],
    ids=["tasks", "counts", "matrix", "scoreboard", "agenda", "row_states"],
)
def test_many_cost_as_many_queries_as_few(county, version, ask):
    def counted():
        ask(county)  # whatever is remembered in the process is remembered now
        with CaptureQueriesContext(connection) as queries_made:
            ask(county)
        return len(queries_made)

    def grow(count):
        for _ in range(count):
            body = BodyFactory(county=county)
            DutyFactory(
                row=RowFactory(version=version, county=version.catalogue.county, owners=[body]),
                body=body,
                due_on=date(2025, 4, 9),
            )

    grow(2)
    few = counted()
    grow(20)

    assert counted() == few


# --- Digest, schedule and command line ---


@pytest.fixture
def officer(body):
    return WorkUnitFactory(body=body).officer


def test_an_officer_is_told_what_needs_her(county, officer, each_kind):
    digest = queries.digest_for(officer, on=ON)

    assert (digest.overdue, digest.soon, digest.review, digest.redated) == (1, 1, 1, 1)
    assert queries.due_officers(county, on=ON) == [officer]


@pytest.mark.parametrize("on", [date(2025, 4, 4), date(2025, 4, 12)], ids=["Qingming", "Saturday"])
def test_nobody_is_told_on_a_rest_day(officer, each_kind, on):
    assert queries.digest_for(officer, on=on) is None


def test_nobody_is_told_twice_a_day(county, officer, each_kind):
    officer.digest_sent_on = ON
    officer.save()

    assert queries.digest_for(officer, on=ON) is None
    assert queries.due_officers(county, on=ON) == []


def test_nobody_is_told_when_nothing_needs_her(county, officer, row):
    assert queries.digest_for(officer, on=ON) is None
    assert queries.digest_for(OfficerFactory(), on=ON) is None
    assert queries.due_officers(county, on=ON) == []


def test_a_changed_calendar_recounts_every_county_by_the_outbox(county, row, body):
    call_command("duties", "generate", "--county", county.code)
    duty = Duty.objects.order_by("-due_on")[0]
    rest = SpecialDay(duty.due_on, DayKind.REST, "县庆")

    workdays.set_local_day(county_id=county.pk, day=rest, by=None, at=AT)
    outbox.drain_all()

    moved = Duty.objects.get(pk=duty.pk)
    assert moved.due_on > duty.due_on
    assert moved.previous_due_on == duty.due_on


def test_each_night_the_periods_that_have_come_near_become_duties(county, row):
    periodic.run_due(at=AT)
    periodic.run_due(at=AT + timedelta(days=1))

    assert Duty.objects.filter(occurrence="2025-Q3").exists()


def test_the_command_line_generates_and_lists(county, row, capsys):
    call_command("duties", "generate", "--county", county.code, "--json")
    made = json.loads(capsys.readouterr().out)
    call_command("duties", "list", "--county", county.code, "--kind", "upcoming", "--json")
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert made["created"] >= 3
    assert {line["occurrence"] for line in listed} <= set(Duty.objects.values_list("occurrence", flat=True))
    assert all(line["working"]["unit"] == "workday" for line in listed)


def test_the_command_line_speaks_to_people_too(county, row, capsys):
    call_command("duties", "generate", "--county", county.code)
    call_command("duties", "list", "--county", county.code, "--kind", "upcoming")

    told = capsys.readouterr().out
    assert told.startswith("新增 ")
    assert row.matter.name in told


def test_a_county_that_is_not_set_up_is_said_so():
    with pytest.raises(CommandError, match="没有设立"):
        call_command("duties", "list", "--county", "000000")


def test_the_choices_of_the_event_form_are_those_of_the_limit(version, body):
    by_event = RowFactory(version=version, county=version.catalogue.county, owners=[body])
    RowFactory(version=version, county=version.catalogue.county, owners=[body], time_rules=QUARTERLY)

    (line,) = queries.registrable(body, on=ON)

    assert line.matter_id == by_event.matter_id
    assert [(c.trigger, c.scope) for c in line.choices] == [("formed_or_changed", "")]
    assert queries.trigger_choices(by_event.matter_id, body, on=ON) == line.choices
    assert queries.trigger_choices(by_event.matter_id, BodyFactory(county=body.county), on=ON) == ()
