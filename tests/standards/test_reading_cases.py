"""The published oddities of real catalogues, read as the reviewed answers beside them say."""

from __future__ import annotations

import json
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

CASES = Path(__file__).parents[1] / "data" / "tables" / "cases"
ANSWERS = sorted(CASES.glob("*.expected.json"))


def check(path: Path, *options: str) -> str:
    out = StringIO()
    with suppress(SystemExit):
        call_command("guideline", "check", str(path), *options, stdout=out)
    return out.getvalue()


def places(findings: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    return {(f["code"], f.get("table"), f["row"], f["column"]) for f in findings}


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem.split(".")[0])
def test_a_case_is_read_as_its_reviewed_answer_says(path: Path):
    expected = json.loads(path.read_text(encoding="utf-8"))

    found = json.loads(check(CASES / expected["file"], "--json"))

    assert found["outcome"] == expected["outcome"]
    assert found["tables"] == expected["tables"]
    assert places(found["warnings"]) == places(expected["warnings"])
    assert places(found["errors"]) == places(expected["errors"])


def test_all_eight_cases_are_there():
    assert len(ANSWERS) == 8


def test_the_command_ends_with_one_where_the_file_must_not_go_in():
    with pytest.raises(SystemExit, match="1"):
        call_command("guideline", "check", str(CASES / "10_missing_column.xlsx"), stdout=StringIO())


def test_people_get_a_list_in_words_with_the_place_and_how_to_mend_it():
    shown = check(CASES / "11_truncated_row_gb18030.csv")

    assert "【义务教育】示例县义务教育领域基层政务公开标准目录：2 个事项" in shown
    assert "第4行只有6列，应有14列，从“公开主体”起缺失。请补全这一行" in shown


def test_a_lost_header_is_guessed_as_far_as_anything_can_be_said():
    shown = check(CASES / "09_no_header.html")

    assert (
        "序号、一级事项、二级事项、公开内容、公开依据、公开时限、公开主体、公开渠道和载体；另有 2 列无法判断" in shown
    )


def test_a_file_that_is_not_there_is_said_in_words():
    with pytest.raises(CommandError, match="无法打开"):
        call_command("guideline", "check", "nowhere.xlsx")


def test_an_empty_file_is_a_finding_and_not_a_crash(tmp_path: Path):
    file = tmp_path / "空.xlsx"
    file.write_bytes(b"")

    found = json.loads(check(file, "--json"))

    assert (found["outcome"], [error["code"] for error in found["errors"]]) == ("error", ["E_FILE_EMPTY"])
