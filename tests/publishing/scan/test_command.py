"""`gongkai scan`: answers without a database, never with what it found, and says how to mend what it cannot read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, CHILD


def scan(path: Path, *options: str) -> None:
    call_command("scan", str(path), *options)


def test_findings_are_told_as_json_with_exactly_four_keys(tmp_path, capsys):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(making.sheet([["姓名", "身份证号"], ["王大山", ADULT]]))

    scan(path, "--json")

    assert json.loads(capsys.readouterr().out) == {
        "findings": [
            {
                "kind": "id18",
                "level": "block",
                "where": "工作表‘名单’B列第2行",
                "masked": f"99*************{ADULT[-3:]}",
            }
        ]
    }


def test_findings_are_told_in_words(tmp_path, capsys):
    path = tmp_path / "公示.txt"
    path.write_text(f"王大山{ADULT}", encoding="utf-8")

    scan(path)

    out = capsys.readouterr().out
    assert "须处理  身份证号" in out
    assert "共发现1处" in out
    assert ADULT not in out


def test_a_clean_file_is_told_to_be_clean(tmp_path, capsys):
    path = tmp_path / "公示.txt"
    path.write_text("通知", encoding="utf-8")

    scan(path)
    scan(path, "--json")

    assert capsys.readouterr().out == '没有发现个人信息、涉密标志、错敏词和文字疏漏。\n{"findings": []}\n'


def test_ages_are_told_on_the_day_that_is_given(tmp_path, capsys):
    path = tmp_path / "公示.txt"
    path.write_text(CHILD, encoding="utf-8")

    scan(path, "--json", "--on", "2026-11-28")
    scan(path, "--json", "--on", "2040-01-01")

    then, later = (json.loads(line)["findings"] for line in capsys.readouterr().out.splitlines())
    assert [finding["kind"] for finding in then] == ["id18", "minor"]
    assert [finding["kind"] for finding in later] == ["id18"]


def test_a_file_that_cannot_be_read_ends_in_two_and_says_how_to_mend_it(tmp_path, capsys, monkeypatch):
    path = tmp_path / f"名单{ADULT}.docx"
    path.write_bytes(b"PK\x03\x04 broken")

    for action in (lambda: None, path.unlink):
        action()
        with pytest.raises(SystemExit) as refused:
            scan(path)
        assert refused.value.code == 2

    err = capsys.readouterr().err
    assert "另存一份" in err
    assert "请检查路径" in err
    assert ADULT not in err


def test_a_file_beyond_measure_is_not_even_opened(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("gongkai.publishing.management.commands.scan.MAX_BYTES", 3)
    path = tmp_path / "大.txt"
    path.write_bytes(b"1234")

    with pytest.raises(SystemExit):
        scan(path)

    assert "拆成几个文件" in capsys.readouterr().err


def test_a_day_that_does_not_exist_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        scan(tmp_path / "a.txt", "--on", "2026-02-30")

    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_the_command_runs_by_itself_without_a_database(tmp_path):
    path = tmp_path / "公示.txt"
    path.write_text(f"王大山{ADULT}", encoding="utf-8")

    done = subprocess.run(
        [Path(sys.executable).parent / "gongkai", "scan", path, "--json"],
        capture_output=True,
        check=False,
        env={"DATABASE_URL": "sqlite:////nowhere/none.sqlite3", "PATH": "/usr/bin:/bin"},
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert [finding["kind"] for finding in json.loads(done.stdout)["findings"]] == ["id18"]
