"""Take in a county's list of powers (权责清单) or of public services (公共服务事项清单) from a file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.catalogues import actions, presenters
from gongkai.catalogues.importers import lists as importer
from gongkai.catalogues.importers.lists import ListReading
from gongkai.catalogues.models import ListEntry
from gongkai.kernel import clock
from gongkai.organisations.models import County
from gongkai.tables.findings import Finding


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        take_in = acts.add_parser("import", help="导入清单：先查看，全部导入或全部不导入")
        take_in.add_argument("file", type=Path, help="xlsx、xls、docx、html 或 csv 文件")
        take_in.add_argument("--county", required=True, metavar="CODE", help="县（市、区）区划代码")
        take_in.add_argument("--kind", required=True, choices=ListEntry.Kind.values, help="清单种类")
        take_in.add_argument("--dry-run", action="store_true", help="只查看，不写入")
        take_in.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")

    def handle(self, *, file: Path, county: str, kind: str, dry_run: bool, as_json: bool, **options: Any) -> None:
        place = County.objects.filter(code=county).first()
        if place is None:
            raise CommandError(f"没有区划代码为 {county} 的县")
        reading = importer.read(file.read_bytes(), file.name, kind=kind, county_id=place.pk)
        answer = _dry(reading)
        if not dry_run and reading.may_go_in:
            done = actions.import_list(
                county=place, kind=kind, rows=reading.rows, by=None, at=clock.now(), source=file.name
            )
            answer |= {"added": done.added, "updated": done.updated, "ended": done.ended}
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) if as_json else "\n".join(_readable(answer)))
        if not dry_run and not reading.may_go_in:
            raise CommandError(str(presenters.REFUSALS[actions.Refusal.FINDINGS_IN_LIST]))


def _dry(reading: ListReading) -> dict[str, Any]:
    return {
        "file": reading.document.name,
        "kind": reading.kind,
        "rows": len(reading.rows),
        "outcome": str(reading.outcome),
        "findings": [_finding(finding) for finding in reading.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    said = presenters.table_words(finding)
    return {
        "code": finding.code,
        "row": finding.row,
        "column": finding.column,
        "where": said.where,
        "what": said.what,
        "mend": said.mend,
    }


def _readable(answer: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in answer.items() if name != "findings"]
    return lines + [f"  {f['where']} {f['what']}。{f['mend']}" for f in answer["findings"]]
