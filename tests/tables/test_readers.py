"""Files of every kind become grids; whatever is wrong with a file is a finding."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from gongkai.tables.findings import Code
from gongkai.tables.grid import Block, Kind, address, covered_by
from gongkai.tables.readers import open_document
from tests.tables import making
from tests.tables.old_workbook import xls


def only_grid(content: bytes, name: str = "x"):
    (table,) = open_document(content, name).tables
    return table.grid


def codes(content: bytes, name: str = "x") -> list[str]:
    return [finding.code for finding in open_document(content, name).findings]


def test_a_workbook_keeps_the_address_of_every_cell():
    content = making.workbook([[], ["", "", "x"]])

    grid = only_grid(content)

    assert grid.literal(1, 2) == "x"
    assert grid.cell(1, 2).address == "C2"


def test_a_cell_under_a_merged_range_shows_the_text_of_its_origin():
    grid = only_grid(making.workbook([["a", "b"], ["c", "d"]], merged=[(0, 0, 1, 1)]))

    assert grid.literal(1, 1) == ""
    assert grid.text(1, 1) == "a"
    assert grid.origin(1, 1) == (0, 0)


def test_numbers_and_dates_read_as_they_would_be_typed():
    import datetime as dt

    row = [1, 2.5, True, dt.date(2024, 9, 27), dt.datetime(2024, 9, 27, 8, 30), 1, dt.time(9, 15), False]

    grid = only_grid(making.workbook([row]))

    assert grid.rows[0] == ("1", "2.5", "TRUE", "2024-09-27", "2024-09-27 08:30:00", "1", "09:15:00", "FALSE")


def test_every_sheet_is_a_table_and_says_if_it_is_hidden():
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.create_sheet("藏").sheet_state = "hidden"

    document = open_document(making.saved(book), "x.xlsx")

    assert [(table.sheet, table.is_hidden) for table in document.tables] == [("Sheet", False), ("藏", True)]


def test_a_word_table_knows_its_spans_and_the_paragraphs_around_it():
    content = making.word([["a", "b"], ["c", "d"]], merged=[(0, 0, 0, 1)], above="标题", below="注：说明")

    (table,) = open_document(content, "x.docx").tables

    assert table.above == (Block("标题"),)
    assert table.below == (Block("注：说明"),)
    assert table.grid.origin(0, 1) == (0, 0)


WORD = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>%s</w:tbl>
</w:body></w:document>"""


def word_xml(rows: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("word/document.xml", WORD % rows)
    return output.getvalue()


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ('<w:sym w:font="Wingdings 2" w:char="F052"/><w:t>政府网站</w:t>', "☑政府网站"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "□"),
        ('<w:sym w:font="Unknown" w:char="F041"/>', "\uf041"),
        ('<w:sym w:font="Unknown" w:char="zz"/>', ""),
        ("<w:t>甲</w:t><w:br/><w:t>乙</w:t>", "甲\n乙"),
        ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>", "甲 乙"),
        ('<w:fldChar><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar>', "☑"),
        ('<w:fldChar><w:ffData><w:checkBox><w:checked w:val="0"/></w:checkBox></w:ffData></w:fldChar>', "□"),
    ],
)
def test_symbols_breaks_and_form_fields_of_word_become_letters(runs: str, text: str):
    content = word_xml(f"<w:tr><w:tc><w:p><w:r>{runs}</w:r></w:p></w:tc></w:tr>")

    assert only_grid(content).rows == [(text,)]


def test_what_was_struck_out_in_word_is_not_read():
    content = word_xml(
        "<w:tr><w:tc><w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:t>旧</w:t></w:r></w:del></w:p></w:tc></w:tr>"
    )

    assert only_grid(content).rows == [("新",)]


def test_rows_inside_content_controls_and_empty_cells_at_the_edges_of_a_word_table_are_kept():
    content = word_xml(
        '<w:sdt><w:sdtContent><w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>'
        "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt>"
    )

    assert only_grid(content).rows == [("", "x", "", "")]


def test_a_page_reads_breaks_paragraphs_and_white_space_as_a_browser_does():
    grid = only_grid(making.page([["甲\n  乙<br>丙", "<p>一</p><p>二</p>", "<script>x</script>三<!-- no -->"]]))

    assert grid.rows == [("甲 乙\n丙", "一\n二", "三")]


def test_spans_of_a_page_push_later_cells_aside():
    content = b"<table><tr><td rowspan=2 colspan=2>a<td>b<td rowspan=3>z<tr><td>c<tr><td>d</table>"

    grid = only_grid(content)

    assert [len(row) for row in grid.rows] == [4, 4, 4]
    assert grid.text(1, 1) == "a"
    assert grid.literal(1, 2) == "c"
    assert grid.text(2, 3) == "z"


def test_of_nested_tables_only_the_innermost_is_read_and_headings_stay():
    content = b"<table><tr><td>menu<table><caption>cap</caption><tr><td>x</td></tr></table></td></tr></table>"

    (table,) = open_document(content, "x.html").tables

    assert table.grid.rows == [("x",)]
    assert table.above[-1] == Block("cap", 6)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_every_encoding_that_offices_use(codec: str):
    content = "序号,名称\r\n1,“甲”\r\n".encode(codec)

    document = open_document(content, "x.csv")

    assert document.tables[0].grid.rows == [("序号", "名称"), ("1", "“甲”")]
    assert document.encoding == codec.removesuffix("-sig")


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_the_delimiter_is_the_one_that_makes_most_cells(mark: str):
    content = f"序号{mark}名称{mark}备注\n1{mark}甲、乙{mark}\n".encode()

    assert only_grid(content).rows[1] == ("1", "甲、乙", "")


