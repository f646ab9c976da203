"""Take over a newer list of divisions: a CSV file with code and name. Nothing is deleted."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.kernel import clock
from gongkai.organisations import actions
from gongkai.organisations.rules import division_list


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        taking = steps.add_parser("import", help="导入新的区划表（UTF-8 或 GB18030 的 CSV，含代码、名称两列）")
        taking.add_argument("file", type=Path)
        taking.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path, as_json: bool, **options: Any) -> None:
        try:
            lines = division_list.read(csv.DictReader(_text(file).splitlines()))
        except (OSError, division_list.ListUnreadable) as error:
            raise CommandError(f"{file.name}: {error}") from None
        done = actions.import_divisions(lines=lines, source=file.name[:40], by=None, at=clock.now())
        facts = {
            "added": list(done.added),
            "renamed": [{"code": code, "old": old, "new": new} for code, old, new in done.renamed],
            "missing": list(done.missing),
            "unchanged": done.unchanged,
        }
        if as_json:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        self.stdout.write(
            f"新增 {len(done.added)}，更名 {len(done.renamed)}，未变 {done.unchanged}，"
            f"本平台各县有而新表没有 {len(done.missing)}"
        )


def _text(file: Path) -> str:
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")
