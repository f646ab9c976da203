"""Dates, sizes, marks, icons and terms as pages show them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

import gongkai.ui
from gongkai.ui.languages import either
from gongkai.ui.states import STATES, Tally, look_up
from gongkai.ui.templatetags import ui

COMPONENTS = (Path(gongkai.ui.__file__).parent / "static/gongkai/components.css").read_text(encoding="utf-8")


def test_a_date_is_written_in_the_language_of_the_reader():
    with override("zh-hans"):
        assert ui.day(date(2026, 11, 8)) == "2026年11月8日"
    with override("en"):
        assert ui.day(date(2026, 11, 8)) == "8 November 2026"


def test_a_moment_is_told_in_the_time_of_beijing():
    with override("zh-hans"):
        assert ui.moment(datetime(2026, 11, 27, 17, 5, tzinfo=UTC)) == "2026年11月28日 01:05"


def test_no_date_is_no_text():
    assert ui.day(None) == ""


@pytest.mark.parametrize(
    ("size", "told"), [(0, "0 B"), (1023, "1023 B"), (14_336, "14 KB"), (2_411_725, "2.3 MB"), (None, "")]
)
def test_a_file_size_is_told_in_the_unit_that_fits(size, told):
    assert ui.file_size(size) == told


def test_words_are_marked_and_the_rest_is_escaped():
    marked = ui.highlight("<b>社会救助</b>标准", "社会 社会救助")

    assert marked == "&lt;b&gt;<mark>社会救助</mark>&lt;/b&gt;标准"


def test_nothing_to_mark_still_escapes():
    assert ui.highlight("<i>", []) == "&lt;i&gt;"


def test_an_icon_is_hidden_from_screen_readers_unless_it_has_a_name():
    assert 'aria-hidden="true"' in ui.icon("clock")
    assert 'aria-label="待公开"' in ui.icon("clock", 16, "待公开")


def test_a_term_shows_its_gloss_only_where_it_is_needed():
    with override("zh-hans"):
        assert ui.term("权责清单", "powers and duties") == "权责清单"
    with override("en"):
        assert "powers and duties" in ui.term("权责清单", "powers and duties")
        assert ui.term("权责清单", "powers and duties", flip=True).index("powers") < 80


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.code)
def test_each_state_has_a_drawable_icon_a_shape_and_a_tone_that_is_drawn(state):
    assert ui.icon(state.icon)
    assert len(state.shape) == 1
    assert f".tone-{state.tone} {{" in COMPONENTS


def test_the_five_states_of_a_row_differ_by_icon_and_shape():
    five = STATES[:5]

    assert len({state.icon for state in five}) == len({state.shape for state in five}) == 5


def test_an_unknown_state_is_shown_and_not_hidden():
    assert look_up("odd").label == "odd"


def test_a_tally_fills_its_bar_and_says_100_only_when_nothing_is_missing():
    tally = Tally(disclosed=199, due=1, not_applicable=50)

    assert sum(part.width for part in tally.segments()) == pytest.approx(100, abs=0.01)
    assert tally.percent == 99


def test_one_overdue_row_among_many_is_still_drawn():
    parts = {part.state.code: part for part in Tally(disclosed=5000, overdue=1).segments()}

    assert parts["overdue"].width >= 0.8
    assert parts["overdue"].x + parts["overdue"].width == pytest.approx(100, abs=0.01)


def test_an_empty_tally_is_complete_and_draws_nothing():
    assert Tally().percent == 100
    assert all(part.width == 0 for part in Tally().segments())


@pytest.mark.parametrize(
    ("done", "total", "step"), [(0, 0, "none"), (0, 8, "1"), (4, 8, "2"), (7, 8, "3"), (8, 8, "4")]
)
def test_a_heat_cell_says_complete_only_when_it_is(done, total, step):
    assert ui.heat_step(done, total) == step


@pytest.mark.parametrize(
    ("language", "english", "read"),
    [
        ("zh-hans", "Social assistance", "社会救助"),
        ("en", "Social assistance", "Social assistance"),
        ("en", "", "社会救助"),
    ],
)
def test_a_name_is_read_in_the_readers_language_as_far_as_it_has_one(language, english, read):
    with override(language):
        assert either("社会救助", english) == read
