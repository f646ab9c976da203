"""Boxes ticked in a hundred ways come to the same channels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.standards.rules.layout_channels import CHANNELS, SYNONYMS, Channels, read_channels, standard
from gongkai.tables.marks import Marks, read_legend

USUAL = Marks()


def read(text: str, marks: Marks = USUAL) -> tuple[Channels, set[str]]:
    found = read_channels(text, marks)
    return found.value, {problem.code for problem in found.problems}


@pytest.mark.parametrize(("chosen", "empty"), [*zip("■☑√✓Rtþ◆▄●", "□□□□£□□□□○", strict=True)])
@pytest.mark.parametrize("between", ["", " ", "\n", "  "])
def test_every_pair_of_marks_that_offices_use_is_told_apart(chosen: str, empty: str, between: str):
    text = between.join([f"{chosen}政府网站", f"{empty}政府公报", f"{chosen} 便民服务站", f"{empty}其他"])

    channels, codes = read(text)

    assert channels == Channels(("政府网站", "便民服务站"), ("政府公报", "其他"))
    assert codes == set()


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("发布会听证会", "发布会/听证会"),
        ("纸质载体", "纸质媒体"),
        ("公开查询点", "公开查阅点"),
        ("行政服务中心", "政务服务中心"),
        ("村居/企事业单位公示栏（电子屏）".replace("（", "(").replace("）", ")"), "社区/企事业单位/村公示栏(电子屏)"),
        ("社区/企事业 单位/村公示栏 (电子屏)", "社区/企事业单位/村公示栏(电子屏)"),
        ("入户/ 现场", "入户/现场"),
        ("政务新媒体(微信)", "两微一端"),
        ("其他____", "其他"),
        ("其它", "其他"),
        ("其他(请注明)", "其他"),
        ("其他:政务服务网", "其他:政务服务网"),
        ("其他法律服务网", "其他:法律服务网"),
        ("信用中国网站", "其他:信用中国网站"),
        ("12345政务服务热线", "其他:12345政务服务热线"),
    ],
)
def test_a_channel_has_one_name(printed: str, name: str):
    assert standard(printed) == name


def test_a_note_in_the_cell_is_no_channel():
    found = read_channels("■政府网站\n注:另行归集。", USUAL)

    assert found.value == Channels(("政府网站",))
    assert found.note == "另行归集。"


def test_nothing_ticked_is_told():
    assert read("□政府网站 □政府公报") == (Channels((), ("政府网站", "政府公报")), {"W_NO_CHANNEL"})
    assert read("") == (Channels(), {"W_NO_CHANNEL"})


def test_other_without_a_name_is_told_only_if_ticked():
    assert read("■政府网站 ■其他")[1] == {"W_OTHER_UNNAMED"}
    assert read("■政府网站 □其他")[1] == set()


def test_names_whose_mark_was_lost_among_empty_boxes_are_the_chosen_ones():
    assert read("口政府公报 政府网站 口广播电视") == (
        Channels(("政府网站",), ("政府公报", "广播电视")),
        {"W_CHANNELS_FROM_TEXT"},
    )


def test_a_window_is_not_a_box():
    assert read("■办事窗口 ■政府网站")[0].chosen == ("政务服务中心", "政府网站")


def test_names_without_marks_are_all_chosen():
    listed = (Channels(("政府网站", "两微一端")), {"W_CHANNELS_FROM_TEXT"})

    assert read("政府网站、微信") == listed
    assert read("政府网站\n两微一端") == listed
    assert read("1.政府网站 2.两微一端") == listed


def test_a_sentence_is_searched_for_the_channels_it_names():
    text = "政府公报、政府网站、新闻发布会、报刊、广播、电视或其他便于公众知晓的方式"

    channels, codes = read(text)

    assert channels.chosen == ("政府公报", "政府网站", "发布会/听证会", "纸质媒体", "广播电视")
    assert codes == {"W_CHANNELS_FROM_TEXT"}


def test_an_unusual_mark_without_a_legend_is_told():
    assert read("▲政府网站 □政府公报") == (Channels(("政府网站",), ("政府公报",)), {"W_MARK_NO_LEGEND"})


def test_a_legend_explains_an_unusual_mark():
    marks = Marks.of(read_legend("“▲”表示必选项,“△”表示可选项"))

    assert read("▲政府网站 △政府公报", marks) == (Channels(("政府网站",), ("政府公报",)), set())


def test_a_legend_may_turn_the_usual_marks_round():
    marks = Marks.of({"□": "必选", "■": "可选"})

    assert read("□政府网站 ■政府公报", marks)[0] == Channels(("政府网站",), ("政府公报",))


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(CHANNELS[:-1])), min_size=1, unique_by=lambda pair: pair[1]))
def test_whatever_is_ticked_is_read_as_ticked(boxes: list[tuple[bool, str]]):
    text = " ".join(("■" if ticked else "□") + name for ticked, name in boxes)

    channels, _codes = read(text)

    assert channels.chosen == tuple(name for ticked, name in boxes if ticked)
    assert channels.not_chosen == tuple(name for ticked, name in boxes if not ticked)


def test_every_synonym_leads_to_a_standard_channel():
    assert set(SYNONYMS.values()) == set(CHANNELS)
