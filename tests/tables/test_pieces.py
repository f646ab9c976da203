"""A cell that lists several things comes apart where its writer meant it to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.tables.pieces import pieces


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("●甲 ●乙\n●丙", ("甲", "乙", "丙")),
        ("●甲", ("甲",)),
        ("●必选〇可选", ("必选", "可选")),
        ("□甲 □乙", ("甲", "乙")),
        ("1.甲;2.乙", ("甲", "乙")),
        ("1、甲 2、乙 3、丙", ("甲", "乙", "丙")),
        ("(1)甲(2)乙", ("甲", "乙")),
        ("①甲②乙", ("甲", "乙")),
        ("一、甲 二、乙", ("甲", "乙")),
        ("(一)甲 (二)乙", ("甲", "乙")),
        ("前言:1.甲 2.乙", ("前言:", "甲", "乙")),
        ("甲\n乙", ("甲", "乙")),
        ("甲;乙。", ("甲", "乙")),
        ("甲、乙(丙、丁)、戊", ("甲", "乙(丙、丁)", "戊")),
        ("甲,乙", ("甲,乙",)),
        ("2.5公里以内、第12条", ("2.5公里以内", "第12条")),
        ("12345热线、1.5米", ("12345热线", "1.5米")),
        ("文字 断 开、乙", ("文字断开", "乙")),
        ("", ()),
    ],
)
def test_a_list_comes_apart(text: str, parts: tuple[str, ...]):
    assert pieces(text) == parts


@given(st.text("甲乙1.2、;()（）●\n ①"))
def test_no_letter_is_invented(text: str):
    assert all(set(part) <= set(text) for part in pieces(text))


@given(st.lists(st.text("甲乙丙丁", min_size=1), min_size=2, max_size=12))
def test_numbered_pieces_come_back_as_they_were(parts: list[str]):
    text = ";".join(f"{number}.{part}" for number, part in enumerate(parts, start=1))

    assert pieces(text) == tuple(parts)
