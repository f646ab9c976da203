"""Files with a text in a given place of them, seen or hidden."""

from __future__ import annotations

import functools
import io
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import typst
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

Row = list[str]


def saved(document: Any) -> bytes:
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def zipped(**files: bytes) -> bytes:
    return archive(files)


def archive(files: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return output.getvalue()


def rezipped(content: bytes, **more: Any) -> bytes:
    """An office file with parts added or changed: name → bytes, or name → function of the old bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name, change in more.items():
        parts[name] = change(parts[name]) if callable(change) else change
    return archive(parts)


# --- Word ---------------------------------------------------------------------------------------------------------


def word(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def word_table(rows: list[Row]) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    return saved(document)


def word_header(text: str) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = text
    return saved(document)


def word_footer(text: str) -> bytes:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = text
    return saved(document)


def word_comment(text: str) -> bytes:
    document = docx.Document()
    run = document.add_paragraph("正文").runs[0]
    document.add_comment([run], text=text, author="审核人", initials="审")
    return saved(document)


def word_property(text: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = text
    return saved(document)


def word_hidden(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph("可见。\n").add_run(line).font.hidden = True
    return saved(document)


def _tracked(text: str, mark: str, holder: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        paragraph = document.add_paragraph()
        run = f'<w:r><w:{holder} xml:space="preserve"></w:{holder}></w:r>'
        change = parse_xml(
            f'<w:{mark} {nsdecls("w")} w:id="1" w:author="某" w:date="2026-01-01T00:00:00Z">{run}</w:{mark}>'
        )
        change[0][0].text = line
        paragraph._p.append(change)
    return saved(document)


def word_deleted(text: str) -> bytes:
    return _tracked(text, "del", "delText")


def word_inserted(text: str) -> bytes:
    return _tracked(text, "ins", "t")


def word_text_box(text: str) -> bytes:
    document = docx.Document()
    run = document.add_paragraph().add_run()
    picture = parse_xml(
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
        "<w:txbxContent/></v:textbox></v:shape></w:pict>"
    )
    run._r.append(picture)
    for line in text.split("\n"):
        paragraph = OxmlElement("w:p")
        holder = OxmlElement("w:r")
        content = OxmlElement("w:t")
        content.text = line
        content.set(qn("xml:space"), "preserve")
        holder.append(content)
        paragraph.append(holder)
        picture[0][0][0].append(paragraph)
    return saved(document)


def word_footnote(text: str) -> bytes:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{_escaped(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{lines}</w:footnote></w:footnotes>'
    return rezipped(word("正文"), **{"word/footnotes.xml": notes.encode()})


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


# --- Spreadsheets -------------------------------------------------------------------------------------------------


def sheet(rows: list[Row], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "名单"
    for row in rows:
        page.append(row)
    change(page)
    return saved(book)


def sheet_hidden_columns(rows: list[Row]) -> bytes:
    def hide(page: Any) -> None:
        for letter in "BCDE":
            page.column_dimensions[letter].hidden = True

    return sheet(rows, hide)


def sheet_hidden_rows(rows: list[Row]) -> bytes:
    def hide(page: Any) -> None:
        for number in range(2, len(rows) + 1):
            page.row_dimensions[number].hidden = True

    return sheet(rows, hide)


def sheet_in_state(rows: list[Row], state: str) -> bytes:
    def hide(page: Any) -> None:
        page.parent.create_sheet("封面")
        page.parent.active = 1
        page.sheet_state = state

    return sheet(rows, hide)


def sheet_numbers(rows: list[Row]) -> bytes:
    def typed(cell: str) -> Any:
        return int(cell) if cell.isdigit() and len(cell) > 5 else cell

    return sheet([[typed(cell) for cell in row] for row in rows])


def sheet_comment(text: str) -> bytes:
    def comment(page: Any) -> None:
        page["C7"].comment = Comment(text, "审核人")

    return sheet([["一"]], comment)


def sheet_formula(text: str) -> bytes:
    literal = text.replace('"', '""')
    return sheet([["一"], [f'=IF(A1="","{literal}","")']])


def sheet_named(text: str) -> bytes:
    def name(page: Any) -> None:
        page.parent.defined_names["备查"] = DefinedName("备查", attr_text=f'"{text}"')

    return sheet([["一"]], name)


def sheet_titled(text: str) -> bytes:
    def title(page: Any) -> None:
        with warnings.catch_warnings(action="ignore"):  # names may be longer than Excel's 31 characters
            page.title = text

    return sheet([["一"]], title)


def sheet_property(text: str) -> bytes:
    def describe(page: Any) -> None:
        page.parent.properties.description = text

    return sheet([["一"]], describe)


# --- Others -------------------------------------------------------------------------------------------------------


def delimited(rows: list[Row], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>公示</title></head><body>{body}</body></html>".encode()


def page_table(rows: list[Row]) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return page(f"<table>{lines}</table>")


def page_paragraphs(text: str, attributes: str = "") -> bytes:
    return page("".join(f"<p{attributes}>{_escaped(line)}</p>" for line in text.split("\n")))


@functools.cache
def _fonts() -> str:
    import pylopdf_fonts_zh_cn

    return str(pylopdf_fonts_zh_cn.__path__[0])


def pdf(pages: tuple[str, ...], title: str = "公示") -> bytes:
    """A page for each text."""

    def literal(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    head = f'#set document(title: {literal(title)})\n#set text(font: "Noto Sans SC", size: 9pt)\n#set page(height: auto, width: 60cm)\n'
    bodies = (" \\\n".join(f"#text({literal(line)})" for line in text.split("\n")) for text in pages)
    source = head + "\n#pagebreak()\n".join(bodies)
    return typst.compile(source.encode(), font_paths=[_fonts()], ignore_system_fonts=True)
