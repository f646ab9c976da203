"""Read time-limit phrases of catalogues into clauses, without a database."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.workdays import presenters
from gongkai.workdays.rules.phrases import TimeLimit, parse


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phrase", nargs="?", help="时限写法，例如 信息形成或者变更之日起20个工作日内")
        parser.add_argument("--file", help="CSV文件（UTF-8或GB18030），每行读一个")
        parser.add_argument("--column", default="time_limit", help="CSV中的列名，默认 time_limit")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, phrase: str | None, file: str | None, column: str, as_json: bool, **options: Any) -> None:
        if phrase is None and file is None:
            self._refuse("请写出时限，或用 --file 指定一个CSV文件。")
        phrases = [phrase] if phrase is not None else self._column(Path(str(file)), column)
        readings = [parse(text or "") for text in phrases]
        if as_json:
            answers = [_facts(reading) for reading in readings]
            self.stdout.write(json.dumps(answers[0] if phrase is not None else answers, ensure_ascii=False))
            return
        for reading in readings:
            self.stdout.write(f"{reading.raw}\n" + "\n".join(f"  {line}" for line in presenters.reading_lines(reading)))

    def _column(self, path: Path, column: str) -> list[str]:
        try:
            data = path.read_bytes()
        except OSError:
            self._refuse(f"打不开文件 {path}，请检查路径。")
        rows = list(csv.DictReader(_decoded(data).splitlines()))
        if not rows or column not in rows[0]:
            names = "、".join(rows[0]) if rows else "（没有数据行）"
            self._refuse(f"文件里没有“{column}”列，现有的列是：{names}。请用 --column 指定。")
        return [row[column] or "" for row in rows]

    def _refuse(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(2)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _facts(reading: TimeLimit) -> dict[str, Any]:
    findings: Iterable[dict[str, str]] = [{"code": str(f.code), "text": f.text} for f in reading.findings]
    return {**reading.as_json(), "understood": reading.is_understood, "findings": list(findings)}
