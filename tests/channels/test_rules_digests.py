"""Whether two channels say the same is a question of words, not of layout."""

from __future__ import annotations

from random import Random
from time import process_time

from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.channels.rules import digests

WORDS = st.text(alphabet="补贴对象标准每亩0123456789元。", min_size=1, max_size=60)


@given(WORDS, st.sampled_from(["", " ", "\n", "\u3000"]))
def test_layout_and_what_stands_around_make_no_difference(text, space):
    spaced = space.join(text)

    assert digests.digest(spaced) == digests.digest(text)
    assert digests.first_difference(text, f"转载自县政府网站\n{spaced}\n阅读原文") == ""


@given(WORDS, st.integers(min_value=0), st.sampled_from("补贴0123456789"))
def test_one_other_character_is_found(text, place, other):
    at = place % len(text)
    changed = text[:at] + other + text[at + 1 :]
    assume(changed != text)
    assume(text not in changed)

    assert digests.digest(changed) != digests.digest(text)
    assert digests.first_difference(text, changed) != ""


def test_the_difference_is_shown_where_it_is():
    found = digests.first_difference("补贴标准为每亩98.60元，按面积发放。", "补贴标准为每亩96.80元，按面积发放。")

    assert found == "补贴标准为每亩98.60元,按面积发放。 → 补贴标准为每亩96.80元,按面积发放。"


def test_long_texts_are_compared_too():
    text = "".join(f"第{n}条 每亩{n}元。" for n in range(900))

    assert "第700条每亩701元" in digests.first_difference(text, text.replace("每亩700元", "每亩701元"))


def test_a_long_text_that_breaks_off_differs_where_it_ends():
    text = "".join(f"第{n}条 每亩{n}元。" for n in range(900))

    assert digests.first_difference(text, text[:-4]) == "98元。第899条每亩899元。 → 98元。第899条每亩8"


def test_a_text_made_to_be_slow_is_compared_in_a_moment():
    dice = Random("slow")
    ours, theirs = ("".join(dice.choices("ab", k=n)) for n in (1500, 20_000))
    begun = process_time()

    assert digests.first_difference(ours, theirs)
    assert process_time() - begun < 2


def test_markup_is_no_text():
    assert digests.text_of_html("<p>每亩<b>98</b>元&amp;起</p><script>x</script>").split() == ["每亩", "98", "元&起"]
