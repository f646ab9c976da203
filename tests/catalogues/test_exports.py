"""A catalogue as a file."""

from __future__ import annotations

import csv
import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook

from gongkai.catalogues import actions, exports
from tests.catalogues.conftest import MORNING, NOON


@pytest.fixture
def draft(place):
    draft = place.compile()
    actions.adapt(
        row=draft.rows.get(l2="公示信息"),
        changes={"basis": [{"name": "=cmd()", "no": None}], "time_limit": "=1+1"},
        reason="公式也只是文字",
        by=None,
        at=MORNING,
    )
    return draft


def written(version, format):
    return io.BytesIO(exports.write(exports.sheet(version), format=format))


def test_a_spreadsheet_has_the_original_two_row_header(draft, place):
    page = load_workbook(written(draft, "xlsx"))["社会救助"]

    assert page["A1"].value == f"{place.county.name}政务公开事项标准目录（社会救助）"
    assert [cell.value for cell in page[3]][:4] == ["序号", "公开事项", None, "公开内容（要素）"]
    assert [cell.value for cell in page[4]][1:3] == ["一级事项", "二级事项"]
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {"A3:A4", "B3:C3", "I3:J3", "K3:L3", "M3:N3"} <= merged
    assert page.freeze_panes == "D5"


def test_a_first_level_matter_is_merged_over_its_rows(draft):
    page = load_workbook(written(draft, "xlsx"))["社会救助"]

    assert "B6:B7" in {str(area) for area in page.merged_cells.ranges}
    assert [page.cell(r, 3).value for r in (5, 6, 7)] == ["政策法规文件", "审核审批信息", "公示信息"]


def test_marks_are_those_of_the_original(draft):
    page = load_workbook(written(draft, "xlsx"))["社会救助"]

    assert page.cell(5, 8).value == "■政府网站\n□两微一端"
    assert [page.cell(5, c).value or "" for c in range(9, 15)] == ["√", "", "√", "", "√", ""]
    assert page.cell(6, 14).value == "√（乡级）"


def test_nothing_in_a_spreadsheet_is_a_formula(draft):
    page = load_workbook(written(draft, "xlsx"))["社会救助"]

    assert page.cell(7, 6).data_type == "s"
    assert page.cell(7, 6).value == "=1+1"


def test_nothing_in_a_csv_begins_like_a_formula(draft):
    lines = list(csv.DictReader(io.StringIO(written(draft, "csv").read().decode("utf-8-sig"))))

    assert lines[2]["time_limit"] == "'=1+1"
    assert [line["l2"] for line in lines] == ["政策法规文件", "审核审批信息", "公示信息"]


def test_machines_get_everything(draft, place):
    whole = json.loads(written(draft, "json").read())

    row = whole["rows"][1]
    assert (row["l2"], row["matter"], row["field_slug"]) == ("审核审批信息", 2, "social-assistance")
    assert row["time_rules"]["rules"][0]["amount"] == 20
    assert [b["name"] for b in row["bodies"]] == [place.civil.name, place.north.name, place.south.name]


def test_a_document_has_a_table_for_each_field(draft):
    document = Document(written(draft, "docx"))

    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][:3] == ["序号", "公开事项", "公开事项"]
    assert [row.cells[2].text for row in table.rows[2:]] == ["政策法规文件", "审核审批信息", "公示信息"]


def test_what_nobody_confirmed_is_marked_until_the_county_issues_it(place):
    place.edition.texts.update(is_verified=False)
    draft = place.compile()
    before = exports.sheet(draft)

    actions.adopt_group(version=draft, by=None, at=MORNING)
    actions.issue(version=draft, by=None, at=NOON, in_force_from=NOON.date())
    draft.refresh_from_db()
    after = exports.sheet(draft)

    assert all(line.cells[2].endswith("※") for line in before.lines)
    assert not any(line.cells[2].endswith("※") for line in after.lines)


def test_one_field_may_be_exported_alone(draft, place):
    assert len(exports.sheet(draft, field_id=place.field.pk).lines) == 3
    assert exports.sheet(draft, field_id=0).lines == ()


def test_rows_set_aside_are_left_out(draft, place):
    row = draft.rows.get(l2="政策法规文件")

    actions.mark_not_applicable(rows=[row], reason="无", approved_by=place.chief, by=None, at=NOON)

    assert [line.cells[0] for line in exports.sheet(draft).lines] == ["1", "2"]


def test_a_large_catalogue_costs_a_constant_number_of_queries(draft, django_assert_num_queries):
    with django_assert_num_queries(2):
        exports.sheet(draft)
