"""Keys as they arrive in forms and addresses."""

from __future__ import annotations

import pytest

from gongkai.kernel.numbers import primary_key


@pytest.mark.parametrize(("text", "key"), [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_digits_name_a_key(text: str, key: int) -> None:
    assert primary_key(text) == key


@pytest.mark.parametrize("text", ["", "²", "٣", "７", "-1", "1.0", " 1", "x", "9" * 19])
def test_anything_else_names_none(text: str) -> None:
    assert primary_key(text) is None
