"""Twice the text is twice the work, also for texts made to make it more. Counted in steps of the interpreter."""

from __future__ import annotations

import sys
import time

import pytest

from gongkai.publishing.rules.sensitive import find_in_text
from gongkai.publishing.scanning import scan_file
from tests.publishing.scan.people import ADULT, ON

pytestmark = pytest.mark.slow

HOSTILE = {
    "one long number": "1",
    "digits apart": "1 ",
    "digits with hyphens": "3-",
    "dots": "1.",
    "blanks": " ",
    "lines": "1\n",
    "invisible": "1\u200b",
    "almost numbers": ADULT[:17],
    "numbers": ADULT + " ",
    "boxes": "1\t",
    "labels": "身份证号",
    "addresses": "住址1组",
    "buildings": "3栋2单元",
    "names": "王李张",
    "ill": "王小明，癌",
    "illness": "癌",
    "births": "2015年3月1日生，",
    "secrets": "密 ",
    "stars": "机 ★",
    "brackets": "（",
    "plates": "鄂A1",
    "permits": "护照A1",
}
SMALL = 3_000


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_four_times_the_text_is_not_much_more_than_four_times_the_work(unit):
    small, large = (_work(unit * (size // len(unit))) for size in (SMALL, 4 * SMALL))

    assert large.calls <= 5 * small.calls + 200
    # What happens within a pattern is not seen in calls; a pattern that tries again and again takes sixteen times as long.
    assert large.seconds <= 10 * small.seconds + 0.5


@pytest.mark.parametrize("unit", ["姓名", "姓名 年龄\n", "姓名 年龄\n王 9\n", "a,b\n", ADULT + "\n"])
def test_a_file_grows_as_its_text_does(unit):
    small, large = (_seconds_of_file((unit * (size // len(unit))).encode()) for size in (SMALL, 4 * SMALL))

    assert large <= 10 * small + 0.5


def _seconds_of_file(content: bytes) -> float:
    started = time.process_time()
    scan_file(content, name="a.txt", on=ON)
    return time.process_time() - started


class _work:  # noqa: N801 (reads as what it does)
    """Calls of functions and seconds of the processor that reading a text takes."""

    def __init__(self, text: str) -> None:
        self.calls = 0
        started = time.process_time()
        find_in_text(text, on=ON)
        self.seconds = time.process_time() - started
        sys.setprofile(self._count)
        try:
            find_in_text(text, on=ON)
        finally:
            sys.setprofile(None)

    def _count(self, _frame, event, _argument) -> None:
        self.calls += event in ("call", "c_call")
