"""Word files: what is seen stays in its format, what is not seen is not in the copy."""

from __future__ import annotations

import io

import docx
import docx.enum.style
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.publishing.masking import clean_copy
from gongkai.publishing.masking.kinds import What
from gongkai.publishing.rules.profiles import BY_NAME
from tests.publishing.masking import reading
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, CARD, CHILD, ON

MASKED = f"99*************{ADULT[-3:]}"


def copy_of(content: bytes, profile: str | None = None):
    return clean_copy(content, name="公示.docx", on=ON, profile=BY_NAME[profile] if profile else None)


def whats(copy) -> set[What]:
    return {removed.what for removed in copy.removed}


def with_xml(inner: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("开头")._p.append(parse_xml(f"<w:r {nsdecls('w')}/>"))
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w', 'r')}>{inner}</w:p>"))
    return making.saved(document)


def test_a_number_in_several_formats_is_masked_and_the_formats_stay():
    document = docx.Document()
    paragraph = document.add_paragraph("户主")
    paragraph.add_run(ADULT[:8]).bold = True
    paragraph.add_run(f"{ADULT[8:]}，").italic = True
    paragraph.add_run("符合条件。").underline = True

    copy = copy_of(making.saved(document))

    runs = docx.Document(io.BytesIO(copy.content)).paragraphs[0].runs
    assert [run.text for run in runs] == ["户主", MASKED, "，", "符合条件。"]
    assert (runs[1].bold, runs[2].italic, runs[3].underline) == (True, True, True)


def test_styles_tables_and_sections_stay():
    document = docx.Document()
    document.add_heading("公示", 1)
    document.add_table(rows=1, cols=2).style = "Table Grid"
    document.sections[0].header.paragraphs[0].text = "明镜县"

    copy = docx.Document(io.BytesIO(copy_of(making.saved(document)).content))

    assert copy.paragraphs[0].style.name == "Heading 1"
    assert copy.tables[0].style.name == "Table Grid"
    assert copy.sections[0].header.paragraphs[0].text == "明镜县"


def test_changes_are_accepted_and_forgotten():
    document = docx.Document()
    paragraph = document.add_paragraph("金额")
    for mark, holder, text in (("del", "delText", "三百"), ("ins", "t", "五百")):
        paragraph._p.append(
            parse_xml(
                f'<w:{mark} {nsdecls("w")} w:id="1" w:author="王大山"><w:r><w:{holder}>{text}</w:{holder}></w:r></w:{mark}>'
            )
        )

    copy = copy_of(making.saved(document))

    assert reading.paragraphs(copy.content) == ["金额五百"]
    assert "三百" not in reading.everything(copy.content)
    assert "王大山" not in reading.everything(copy.content)
    assert What.CHANGES in whats(copy)


@pytest.mark.parametrize(
    ("inner", "what", "seen"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>某事</w:t></w:r>", What.HIDDEN_TEXT, ""),
        ('<w:bookmarkStart w:id="1" w:name="某事"/><w:bookmarkEnd w:id="1"/>', None, ""),
        ('<w:hyperlink w:anchor="某事"><w:r><w:t>点这里</w:t></w:r></w:hyperlink>', What.LINKS, "点这里"),
        ('<w:fldSimple w:instr="AUTHOR 某事"><w:r><w:t>他</w:t></w:r></w:fldSimple>', What.FIELDS, "他"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE 某事</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            What.FIELDS,
            "结果",
        ),
        (
            '<w:sdt><w:sdtPr><w:alias w:val="某事"/></w:sdtPr><w:sdtContent><w:r><w:t>内容</w:t></w:r></w:sdtContent></w:sdt>',
            None,
            "内容",
        ),
        ('<w:r><w:drawing><w:docPr descr="某事"/></w:drawing></w:r>', What.DRAWINGS, ""),
        ('<w:r><w:object><w:x o="某事"/></w:object></w:r>', What.DRAWINGS, ""),
    ],
)
def test_what_hides_in_a_paragraph_goes_and_what_is_seen_of_it_stays(inner, what, seen):
    copy = copy_of(with_xml(inner))

    assert reading.paragraphs(copy.content) == [seen, "开头"]
    assert "某事" not in reading.everything(copy.content)
    assert what is None or what in whats(copy)


def test_page_numbers_stay_fields():
    copy = copy_of(with_xml('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))

    assert "PAGE" in reading.everything(copy.content)


def test_only_known_parts_are_in_the_copy():
    content = making.rezipped(
        making.word_comment(ADULT),
        **{
            "customXml/item1.xml": f"<a>{ADULT}</a>".encode(),
            "docProps/thumbnail.jpeg": ADULT.encode(),
            "word/embeddings/x.xlsx": making.sheet([[ADULT]]),
            "word/media/image1.png": ADULT.encode(),
            "word/people.xml": "<a>王大山</a>".encode(),
        },
    )

    copy = copy_of(content)

    allowed = ("[Content_Types].xml", "_rels/", "word/_rels/", "word/document", "word/styles", "word/numbering")
    allowed += ("word/theme/", "word/settings", "word/header", "word/footer", "word/footnotes", "word/endnotes")
    assert all(part.startswith(allowed) for part in reading.parts(copy.content))
    assert ADULT not in reading.everything(copy.content)
    assert whats(copy) >= {What.COMMENTS, What.PROPERTIES, What.EMBEDDED, What.OTHER_PARTS}


def test_text_in_a_box_stays_as_a_paragraph():
    copy = copy_of(making.word_text_box(f"户主{ADULT}"))

    assert f"户主{MASKED}" in reading.paragraphs(copy.content)


def test_a_table_is_cut_to_the_profile_with_its_merged_title_and_its_total():
    rows = [
        ["明镜县低保发放名单", "", "", "", ""],
        ["序号", "姓名", "身份证号", "银行账号", "金额"],
        ["1", "王大山", ADULT, CARD, "500"],
        ["2", "王小虎", CHILD, CARD, "500"],
        ["", "", "合计", "", "1000"],
    ]
    document = docx.Document(io.BytesIO(making.word_table(rows)))
    document.tables[0].cell(0, 0).merge(document.tables[0].cell(0, 4))

    copy = copy_of(making.saved(document), "relief")

    table = reading.word_cells(copy.content)
    assert [cell.strip() for cell in table[0]] == ["明镜县低保发放名单"] * 3
    assert table[1:] == [["序号", "姓名", "金额"], ["1", "王大山", "500"], ["2", "王某某", "500"], ["", "合计", "1000"]]


def test_a_table_in_a_table_is_masked_too():
    document = docx.Document()
    inner = document.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=2, cols=2)
    for place, text in enumerate(("姓名", "身份证号", "王大山", ADULT)):
        inner.cell(place // 2, place % 2).text = text

    copy = copy_of(making.saved(document))

    assert ADULT not in reading.everything(copy.content)
    assert MASKED in reading.everything(copy.content)


def test_a_figure_under_its_header_is_no_telephone():
    copy = copy_of(making.word_table([["科目", "金额"], ["公路", "13617725414"]]))

    assert reading.word_cells(copy.content)[1] == ["公路", "13617725414"]


def test_a_row_of_a_table_that_was_struck_out_goes_whole():
    document = docx.Document(io.BytesIO(making.word_table([["甲", "乙"], ["某", "事"]])))
    document.tables[0].rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"/>'))

    assert reading.word_cells(copy_of(making.saved(document)).content) == [["甲", "乙"]]


def test_a_paragraph_that_was_struck_out_whole_leaves_no_blank():
    document = docx.Document()
    document.add_paragraph("甲")
    gone = document.add_paragraph()
    gone._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>某事</w:delText></w:r></w:del>'))
    gone._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="2"/></w:rPr>'))

    assert reading.paragraphs(copy_of(making.saved(document)).content) == ["甲"]


def test_text_that_only_a_style_hides_goes():
    document = docx.Document()
    document.styles.add_style("暗", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    document.add_paragraph("某事", style="暗")

    copy = copy_of(making.saved(document))

    assert "某事" not in reading.everything(copy.content)
    assert What.HIDDEN_TEXT in whats(copy)
