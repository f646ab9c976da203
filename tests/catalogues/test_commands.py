"""The catalogue from the command line."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from gongkai.catalogues import actions, queries
from gongkai.kernel import clock
from tests.catalogues.conftest import MORNING
from tests.catalogues.test_revising import SEVEN, new_edition


def run(*words):
    out = io.StringIO()
    call_command("catalogue", *words, stdout=out)
    return out.getvalue()


def answer(*words):
    return json.loads(run(*words, "--json"))


def test_compile_says_what_came_of_it(place):
    said = answer("compile", "--county", place.county.code, "--townships")

    assert (said["rows"], said["undecided"], said["townships"], said["gaps"]) == (3, 3, 2, [])
    assert said["findings"] == {"list_missing": 2}


def test_compile_speaks_to_people_too(place):
    said = run("compile", "--county", place.county.code)

    assert "rows: 3" in said
    assert "尚未导入清单: 2" in said


def test_an_unknown_county_says_how_to_make_it(db):
    with pytest.raises(CommandError, match="gongkai county create 999999"):
        run("compile", "--county", "999999")


def test_issue_refuses_in_words(place):
    place.compile()

    with pytest.raises(CommandError, match="还有 3 行没有决定"):
        run("issue", "--county", place.county.code)


def test_issue_without_a_draft_says_so(place):
    with pytest.raises(CommandError, match="没有正在编制的草案"):
        run("issue", "--county", place.county.code)


def test_issue_puts_the_catalogue_in_force(place):
    actions.adopt_group(version=place.compile(), by=None, at=MORNING)

    said = answer("issue", "--county", place.county.code)

    assert said["versions"] == [queries.current_version(place.county, on=clock.today()).pk]


def test_export_writes_a_file(place, tmp_path):
    place.compile()
    target = tmp_path / "catalogue.csv"

    said = answer("export", "--county", place.county.code, "--format", "csv", "--output", str(target))

    assert said["bytes"] == target.stat().st_size > 0


def test_export_of_a_township_is_its_own(place, tmp_path):
    place.compile()
    place.townships()
    target = tmp_path / "north.json"

    words = ("--township", place.north.slug, "--format", "json", "--output", str(target))
    run("export", "--county", place.county.code, *words)

    assert len(json.loads(target.read_text(encoding="utf-8"))["rows"]) == 2


def test_export_of_an_unknown_township_is_refused(place, tmp_path):
    place.compile()

    with pytest.raises(CommandError):
        run("export", "--county", place.county.code, "--township", "nowhere", "--output", str(tmp_path / "x"))


def test_revise_makes_the_tasks(place):
    place.issued()
    edition = new_edition(place, 公示信息={"time_limit": SEVEN})

    said = answer("revise", "--county", place.county.code, "--edition", str(edition.pk))

    assert (said["tasks"], said["changes"]) == (1, {"elements": 1})


def test_revise_needs_an_edition_that_exists(place):
    with pytest.raises(CommandError, match="没有编号为 0 的指引版本"):
        run("revise", "--county", place.county.code, "--edition", "0")
