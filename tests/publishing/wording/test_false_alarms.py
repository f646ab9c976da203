"""The shipped lexicon on sentences that are right, and tricky, and on such that are wrong: figures in docs/scanner.md."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.publishing.queries import lexicons
from gongkai.publishing.rules.wording import Kind, Matcher, Word, shipped
from tests.factories.organisations import BodyFactory
from tests.publishing.wording.conftest import ON as TODAY

ON = date(2025, 6, 1)
SETS = Path(__file__).resolve().parents[2] / "data" / "wording"
RIGHT = (SETS / "right.txt").read_text(encoding="utf-8").splitlines()
WRONG = [line.split("\t") for line in (SETS / "wrong.txt").read_text(encoding="utf-8").splitlines()]
ORGAN = Word("林业局", Kind.ORGAN, suggestion="自然资源局")


def found(text, matcher=None):
    return [hit.word.word for hit in (matcher or shipped.matcher()).find(text, on=ON)]


def test_no_right_sentence_raises_an_alarm():
    assert [line for line in RIGHT if found(line)] == []


def test_each_wrong_sentence_is_found_for_its_word():
    assert [(word, found(text)) for word, text in WRONG if found(text) != [word]] == []


@pytest.mark.parametrize(
    "text",
    ["《林业局、财政局关于造林的通知》规定", "原县林业局印发的文件", "原省市县三级林业局"],
)
def test_an_organ_is_named_rightly_in_a_title_and_of_the_past(text):
    assert found(text, Matcher([ORGAN])) == []


@pytest.mark.parametrize(
    "text", ["根据《造林办法》，由林业局负责", "原则上由林业局负责", "草原林业局", "《造林\n林业局》"]
)
def test_an_organ_is_named_wrongly_elsewhere(text):
    assert found(text, Matcher([ORGAN])) == ["林业局"]


@pytest.mark.django_db
def test_an_organ_that_the_county_has_still_is_no_mistake_there(county, in_force):
    in_force(ORGAN)
    assert lexicons.vocabulary(county.pk, on=TODAY).right == frozenset()

    BodyFactory(county=county, name="明镜县林业局")

    assert lexicons.vocabulary(county.pk, on=TODAY).right == {"林业局"}