@pytest.mark.parametrize("name", ["gb2312", "idna", "undefined", "x-unknown"])
def test_a_page_that_declares_a_false_encoding_is_read_all_the_same(name):
    content = f'<meta charset="{name}"><table><tr><td>㐀</td></tr></table>'.encode()

    assert only_grid(content).rows == [("㐀",)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.FILE_EMPTY),
        (b" \r\n", Code.FILE_EMPTY),
        (b"%PDF-1.7 ...", Code.KIND_UNSUPPORTED),
        (b"PK\x03\x04 broken", Code.FILE_DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Code.KIND_UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Code.FILE_ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), Code.FILE_DAMAGED),
        (b"\x00\x01\x02,\xff\xfe\xfd", Code.ENCODING_UNKNOWN),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            Code.KIND_UNSUPPORTED,
        ),
        (b"<p>no table</p>", Code.NO_TABLE),
        (b"<p><!-- nothing", Code.NO_TABLE),
        (b"<?xml version='1.0'?><!-- <html> -->", Code.FILE_DAMAGED),
        (b"a" * (64 * 2**20 + 1), Code.FILE_TOO_LARGE),
        (b'"' + b"a" * (2**20 + 1) + b'",b', Code.FILE_DAMAGED),
        (xls([["a"]], is_locked=True), Code.FILE_ENCRYPTED),
    ],
)
def test_what_is_wrong_with_a_file_is_one_finding(content: bytes, code: Code):
    assert codes(content) == [code]


def test_a_zip_that_is_no_office_file_is_named():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("OFD.xml", "<x/>")

    (finding,) = open_document(output.getvalue(), "x.ofd").findings

    assert finding.params == {"kind": "OFD"}


def test_a_page_saved_under_the_name_of_a_workbook_is_read_and_told():
    document = open_document(making.page([["x"]]), "目录.xls")

    assert document.kind is Kind.HTML
    assert [finding.code for finding in document.findings] == [Code.EXTENSION_WRONG]


def test_a_part_that_unpacks_to_too_much_is_refused_unread():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"")
        archive.infolist()[0].file_size = 2**30

    assert codes(output.getvalue()) == [Code.FILE_TOO_LARGE]


@pytest.mark.parametrize("place", [(1_048_576, 16_384), (1_000_000, 5)])
def test_one_stray_cell_at_the_edge_of_a_sheet_does_not_fill_the_memory(place: tuple[int, int]):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active.cell(*place, value="y")

    assert codes(making.saved(book)) == [Code.FILE_TOO_LARGE]


def test_a_long_narrow_sheet_is_welcome():
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(0, 120_000, 100):
            sheet.write_number(row, 0, row)

    assert len(only_grid(output.getvalue()).rows) > 119_000


def test_a_page_of_endless_spans_is_refused():
    content = b"<table><tr>" + b"<td colspan=1000>x</td>" * 3001 + b"</tr></table>"

    assert codes(content) == [Code.FILE_TOO_LARGE]


def test_columns_have_the_names_that_spreadsheets_give_them():
    assert [address(0, column) for column in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]


def test_an_old_workbook_is_read_with_its_merged_cells():
    content = xls([["标题", ""], ["序号", "名称"], ["1", "甲"]], merged=[(0, 0, 0, 1)])

    document = open_document(content, "旧.xls")

    assert document.kind is Kind.XLS
    assert document.findings == ()
    assert document.tables[0].sheet == "目录"
    assert document.tables[0].grid.rows[1:] == [("序号", "名称"), ("1", "甲")]
    assert document.tables[0].grid.text(0, 1) == "标题"


def test_an_old_workbook_with_a_broken_pointer_is_damaged_and_does_not_fall_over():
    content = bytearray(xls([["序号", "甲"]]))
    content[content.index(b"\x85\x00") + 7] = 1  # where the sheet begins: far behind the end

    assert codes(bytes(content)) == [Code.FILE_DAMAGED]


def test_a_locked_zip_is_told():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("xl/workbook.xml", b"")
        archive.infolist()[0].flag_bits |= 1

    assert codes(output.getvalue()) == [Code.FILE_ENCRYPTED]


def test_a_sheet_whose_bytes_were_changed_is_damaged():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("xl/workbook.xml", b"")
        archive.writestr("xl/worksheets/sheet1.xml", b"<sheetData/>")

    assert codes(output.getvalue().replace(b"<sheetData/>", b"<sheetDaXX/>", 1)) == [Code.FILE_DAMAGED]


def test_merged_ranges_beyond_all_measure_are_not_remembered():
    wide, small = ((0, 0), (1999, 999)), ((0, 0), (0, 1))

    assert covered_by([small, wide], rows=2000, columns=1000) == {0: {1: (0, 0)}}


def test_a_merged_range_that_reaches_far_out_of_a_sheet_is_cut():
    content = xls([["a", "b"]], merged=[(0, 0, 60_000, 5)])

    grid = only_grid(content)

    assert (len(grid.rows), grid.width) == (1, 2)
