"""What a question is made of: terms, slips, sounds, names of laws, groups of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.rules import instruments, spelling, synonyms, wording
from gongkai.search.rules.analysis import normalise
from gongkai.search.rules.synonyms import Refusal, WordsRefused
from gongkai.search.rules.vocabulary import Vocabulary, parts

WORDS = Vocabulary(
    names=("最低生活保障", "预防接种", "耕地地力保护", "社会保障卡挂失与解挂", "高血压患者健康管理"),
    bodies={"明镜县民政局": "civil", "民政局": "civil", "笋歌村": "sunge"},
    laws=("土地管理法",),
    groups=(("低保", "最低生活保障"), ("耕地补贴", "耕地地力保护")),
)
CJK = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("最底生活保障", "最低生活保障"),  # sounds alike
        ("预防接钟", "预防接种"),
        ("社会保章卡挂失", "社会保障卡挂失"),
        ("高雪压患者健康管理", "高血压患者健康管理"),
        ("高四压患者健康管理", "高血压患者健康管理"),  # sounds otherwise, yet all else stands
        ("最低生活的保障", "最低生活保障"),  # one too many
        ("最低活保障", "最低生活保障"),  # one too few
        ("耕地地利保护补贴", "耕地地力保护补贴"),  # what follows stays
        ("最低生活保障", ""),
        ("接种站", ""),
        ("天气预报", ""),
    ],
)
def test_one_slip_in_a_known_term_is_mended(typed, meant):
    assert WORDS.corrected(typed) == meant


@given(st.text(CJK, max_size=20))
def test_a_mended_text_holds_a_known_term_and_differs(text):
    meant = WORDS.corrected(text)

    assert meant == "" or (meant != text and abs(len(meant) - len(text)) <= 1)


def test_nothing_is_mended_where_nothing_is_known():
    assert spelling.corrected("最底生活保障", "") == ""


def test_a_question_is_cut_by_the_countys_terms_before_the_languages():
    assert WORDS.cut("笋歌村耕地补贴怎么领") == ["笋歌村", "耕地补贴", "怎么", "领"]


@given(st.text(st.one_of(CJK, st.sampled_from("abc 12，？")), max_size=30))
def test_no_character_that_carries_meaning_is_lost_in_cutting(text):
    folded = normalise(text)

    assert {char for char in folded if char.isalnum()} == {char for char in "".join(WORDS.cut(text)) if char.isalnum()}


def test_what_one_wants_to_do_is_told_from_what_it_is_about():
    sorted_words = parts(WORDS, "低保怎么申请")

    assert (sorted_words.words, sorted_words.asides) == (("低保",), ("申请",))


def test_a_question_of_such_words_alone_is_about_them():
    assert parts(WORDS, "办理流程").words == ("办理", "流程")


def test_who_asks_for_a_telephone_wants_a_body():
    assert parts(WORDS, "民政局电话").wants_contact
    assert not parts(WORDS, "民政局").wants_contact


def test_names_of_a_body_mean_each_other_and_synonyms_do():
    assert WORDS.others("民政局") == ("明镜县民政局", "民政局")
    assert WORDS.others("低保") == ("最低生活保障",)
    assert WORDS.others("别的") == ()


@pytest.mark.parametrize("letters", ["zuidishenghuobaozhang", "zdshbz"])
def test_letters_are_read_as_the_terms_they_sound_like(letters):
    assert "最低生活保障" in WORDS.read(letters)


def test_who_is_still_typing_is_offered_whole_terms():
    assert WORDS.begun("zuidi", limit=4) == ["最低生活保障"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("《土地管理法》", "土地管理法"),
        ("中华人民共和国土地管理法", "土地管理法"),
        ("《生产安全事故报告和调查处理条例（试行）》", "生产安全事故报告和调查处理条例"),
    ],
)
def test_a_law_is_known_with_and_without_marks_the_nation_and_its_issue(text, name):
    assert instruments.name_of(text) == name
    assert instruments.is_name(text)


def test_laws_are_found_where_they_are_cited():
    text = "依照《中华人民共和国土地管理法》和《土地管理法》、《政府信息公开条例》"

    assert instruments.cited_in(text) == ["土地管理法", "政府信息公开条例"]


@pytest.mark.parametrize("text", ["低保", "办法", "怎么办"])
def test_not_every_word_is_a_law(text):
    assert not instruments.is_name(text)


def test_questions_are_told_from_names():
    assert wording.is_question("低保怎么申请")
    assert wording.asks_how("低保怎么申请")
    assert wording.asks_how_much("征地补偿标准是多少")
    assert not wording.is_question("最低生活保障")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["低保"], Refusal.TOO_FEW),
        (["低保", " 低保 "], Refusal.TOO_FEW),
        ([str(n) for n in range(21)], Refusal.TOO_MANY),
        (["低保", "长" * 31], Refusal.TOO_LONG),
    ],
)
def test_a_group_that_is_none_is_refused(words, refusal):
    with pytest.raises(WordsRefused, match=refusal):
        synonyms.as_group(words)


def test_a_file_of_groups_is_read_line_by_line_without_its_header():
    assert synonyms.groups_in("同义词,\n低保,最低生活保障\n\n五保、特困；特困人员\n") == [
        ["低保", "最低生活保障"],
        ["五保", "特困", "特困人员"],
    ]


def test_the_shipped_groups_are_groups_and_share_no_word():
    words = [word for group in synonyms.GROUPS for word in synonyms.as_group(group)]

    assert len(words) == len(set(words))
