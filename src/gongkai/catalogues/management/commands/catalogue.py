"""Compile, issue, export and revise a county's catalogue from the command line."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.catalogues import actions, exports, presenters, queries
from gongkai.catalogues.models import Version
from gongkai.kernel import clock
from gongkai.organisations.models import Body, County
from gongkai.standards.models import Edition


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        compile_ = _act(acts, "compile", "编制（或更新）草案，列出缺口")
        compile_.add_argument("--townships", action="store_true", help="一并编制各乡镇（街道）目录")
        issue = _act(acts, "issue", "发布草案，连同乡镇草案")
        issue.add_argument("--from", dest="in_force_from", type=date.fromisoformat, help="施行日期，默认当天")
        export = _act(acts, "export", "导出目录")
        export.add_argument("--format", choices=sorted(exports.FORMATS), default="xlsx")
        export.add_argument("--output", type=Path, required=True, help="写入的文件")
        export.add_argument("--township", help="乡镇（街道）机构的地址名；默认县级目录")
        revise = _act(acts, "revise", "按新版指引产生修订任务")
        revise.add_argument("--edition", type=int, required=True, help="指引版本编号")

    def handle(self, *, act: str, county: str, as_json: bool, **options: Any) -> None:
        try:
            answer = getattr(self, f"_{act}")(_county(county), options)
        except actions.CatalogueRefused as refused:
            raise CommandError(presenters.explain(refused)) from refused
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_readable(answer)))

    def _compile(self, county: County, options: dict[str, Any]) -> dict[str, Any]:
        at, started = clock.now(), time.perf_counter()
        compiled = actions.compile_county(county=county, by=None, at=at, on=clock.today())
        townships = []
        if options["townships"]:
            townships = actions.compile_townships(county=county, by=None, at=at, on=clock.today())
        return {
            **_summary(compiled.version),
            "townships": len(townships),
            "seconds": round(time.perf_counter() - started, 2),
        }

    def _issue(self, county: County, options: dict[str, Any]) -> dict[str, Any]:
        draft = queries.draft_version(county)
        if draft is None:
            raise actions.CatalogueRefused(actions.Refusal.NO_DRAFT)
        day = options["in_force_from"] or clock.today()
        issued = actions.issue(version=draft, by=None, at=clock.now(), in_force_from=day)
        return {"county": county.code, "versions": [v.pk for v in issued], "in_force_from": day.isoformat()}

    def _export(self, county: County, options: dict[str, Any]) -> dict[str, Any]:
        version = _version(county, township=options["township"])
        content = exports.write(exports.sheet(version), format=options["format"])
        options["output"].write_bytes(content)
        return {"county": county.code, "version": version.number, "file": str(options["output"]), "bytes": len(content)}

    def _revise(self, county: County, options: dict[str, Any]) -> dict[str, Any]:
        edition = Edition.objects.filter(pk=options["edition"]).first()
        if edition is None:
            raise CommandError(f"没有编号为 {options['edition']} 的指引版本")
        made = actions.revise_for_edition(county=county, edition=edition, by=None, at=clock.now())
        kinds = Counter(task.change for task in made)
        return {"county": county.code, "edition": edition.pk, "tasks": len(made), "changes": dict(kinds)}


def _act(acts: Any, name: str, text: str) -> ArgumentParser:
    parser: ArgumentParser = acts.add_parser(name, help=text)
    parser.add_argument("--county", required=True, metavar="CODE", help="县（市、区）区划代码")
    parser.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")
    return parser


def _county(code: str) -> County:
    county = County.objects.filter(code=code).first()
    if county is None:
        raise CommandError(f"没有区划代码为 {code} 的县；请先运行 gongkai county create {code}")
    return county


def _version(county: County, *, township: str | None) -> Version:
    """The version in force, or where there is none, the draft."""
    owner = Body.objects.of(county).filter(slug=township).first() if township else None
    found = queries.current_version(county, on=clock.today(), owner=owner) or queries.draft_version(county, owner=owner)
    if found is None or (township and owner is None):
        raise actions.CatalogueRefused(actions.Refusal.NO_DRAFT)
    return found


def _summary(version: Version) -> dict[str, Any]:
    ready = queries.readiness(version)
    report = queries.gap_report(version)
    return {
        "county": version.catalogue.county.code,
        "version": version.number,
        "state": version.state,
        "rows": ready.rows,
        "undecided": ready.undecided,
        "blocking": ready.blocking,
        "findings": dict(Counter(version.findings.filter(settled_at__isnull=True).values_list("code", flat=True))),
        "linked_entries": report.linked_entries,
        "gaps": [
            *({"kind": f"{gap.kind}_without_row", **_entry(gap)} for gap in (*report.powers, *report.services)),
            *({"kind": "row_without_power", **_row(gap)} for gap in report.rows),
        ],
    }


def _entry(gap: queries.EntryGap) -> dict[str, Any]:
    return {"code": gap.code, "type": gap.type, "name": gap.name, "body": gap.body}


def _row(gap: queries.RowGap) -> dict[str, Any]:
    return {"item": gap.item_key, "field": gap.field, "l1": gap.l1, "l2": gap.l2}


def _readable(answer: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in answer.items() if not isinstance(value, list | dict)]
    for code, count in answer.get("findings", {}).items():
        lines.append(f"  {presenters.FINDINGS[code]}: {count}")
    for gap in answer.get("gaps", []):
        about = gap.get("name") or f"{gap['field']} / {gap['l1']} / {gap['l2']}"
        lines.append(f"  {presenters.FINDINGS[gap['kind']]}: {gap.get('code') or gap.get('item')} {about}")
    return lines
