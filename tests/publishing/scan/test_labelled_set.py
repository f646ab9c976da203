"""Of all that is in the labelled set at least 99 in 100 are found, and of all that is found at least 97 in 100 are there."""

from __future__ import annotations

import pytest

from gongkai.demo.content import published
from gongkai.publishing.scanning import scan_file
from tests.publishing.scan import labelled
from tests.publishing.scan.people import ON

pytestmark = pytest.mark.slow

TUNED = ("positive", "negative", "positive_later", "negative_later")
HELD_OUT = ("positive_held_out", "negative_held_out")


@pytest.fixture(scope="module")
def told():
    return {name: list(labelled.answers(labelled.samples(name))) for name in (*TUNED, *HELD_OUT)}


def test_the_set_is_large_enough_and_a_third_of_what_came_first_was_held_out(told):
    count = {name: len(answers) for name, answers in told.items()}

    assert sum(count[name] for name in count if name.startswith("positive")) >= 400
    assert sum(count[name] for name in count if name.startswith("negative")) >= 400
    assert count["positive_held_out"] >= (count["positive"] + count["positive_held_out"]) / 3
    assert count["negative_held_out"] >= (count["negative"] + count["negative_held_out"]) * 0.3


def test_positives_hold_something_and_negatives_nothing(told):
    for name, answers in told.items():
        assert all(bool(answer.sample.kinds) is name.startswith("positive") for answer in answers)


@pytest.mark.parametrize("names", [TUNED, HELD_OUT, TUNED + HELD_OUT], ids=["tuned", "held out", "together"])
def test_recall_and_precision_hold(told, names):
    score = labelled.score([answer for name in names for answer in told[name]])

    assert score.recall >= 0.99
    assert score.precision >= 0.97


def test_every_place_has_samples(told):
    places = {answer.sample.place for answers in told.values() for answer in answers}

    assert places >= {"text", "pdf", "file_name", *labelled.TEXTS, *labelled.TABLES}


def test_what_the_demo_county_publishes_is_clean():
    pages = [(piece.title, f"<html><body>{piece.html}</body></html>".encode()) for piece in published.pieces(ON)]

    assert len(pages) > 300
    assert [(title, found) for title, page in pages for found in scan_file(page, name="公开.html", on=ON)] == []
