"""Lexicons of wrong and sensitive words: load the shipped one, take a county's own in from a file, list them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.kernel import clock
from gongkai.organisations.models import County
from gongkai.publishing import actions, presenters, wording_presenters
from gongkai.publishing.actions import PublishingRefused
from gongkai.publishing.models import Lexicon
from gongkai.publishing.queries import lexicon_files, lexicons
from gongkai.publishing.queries.lexicon_files import Reading
from gongkai.tables.findings import Finding

LABELS = {
    "outcome": "结果",
    "words": "词数",
    "added": "新增",
    "changed": "改动",
    "removed": "不再列入",
    "name": "词库",
    "version": "版次",
    "size": "词数",
    "source": "来源",
    "in_force_since": "启用日期",
    "looked_at": "查看已公开的信息",
    "with_words": "其中有词的",
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        load = acts.add_parser("load", help="启用随附词库；内容没有变化时什么也不做")
        take_in = acts.add_parser("import", help="导入本县词库的新一版：先查看，全部导入或全部不导入")
        take_in.add_argument("file", type=Path, help="csv、xlsx、xls、docx 或 html 文件")
        take_in.add_argument("--county", required=True, metavar="CODE", help="县（市、区）区划代码")
        take_in.add_argument("--name", required=True, help="词库名称；同名的是新一版")
        take_in.add_argument("--source", default="", help="来源；默认取文件名")
        take_in.add_argument("--put-in-force", action="store_true", help="导入后即启用，并查看已公开的信息")
        take_in.add_argument("--dry-run", action="store_true", help="只查看，不写入")
        listing = acts.add_parser("list", help="列出一县的词库")
        listing.add_argument("--county", required=True, metavar="CODE", help="县（市、区）区划代码")
        for act in (load, take_in, listing):
            act.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")

    def handle(self, *, act: str, as_json: bool, **options: Any) -> None:
        answer = {"load": _load, "import": _import, "list": _list}[act](options)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) if as_json else "\n".join(_lines(answer)))
        if answer.get("outcome") == "error":
            raise CommandError("文件有错误，没有导入；请按上面的提示改好再导入。")


def _load(options: dict[str, Any]) -> dict[str, Any]:
    made = actions.renew_shipped(at=clock.now())
    return _told(made) if made else {"changed": False}


def _import(options: dict[str, Any]) -> dict[str, Any]:
    county = _county(options["county"])
    file: Path = options["file"]
    try:
        reading = lexicon_files.read(file.read_bytes(), file.name)
    except OSError:
        raise CommandError(f"读不到文件 {file}。请核对路径和权限。") from None
    answer = _dry(county, options["name"], reading)
    if options["dry_run"] or not reading.may_go_in:
        return answer
    try:
        made = actions.receive_lexicon(
            county=county,
            name=options["name"],
            words=reading.words,
            source=options["source"] or file.name,
            findings=reading.warnings,
            by=None,
            at=clock.now(),
        )
        return answer | (_in_force(county, made) if options["put_in_force"] else _told(made))
    except PublishingRefused as refused:
        raise CommandError(presenters.explain(refused)) from None


def _in_force(county: County, made: Lexicon) -> dict[str, Any]:
    put = actions.put_lexicon_in_force(lexicon_id=made.pk, by=None, at=clock.now())
    spotted = actions.spot_words(county=county, lexicon=put, by=None, at=clock.now())
    return _told(put) | {"looked_at": spotted.looked_at, "with_words": spotted.with_words}


def _dry(county: County, name: str, reading: Reading) -> dict[str, Any]:
    change = lexicons.change_by(county, name, reading.words)
    return {
        "outcome": "ok" if reading.may_go_in else "error",
        "words": len(reading.words),
        "added": [word.word for word in change.added],
        "changed": [now.word for _before, now in change.changed],
        "removed": [word.word for word in change.removed],
        "findings": [_finding(finding) for finding in reading.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    said = wording_presenters.table_words(finding)
    return {
        "code": finding.code,
        "row": finding.row,
        "column": finding.column,
        "where": said.where,
        "what": said.what,
        "mend": said.mend,
    }


def _list(options: dict[str, Any]) -> dict[str, Any]:
    return {"lexicons": [_told(lexicon) for lexicon in lexicons.versions(_county(options["county"]))]}


def _told(lexicon: Lexicon) -> dict[str, Any]:
    return {
        "name": lexicon.name,
        "version": lexicon.version,
        "size": lexicon.size,
        "source": lexicon.source,
        "in_force_since": lexicon.valid_from.isoformat() if lexicon.in_force_at else None,
    }


def _county(code: str) -> County:
    county: County | None = County.objects.filter(code=code).first()
    if county is None:
        raise CommandError(f"没有区划代码为 {code} 的县")
    return county


def _lines(answer: dict[str, Any]) -> list[str]:
    if answer == {"changed": False}:
        return ["随附词库没有变化"]
    lines = [f"{lexicon['name']} v{lexicon['version']}：{lexicon['size']}词" for lexicon in answer.get("lexicons", ())]
    for name, label in LABELS.items():
        if name in answer:
            value = answer[name]
            lines.append(f"{label}：{'、'.join(value) if isinstance(value, list) else value}")
    return lines + [f"  {f['where']} {f['what']}。{f['mend']}" for f in answer.get("findings", ())]
