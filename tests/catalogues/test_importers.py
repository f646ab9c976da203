"""A list as people really make it: shown first, then all of it or nothing."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from gongkai.catalogues import actions
from gongkai.catalogues.importers import lists as importer
from gongkai.catalogues.models import ListEntry
from gongkai.tables.findings import Outcome
from tests.catalogues.conftest import MORNING

HEADER = ["序号", "职权编码", "职权类型", "主项名称", "子项名称", "实施依据", "实施主体", "责任事项"]
LINES = [
    [1, "XK-1", "行政许可", "医师执业注册", "医师变更注册", "《医师法》", "样板县民政局", "受理、审查、决定"],
    [2, "XK-2", None, None, "医师注销注册", "同上", "同上", None],
    [3, "CF-1", "行政处罚", "对非法行医的处罚", None, "《医师法》", "样板县民政局", None],
]


def workbook(*lines, header=HEADER):
    book = Workbook()
    page = book.active
    page.append(["样板县权责清单"])
    page.append(header)
    for line in lines:
        page.append(line)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    if len(lines) > 1 and lines[1][3] is None:
        page.merge_cells("C3:C4")
        page.merge_cells("D3:D4")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(content, *, county_id=None):
    return importer.read(content, "权责清单.xlsx", kind="power", county_id=county_id)


def test_merged_cells_and_the_same_as_above_are_read(db):
    reading = read(workbook(*LINES))

    assert [(r.code, r.type, r.name, r.body_name, r.basis) for r in reading.rows] == [
        ("XK-1", "行政许可", "医师变更注册", "样板县民政局", "《医师法》"),
        ("XK-2", "行政许可", "医师注销注册", "样板县民政局", "《医师法》"),
        ("CF-1", "行政处罚", "对非法行医的处罚", "样板县民政局", "《医师法》"),
    ]
    assert (reading.outcome, reading.may_go_in) == (Outcome.OK, True)


def test_what_the_platform_does_not_use_is_kept_as_it_stood(db):
    reading = read(workbook(*LINES))

    assert reading.rows[0].raw["duty"] == "受理、审查、决定"


def test_a_repeated_line_is_an_error_with_its_row(db):
    reading = read(workbook(LINES[0], LINES[2], LINES[2]))

    assert [(f.code, f.row) for f in reading.findings] == [("E_ENTRY_TWICE", 5)]
    assert not reading.may_go_in


def test_a_file_without_the_column_of_names_does_not_go_in(db):
    header = ["序号", "职权编码", "职权类型", "实施依据", "实施主体"]

    reading = read(workbook([1, "XK-1", "行政许可", "x", "y"], header=header))

    assert "E_COLUMN_MISSING" in {f.code for f in reading.findings}
    assert not reading.may_go_in


def test_a_column_that_nobody_knows_is_asked_for_once(place):
    header = [*HEADER[:3], "事项叫法", *HEADER[4:]]
    content = workbook([1, "XK-1", "行政许可", "护士执业注册", None, "x", "样板县民政局", None], header=header)
    first = read(content, county_id=place.county.pk)
    (question,) = first.questions
    columns = ["name" if text == "事项叫法" else c for text, c in zip(question.texts, question.columns, strict=True)]

    actions.remember_columns(
        county=place.county, kind="power", question=question, columns=columns, by=place.chief, at=MORNING
    )

    assert not first.may_go_in
    assert [row.name for row in read(content, county_id=place.county.pk).rows] == ["护士执业注册"]
    assert not read(content, county_id=place.county.pk + 1).may_go_in


def test_the_findings_come_back_beside_the_rows_as_they_were_sent(db):
    reading = read(workbook(LINES[0], LINES[2], LINES[2]))

    book = load_workbook(io.BytesIO(importer.as_workbook(reading)))

    assert "与第 4 行重复" in str([cell.value for cell in book.worksheets[1][5]])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "权责清单.xlsx"
    path.write_bytes(workbook(*LINES))
    return path


def run(place, file, *more, capsys):
    call_command("lists", "import", "--county", place.county.code, "--kind", "power", str(file), "--json", *more)
    return json.loads(capsys.readouterr().out)


def test_a_dry_run_writes_nothing(place, file, capsys):
    said = run(place, file, "--dry-run", capsys=capsys)

    assert (said["rows"], said["outcome"]) == (3, "ok")
    assert not ListEntry.objects.exists()


def test_the_whole_list_goes_in(place, file, capsys):
    said = run(place, file, capsys=capsys)

    assert (said["added"], said["updated"], said["ended"]) == (3, 0, 0)
    assert set(ListEntry.objects.values_list("body__name", flat=True)) == {"样板县民政局"}


def test_a_list_with_an_error_stays_out_whole(place, tmp_path, capsys):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(workbook(LINES[0], LINES[2], LINES[2]))

    with pytest.raises(CommandError, match="没有导入"):
        run(place, path, capsys=capsys)

    assert not ListEntry.objects.exists()
    assert "与第 4 行重复" in capsys.readouterr().out


def test_a_list_of_an_unknown_county_is_refused(db, file):
    with pytest.raises(CommandError, match="000000"):
        call_command("lists", "import", "--county", "000000", "--kind", "power", str(file))
