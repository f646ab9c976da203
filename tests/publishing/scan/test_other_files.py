"""PDF, slides, OFD, web pages, text and archives."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from gongkai.publishing.scanning import scan_file
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, MOBILE, ON

TEXT = f"王大山{ADULT}"


def places(content: bytes, name: str) -> list[tuple[str, str]]:
    return [(str(found.kind), found.where) for found in scan_file(content, name=name, on=ON)]


def picture(form: str) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(output, form)
    return output.getvalue()


class TestPdf:
    def test_a_number_stands_on_its_page(self):
        assert places(making.pdf(("第一页", TEXT)), "公示.pdf") == [("id18", "第2页")]

    def test_blanks_that_typesetters_put_between_scripts_part_nothing(self):
        content = making.pdf(("车主鄂A12345\n家住石桥村6组32号",))

        assert places(content, "公示.pdf") == [("plate", "第1页"), ("address", "第1页")]

    def test_the_title_of_a_file_is_read(self):
        assert places(making.pdf(("正文",), TEXT), "公示.pdf") == [("id18", "文件属性：标题")]

    def test_a_list_is_read_with_its_header(self):
        content = making.pdf(("困难群众名单\n姓名 病种 金额\n王大山 尿毒症 8000\n合计 8000",))

        assert places(content, "公示.pdf") == [("health", "第1页")]

    def test_a_scanned_page_is_left_to_a_person_and_an_empty_one_is_not(self):
        assert places(picture("PDF"), "扫描.pdf") == [("unread", "第1页")]
        assert places(making.pdf(("",)), "空白.pdf") == []

    def test_an_attached_file_is_read(self):
        document = pypdfium2.PdfDocument(making.pdf(("正文",)))
        document.new_attachment("名单.txt").set_data(TEXT.encode())
        document.new_attachment("图.png").set_data(picture("PNG"))
        output = io.BytesIO()
        document.save(output)

        assert places(output.getvalue(), "公示.pdf") == [
            ("id18", "嵌入的文件 名单.txt：第1行"),
            ("unread", "嵌入的文件 图.png"),
        ]

    def test_a_note_on_a_page_is_read(self):
        import ctypes

        from pypdfium2 import raw

        document = pypdfium2.PdfDocument(making.pdf(("正文",)))
        note = raw.FPDFPage_CreateAnnot(document[0], raw.FPDF_ANNOT_TEXT)
        text = ctypes.create_string_buffer((TEXT + "\0").encode("utf-16-le"))
        raw.FPDFAnnot_SetStringValue(note, b"Contents", ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPage_CloseAnnot(note)
        output = io.BytesIO()
        document.save(output)

        assert places(output.getvalue(), "公示.pdf") == [("id18", "第1页批注或表单")]

    def test_a_property_with_broken_letters_is_left_to_a_person(self):
        output = io.BytesIO()
        Image.new("RGB", (4, 4)).save(output, "PDF", title="甲")
        content = output.getvalue().replace("甲".encode("utf-16-be"), b"\xd8\x00")

        assert places(content, "公示.pdf") == [("unread", "第1页"), ("unread", "文件属性：Title")]


class TestSlidesAndLayouts:
    def test_slides_and_their_notes(self):
        slide = f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{TEXT}</a:t></a:r></a:p></p:sld>'.encode()
        content = making.archive(
            {
                "ppt/presentation.xml": b"<p/>",
                "ppt/slides/slide2.xml": slide,
                "ppt/notesSlides/notesSlide2.xml": slide,
            }
        )

        assert places(content, "汇报.pptx") == [("id18", "第2张"), ("id18", "第2张备注")]

    def test_pages_of_an_ofd(self):
        page = f'<ofd:Page xmlns:ofd="o"><ofd:TextCode>{TEXT}</ofd:TextCode></ofd:Page>'.encode()
        content = making.archive(
            {"OFD.xml": f"<ofd><Author>{TEXT}</Author></ofd>".encode(), "Doc_0/Pages/Page_0/Content.xml": page}
        )

        assert places(content, "公文.ofd") == [("id18", "版式文件的其他部分"), ("id18", "第1页")]


class TestPages:
    def test_paragraphs_and_cells_are_named(self):
        content = making.page(f"<p>通知</p><p>{TEXT}</p><table><tr><td>姓名</td><td>{TEXT}</td></tr></table>")

        assert places(content, "公示.html") == [("id18", "表1第1行第2列"), ("id18", "正文第3段")]

    @pytest.mark.parametrize(
        ("body", "where"),
        [
            (f"<!-- {TEXT} -->", "网页注释"),
            (f"<script>var a='{TEXT}'</script>", "网页脚本或样式"),
            (f'<img alt="{TEXT}">', "网页代码中的 alt 属性"),
            (f'<input type="hidden" value="{TEXT}">', "网页代码中的 value 属性"),
            (f"<p hidden>{TEXT}</p>", "正文第2段"),
        ],
    )
    def test_what_no_browser_shows_is_read(self, body, where):
        assert places(making.page(body), "公示.html") == [("id18", where)]

    def test_the_encoding_that_a_page_declares_is_tried_first(self):
        content = f'<html><head><meta charset="gb2312"></head><body><p>{TEXT}</p></body></html>'.encode("gb18030")

        assert places(content, "公示.html") == [("id18", "正文第1段")]


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_lines_are_counted_in_every_encoding(self, encoding):
        assert places(f"通知\n{TEXT}\n\n手机{MOBILE}".encode(encoding), "公示.txt") == [
            ("id18", "第2行"),
            ("mobile", "第4行"),
        ]

    def test_a_list_is_told_by_rows_and_columns(self):
        assert places(f"姓名,病种\n王大山,尿毒症\n李*,{ADULT}\n".encode(), "名单.csv") == [
            ("health", "第2行第2列"),
            ("id18", "第3行第2列"),
        ]

    def test_a_list_parted_by_blanks_is_read_with_its_headers(self):
        text = f"附件\n\n姓名  病种\n王大山  腰痛\n张小满  {ADULT}\n特此公告\n\n姓名 年龄\n王小虎 9"

        assert places(text.encode(), "公示.txt") == [("id18", "第5行"), ("health", "第4行"), ("minor", "第9行")]

    def test_a_list_with_a_cell_beyond_all_measure_is_read_as_text(self):
        text = f'甲,乙\n{TEXT},"{"一" * (2**20 + 1)}"\n'

        assert places(text.encode(), "名单.csv") == [("id18", "第2行")]


class TestArchives:
    def test_a_file_is_named_with_its_path(self):
        content = making.archive({"附件/名单.xlsx": making.sheet([["身份证号"], [ADULT]])})

        assert places(content, "附件.zip") == [("id18", "压缩包内 附件/名单.xlsx：工作表‘名单’A列第2行")]

    def test_an_archive_in_an_archive_is_read(self):
        inner = making.archive({"内/名单.txt": TEXT.encode()})

        assert places(making.archive({"里.zip": inner}), "外.zip") == [
            ("id18", "压缩包内 里.zip：压缩包内 内/名单.txt：第1行")
        ]

    def test_names_in_the_old_code_page_are_read_as_they_were_typed(self):
        content = making.archive({"AAAA.txt": TEXT.encode()}).replace(b"AAAA", "名单".encode("gb18030"))

        assert places(content, "附件.zip") == [("id18", "压缩包内 名单.txt：第1行")]

    def test_a_name_in_an_unknown_code_page_stays_as_it_is(self):
        content = making.archive({"AA.txt": TEXT.encode()}).replace(b"AA", b"\x81\xff")

        assert [kind for kind, _where in places(content, "附件.zip")] == ["id18"]

    def test_names_of_files_are_read_and_masked(self):
        content = making.archive({f"{TEXT}/": b"", f"{TEXT}.txt": b"ok"})

        found = scan_file(content, name="附件.zip", on=ON)

        assert [str(one.kind) for one in found] == ["id18", "id18"]
        assert not any(ADULT in one.where for one in found)

    def test_pictures_and_programs_are_left_to_a_person(self):
        inner = making.archive({"a.png": picture("PNG")})
        content = making.archive({"里.zip": inner, "b.exe": b"MZ\0\0\1", "空": b""})

        assert places(content, "附件.zip") == [
            ("unread", "压缩包内 里.zip：压缩包内 a.png"),
            ("unread", "压缩包内 b.exe"),
        ]


def test_the_name_of_the_file_itself_is_read():
    assert places(b"ok", f"{TEXT}.txt") == [("id18", "文件名")]


def test_the_content_decides_and_not_the_extension():
    assert places(making.word(TEXT), "公示.txt") == [("id18", "正文第1段")]
