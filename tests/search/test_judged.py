"""Do people find what they look for? The judged questions, asked of the demo county as another process makes it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BENCH = Path(__file__).parents[2] / "bench" / "judge_search.py"
KINDS = 13


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("judge_search", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def judged(bench, demo_made_elsewhere, tmp_path_factory):
    demo_made_elsewhere.begin()
    var = shutil.copytree(demo_made_elsewhere.var(), tmp_path_factory.mktemp("judged") / "var")
    return bench.judge(var)


def test_at_least_150_questions_of_every_kind_are_judged(judged):
    kinds = {one.kind for one in judged}

    assert len(judged) >= 150
    assert len(kinds) == KINDS


def test_what_is_looked_for_stands_high(judged, bench):
    mean = sum(one.ndcg for one in judged) / len(judged)

    assert mean >= bench.LEAST


def test_an_exact_title_and_a_document_number_are_answered_first(judged, bench):
    asked = [one for one in judged if one.kind in bench.FIRST]

    assert [one.text for one in asked if not one.is_first] == []


def test_a_question_is_answered_by_the_matter_that_governs_it(judged):
    asked = [one for one in judged if one.kind == "question"]
    answered = [one for one in asked if one.card and one.grades.get(one.card, 0) >= 2]

    assert len(answered) >= 0.8 * len(asked)
