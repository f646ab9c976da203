"""Look for what must not leave, for wrong words and slips in a file, hidden places included. Needs no database."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from gongkai.kernel import clock
from gongkai.publishing.rules.sensitive import hide
from gongkai.publishing.rules.wording import shipped
from gongkai.publishing.scanning import Located, Unreadable, check_file, explain
from gongkai.publishing.scanning.limits import MAX_BYTES
from gongkai.publishing.scanning.words import KINDS, LEVELS
from gongkai.tables.findings import Code


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="要检查的文件：docx、xlsx、xls、pptx、pdf、ofd、html、txt、csv、zip")
        parser.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON")
        parser.add_argument("--on", metavar="DATE", help="按哪一天计算年龄，YYYY-MM-DD，默认今天")

    def handle(self, *, file: str, as_json: bool, on: str | None, **options: Any) -> None:
        day = self._day(on) if on else clock.today()
        path = Path(file)
        name = hide(path.name, on=day)
        try:
            findings = check_file(_content(path), name=path.name, on=day, matchers=[shipped.matcher()])
        except OSError:
            self._refuse(f"打不开文件“{name}”。请检查路径和读取权限。")
        except Unreadable as unreadable:
            self._refuse(hide(f"文件“{name}”没有检查：{explain(unreadable)}", on=day))
        self.stdout.write(_as_json(findings) if as_json else _as_text(findings))

    def _day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._refuse(f"日期“{text}”读不懂或不存在。请写成 YYYY-MM-DD，例如 2026-11-28。")

    def _refuse(self, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(2)


def _content(path: Path) -> bytes:
    """What a file holds; one that is too large is not even read."""
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(Code.FILE_TOO_LARGE)
    return path.read_bytes()


def _as_json(findings: list[Located]) -> str:
    return json.dumps({"findings": [found.as_dict() for found in findings]}, ensure_ascii=False)


def _as_text(findings: list[Located]) -> str:
    lines = [f"{LEVELS[f.level]}  {KINDS[f.kind]}  {f.masked}  {f.where}" for f in findings]
    return "\n".join(
        [*lines, f"共发现{len(findings)}处。" if findings else "没有发现个人信息、涉密标志、错敏词和文字疏漏。"]
    )
