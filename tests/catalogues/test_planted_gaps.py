"""The built-in pack, a real county and the demo's lists leave exactly the five gaps that were written down first."""

from __future__ import annotations

import csv
import json
from importlib import resources
from pathlib import Path

import pytest
from django.core.management import call_command

from gongkai.catalogues import actions, queries
from gongkai.catalogues.rules import lists
from gongkai.organisations.actions import create_county
from gongkai.organisations.models import County
from gongkai.organisations.rules.county_plan import outline_of
from gongkai.standards.actions import load_pack
from tests.catalogues.conftest import MORNING, TODAY

EXPECTED = json.loads((Path(__file__).parents[1] / "data/catalogues/planted_gaps.json").read_text(encoding="utf-8"))
CODE = "500230"


def take_in(county, kind, file):
    path = resources.files("gongkai.demo") / "data" / file
    lines = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    cells = [{lists.column_of(name): value for name, value in line.items() if lists.column_of(name)} for line in lines]
    rows = [lists.read_line(line, kind=kind, row=n) for n, line in enumerate(cells, start=2)]
    assert not lists.check(rows, kind=kind)
    return actions.import_list(county=county, kind=kind, rows=rows, by=None, at=MORNING)


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Made once: three tests read it, none changes it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_pack(by=None, at=MORNING)
        create_county(outline=outline_of(CODE), by=None, at=MORNING)
        made = County.objects.get(code=CODE)
        take_in(made, "power", "powers.csv")
        take_in(made, "service", "services.csv")
        draft = actions.compile_county(county=made, by=None, at=MORNING, on=TODAY).version
        # The county has no grassland: neither the power nor the row, which is no gap.
        rows = draft.rows.filter(l2="草原生态保护补助奖励")
        actions.mark_not_applicable(rows=rows, reason="本县没有草原", approved_by=None, by=None, at=MORNING)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def report(county):
    return queries.gap_report(queries.draft_version(county))


def test_the_five_planted_gaps_are_found_and_no_other(report):
    assert [gap.code for gap in report.powers] == EXPECTED["power_without_row"]
    assert [gap.code for gap in report.services] == EXPECTED["service_without_row"]
    assert sorted([gap.field, gap.l1, gap.l2] for gap in report.rows) == sorted(EXPECTED["row_without_power"])


def test_they_hide_among_many_linked_entries_and_decoys(report, county):
    assert report.linked_entries >= EXPECTED["linked_entries_at_least"]
    decoys = county.list_entries.filter(code__in=EXPECTED["decoys"])
    assert decoys.count() >= EXPECTED["decoys_at_least"]
    assert not decoys.filter(links__how__in=["name", "alias", "person"]).exists()


def test_every_body_of_the_lists_was_found(county):
    assert not county.list_entries.filter(body__isnull=True).exists()


def test_the_command_lists_them(county, capsys):
    call_command("catalogue", "compile", "--county", CODE, "--json")

    gaps = json.loads(capsys.readouterr().out)["gaps"]
    assert sorted(gap["kind"] for gap in gaps) == [
        "power_without_row",
        "power_without_row",
        "row_without_power",
        "row_without_power",
        "service_without_row",
    ]
