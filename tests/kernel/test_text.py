"""Chinese as typed, folded to what it means."""

from __future__ import annotations

from gongkai.kernel import ids, text


def test_full_width_letters_and_digits_become_half_width():
    assert text.fold_width("２０２６年，Ａ") == "2026年,A"


def test_line_breaks_inside_a_name_are_dropped():
    assert text.without_spaces("公开主\n 体") == "公开主体"


def test_a_run_of_spaces_becomes_one():
    assert text.squeeze("  a \n b ") == "a b"


def test_place_names_sort_by_their_own_reading():
    assert text.pinyin_key("长寿区").startswith("chang shou")
    assert text.pinyin_key("财政局") < text.pinyin_key("教育局") < text.pinyin_key("民政局")


def test_public_ids_differ_and_hold_no_letter_that_is_misheard():
    made = {ids.public_id() for _ in range(500)}

    assert len(made) == 500
    assert not set("".join(made)) & set("01oliu")


def test_what_xml_forbids_is_dropped_and_nothing_else():
    assert text.printable("通\x07知\x13\x00\ud800\uffff\t\r\n𫖯") == "通知\t\r\n𫖯"


def test_line_breaks_of_office_programs_stay_line_breaks():
    assert text.printable("一\v二\f三") == "一\n二\n三"
