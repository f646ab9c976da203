"""What has no clean copy is refused with the way to mend it; the same bombs and ruins as the scanner refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.masking import NotMaskable, Reason, Unreadable, clean_copy, explain, told
from gongkai.publishing.masking.kinds import Removed, What
from gongkai.publishing.masking.words import PROFILES, REASONS, TREATMENTS, WHATS
from gongkai.publishing.rules.profiles import BY_NAME, Treatment
from gongkai.publishing.rules.sensitive import Kind
from gongkai.publishing.scanning import limits
from tests.publishing.masking import slides
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, ON
from tests.publishing.scan.test_refusals import OLE, locked_zip, png
from tests.tables import old_workbook


def refusal(content: bytes, name: str = "文件") -> str:
    with pytest.raises((NotMaskable, Unreadable)) as refused:
        clean_copy(content, name=name, on=ON)
    return explain(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (making.pdf(("正文",)), "从源文件"),
        (making.archive({"OFD.xml": b"<a/>"}), "从源文件"),
        (png(), "从源文件"),
        (b"", "空"),
        (OLE + "WordDocument".encode("utf-16-le") + bytes(600), "DOC"),
        (locked_zip(), "取消打开密码"),
        (making.word("一")[:-40], "损坏"),
        (making.rezipped(making.word("一"), **{"word/styles.xml": b"<w"}), "损坏"),
        (making.rezipped(making.sheet([["一"]]), **{"xl/styles.xml": b"<w"}), "损坏"),
        (making.archive({"a.txt": b" " * (limits.SUSPICIOUS + 1)}), "压缩炸弹"),
        (slides.show(slides.slide("", is_hidden=True)), "取消隐藏"),
    ],
)
def test_a_file_that_has_no_copy_is_refused_with_the_way_to_mend_it(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        making.word("机密★10年"),
        making.word_comment("内部资料"),
        making.word_deleted("此件不公开"),
        making.sheet([["文件", "密级"], ["一号", "秘密"]]),
        making.sheet_in_state([["机密★"]], "veryHidden"),
        making.archive({"里.zip": making.archive({"a.txt": "机密★".encode()})}),
        "公开方式：不予公开".encode(),
    ],
)
def test_secrecy_is_never_masked(content):
    assert "保密" in refusal(content)


def test_a_mark_in_the_name_is_one_too():
    assert "保密" in refusal("正文".encode(), "机密★方案.txt")


def test_a_member_without_a_copy_refuses_the_archive_by_its_masked_name():
    words = refusal(making.archive({"好.txt": b"1", f"{ADULT}.pdf": making.pdf(("正文",))}))

    assert "从源文件" in words
    assert f"99*************{ADULT[-3:]}.pdf" in words
    assert ADULT not in words


def test_everything_that_can_be_said_has_words():
    assert set(WHATS) == set(What)
    assert set(TREATMENTS) == set(Treatment)
    assert set(REASONS) == set(Reason) - {Reason.MEMBER}
    assert set(PROFILES) == set(BY_NAME)


@pytest.mark.parametrize("what", What)
def test_what_went_is_told_in_one_line(what):
    removed = Removed(what, 3, "表1", Kind.ID18, "99*", ADULT, Treatment.DROP)

    line = told(removed, on=ON)

    assert line.startswith("表1：")
    assert "%" not in line
    assert ADULT not in line


SEEDS = [
    making.word_comment("王大山"),
    making.word_table([["姓名", "身份证号"], ["王大山", ADULT]]),
    making.sheet([["姓名", "身份证号"], ["王大山", ADULT]]),
    old_workbook.xls([["王大山"]]),
    making.page_table([["王大山", ADULT]]),
    slides.show(slides.slide(slides.table([["王大山", ADULT]]))),
    making.archive({"a.txt": "王大山".encode()}),
]


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=8), st.data())
def test_a_file_with_any_bytes_changed_is_masked_or_refused_in_words(content, changes, data):
    spoilt = bytearray(content)
    for place, byte in changes:
        spoilt[place % len(spoilt)] = byte
    spoilt = spoilt[: data.draw(st.integers(0, len(spoilt)))] if data.draw(st.booleans()) else spoilt

    assert _outcome(bytes(spoilt))


PARTS = ["word/document.xml", "word/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]


@given(st.sampled_from(SEEDS[:3]), st.sampled_from(PARTS), st.data())
def test_an_office_file_with_any_part_cut_or_without_an_element_is_masked_or_refused_in_words(content, part, data):
    def spoil(old: bytes) -> bytes:
        start = data.draw(st.integers(0, len(old)))
        end = data.draw(st.integers(start, min(len(old), start + 60)))
        return old[:start] + data.draw(st.sampled_from([b"", b"9", b"-1", b' r="x"', b"<a>", b"</a>"])) + old[end:]

    try:
        spoilt = making.rezipped(content, **{part: spoil})
    except KeyError:
        return
    assert _outcome(spoilt)


def _outcome(content: bytes) -> str:
    try:
        clean_copy(content, name="文件", on=ON)
    except (NotMaskable, Unreadable) as error:
        return explain(error)
    return "masked"
