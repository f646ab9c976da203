"""What the server makes of what was pasted, whatever the page made of it before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.rules import markup
from tests.publishing import pasted

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *pasted.HOSTILE.values(),
            pasted.WPS,
            pasted.EXCEL,
            pasted.WORD_LISTS,
            "<p>",
            "</p>",
            "<table>",
            "<td>",
            "<tr>",
            "<th>",
        ]
        + [
            "<li>",
            "</table>",
            "甲",
            "&#x200b;",
            "<b",
            ">",
            "<svg>",
            "<math>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "'",
            '"',
        ]
    ),
    max_size=8,
).map("".join)
EVIL = re.compile(
    r"<(?:script|style|svg|math|iframe|object|embed|link|meta|base|form|template)|\son\w+\s*=|\sstyle\s*=|script:", re.I
)
ALLOWED = re.compile(r"</?([a-z0-9]+)")


def tags_outside_text(html):
    return set(ALLOWED.findall(html))


@given(FRAGMENTS)
def test_nothing_that_runs_or_dresses_is_left(html):
    cleaned = markup.clean(html)

    assert tags_outside_text(cleaned) <= markup.TAGS
    assert not [tag for tag in re.findall(r"<[^>]*>", cleaned) if EVIL.search(tag)]


@given(FRAGMENTS)
def test_cleaning_twice_is_cleaning_once(html):
    once = markup.clean(html)

    assert markup.clean(once) == once


@given(
    st.lists(st.text(alphabet="甲乙丙abc123，。 ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6)
)
def test_all_words_of_a_pasted_table_are_kept(words):
    cells = "".join(pasted.word_row([pasted.word_cell(word)], 1) for word in words)

    text = markup.plain_text(markup.clean(f"<table>{cells}</table>"))

    assert [line.strip("| ").split() for line in text.split("\n")] == [word.split() for word in words]


def test_a_table_of_word_keeps_its_rows_and_loses_its_dress():
    cleaned = markup.clean(pasted.word_table(30))

    assert cleaned.count("<tr>") == 31
    assert all(f"<td>{number}</td>" in cleaned for _n, _name, number, _sum in pasted.people(30))
    assert "Mso" not in cleaned
    assert "内部标题" not in cleaned


def test_merged_cells_stay_merged():
    cleaned = markup.clean(pasted.WORD_MERGED)

    assert '<td rowspan="2">乡镇</td><td colspan="2">补贴（元）</td>' in cleaned.replace("\n", "")


@pytest.mark.parametrize("html", pasted.HOSTILE.values(), ids=pasted.HOSTILE)
def test_the_words_beside_an_attack_are_kept(html):
    assert "正文" in markup.plain_text(markup.clean(html))


def test_header_cells_say_what_they_head():
    table = "<table><tr><th>类别</th><th scope='nonsense'>标准</th></tr><tr><th>耕地</th><td>100</td></tr></table>"

    cleaned = markup.clean(table)

    assert '<th scope="col">类别</th><th scope="col">标准</th>' in cleaned
    assert '<th scope="row">耕地</th><td>100</td>' in cleaned


def test_a_cell_of_one_paragraph_is_that_paragraph():
    item = (
        '<table><tbody><tr><td colspan="1" rowspan="1"><p>a<br>b</p></td><td><p>a</p><p>b</p></td></tr></tbody></table>'
    )

    assert markup.clean(item) == "<table><tbody><tr><td>a<br>b</td><td><p>a</p><p>b</p></td></tr></tbody></table>"
