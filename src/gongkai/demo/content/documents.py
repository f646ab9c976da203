"""How is an attachment made so that its bytes are the same on every run?

Office files are zip archives: their clock and their "modified" line are set to one fixed day.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache

import docx
import lxml.html
import openpyxl
import typst
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from pylopdf_fonts_zh_cn import serif_path

from gongkai.demo.content.markup import Table

FIXED = (2020, 1, 1, 0, 0, 0)
_DATE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NUMERIC = re.compile(r"-?[\d,]+(\.\d+)?")
MARK = "演示数据：明镜县及本文所列机构、人员、金额均为虚构"


def sheet_xlsx(table: Table) -> bytes:
    """A table as a workbook with real numbers."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "数据"
    page.append([table.caption])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(table.head))
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    page.append(list(table.head))
    for row in table.rows:
        page.append([_cell(value) for value in row])
    for number, title in enumerate(table.head, 1):
        page.column_dimensions[get_column_letter(number)].width = max(14, len(title) * 2 + 2)
    page.freeze_panes = "A3"
    page.append([])
    page.append([MARK])
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue())


def sheet_csv(table: Table) -> bytes:
    """A table as UTF-8 with a mark that Excel understands."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(table.head)
    lines.writerows([[_cell(value) for value in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def sheet_docx(table: Table) -> bytes:
    return _docx(table.caption, [("table", [list(table.head), *[list(map(str, row)) for row in table.rows]])])


def sheet_pdf(table: Table) -> bytes:
    return _pdf(table.caption, "", [("table", [list(table.head), *[list(map(str, row)) for row in table.rows]])])


def form_docx(title: str, lines: Sequence[str]) -> bytes:
    """A blank form: names left, room right."""
    return _docx(
        title,
        [
            ("table", [["填写项目", "填写内容"], *[[line, ""] for line in lines]]),
            ("p", "申请人签名：　　　　　　　　　年　　月　　日"),
        ],
    )


def text_docx(title: str, number: str, html: str) -> bytes:
    return _docx(title, [*([("p", number)] if number else []), *_blocks(html)])


def text_pdf(title: str, number: str, html: str) -> bytes:
    return _pdf(title, number, list(_blocks(html)))


def flow_pdf(title: str, steps: Sequence[str]) -> bytes:
    """A flow chart: one box a step, an arrow between; what stands after `：` is small."""
    boxes = []
    for number, step in enumerate(steps, 1):
        head, _, note = step.partition("：")
        small = f" #linebreak() #text(size: 9pt)[{_typst(note)}]" if note else ""
        box = f"[*{number}. {_typst(head)}*{small}]"
        boxes.append(f"#align(center)[#rect(width: 78%, inset: 9pt, radius: 4pt, stroke: 0.8pt){box}]")
    arrow = "#align(center)[#text(size: 13pt)[↓]]"
    return _compiled(_page(title, "") + "#set block(spacing: 0.7em)\n" + f"\n{arrow}\n".join(boxes))


def _blocks(html: str) -> Iterator[tuple[str, object]]:
    for element in lxml.html.fragments_fromstring(html):
        if element.tag == "table":
            caption = element.find("caption")
            if caption is not None:
                yield "h3", caption.text_content()
            yield "table", [[cell.text_content() for cell in row] for row in element.iter("tr")]
        elif element.tag in {"ul", "ol"}:
            yield from (("li", item.text_content()) for item in element)
        else:
            yield element.tag, element.text_content()


def _docx(title: str, blocks: Sequence[tuple[str, object]]) -> bytes:
    document = docx.Document()
    document.add_heading(title, level=1)
    for kind, content in blocks:
        if isinstance(content, list):
            _docx_table(document, content)
        elif kind in {"h2", "h3"}:
            document.add_heading(str(content), level=int(kind[1]))
        else:
            document.add_paragraph(str(content), style="List Bullet" if kind == "li" else None)
    document.add_paragraph(MARK)
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _docx_table(document: docx.document.Document, rows: list[list[str]]) -> None:
    grid = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text


def _pdf(title: str, number: str, blocks: Sequence[tuple[str, object]]) -> bytes:
    parts = [_page(title, number)]
    for kind, content in blocks:
        if isinstance(content, list):
            cells = ", ".join(f"[{_typst(cell)}]" for row in content for cell in row)
            parts.append(f"#table(columns: {len(content[0])}, stroke: 0.5pt, inset: 5pt, {cells})")
        elif kind in {"h2", "h3"}:
            parts.append(f"#strong[{_typst(str(content))}]")
        else:
            parts.append(f"{'- ' if kind == 'li' else ''}{_typst(str(content))}")
    return _compiled("\n\n".join(parts))


def _page(title: str, number: str) -> str:
    lines = (
        f'#set document(date: none, title: "{title}")',
        f"#set page(margin: 2.2cm, footer: align(center, text(size: 8pt)[{MARK}]))",
        '#set text(font: "Noto Serif SC", lang: "zh", size: 11pt)',
        "#set par(leading: 0.9em)",
        f"#align(center)[#text(size: 16pt)[*{_typst(title)}*]]",
        f"#align(center)[{_typst(number)}]" if number else "",
        "#v(8pt)",
    )
    return "\n".join(lines) + "\n"


def _typst(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~=])", r"\\\1", text)


@cache
def _compiler() -> typst.Compiler:
    """One compiler for all, so that the fonts are read once."""
    return typst.Compiler(font_paths=[str(serif_path().parent)], ignore_system_fonts=True)


def _compiled(source: str) -> bytes:
    made = _compiler().compile(input=source.encode())
    assert isinstance(made, bytes)  # one document, one file
    return made


def _cell(value: object) -> object:
    text = str(value)
    if not _NUMERIC.fullmatch(text):
        return text
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _settled(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = _DATE.sub(rb"\g<1>2020-01-01T00:00:00Z", source.read(name))
            target.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


SHEETS = {"xlsx": sheet_xlsx, "csv": sheet_csv, "docx": sheet_docx, "pdf": sheet_pdf}
TEXTS = {"docx": text_docx, "pdf": text_pdf}
