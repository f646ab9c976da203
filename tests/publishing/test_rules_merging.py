"""Two people wrote at once: what stands together, what must be chosen, and that nothing goes unseen."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.rules import markup, merging
from gongkai.publishing.rules.merging import Pick, blocks_of, changed_fields, merge, text_of

PARAGRAPHS = st.lists(st.sampled_from([f"<p>{c}</p>" for c in "甲乙丙丁戊己庚辛"]), max_size=8)


def whole(base, mine, theirs, pick=Pick.BOTH):
    parts = merge(base=base, mine=mine, theirs=theirs)
    return [block for part in parts for block in part.settled(pick)]


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_the_parts_joined_give_each_version_again(base, mine, theirs):
    parts = merge(base=base, mine=mine, theirs=theirs)

    for name, version in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert [block for part in parts for block in getattr(part, name)] == version


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_whatever_either_wrote_new_stands_in_the_result(base, mine, theirs):
    """Unless somebody chooses otherwise, where both changed both stand."""
    result = Counter(whole(base, mine, theirs))

    for version in (mine, theirs):
        written = Counter(version) - Counter(base)
        assert written <= result


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_a_paragraph_goes_only_if_somebody_took_it_out_or_chose_so(base, mine, theirs):
    kept = (Counter(base) & Counter(mine)) & Counter(theirs)

    assert kept <= Counter(whole(base, mine, theirs))


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_only_one_changed_is_taken_and_nobody_is_asked(base, other):
    assert whole(base, other, base) == other
    assert whole(base, base, other) == other
    assert whole(base, other, other) == other
    assert not any(part.is_conflict for part in merge(base=base, mine=other, theirs=base))


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_it_does_not_matter_who_came_first(base, mine, theirs):
    here = [part.is_conflict for part in merge(base=base, mine=mine, theirs=theirs)]
    there = [part.is_conflict for part in merge(base=base, mine=theirs, theirs=mine)]

    assert here == there


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_choosing_one_side_everywhere_keeps_what_that_side_wrote(base, mine, theirs):
    for pick, version in ((Pick.MINE, mine), (Pick.THEIRS, theirs)):
        assert Counter(version) - Counter(base) <= Counter(whole(base, mine, theirs, pick))


@given(st.integers(0, 9), st.integers(0, 9))
def test_edits_apart_from_each_other_stand_both(one, other):
    base = [f"<p>{n}</p>" for n in range(10)]
    mine = [*base[:one], "<p>我</p>", *base[one + 1 :]]
    theirs = [*base[:other], "<p>她</p>", *base[other + 1 :]]

    parts = merge(base=base, mine=mine, theirs=theirs)

    is_apart = abs(one - other) > 1
    assert any(part.is_conflict for part in parts) is not is_apart
    assert {"<p>我</p>", "<p>她</p>"} <= set(whole(base, mine, theirs))
    assert len(whole(base, mine, theirs)) == 10 or not is_apart


def test_what_was_chosen_is_taken_place_by_place():
    parts = merge(base=["a", "b", "c"], mine=["1", "b", "2"], theirs=["x", "b", "y"])

    assert [part.is_conflict for part in parts] == [True, False, True]
    assert text_of(parts, {0: Pick.MINE, 2: Pick.THEIRS}) == "1by"
    assert text_of(parts, {}) == "x1by2"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", ()),
        ("<p>甲</p><p>乙<br>丙</p>", ("<p>甲</p>", "<p>乙<br>丙</p>")),
        ("<h2>一</h2>\n<ul><li>a</li><li>b</li></ul>", ("<h2>一</h2>", "<ul><li>a</li><li>b</li></ul>")),
        (
            "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>尾",
            ("<table><tbody><tr><td><p>a</p></td></tr></tbody></table>", "尾"),
        ),
        ("字<strong>粗</strong>字<p>段 &amp; &#x4e00;</p>", ("字<strong>粗</strong>字", "<p>段 &amp; &#x4e00;</p>")),
        ('<p>图<img src="/a"></p><img src="/b">', ('<p>图<img src="/a"></p>', '<img src="/b">')),
    ],
)
def test_a_text_is_cut_at_its_first_level(html, blocks):
    assert blocks_of(html) == blocks


@given(st.text(alphabet='<>/ph2liutabletrd &;甲乙 \n"=', max_size=60))
def test_no_text_is_lost_by_cutting(raw):
    html = markup.clean(raw)

    joined = "".join(blocks_of(html))

    assert markup.plain_text(joined).split() == markup.plain_text(html).split()


def test_fields_are_weighed_one_by_one():
    fields = changed_fields(
        base={"title": "旧", "topic": "甲", "kind": "plan"},
        mine={"title": "我的", "topic": "乙", "kind": "plan", "summary": "新"},
        theirs={"title": "她的", "topic": "甲", "kind": "plan", "summary": ""},
    )

    assert {field.name: field.is_conflict for field in fields} == {"title": True, "topic": False, "summary": False}
    assert {field.name: field.settled(Pick.THEIRS) for field in fields} == {
        "title": "她的",
        "topic": "乙",
        "summary": "新",
    }
    assert fields[0].settled(Pick.BOTH) == "我的"


def test_an_empty_side_is_a_choice_like_any_other():
    (part,) = merging.merge(base=["a"], mine=[], theirs=["b"])

    assert part.is_conflict
    assert part.settled(Pick.MINE) == ()
