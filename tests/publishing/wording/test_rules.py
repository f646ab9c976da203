"""Where words are found, what excuses them, how a text is put right, and what tells two versions apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.rules import wording
from gongkai.publishing.rules.dead_links import ENOUGH, is_dead
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.wording import Kind, Matcher, Word, shipped
from gongkai.publishing.rules.wording.rows import Fault, as_row, read_row

ON = date(2025, 4, 10)
WORD = Word("帐户", Kind.TYPO, suggestion="账户")
FEW = st.text(alphabet="帐户甲 　\n。", max_size=30)


def found(text, *words, **given):
    return [(hit.start, hit.end) for hit in Matcher(words).find(text, on=ON, **given)]


def test_a_word_is_found_spread_out_and_told_at_its_place():
    assert found("开立帐　户。", WORD) == [(2, 5)]


def test_a_word_does_not_reach_over_a_line_or_a_column():
    assert found("帐\n户 帐  户", WORD) == []


def test_of_words_at_one_place_the_longest_counts():
    longer = Word("帐户名", Kind.TYPO, suggestion="账户名")

    assert found("帐户名称", WORD, longer) == [(0, 3)]


@pytest.mark.parametrize("text", ["蚊帐户外用品", "以前写作帐户，现写作账户"])
def test_a_context_excuses_a_word(text):
    assert found(text, replace(WORD, exceptions=("蚊帐户", "以前写作"))) == []


def test_a_context_in_another_sentence_excuses_nothing():
    assert found("以前写作某词。请开立帐户", replace(WORD, exceptions=("以前写作",))) != []


def test_a_word_counts_from_its_day_on_in_younger_texts_until_it_expires():
    word = replace(WORD, since=date(2020, 1, 1), expires_on=date(2025, 4, 10))

    assert found("帐户", word, written_on=date(2019, 12, 31)) == []
    assert found("帐户", word, written_on=date(2020, 1, 1)) == [(0, 2)]
    assert Matcher([word]).find("帐户", on=date(2025, 4, 11)) == []


@settings(max_examples=60, deadline=None)
@given(FEW)
def test_what_is_put_right_is_wrong_no_more_and_nothing_else_changes(text):
    mended, words = wording.mend_words(f"<p>{text}</p>", [WORD], on=ON)

    assert found(mended, WORD) == []
    assert len(words) == len(found(text, WORD))
    kept = [sign for sign in text if sign not in "帐户账 　"]
    assert [sign for sign in mended[3:-4] if sign not in "帐户账 　"] == kept


def test_markup_around_and_inside_a_word_stays():
    mended, words = wording.mend_words('<p title="帐户">开<strong>帐</strong>户 &amp; 帐户</p>', [WORD], on=ON)

    assert mended == '<p title="帐户">开<strong>账</strong>户 &amp; 账户</p>'
    assert [word.word for word in words] == ["帐户", "帐户"]


@pytest.mark.parametrize("suggestion", ["账户／帐户", "账户/帐户", "账户、户头"])
def test_a_word_that_needs_a_choice_is_not_put_right(suggestion):
    assert replace(WORD, suggestion=suggestion).replacement == ""


def test_versions_differ_in_what_they_find_and_not_in_what_they_say_of_it():
    before = [WORD, Word("某词", Kind.BANNED)]
    now = [replace(WORD, note="新说明", is_confirmed=True), Word("新词", Kind.BANNED)]

    change = wording.change(before=before, now=now)

    assert [word.word for word in change.added] == ["新词"]
    assert [word.word for word in change.removed] == ["某词"]
    assert (change.changed, change.kept) == ((), 1)
    assert [word.word for word in change.news] == ["新词"]


def test_a_stricter_word_is_news():
    stricter = replace(WORD, level=Level.BLOCK)

    assert wording.change(before=[WORD], now=[stricter]).news == (stricter,)


def test_each_shipped_word_is_whole_and_written_as_it_is_read():
    for word in shipped.words():
        read, faults = read_row(as_row(word))
        assert read == word
        assert not faults


def test_the_shipped_lexicon_says_each_word_once_and_never_recommends_what_it_calls_wrong():
    words = shipped.words()
    matcher = shipped.matcher()

    assert len({wording.key(word.word) for word in words}) == len(words)
    assert [word.word for word in words if matcher.find(word.replacement, on=ON)] == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"word": "", "kind": "错别字"}, Fault.WORD_MISSING),
        ({"word": "帐", "kind": "错别字"}, Fault.WORD_SHORT),
        ({"word": "帐" * 61, "kind": "错别字"}, Fault.WORD_LONG),
        ({"word": "帐户", "kind": "怪"}, Fault.KIND_UNKNOWN),
        ({"word": "帐户", "kind": "错别字", "level": "怪"}, Fault.LEVEL_UNKNOWN),
        ({"word": "帐户", "kind": "错别字", "since": "2025-02-30"}, Fault.DATE_WRONG),
        ({"word": "帐户", "kind": "错别字", "suggestion": "帐户"}, Fault.SUGGESTS_ITSELF),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row, fault):
    word, faults = read_row(row)

    assert word is None
    assert fault in [code for code, _column in faults]


@pytest.mark.parametrize(
    ("answer", "is_so"),
    [
        ({"may_be_asked": True, "status": 404, "failures": 1}, True),
        ({"may_be_asked": False, "status": None, "failures": 1}, True),
        ({"may_be_asked": True, "status": None, "failures": ENOUGH - 1}, False),
        ({"may_be_asked": True, "status": None, "failures": ENOUGH}, True),
        ({"may_be_asked": True, "status": 503, "failures": ENOUGH}, True),
        ({"may_be_asked": True, "status": 412, "failures": 100}, False),
        ({"may_be_asked": True, "status": 404, "failures": 0}, False),
    ],
)
def test_a_link_is_dead_when_it_is_gone_or_silent_for_long(answer, is_so):
    assert is_dead(**answer) is is_so
