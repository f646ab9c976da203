"""Is the demo county what it promises on any day: a year of duties in every state, and something behind nearly every row?"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings

from gongkai.catalogues import queries as catalogues
from gongkai.catalogues.models import Row
from gongkai.demo import seeding
from gongkai.demo.content import pieces, records
from gongkai.duties.models import Duty
from gongkai.organisations.models import Body, Level, Post, WorkUnit
from gongkai.organisations.rules.roles import Role
from gongkai.publishing.models import Attachment, Information
from gongkai.standards.actions import load_pack
from tests.acceptance.demo_mix import NOW, TODAY, mix

pytestmark = pytest.mark.slow

COMPLETE = {"social-assistance", "agricultural-subsidies", "budgets-and-accounts", "land-expropriation"}
ROOT = Path(__file__).parents[2]
PLANTED = json.loads((ROOT / "tests/data/catalogues/planted_gaps.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seeded(demo_made_elsewhere, django_db_setup, django_db_blocker, tmp_path_factory):
    """Seeded once: the tests read it, none changes it. Another process makes a county of its own beside it."""
    demo_made_elsewhere.begin()
    var = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=var / "media", SEARCH_INDEX=var / "search"),
        transaction.atomic(),
    ):
        load_pack(by=None, at=NOW)
        seeded = seeding.seed(today=TODAY, at=NOW)
        # PostgreSQL puts its checks off to the end of the transaction: done here, they are not done after each test.
        connection.check_constraints()
        yield seeded
        transaction.set_rollback(True)


@pytest.fixture
def county(seeded, db):
    return seeded


@pytest.fixture
def duties(county):
    return Duty.objects.filter(county=county)


@pytest.fixture
def rows(county):
    """The rows of the county's catalogue in force that apply to it."""
    return catalogues.current_version(county, on=TODAY).rows.applicable()


def opening_on_something(county) -> set[int]:
    """The matters of which something is public."""
    return set(Information.objects.filter(county=county).public().values_list("matter_id", flat=True))


def test_the_county_has_25_departments_beside_its_government_12_townships_and_60_villages(county):
    bodies = Body.objects.filter(county=county).exclude(kind="county-government")
    levels = Counter(bodies.values_list("level", flat=True))

    assert (levels[Level.COUNTY], levels[Level.TOWNSHIP], levels[Level.VILLAGE]) == (25, 12, 60)
    assert county.is_demo


def test_there_is_somebody_of_every_role(county):
    assert set(Post.objects.filter(body__county=county).values_list("role", flat=True)) == set(map(str, Role))
    assert WorkUnit.objects.filter(body__county=county, officer__isnull=False).exists()


def test_the_catalogue_in_force_covers_all_26_fields(rows):
    assert rows.values("field").distinct().count() == 26


def test_of_the_dated_duties_about_92_percent_are_closed_and_about_3_percent_overdue(duties):
    dated = duties.filter(due_on__isnull=False)
    closed = dated.exclude(state=Duty.State.OPEN).count() / dated.count()
    overdue = dated.overdue(on=TODAY).count() / dated.count()

    assert 0.90 <= closed <= 0.94
    assert 0.02 <= overdue <= 0.04


def test_of_all_duties_begun_by_that_day_about_92_percent_are_done_and_about_3_percent_of_the_dated_are_overdue(duties):
    """Whatever the clock says: a run of next year finds more turns to come, which nobody owes on that day."""
    begun = duties.filter(starts_on__lte=TODAY)
    dated = begun.filter(due_on__isnull=False)
    done = begun.exclude(state=Duty.State.OPEN).count() / begun.count()
    overdue = dated.overdue(on=TODAY).count() / dated.count()

    assert 0.90 <= done <= 0.94
    assert 0.02 <= overdue <= 0.045


def test_some_of_what_is_owed_all_year_is_open_at_every_level_and_not_the_same_everywhere(duties):
    standing = duties.filter(kind=Duty.Kind.STANDING)
    lagging = standing.open().filter(body__level=Level.TOWNSHIP)
    per_body = Counter(lagging.values_list("body_id", flat=True))

    assert 0.05 <= standing.open().count() / standing.count() <= 0.12
    levels = set(standing.open().values_list("body__level", flat=True))
    assert levels == {Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE}
    assert len(per_body) >= 10
    assert max(per_body.values()) <= 15


def test_a_villages_notice_is_published_by_that_village(county):
    of_villages = Information.objects.filter(county=county).public().filter(body__level=Level.VILLAGE)
    titles = of_villages.values_list("title", "body__division__name")

    assert len(set(of_villages.values_list("body_id", flat=True))) >= 50
    assert [title for title, name in titles if not title.startswith(name)] == []


def test_there_are_duties_of_every_kind_in_every_state(duties):
    assert set(duties.values_list("kind", flat=True)) == set(Duty.Kind.values)
    assert set(duties.values_list("state", flat=True)) == set(Duty.State.values)


def test_at_least_85_percent_of_the_rows_open_on_something(county, rows):
    matters = set(rows.values_list("matter_id", flat=True))

    assert len(matters & opening_on_something(county)) / len(matters) >= 0.85


@pytest.mark.parametrize("slug", sorted(COMPLETE))
def test_four_fields_are_complete_to_the_last_row(county, rows, slug):
    of_the_field = rows.filter(field__slug=slug)
    empty: list[Row] = [row for row in of_the_field if row.matter_id not in opening_on_something(county)]

    assert of_the_field
    assert empty == []


def test_the_lists_leave_exactly_the_five_planted_gaps(county):
    report = catalogues.gap_report(catalogues.current_version(county, on=TODAY))

    assert [gap.code for gap in report.powers] == PLANTED["power_without_row"]
    assert [gap.code for gap in report.services] == PLANTED["service_without_row"]
    assert sum(map(len, (report.powers, report.services, report.rows))) == 5


def test_hundreds_of_pieces_and_thousands_of_records_are_public(county):
    written, drawn = len(list(pieces(TODAY))), len(list(records(TODAY)))
    public = Information.objects.filter(county=county).public()

    assert written >= 300
    assert 3_400 <= drawn <= 4_000
    assert public.count() >= 0.95 * (written + drawn)
    assert public.count() > 3_000


def test_there_are_tables_and_files_of_every_kind(county):
    public = Information.objects.filter(county=county).public()
    files = Attachment.objects.filter(information__in=public).values_list("name", flat=True)

    assert {name.rsplit(".", 1)[-1] for name in files} >= {"docx", "xlsx", "pdf"}
    assert public.filter(html__contains="<table").count() >= 100


def test_every_public_piece_has_its_index_number_and_none_is_given_twice(county):
    numbers = Information.objects.filter(county=county).public().values_list("index_number", flat=True)

    assert all(numbers)
    assert len(set(numbers)) == len(numbers)


def test_another_process_makes_the_same_county_of_the_same_day(county, demo_made_elsewhere):
    assert json.loads(demo_made_elsewhere.finish()) == mix(county)
