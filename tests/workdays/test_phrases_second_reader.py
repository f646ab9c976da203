"""What a second person read, who had seen neither the first table nor the grammar.

`doubt` says where two readers may differ, and what was settled; since then both tables say the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.workdays.rules.phrases import parse

DATA = Path(__file__).parents[1] / "data" / "workdays"
REVIEWED = json.loads((DATA / "phrases_second_reader.json").read_text(encoding="utf-8"))
FIRST = {row["phrase"]: row for row in json.loads((DATA / "phrases.json").read_text(encoding="utf-8"))}
NOTHING = {"scope": None, "kind": None, "trigger": None, "amount": None, "unit": None}


@pytest.mark.parametrize("reviewed", REVIEWED, ids=lambda row: row["phrase"] or "blank")
def test_a_phrase_is_read_as_a_person_read_it(reviewed):
    limit = parse(reviewed["phrase"])

    assert limit.as_json()["rules"] == [NOTHING | rule for rule in reviewed["rules"]]
    assert limit.statutory_override is reviewed["statutory_override"]
    assert [str(finding.code) for finding in limit.findings] == reviewed["findings"]


def test_at_least_95_of_100_rows_of_the_26_fields_are_understood():
    rows = {row["phrase"]: row["rows"] for row in REVIEWED if row["source"] == "items"}

    understood = sum(count for phrase, count in rows.items() if parse(phrase).is_understood)

    assert sum(rows.values()) == 586
    assert understood / 586 >= 0.95


def test_what_is_not_understood_always_says_so():
    silent = [
        row["phrase"]
        for row in REVIEWED
        if not parse(row["phrase"]).is_understood and "W_TIME_UNREADABLE" not in row["findings"]
    ]

    assert silent == []


def test_both_readers_say_the_same_of_every_phrase_that_both_have_read():
    shared = [row for row in REVIEWED if row["phrase"] in FIRST]

    differing = [
        row["phrase"]
        for row in shared
        if [rule for rule in row["rules"] if rule["kind"] != "unknown"] != FIRST[row["phrase"]]["rules"]
        or row["findings"] != FIRST[row["phrase"]]["findings"]
        or row["statutory_override"] != FIRST[row["phrase"]]["override"]
    ]

    assert len(shared) > 100
    assert differing == []
