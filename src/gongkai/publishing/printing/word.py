"""A sheet as a Word file, in the type faces that officials have: 宋体, 黑体, 楷体, 仿宋. Words go in as text only."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC
from typing import Any

import docx as word
import segno
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from gongkai.kernel.text import printable
from gongkai.publishing.printing.blocks import HEADING, ITEM, QUOTE, Block, Picture, Run, Table, article_number
from gongkai.publishing.printing.sheet import Sheet
from gongkai.publishing.printing.word_table import put_table

SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体", "仿宋"
TITLE, NOTE, TEXT, SMALL = Pt(22), Pt(14), Pt(16), Pt(9)  # 二号, 四号, 三号
LINE, INDENT = Pt(28.5), Pt(32)  # 22 lines a page; two characters
RED, SOFT = RGBColor(0x8F, 0x1D, 0x17), RGBColor(0x5F, 0x67, 0x72)
TEXT_WIDTH = Mm(156)
_WEB = re.compile(r"^(https?|mailto|tel):", re.IGNORECASE)
_FIXED = (2020, 1, 1, 0, 0, 0)


def docx(sheet: Sheet, pictures: Mapping[str, bytes]) -> bytes:
    """The document. The same sheet gives the same bytes."""
    document = word.Document()
    _prepare(document, sheet)
    _head(document, sheet)
    for part in sheet.parts:
        if isinstance(part, Table):
            put_table(document, part)
        elif isinstance(part, Picture):
            _picture(document, part, pictures.get(part.address))
        else:
            _block(document, part, base=sheet.address.split("/info/")[0])
    _files(document, sheet)
    _foot(document, sheet)
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _prepare(document: Document, sheet: Sheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.size, style.font.bold = TEXT, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        _face(style.element.get_or_add_rPr(), HEI if name != "Normal" else FANG)
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.AT_LEAST, LINE
    _face(document.styles["Heading 2"].element.get_or_add_rPr(), KAI)
    facts = document.core_properties
    facts.title, facts.author, facts.language = printable(sheet.title)[:255], printable(sheet.site)[:255], "zh-CN"
    facts.created = facts.modified = sheet.published_at.astimezone(UTC).replace(tzinfo=None)
    facts.comments = facts.last_modified_by = ""
    _footer(section.footer.paragraphs[0], section.footer.add_paragraph(), sheet)


def _face(properties: Any, name: str) -> None:
    """The type face for Chinese; Latin letters and digits in the usual Roman face."""
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "Theme" in attribute:
            del fonts.attrib[attribute]
    fonts.set(qn("w:ascii"), "Times New Roman")
    fonts.set(qn("w:hAnsi"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), name)


def _written(paragraph: Paragraph, text: str, *, face: str = "", size: Any = None, color: Any = None) -> Any:
    run = paragraph.add_run(printable(text))
    if face:
        _face(run._r.get_or_add_rPr(), face)
    if size is not None:
        run.font.size = size
    if color is not None:
        run.font.color.rgb = color
    return run


def _centred(document: Document, text: str, *, face: str, size: Any, after: float, color: Any = None) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)
    _written(paragraph, text, face=face, size=size, color=color)
    return paragraph


def _head(document: Document, sheet: Sheet) -> None:
    title = _centred(document, sheet.title, face=SONG, size=TITLE, after=14)
    title.style = document.styles["Title"]
    _plain_title(document)
    title.runs[0].font.bold = True
    _centred(document, sheet.note, face=KAI, size=NOTE, after=18)
    if sheet.standing:
        _centred(document, sheet.standing, face=HEI, size=Pt(12), after=18, color=RED)


def _plain_title(document: Document) -> None:
    """Word's own title has a coloured rule below."""
    style = document.styles["Title"]
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    style.paragraph_format.line_spacing = Pt(34)


