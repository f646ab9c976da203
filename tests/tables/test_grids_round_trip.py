"""Whatever the shape of a table, each cell is read where it was written; whatever the bytes, nothing falls over."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.tables.grid import Document
from gongkai.tables.readers import open_document
from tests.tables import making
from tests.tables.making import Span
from tests.tables.old_workbook import xls

words = st.text("甲乙丙丁公开目录abc123■□、", min_size=1, max_size=6)


@st.composite
def merged_tables(draw) -> tuple[list[list[str]], list[Span]]:
    """A full table, and ranges in it that do not overlap."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    rows = [[draw(words) for _ in range(width)] for _ in range(height)]
    spans: list[Span] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        bottom, right = draw(st.integers(top, height - 1)), draw(st.integers(left, width - 1))
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            spans.append((top, left, bottom, right))
    return rows, spans


def seen(rows: list[list[str]], spans: list[Span]) -> list[list[str]]:
    """What a reader of the merged table sees in each place."""
    shown = [list(row) for row in rows]
    for top, left, bottom, right in spans:
        for row in range(top, bottom + 1):
            shown[row][left : right + 1] = [rows[top][left]] * (right - left + 1)
    return shown


def shown_by(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[table.grid.text(r, c) for c in range(table.grid.width_of(r))] for r in range(len(table.grid.rows))]


@settings(max_examples=60)
@given(merged_tables())
def test_a_workbook_shows_in_every_place_what_was_merged_over_it(table):
    rows, spans = table

    document = open_document(making.workbook(rows, merged=spans), "x.xlsx")

    assert shown_by(document) == seen(rows, spans)


@settings(max_examples=60)
@given(merged_tables())
def test_a_page_shows_in_every_place_what_spans_it(table):
    rows, spans = table
    origins = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in spans}
    covered = {
        (row, column)
        for top, left, bottom, right in spans
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - origins.keys()
    lines = ""
    for r, row in enumerate(rows):
        cells = [(c, text) for c, text in enumerate(row) if (r, c) not in covered]
        spanned = ((*origins.get((r, c), (1, 1)), text) for c, text in cells)
        lines += "<tr>" + "".join(f"<td rowspan={down} colspan={over}>{t}</td>" for down, over, t in spanned) + "</tr>"

    document = open_document(f"<table>{lines}</table>".encode(), "x.html")

    assert shown_by(document) == seen(rows, spans)


@settings(max_examples=30)
@given(merged_tables())
def test_a_word_table_shows_in_every_place_what_spans_it(table):
    rows, spans = table
    for top, left, bottom, right in spans:  # Word joins the texts of merged cells: only the first has one
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                rows[row][column] = rows[top][left] if (row, column) == (top, left) else ""

    document = open_document(making.word(rows, merged=spans), "x.docx")

    assert shown_by(document) == seen(rows, spans)


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["", "PK\x03\x04", "<table><tr><td>", "\ufeff序号,", "%PDF"]))
def test_random_bytes_never_crash_a_reader(content: bytes, start: str):
    document = open_document(start.encode() + content, "x")

    assert document.tables or document.findings


# Made once: the time of day inside would make each a different file.
WHOLE = (
    making.workbook([["序号", "甲"], [1, "乙"]]),
    making.word([["序号", "甲"]]),
    xls([["序号", "甲"], ["1", "乙"]]),
)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_office_file_never_crashes_a_reader(data):
    whole = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    document = open_document(bytes(whole), "x")

    assert document.tables or document.findings


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_xml_in_place_of_a_document_never_crashes_a_reader(xml: str):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("word/document.xml", xml)

    document = open_document(output.getvalue(), "x.docx")

    assert document.findings
