"""Which words of a text changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.standards.rules.wording import ADDED, REMOVED, SAME, sides, words

OLD = st.text(alphabet="信息形成或变更20个工作日内 A", max_size=30)
NEW = st.text(alphabet="信息公开20日内B ", max_size=30)


@given(OLD, NEW)
def test_a_difference_gives_back_both_texts(old, new):
    left, right = sides(words(old, new))

    assert "".join(segment.text for segment in left) == old
    assert "".join(segment.text for segment in right) == new


def test_a_number_is_one_word():
    segments = words("20个工作日", "7个工作日")

    assert [(s.kind, s.text) for s in segments] == [(REMOVED, "20"), (ADDED, "7"), (SAME, "个工作日")]
