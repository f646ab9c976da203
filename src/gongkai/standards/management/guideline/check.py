"""`gongkai guideline check FILE`: read a published catalogue, say what is in it and what is doubtful. No database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.standards.reading_presenters import explain
from gongkai.standards.rules.reading.answer import answer
from gongkai.standards.rules.reading.catalogue import CatalogueRead, CatalogueTable, read_catalogue
from gongkai.tables.findings import Finding, Outcome
from gongkai.tables.readers import open_document

HELP = "检查一份标准目录文件（xlsx、xls、docx、html、csv），不写入数据库"
OUTCOMES = {
    Outcome.OK: gettext_lazy("可以导入"),
    Outcome.WARNING: gettext_lazy("可以导入，但有需要核对之处"),
    Outcome.ERROR: gettext_lazy("改好错误之前不能导入"),
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="要检查的文件")
    parser.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")


def run(command: BaseCommand, *, file: Path, as_json: bool, **_options: Any) -> None:
    """Print what was read. Ends with 1 where the file must not be taken in."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(_("无法打开 %(file)s：%(why)s") % {"file": file, "why": error.strerror}) from error
    read = read_catalogue(open_document(content, file.name))
    if as_json:
        command.stdout.write(json.dumps(answer(read, explain=_words), ensure_ascii=False, indent=1))
    else:
        command.stdout.write("\n".join(_readable(read)))
    if read.outcome is Outcome.ERROR:
        sys.exit(1)


def _words(finding: Finding) -> tuple[str, str]:
    said = explain(finding)
    return said.what, said.mend


def _readable(read: CatalogueRead) -> Iterator[str]:
    yield f"{read.document.name}：{OUTCOMES[read.outcome]}"
    for table in read.tables:
        yield ""
        yield from _table(table)
    if read.findings:
        yield ""
        yield _("发现 %(number)s 处问题：") % {"number": len(read.findings)}
    for finding in read.findings:
        said = explain(finding)
        yield f"  [{said.level}] {said.where or _('全文')}：{said.what}。{said.mend}。"


def _table(table: CatalogueTable) -> Iterator[str]:
    facts = {
        "field": table.field.name if table.field else _("领域未定"),
        "title": table.read.title or table.read.sheet,
        "number": len(table.items),
    }
    yield _("【%(field)s】%(title)s：%(number)s 个事项") % facts
    for item in table.items:
        names = " / ".join(name for name in (item.l1, item.l2, item.l3) if name)
        shown = {
            "row": item.row[0],
            "names": names,
            "content": "；".join(item.content),
            "limit": item.time_limit["raw"],
            "subject": "、".join(item.subject),
            "channels": "、".join(item.channels),
        }
        yield _("  第%(row)s行 %(names)s") % shown
        yield _("    内容 %(content)s") % shown
        yield _("    时限 %(limit)s　主体 %(subject)s　渠道 %(channels)s") % shown
