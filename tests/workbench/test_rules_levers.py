"""Are the steps proposed really the ones that close most, and do their gains add up?"""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from gongkai.workbench.rules.levers import CELL, MATTER, Gap, Lever, best

gaps = st.lists(st.builds(Gap, st.integers(1, 6), st.integers(1, 5), st.integers(1, 3)), max_size=40)


def field_of(found: list[Gap]) -> list[Gap]:
    """A matter belongs to one field."""
    return [Gap(gap.matter_id, gap.body_id, gap.matter_id % 3) for gap in found]


def test_what_many_bodies_lack_comes_before_what_one_body_lacks():
    everywhere = [Gap(matter_id=1, body_id=body, field_id=1) for body in range(5)]
    one_body = [Gap(matter_id=matter, body_id=9, field_id=2) for matter in (2, 3)]

    assert best(everywhere + one_body, count=3) == (
        Lever(MATTER, 1, None, 1, 5),
        Lever(CELL, 2, 9, None, 2),
    )


def test_a_matter_that_one_body_lacks_is_that_bodys_cell():
    assert best([Gap(1, 2, 3)], count=3) == (Lever(CELL, 3, 2, None, 1),)


def test_where_nothing_is_missing_nothing_is_proposed():
    assert best([], count=3) == ()


@given(gaps.map(field_of))
def test_the_gains_of_all_steps_add_up_to_the_gaps(found):
    assert sum(lever.gaps for lever in best(found, count=100)) == len(set(found))


@given(gaps.map(field_of))
def test_the_first_step_is_the_largest_group_there_is(found):
    cells = Counter((gap.body_id, gap.field_id) for gap in set(found))
    matters = Counter(gap.matter_id for gap in set(found))
    largest = max([*cells.values(), *(n for n in matters.values() if n > 1)], default=0)

    steps = best(found, count=3)

    assert (steps[0].gaps if steps else 0) == largest
    assert [step.gaps for step in steps] == sorted((step.gaps for step in steps), reverse=True)


@given(gaps.map(field_of), st.randoms())
def test_the_order_of_reading_changes_nothing(found, shuffler):
    shuffled = list(found)
    shuffler.shuffle(shuffled)

    assert best(found, count=3) == best(shuffled, count=3)
