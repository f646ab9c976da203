"""What changed between two texts: nothing is lost, nothing is invented, and what stayed is known as the same."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.publishing.rules.differences import Kind, differing_lines, folded
from gongkai.publishing.rules.differences.alignment import align, alike, same
from gongkai.publishing.rules.differences.blocks import Shape, blocks
from gongkai.publishing.rules.differences.lines import worded
from gongkai.standards.rules.wording import ADDED, REMOVED, SAME

# Few different lines, so that most of them stand more than once: the hard case of every alignment.
texts = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=30)
sentences = st.text(alphabet="公示名单 2025年ab，。", max_size=60)


def aligned(old, new):
    return align(old, new, rough=str, words=str)


@given(texts, texts)
def test_every_line_stands_once_and_in_its_order(old, new):
    pairs = aligned(old, new)

    assert [i for i, _j in pairs if i is not None] == list(range(len(old)))
    assert [j for _i, j in pairs if j is not None] == list(range(len(new)))
    assert (None, None) not in pairs


@given(texts, texts)
def test_what_is_known_as_the_same_is_the_same_and_rises(old, new):
    found = same(old, new)

    assert all(old[i] == new[j] for i, j in found)
    assert all(a < c and b < d for (a, b), (c, d) in zip(found, found[1:], strict=False))


@given(st.permutations("甲乙丙丁戊己庚辛"), st.sets(st.integers(0, 7)))
def test_of_lines_that_stand_once_all_that_stayed_in_order_are_found(lines, gone):
    kept = [line for n, line in enumerate(lines) if n not in gone]

    assert [new for _old, new in same(lines, kept)] == list(range(len(kept)))
    assert [new for _old, new in same(kept, lines)] == [n for n in range(8) if n not in gone]


def test_a_moved_line_costs_itself_alone():
    assert same("甲乙丙丁戊", "乙丙丁戊甲") == [(1, 0), (2, 1), (3, 2), (4, 3)]


def test_lines_that_stand_more_often_are_still_found_between_others():
    assert same(["合计", "甲", "合计"], ["合计", "乙", "合计"]) == [(0, 0), (2, 2)]
    assert same("甲甲乙乙", "乙甲甲") == [(0, 1), (1, 2)]


def test_a_heap_of_the_same_lines_is_not_searched_line_by_line():
    old, new = ["甲", *["空", "白"] * 200, "乙"], ["丙", *["白", "空", "空"] * 150, "丁"]

    assert same(old, new) == []


def test_a_line_whose_figure_changed_stands_beside_what_it_became():
    old, new = ["张三 100", "李四 200", "王五 300"], ["新人 900", "张三 110", "王五 330"]

    assert align(old, new, rough=lambda line: line[:2], words=str) == [(None, 0), (0, 1), (1, None), (2, 2)]


def test_unlike_lines_are_no_pair():
    assert aligned(["关于发放补贴的公示"], ["明河县民政局印章"]) == [(0, None), (None, 0)]
    assert aligned(["甲"], ["乙", "丙"]) == [(None, 0), (0, None), (None, 1)]
    assert alike("", "") == 1.0
    assert alike("", "甲") == 0.0


@given(sentences, sentences)
@example("低保3 4", "低保34")
def test_the_words_of_both_sides_make_both_texts(old, new):
    segments = worded(old, new)

    assert "".join(s.text for s in segments if s.kind != ADDED) == old
    assert "".join(s.text for s in segments if s.kind != REMOVED) == new
    assert all(s.text for s in segments)
    assert all(a.kind != b.kind for a, b in zip(segments, segments[1:], strict=False))


@given(sentences)
def test_a_text_beside_itself_stayed_whole(text):
    assert {s.kind for s in worded(text, text)} <= {SAME}


def test_a_number_is_one_word_even_where_its_ends_are_the_same():
    told = [(s.kind, s.text) for s in worded("补贴1250元", "补贴1350元")]

    assert told == [(SAME, "补贴"), (REMOVED, "1250"), (ADDED, "1350"), (SAME, "元")]


def test_a_text_too_long_to_be_searched_is_taken_out_and_put_in_whole():
    old, new = "甲乙" * 1500, "丙丁" * 1500

    assert worded(f"头{old}尾", f"头{new}尾")[1:3] == worded(old, new)
    assert [s.kind for s in worded(old, new)] == [REMOVED, ADDED]


def test_headings_paragraphs_items_and_rows_are_lines():
    html = (
        "<h2>一、对象</h2><p>低保<strong>家庭</strong><br>成员</p><ul><li>甲</li><li>乙</li></ul><blockquote>注</blockquote>"
        "<table><caption>名单</caption><tr><th>姓名</th><th>金额</th></tr><tr><td><p>张</p><p>某</p></td><td></td></tr></table>"
    )

    assert [(block.shape, block.cells) for block in blocks(html)] == [
        (Shape.HEADING, ("一、对象",)),
        (Shape.PARAGRAPH, ("低保家庭 成员",)),
        (Shape.ITEM, ("甲",)),
        (Shape.ITEM, ("乙",)),
        (Shape.PARAGRAPH, ("注",)),
        (Shape.CAPTION, ("名单",)),
        (Shape.ROW, ("姓名", "金额")),
        (Shape.ROW, ("张 某", "")),
    ]


def test_empty_lines_say_nothing_and_a_picture_says_its_alternative_text():
    found = blocks('<p></p><p> </p><p><img src="/a/"></p><p><img src="/b/" alt="流程图"></p>散文<tr><td>')

    assert [block.cells for block in found] == [("",), ("流程图",), ("散文",)]


def told(old, new):
    return [(line.kind, side(line.old), side(line.new)) for line in differing_lines(old, new)]


def side(cells):
    return "|".join("".join(segment.text for segment in cell) for cell in cells)


def test_a_changed_paragraph_is_told_word_by_word():
    (line,) = differing_lines("<p>每人补贴100元。</p>", "<p>每人补贴120元。</p>")

    assert line.kind is Kind.CHANGED
    assert [(s.kind, s.text) for s in line.old[0]] == [(SAME, "每人补贴"), (REMOVED, "100"), (SAME, "元。")]
    assert [(s.kind, s.text) for s in line.new[0]] == [(SAME, "每人补贴"), (ADDED, "120"), (SAME, "元。")]


def row(*cells):
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_rows_of_a_table_are_held_beside_each_other_cell_by_cell():
    old = f"<table>{row('张某', 100)}{row('李某', 200)}{row('王某', 300)}</table>"
    new = f"<table>{row('张某', 100)}{row('王某', 330)}{row('赵某', 400)}</table>"

    assert told(old, new) == [
        (Kind.SAME, "张某|100", "张某|100"),
        (Kind.REMOVED, "李某|200", ""),
        (Kind.CHANGED, "王某|300", "王某|330"),
        (Kind.ADDED, "", "赵某|400"),
    ]


def test_a_new_column_leaves_the_other_cells_what_they_were():
    (line,) = differing_lines(f"<table>{row('张某某', 100)}</table>", f"<table>{row('张某某', '云溪乡', 100)}</table>")

    assert (side(line.old), side(line.new)) == ("张某某|100", "张某某|云溪乡|100")
    assert [{s.kind for s in cell} for cell in line.new] == [{SAME}, {ADDED}, {SAME}]


def test_a_column_that_went_leaves_the_other_cells_what_they_were():
    (line,) = differing_lines(f"<table>{row('张某某', '云溪乡', 100)}</table>", f"<table>{row('张某某', 100)}</table>")

    assert (side(line.old), side(line.new)) == ("张某某|云溪乡|100", "张某某|100")
    assert [{s.kind for s in cell} for cell in line.old] == [{SAME}, {REMOVED}, {SAME}]


def test_what_only_looks_different_is_said_to():
    (line,) = differing_lines("<p>见附件</p>", '<p>见<a href="https://example.com/">附件</a></p>')

    assert (line.kind, line.is_only_form) == (Kind.CHANGED, True)


documents = st.lists(
    st.one_of(
        st.builds("<p>{}</p>".format, st.sampled_from(["公示如下", "共3户", "共4户", "特此公告"])),
        st.builds("<h2>{}</h2>".format, st.sampled_from(["一、对象", "二、标准"])),
        st.builds(lambda *cells: f"<table>{row(*cells)}</table>", st.sampled_from("张李王"), st.integers(1, 3)),
    ),
    max_size=12,
).map("".join)


@given(documents, documents)
def test_the_lines_of_both_sides_are_the_lines_of_both_texts(old, new):
    lines = differing_lines(old, new)

    assert [side(line.old) for line in lines if line.kind is not Kind.ADDED] == ["|".join(b.cells) for b in blocks(old)]
    assert [side(line.new) for line in lines if line.kind is not Kind.REMOVED] == [
        "|".join(b.cells) for b in blocks(new)
    ]
    assert all((line.kind is Kind.SAME) == (line.old == line.new) for line in lines)


@given(documents)
def test_a_text_beside_itself_has_no_changed_line(html):
    assert {line.kind for line in differing_lines(html, html)} <= {Kind.SAME}
    assert all(run.left_out for run in folded(differing_lines(html, html)))


@given(documents, documents, st.integers(0, 3))
def test_what_is_folded_away_is_counted_and_unchanged(old, new, around):
    lines = differing_lines(old, new)
    runs = folded(lines, around=around)

    shown = [line for run in runs for line in run.lines]
    assert len(shown) + sum(run.left_out for run in runs) == len(lines)
    assert [line for line in shown if line.kind is not Kind.SAME] == [ln for ln in lines if ln.kind is not Kind.SAME]
    assert all(bool(run.lines) != bool(run.left_out) for run in runs)


def test_a_single_unchanged_line_is_shown_rather_than_counted():
    old = "<p>甲一</p><p>乙二</p><p>丙三</p><p>丁四</p><p>戊五</p>"
    new = old.replace("甲一", "甲壹").replace("戊五", "戊伍")

    assert [run.left_out for run in folded(differing_lines(old, new), around=1)] == [0]
    assert [run.left_out for run in folded(differing_lines(old, new), around=0)] == [0, 3, 0]
