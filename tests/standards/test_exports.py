"""Does an edition come out in the columns in which the nation prints it?"""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from docx import Document

from gongkai.standards import exports
from gongkai.standards.models import ItemText
from tests.factories.standards import ItemTextFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(guideline):
    made = guideline.editions.get()
    made.texts.filter(l2="临时救助").update(is_verified=False)
    return made


@pytest.fixture
def page(edition):
    written = exports.write(exports.sheet(edition), format="xlsx")
    return openpyxl.load_workbook(io.BytesIO(written))["社会救助"]


def test_two_header_rows_carry_fourteen_columns(page):
    header = [[cell.value for cell in row] for row in page.iter_rows(min_row=3, max_row=4)]

    assert page.max_column == 14
    assert header[0][:4] == ["序号", "公开事项", None, "公开内容（要素）"]
    assert header[1][1:3] == ["一级事项", "二级事项"]
    assert header[1][8:] == ["全社会", "特定群体", "主动", "依申请", "县级", "乡、村级"]
    assert "B3:C3" in page.merged_cells
    assert "A3:A4" in page.merged_cells


def test_the_first_level_is_merged_over_its_items(page):
    assert page["B5"].value == "救助管理"
    assert "B5:B7" in page.merged_cells


def test_what_nobody_checked_is_marked_and_the_mark_explained(page):
    assert [page.cell(row, 3).value for row in (5, 6, 7)] == ["低保", "特困人员救助供养", "临时救助 ※"]
    assert "尚未与正式文本核对" in page["A9"].value


def test_elements_are_printed_with_their_marks(page):
    assert page["D5"].value == "● 政策文件\n● 办理结果"
    assert page["E5"].value == "《社会救助暂行办法》（国务院令第649号）"
    assert page["H5"].value == "■政府网站\n□两微一端"
    assert (page["I5"].value, page["K5"].value, page["M5"].value) == ("√", "√", "√")


@pytest.mark.parametrize(("levels", "cell"), [(["乡级", "村级"], "√"), (["村级"], "√（村级）"), (["县级"], "")])
def test_one_column_serves_both_lower_levels(edition, levels, cell):
    edition.texts.update(levels=levels)

    assert exports.sheet(edition).lines[0].cells[13] == cell


@pytest.mark.parametrize("typed", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_no_cell_becomes_a_formula(edition, typed):
    edition.texts.filter(l2="低保").update(time_limit=typed)
    sheet = exports.sheet(edition)

    book = openpyxl.load_workbook(io.BytesIO(exports.write(sheet, format="xlsx")))
    rows = list(csv.reader(io.StringIO(exports.write(sheet, format="csv").decode("utf-8-sig"))))

    cell = book["社会救助"]["F5"]
    assert (cell.value, cell.data_type) == (typed, "s")
    assert rows[1][6] == f"'{typed}"


def test_a_third_level_stands_with_the_second(guideline):
    ItemTextFactory(edition=guideline.editions.get(), l2="救助", l3="标准", position=9)

    assert exports.sheet(guideline.editions.get()).lines[-1].cells[2] == "救助 / 标准"


def test_machines_get_every_element_with_key_and_provenance(edition):
    whole = json.loads(exports.write(exports.sheet(edition), format="json"))

    row = whole["rows"][2]
    assert (row["key"], row["is_verified"], row["provenance"]) == ("20-0003", False, "official")
    assert row["basis"] == ItemText.objects.get(l2="低保").basis
    assert row["time_rules"]["rules"]


def test_csv_begins_with_the_mark_that_spreadsheets_need(edition):
    written = exports.write(exports.sheet(edition), format="csv")

    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig").splitlines()[0].startswith("领域,序号,公开事项/一级事项")


def test_word_gets_a_table_with_a_repeated_header(edition):
    document = Document(io.BytesIO(exports.write(exports.sheet(edition), format="docx")))

    (table,) = document.tables
    assert len(table.rows) == 5
    assert table.rows[2].cells[2].text == "低保"
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_an_edition_that_everybody_checked_needs_no_mark(guideline):
    legend = exports.sheet(guideline.editions.get()).legend

    assert len(legend) == 1
