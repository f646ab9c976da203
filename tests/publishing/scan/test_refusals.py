"""What cannot be read is refused with a sentence that says how to mend it; nothing is unpacked beyond measure."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongkai.publishing.scanning import Unreadable, explain, limits, scan_file
from gongkai.tables.findings import Code
from tests.publishing.scan import making
from tests.publishing.scan.people import ON
from tests.tables import old_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(content: bytes, name: str = "文件") -> str:
    with pytest.raises(Unreadable) as refused:
        scan_file(content, name=name, on=ON)
    return explain(refused.value)


def locked_zip() -> bytes:
    content = bytearray(making.archive({"a.txt": b"text"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    return bytes(content)


def png() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (4, 4)).save(output, "PNG")
    return output.getvalue()


LOCKED_PDF = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n3 0 obj\n<</Filter/Standard/V 1/R 2/O<0000000000000000000000000000000000000000000000000000000000000000>/U<0000000000000000000000000000000000000000000000000000000000000000>/P -4>>\nendobj\ntrailer\n<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), "取消打开密码"),
        (OLE + "WordDocument".encode("utf-16-le") + bytes(600), "DOC"),
        (old_workbook.xls([["一"]], is_locked=True), "取消打开密码"),
        (locked_zip(), "取消打开密码"),
        (LOCKED_PDF, "取消打开密码"),
        (b"%PDF-1.7 broken", "损坏"),
        (b"PK\x03\x04 broken", "损坏"),
        (making.word("一")[:-40], "损坏"),
        (making.rezipped(making.word("一"), **{"word/document.xml": b"<w"}), "损坏"),
        (making.archive({"xl/workbook.bin": b"1"}), "XLSB"),
        (b"{\\rtf1 text}", "RTF"),
        (b"MZ\0\0\1", "不认识"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "不认识"),
        (b"\x81\xff\x81\xff", "编码"),
        (b"\xff\xfe\x00\xd8", "编码"),
        (png(), "人工核对"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_the_way_to_mend_it(content, words):
    assert words in refusal(content)


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr("gongkai.publishing.scanning.kinds.MAX_BYTES", 10)

    assert "拆成几个文件" in refusal(b"x" * 11)


def test_a_pdf_of_too_many_pages_is_not_read(monkeypatch):
    monkeypatch.setattr("gongkai.publishing.scanning.pdf.MAX_PAGES", 1)

    assert "拆成几个文件" in refusal(making.pdf(("一", "二")))


class TestBombs:
    def test_a_short_file_that_unpacks_to_a_very_long_one(self):
        content = making.archive({"a.txt": b" " * (limits.SUSPICIOUS + 1)})

        assert "压缩炸弹" in refusal(content)

    def test_many_files_that_are_too_long_together(self, monkeypatch):
        monkeypatch.setattr(limits, "MAX_UNPACKED", 100)
        monkeypatch.setattr(limits.Budget, "__init__", lambda budget: setattr(budget, "left", 100))
        inner = making.archive({"a.txt": b"x" * 60})

        assert "压缩炸弹" in refusal(making.archive({"1.txt": b"x" * 101}))
        assert "压缩炸弹" in refusal(making.archive({"1.zip": inner, "2.zip": inner}))

    def test_a_bomb_inside_an_office_file(self):
        inner = making.archive({"a.txt": b" " * (limits.SUSPICIOUS + 1)})

        assert "压缩炸弹" in refusal(making.rezipped(making.word("一"), **{"word/embeddings/a.zip": inner}))
        assert "压缩炸弹" in refusal(
            making.rezipped(making.word("一"), **{"word/document.xml": b" " * (limits.SUSPICIOUS + 1)})
        )

    def test_a_bomb_attached_to_a_pdf(self):
        document = pypdfium2.PdfDocument(making.pdf(("正文",)))
        document.new_attachment("a.zip").set_data(making.archive({"a.txt": b" " * (limits.SUSPICIOUS + 1)}))
        output = io.BytesIO()
        document.save(output)

        assert "压缩炸弹" in refusal(output.getvalue())

    def test_more_files_than_anyone_reads(self, monkeypatch):
        monkeypatch.setattr(limits, "MAX_MEMBERS", 2)

        assert "拆成几个压缩包" in refusal(making.archive({"1": b"", "2": b"", "3": b""}))

    def test_archives_in_archives_in_archives(self):
        content = making.archive({"a.txt": b"text"})
        for _ in range(limits.MAX_DEPTH):
            content = making.archive({"里.zip": content})

        assert "解开" in refusal(content)

    def test_a_size_that_lies_does_not_unpack_more(self):
        content = bytearray(making.archive({"a.txt": b" " * 2**20}))
        for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            place = content.index(mark) + offset
            content[place : place + 4] = (100).to_bytes(4, "little")

        assert "损坏" in refusal(bytes(content))


def test_a_member_that_should_be_readable_refuses_the_archive_by_its_name():
    content = making.archive({"附件/名单.docx": making.word("一")[:-40]})

    told = refusal(content)

    assert "附件/名单.docx" in told
    assert "损坏" in told


def test_an_unknown_code_still_has_words():
    assert explain(Unreadable("E_NEW")) == "文件读不了。请用办公软件打开，另存一份再检查。"


def test_every_code_that_readers_raise_has_words():
    from gongkai.publishing.scanning.words import FAULTS

    raised = {code for code in Code if code.name.startswith("FILE_")} | {Code.KIND_UNSUPPORTED, Code.ENCODING_UNKNOWN}
    assert raised | set(limits.Fault) - {limits.Fault.MEMBER} == set(FAULTS)


SEEDS = [
    making.word_comment("王大山"),
    making.sheet_comment("王大山"),
    making.pdf(("王大山",)),
    old_workbook.xls([["王大山"]]),
    making.page_table([["王大山"]]),
    making.archive({"a.txt": "王大山".encode()}),
]


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=8), st.data())
def test_a_file_with_any_bytes_changed_is_read_or_refused_in_words(content, changes, data):
    spoilt = bytearray(content)
    for place, byte in changes:
        spoilt[place % len(spoilt)] = byte
    spoilt = spoilt[: data.draw(st.integers(0, len(spoilt)))] if data.draw(st.booleans()) else spoilt

    assert _outcome(bytes(spoilt))


def _outcome(content: bytes) -> str:
    try:
        scan_file(content, name="文件", on=ON)
    except Unreadable as unreadable:
        return explain(unreadable)
    return "read"
