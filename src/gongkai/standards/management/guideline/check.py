"""`gongkai guideline check FILE`: read a published catalogue, say what is in it and what is doubtful. No database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.standards.reading_presenters import explain
from gongkai.standards.rules.reading.answer import answer
from gongkai.standards.rules.reading.catalogue import CatalogueRead, read_catalogue
from gongkai.tables.findings import Finding, Outcome
from gongkai.tables.readers import open_document

HELP = "检查一份标准目录文件（xlsx、xls、docx、html、csv），不写入数据库"
OUTCOMES = {
    Outcome.OK: "可以导入",
    Outcome.WARNING: "可以导入，但有需要核对之处",
    Outcome.ERROR: "改好错误之前不能导入",
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="要检查的文件")
    parser.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")


def run(command: BaseCommand, *, file: Path, as_json: bool, **_options: Any) -> None:
    """Print what was read. Ends with 1 where the file must not be taken in."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"无法打开 {file}：{error.strerror}") from error
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
        field = table.field.name if table.field else "领域未定"
        yield ""
        yield f"【{field}】{table.read.title or table.read.sheet}：{len(table.items)} 个事项"
        for item in table.items:
            names = " / ".join(name for name in (item.l1, item.l2, item.l3) if name)
            yield f"  第{item.row[0]}行 {names}"
            yield f"    内容 {'；'.join(item.content)}"
            yield f"    时限 {item.time_limit['raw']}　主体 {'、'.join(item.subject)}　渠道 {'、'.join(item.channels)}"
    if read.findings:
        yield ""
        yield f"发现 {len(read.findings)} 处问题："
    for finding in read.findings:
        said = explain(finding)
        yield f"  [{said.level}] {said.where or '全文'}：{said.what}。{said.mend}。"
