"""Word files: every place that can hold text is read, and its name is one that a clerk understands."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.publishing.scanning import scan_file
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, ON

TEXT = f"王大山{ADULT}"


def places(content: bytes, name: str = "公示.docx") -> list[tuple[str, str]]:
    return [(str(found.kind), found.where) for found in scan_file(content, name=name, on=ON)]


@pytest.mark.parametrize(
    ("make", "where"),
    [
        (making.word, "正文第1段"),
        (making.word_header, "页眉"),
        (making.word_footer, "页脚"),
        (making.word_footnote, "脚注1"),
        (making.word_comment, "批注1"),
        (making.word_deleted, "修订（已删除文字），正文第1段"),
        (making.word_inserted, "修订（插入文字），正文第1段"),
        (making.word_hidden, "隐藏文字，正文第1段"),
        (making.word_text_box, "文本框1"),
        (making.word_property, "文件属性：作者"),
    ],
)
def test_a_number_is_found_where_it_hides(make, where):
    assert places(make(TEXT)) == [("id18", where)]


def test_paragraphs_are_counted_without_empty_ones_and_tables():
    document = docx.Document()
    for text in ("标题", "", TEXT):
        document.add_paragraph(text)

    assert places(making.saved(document)) == [("id18", "正文第2段")]


def test_a_cell_is_named_by_table_row_and_column():
    content = making.word_table([["姓名", "身份证号"], ["王大山", ADULT]])

    assert places(content) == [("id18", "表1第2行第2列")]


def test_merged_cells_and_tables_in_tables_keep_their_counts():
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 2).text = TEXT
    inner = table.cell(1, 2).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = TEXT

    assert places(making.saved(document)) == [("id18", "表1第1行第3列"), ("id18", "表2第1行第1列")]


def test_struck_out_and_hidden_text_in_a_cell():
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    run = cell.paragraphs[0].add_run(TEXT)
    run.font.hidden = True
    struck = parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>{TEXT}</w:delText></w:r></w:del>')
    cell.add_paragraph()._p.append(struck)

    assert places(making.saved(document)) == [
        ("id18", "隐藏文字，表1第1行第1列"),
        ("id18", "修订（已删除文字），表1第1行第1列"),
    ]


def test_a_number_of_which_only_the_end_was_struck_out_is_still_there():
    document = docx.Document()
    paragraph = document.add_paragraph(f"王大山{ADULT[:14]}")
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>{ADULT[14:]}</w:delText></w:r></w:del>')
    )

    assert places(making.saved(document)) == [("id18", "修订（已删除文字），正文第1段")]


def test_text_beside_a_change_keeps_its_plain_place():
    document = docx.Document()
    paragraph = document.add_paragraph(TEXT)
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1"><w:r><w:t>，同意。</w:t></w:r></w:ins>'))
    paragraph.add_run("不隐藏").font.hidden = False

    assert places(making.saved(document)) == [("id18", "正文第1段")]


def test_a_workbook_inside_a_letter_is_read_and_what_cannot_be_is_told():
    content = making.rezipped(
        making.word("正文"),
        **{
            "word/embeddings/名单.xlsx": making.sheet([[TEXT]]),
            "word/embeddings/ole.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        },
    )

    assert places(content) == [
        ("id18", "嵌入的文件 名单.xlsx：工作表‘名单’A列第1行"),
        ("unread", "嵌入的文件 ole.bin"),
    ]


def test_custom_properties_and_the_words_beside_pictures_are_read():
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property name="经办人"><vt:lpwstr>{TEXT}</vt:lpwstr></property></Properties>'
    )
    drawing = (
        '<wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'id="1" name="图" descr="{TEXT}"/>'
    )

    def with_drawing(body: bytes) -> bytes:
        return body.replace(b"</w:p>", drawing.encode() + b"</w:p>", 1)

    content = making.rezipped(
        making.word("正文"), **{"docProps/custom.xml": custom.encode(), "word/document.xml": with_drawing}
    )

    assert places(content) == [("id18", "图片的替代文字"), ("id18", "文件属性：经办人")]


def test_three_houses_of_three_persons_weigh_more_than_one():
    rows = [["姓名", "家庭住址"], *(["王大山", f"石桥村{number}组"] for number in range(1, 4))]

    one, three = (scan_file(making.word_table(rows[:end]), name="公示.docx", on=ON) for end in (2, 4))

    assert [found.level for found in one] == ["warn"]
    assert [found.level for found in three] == ["block"] * 3