def _block(document: Document, block: Block, *, base: str) -> None:
    style = f"Heading {min(block.level, 2)}" if block.kind == HEADING else None
    paragraph = document.add_paragraph(style=style)
    spacing = paragraph.paragraph_format
    if block.kind == ITEM:
        spacing.left_indent, spacing.first_line_indent = INDENT * (block.level + 1) + Pt(22), -Pt(22)
        _written(paragraph, f"{block.mark}\t")
        spacing.tab_stops.add_tab_stop(INDENT * (block.level + 1) + Pt(22))
    elif block.kind == QUOTE:
        spacing.left_indent = INDENT
    else:
        spacing.first_line_indent = INDENT
    if block.kind != HEADING:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    left = len(article_number(block.text.lstrip()))
    for run in block.runs:
        _written(paragraph, run.text[:left], face=HEI)
        _run(paragraph, run, run.text[left:], base=base)
        left = max(0, left - len(run.text))


def _run(paragraph: Paragraph, run: Run, text: str, *, base: str) -> None:
    if not text:
        return
    href = base + run.href if run.href.startswith("/") else run.href
    written = _written(paragraph, text, face=HEI if run.is_strong else "")
    written.font.italic = run.is_slanted or None
    if _WEB.match(href):
        _linked(paragraph, written, href)


def _linked(paragraph: Paragraph, run: Any, href: str) -> None:
    """An external link: an address in the relations of the file, never a field that runs anything."""
    relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run.font.color.rgb = RGBColor(0x1A, 0x4F, 0x8B)
    run._r.addprevious(link)
    link.append(run._r)


def _picture(document: Document, picture: Picture, content: bytes | None) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    try:
        shape = paragraph.add_run().add_picture(io.BytesIO(content or b""))
    except Exception:  # whatever is wrong with a picture, its alternative text stands for it
        _written(paragraph, f"［图：{picture.text}］", size=Pt(12), color=SOFT)
        return
    if shape.width > TEXT_WIDTH:
        shape.height, shape.width = Length(int(shape.height * TEXT_WIDTH / shape.width)), TEXT_WIDTH
    shape._inline.docPr.set("descr", printable(picture.text))


def _files(document: Document, sheet: Sheet) -> None:
    for number, file in enumerate(sheet.files, 1):
        paragraph = document.add_paragraph()
        spacing = paragraph.paragraph_format
        spacing.left_indent, spacing.first_line_indent = INDENT + Pt(70), -Pt(70) if number == 1 else -Pt(22)
        if number == 1:
            spacing.space_before = LINE
            _written(paragraph, "附件：")
        _linked(paragraph, _written(paragraph, f"{number}. {file.name}"), file.address)


def _foot(document: Document, sheet: Sheet) -> None:
    code = io.BytesIO()
    segno.make(sheet.address, error="m").save(code, kind="png", scale=6, border=1)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = LINE
    shape = paragraph.add_run().add_picture(io.BytesIO(code.getvalue()), width=Mm(20))
    shape._inline.docPr.set("descr", "本页网址的二维码")
    told = document.add_paragraph()
    _written(told, "扫码或打开下列网址，可核对全文、附件和最新的有效性：\n", size=SMALL, color=SOFT)
    _linked(told, _written(told, sheet.address, size=SMALL), sheet.address)
    _written(told, f"\n公开时摘要（SHA-256）：{sheet.sha256}", size=SMALL, color=SOFT)


def _footer(number: Paragraph, address: Paragraph, sheet: Sheet) -> None:
    number.alignment = address.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _written(number, "— ", size=NOTE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = _written(number, "1", size=NOTE)
    run._r.addprevious(field)
    field.append(run._r)
    _written(number, " —", size=NOTE)
    facts = [sheet.site, f"索引号：{sheet.index_number}" if sheet.index_number else "", sheet.address]
    _written(address, "　".join(fact for fact in facts if fact), size=Pt(8), color=SOFT)


def _settled(archive: bytes) -> bytes:
    """The parts of the file with one fixed time, so that equal documents are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _FIXED), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
