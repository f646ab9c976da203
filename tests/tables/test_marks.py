"""Ticks and legends."""

from __future__ import annotations

import pytest

from gongkai.tables.marks import Marks, Tick, read_legend, tick

USUAL = Marks()


@pytest.mark.parametrize("text", ["√", "✓", "☑", "V", "v", "R", "þ", "t", "●", "■", "是", " √ ", "1", "☒"])
def test_a_tick_is_a_tick(text: str):
    assert tick(text, USUAL) == Tick(True)


@pytest.mark.parametrize("text", ["", " ", "□", "£", "口", "○", "/", "—", "-", "无", "否", "×", "0"])
def test_no_tick_is_none(text: str):
    assert tick(text, USUAL) == Tick(False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("√残疾人", Tick(True, "残疾人")),
        ("□残疾人", Tick(False, "残疾人")),
        ("县民政局", Tick(True, "县民政局")),
        ("V类企业", Tick(True, "类企业")),
        ("VIP", Tick(True, "VIP")),
        ("△", Tick(True, unknown="△")),
    ],
)
def test_words_beside_a_tick_are_kept(text: str, expected: Tick):
    assert tick(text, USUAL) == expected


@pytest.mark.parametrize(
    ("text", "legend"),
    [
        ("公开渠道(“■”表示必选项，“□”表示可选项)", {"■": "必选项", "□": "可选项"}),
        ("■必选 □可选", {"■": "必选", "□": "可选"}),
        ("标*为可选", {"*": "可选"}),
        ("（“●”为必选，“〇”为可选）", {"●": "必选", "〇": "可选"}),
        ("公开渠道和载体", {}),
        ("■政府网站", {}),
    ],
)
def test_a_legend_is_read_where_there_is_one(text: str, legend: dict[str, str]):
    assert read_legend(text) == legend


def test_a_legend_goes_before_custom():
    marks = Marks.of({"○": "必选", "●": "可选"})

    assert tick("○", marks).is_on
    assert not tick("●", marks).is_on
    assert tick("√", marks).is_on
