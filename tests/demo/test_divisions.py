"""Is the demo county a plausible county, and plainly none that exists?"""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from importlib.resources import as_file, files

import pytest

from gongkai.organisations.rules import division_data

ROWS = list(csv.DictReader((files("gongkai.demo") / "data" / "divisions.csv").read_text(encoding="utf-8").splitlines()))
TOWNSHIPS = [row for row in ROWS if row["level"] == "township"]
VILLAGES = [row for row in ROWS if row["level"] == "village"]


def test_the_county_has_twelve_townships_and_sixty_villages():
    assert [row["code"] for row in ROWS if row["level"] == "county"] == ["991101"]
    assert Counter(row["kind"] for row in TOWNSHIPS) == {"town": 8, "township": 3, "subdistrict": 1}
    assert len(VILLAGES) == 60
    assert {row["kind"] for row in VILLAGES} == {"village", "community"}


def test_every_code_is_new_and_begins_with_the_code_above_it():
    assert len({row["code"] for row in ROWS}) == len(ROWS)
    assert all(row["code"].startswith(row["parent"]) for row in ROWS)
    assert all(len(row["code"]) == 9 for row in TOWNSHIPS)
    assert all(len(row["code"]) == 12 for row in VILLAGES)
    assert {row["parent"] for row in VILLAGES} == {row["code"] for row in TOWNSHIPS}


def test_every_name_is_used_once_tells_its_kind_and_has_an_english_form():
    assert len({row["name"] for row in ROWS}) == len(ROWS)
    assert len({row["name_en"] for row in ROWS}) == len(ROWS)
    for row in TOWNSHIPS + VILLAGES:
        assert division_data.kind_of(row["name"], row["level"]) == row["kind"]


def test_the_county_lies_outside_the_national_numbering():
    assert all(not province.code.startswith("99") for province in division_data.provinces())
    with pytest.raises(division_data.UnknownDivision):
        division_data.county("991101")


def test_no_real_place_bears_one_of_the_names():
    with as_file(files("gongkai.organisations") / "data" / "divisions.zip") as path, zipfile.ZipFile(path) as real:
        country = "".join(real.read(name).decode() for name in real.namelist())

    assert [row["name"] for row in ROWS if row["name"] in country] == []
