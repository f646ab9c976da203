"""`gongkai guideline import FILE --guideline …`: take a table in as a draft of a new edition, or only look at it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.kernel import clock
from gongkai.standards import actions, identity, intake, presenters, vocabulary
from gongkai.standards.intake import Intake
from gongkai.standards.management.guideline.naming import guideline_named
from gongkai.standards.models import Edition
from gongkai.standards.rules.refusals import StandardRefused
from gongkai.tables import queries as tables

HELP = "把一份指引表格导入为新版本的草案；有一处错误就一条也不导入"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--guideline", required=True, help="指引的编号，或领域的地址名（如 social-assistance）")
    parser.add_argument("--label", default="", help="版本名称；默认取文件名")
    parser.add_argument("--dry-run", action="store_true", help="只看读出了什么，不写入")
    parser.add_argument("--in-force", action="store_true", help="导入后即施行")
    parser.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")


def run(command: BaseCommand, *, file: Path, guideline: str, **options: Any) -> None:
    """Read, show what was found, and take all of it in unless something is wrong. Ends with 1 where it must not."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file.name}: {error.strerror}") from error
    chosen = guideline_named(guideline)
    parent = identity.latest(chosen.parent) if chosen.parent else None
    answers = tables.answers(intake.LAYOUT)
    read = intake.read_file(content, file.name, guideline=chosen, parent=parent, answers=answers)
    edition = None
    if not read.errors and not options["dry_run"]:
        edition = _take_in(read, content, file, **options)
    command.stdout.write(json.dumps(_facts(read, edition), ensure_ascii=False) if options["as_json"] else _words(read))
    if edition is not None and not options["as_json"]:
        command.stdout.write(f"已入库：{edition.label}（编号 {edition.pk}，{edition.get_state_display()}）")
    if read.errors:
        sys.exit(1)


def _take_in(read: Intake, content: bytes, file: Path, *, label: str, in_force: bool, **_options: Any) -> Edition:
    try:
        edition = actions.import_edition(
            guideline_id=read.guideline.pk,
            records=read.items,
            label=label or file.stem[:80],
            parent_edition_id=read.parent.pk if read.parent else None,
            source=actions.Source(name=file.name[:200], sha256=sha256(content).hexdigest()),
            by=None,
            at=clock.now(),
        )
        if in_force:
            edition = actions.put_in_force(edition_id=edition.pk, in_force_from=None, by=None, at=clock.now())
    except StandardRefused as refused:
        raise CommandError(presenters.explain(refused)) from None
    return edition


def _facts(read: Intake, edition: Edition | None) -> dict[str, Any]:
    return {
        "outcome": str(read.outcome),
        "items": len(read.items),
        "findings": [
            {"code": f.code, "table": f.table, "row": f.row, "column": f.column, "what": vocabulary.explain(f).what}
            for f in read.findings
        ],
        "changes": presenters.change_records(read.changes),
        "renames_to_confirm": [
            {"key": p.old.key, "old": presenters.title(p.old), "new": presenters.title(p.new)}
            for p in read.matching.proposals
        ],
        "edition": edition.pk if edition else None,
    }


def _words(read: Intake) -> str:
    lines = [
        f"读出 {len(read.items)} 项，错误 {read.errors} 处，提示共 {len(read.findings)} 条，变化 {len(read.changes)} 项"
    ]
    for finding in read.findings:
        said = vocabulary.explain(finding)
        lines.append(f"  {said.level} {said.where}：{said.what}；{said.mend}")
    for proposal in read.matching.proposals:
        old, new = presenters.title(proposal.old), presenters.title(proposal.new)
        lines.append(f"  可能是更名，请在工作台确认：{old} → {new}")
    return "\n".join(lines)
