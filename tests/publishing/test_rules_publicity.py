"""How long a list of persons is shown, read from the time limit of its row."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.duties.rules import clauses
from gongkai.publishing.rules.publicity import LONGEST, days_of, is_over
from gongkai.standards.rules.limits import read_limit


def asked(limit):
    return days_of(clauses.read(read_limit(limit)))


@pytest.mark.parametrize(
    ("limit", "days"),
    [
        ("公示7个工作日", 7),
        ("公示时间不少于5日", 5),
        ("公示1周", 5),
        ("公示一个月", 22),
        ("自信息形成之日起20个工作日内公开，公示不少于7个工作日", 7),
        ("公示5个工作日；集中公示10个工作日", 10),
    ],
)
def test_the_longest_display_that_the_row_asks_for_counts(limit, days):
    assert asked(limit) == days


@pytest.mark.parametrize("limit", ["自信息形成之日起20个工作日内公开", "及时公开", "长期公开", ""])
def test_a_row_that_speaks_of_no_display_asks_for_none(limit):
    assert asked(limit) is None


def test_what_is_shown_for_years_is_no_publicity_period():
    assert asked("公示24个月") == LONGEST


def test_the_last_day_is_still_shown():
    last = date(2025, 10, 13)

    assert not is_over(last, on=last)
    assert is_over(last, on=date(2025, 10, 14))
