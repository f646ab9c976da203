"""`gongkai mask`: a copy beside the original, without a database, never over anything."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.publishing.masking import reading
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, CHILD


def mask(path: Path, *options: str) -> None:
    call_command("mask", str(path), *options)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(making.sheet([["姓名", "身份证号", "金额"], ["王大山", ADULT, "5"]]))
    return path


def test_a_copy_lies_beside_the_original_which_stays(path, capsys):
    before = path.read_bytes()

    mask(path)

    copy = path.with_name("名单-脱敏.xlsx")
    assert reading.cells(copy.read_bytes())[1] == ["王大山", f"99*************{ADULT[-3:]}", "5"]
    assert path.read_bytes() == before
    out = capsys.readouterr().out
    assert "遮挡身份证号1处" in out
    assert str(copy) in out


def test_a_profile_cuts_the_columns_and_json_tells_it(path, tmp_path, capsys):
    mask(path, "-o", str(tmp_path / "新.xlsx"), "--profile", "relief", "--json")

    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(tmp_path / "新.xlsx")
    assert told["name"] == "名单.xlsx"
    assert {
        "what": "column_dropped",
        "count": 1,
        "where": "工作表1",
        "header": "身份证号",
        "treatment": "drop",
    } in told["removed"]
    assert reading.cells((tmp_path / "新.xlsx").read_bytes()) == [["姓名", "金额"], ["王大山", "5"]]


def test_nothing_is_written_over(path, capsys):
    with pytest.raises(SystemExit) as refused:
        mask(path, "-o", str(path))

    assert refused.value.code == 2
    assert "没有覆盖" in capsys.readouterr().err


def test_ages_are_told_on_the_day_that_is_given(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,身份证号\n王小虎,{CHILD}\n", encoding="utf-8")

    mask(path, "-o", str(tmp_path / "1.csv"), "--on", "2026-11-28")
    mask(path, "-o", str(tmp_path / "2.csv"), "--on", "2040-01-01")

    assert "王某某" in (tmp_path / "1.csv").read_text(encoding="utf-8")
    assert "王小虎" in (tmp_path / "2.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-o", "/nowhere/x.csv"), "写入权限"),
        (("--on", "2026-02-30"), "YYYY-MM-DD"),
    ],
)
def test_what_is_wrong_is_told(path, capsys, options, words):
    with pytest.raises(SystemExit) as refused:
        mask(path, *options)

    assert refused.value.code == 2
    assert words in capsys.readouterr().err


def test_a_file_without_a_copy_ends_in_two_and_says_how_to_mend_it(tmp_path, capsys, monkeypatch):
    path = tmp_path / f"名单{ADULT}.docx"
    path.write_bytes(b"PK\x03\x04 broken")

    for action in (lambda: None, path.unlink):
        action()
        with pytest.raises(SystemExit) as refused:
            mask(path)
        assert refused.value.code == 2

    err = capsys.readouterr().err
    assert "另存一份" in err
    assert "请检查路径" in err
    assert ADULT not in err


def test_a_file_beyond_measure_is_not_even_opened(path, capsys, monkeypatch):
    monkeypatch.setattr("gongkai.publishing.management.commands.mask.MAX_BYTES", 3)

    with pytest.raises(SystemExit):
        mask(path)

    assert "拆成几个文件" in capsys.readouterr().err


def test_the_command_runs_by_itself_without_a_database(path):
    done = subprocess.run(
        [Path(sys.executable).parent / "gongkai", "mask", path, "--json"],
        capture_output=True,
        check=False,
        env={"DATABASE_URL": "sqlite:////nowhere/none.sqlite3", "PATH": "/usr/bin:/bin"},
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["name"] == "名单.xlsx"
