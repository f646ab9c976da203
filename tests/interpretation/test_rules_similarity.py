"""Is a copy known for a copy, and an explanation for none?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.interpretation.rules.similarity import PASSAGE, SHORTEST, compare

CLAUSES = (
    "第一条 为保护种粮农民积极性，根据上级有关规定，结合本县实际，制定本办法。",
    "第二条 本办法所称补贴对象，是指拥有耕地承包权并实际种粮的农户和国有农场职工。",
    "第三条 补贴标准为每亩九十八元六角，按核定面积一次发放到一卡通账户。",
    "第四条 乡镇人民政府负责面积核实和公示，公示期不少于七个工作日。",
)
POLICY = "".join(CLAUSES)
OWN_WORDS = (
    "为什么要出台这份文件？过去补贴分几次发，农户要跑好几趟，今年改成一次发清。"
    "哪些人能领？只要地是自己承包的，而且确实种了粮食。外出打工把地租给别人的，由种地的人领。"
)
han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=120)
latin = st.text("abcdefghijklmnopqrstuvwxyz", max_size=120)
marks = st.text(" \n，。；：、（）“”", max_size=3)


def share(material, policy=POLICY, title=""):
    return compare(material=material, policy=policy, policy_title=title).share


class TestWhatCounts:
    def test_a_copy_is_all_repeated(self):
        found = compare(material=POLICY, policy=POLICY)

        assert found.share == 1
        assert found.is_too_much

    def test_own_words_are_not(self):
        found = compare(material=OWN_WORDS, policy=POLICY)

        assert found.share == 0
        assert found.passages == ()

    def test_the_repeated_passage_is_named_as_it_is_written(self):
        found = compare(material=f"要点：{CLAUSES[2]}请留意。", policy=POLICY)

        assert found.passages == (CLAUSES[2].removesuffix("。"),)

    def test_quoting_one_clause_among_own_words_is_no_copying(self):
        found = compare(material=f"{OWN_WORDS}{CLAUSES[2]}", policy=POLICY)

        assert 0 < found.share < 0.5
        assert not found.is_too_much

    def test_the_title_that_every_interpretation_quotes_is_left_out(self):
        title = "明镜县耕地地力保护补贴资金发放管理实施办法"

        assert share(f"《{title}》出台了。", policy=f"{title}{POLICY}", title=title) == 0

    def test_two_lines_under_a_chart_are_too_short_to_judge(self):
        found = compare(material=CLAUSES[3], policy=POLICY)

        assert found.share == 1
        assert found.length < SHORTEST
        assert not found.is_too_much

    def test_names_that_both_must_use_are_shorter_than_a_passage(self):
        assert share("县耕地地力保护补贴款", policy="关于县耕地地力保护补贴款的通知") == 0


class TestProperties:
    @given(han, han)
    def test_the_share_is_a_share(self, material, policy):
        assert 0 <= share(material, policy) <= 1

    @given(st.text(max_size=200))
    def test_any_text_repeats_itself_or_is_shorter_than_a_passage(self, text):
        found = compare(material=text, policy=text)

        assert found.share == (1 if found.length >= PASSAGE else 0)

    @given(latin, han)
    def test_texts_without_a_common_letter_share_nothing(self, material, policy):
        assert share(material, policy) == 0

    @given(st.lists(st.sampled_from(CLAUSES), min_size=1), marks)
    def test_spaces_and_punctuation_hide_no_copy(self, clauses, mark):
        disguised = mark.join("".join(clauses))

        assert share(disguised) == 1

    @given(han, st.sampled_from(CLAUSES))
    def test_adding_a_clause_never_lowers_the_share(self, own, clause):
        assert share(f"{own}。{clause}") >= share(own)

    @given(latin, st.lists(st.sampled_from(CLAUSES), min_size=1))
    def test_adding_foreign_words_never_raises_the_share(self, foreign, clauses):
        material = "".join(clauses)

        assert share(f"{material}{foreign}") <= share(material)

    @given(st.lists(st.sampled_from([*CLAUSES, OWN_WORDS, "另有说明。"]), max_size=6))
    def test_every_passage_stands_in_both(self, parts):
        material = "".join(parts)

        for passage in compare(material=material, policy=POLICY).passages:
            letters = "".join(letter for letter in passage if letter.isalnum())
            assert passage in material
            assert any(letters[n : n + PASSAGE] in "".join(filter(str.isalnum, POLICY)) for n in range(len(letters)))
