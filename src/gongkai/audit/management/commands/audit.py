"""The record: walk its chains and say whether they hold, write a closed month to a file, check such a file."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.audit import archive, queries
from gongkai.audit.archive import ArchiveRefused, Refusal
from gongkai.audit.rules import archive_files
from gongkai.audit.rules.archive_files import Checked, Unreadable
from gongkai.audit.rules.walk import Broken
from gongkai.kernel import clock

REFUSALS = {
    Refusal.NOT_CLOSED: "这个月还没有结束（月末一天之后才能归档）。",
    Refusal.EMPTY: "这个月没有审计记录，文件里没有条目。",
    Refusal.OTHERWISE_ARCHIVED: "与归档时留下的首尾摘要不同，或者这个月没有归档过。",
}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        verify = steps.add_parser("verify", help="核对数据库里的全部链，或者核对归档文件")
        verify.add_argument("files", nargs="*", type=Path, help="归档文件；不写则核对数据库")
        verify.add_argument("--offline", action="store_true", help="只看文件本身，不与数据库对照")
        keep = steps.add_parser("archive", help="把一个已结束的月份写成文件；不从数据库删除任何条目")
        keep.add_argument("month", help="月份，例如 2026-01")
        keep.add_argument("file", type=Path, help="要写的文件，不能已经存在")
        for step in (verify, keep):
            step.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, step: str, as_json: bool, **options: Any) -> None:
        if step == "archive":
            self._archive(options["month"], options["file"], as_json)
        elif options["files"]:
            self._verify_files(options["files"], as_json, offline=options["offline"])
        else:
            self._verify_chains(as_json)

    def _verify_chains(self, as_json: bool) -> None:
        verdicts = {chain: queries.verify(chain) for chain in queries.chains()}
        holds = all(verdict.holds for verdict in verdicts.values())
        if as_json:
            rows = [{"chain": chain, **asdict(verdict)} for chain, verdict in verdicts.items()]
            self.stdout.write(json.dumps({"holds": holds, "chains": rows}))
        for chain, verdict in verdicts.items() if not as_json else ():
            state = "完好" if verdict.holds else f"在第 {verdict.broken_at} 条处断开"
            archived = f"，其中已归档、未在此核对 {verdict.archived} 条" if verdict.archived else ""
            self.stdout.write(f"链 {chain}：{verdict.entries} 条{archived}，{state}")
        if not holds:
            sys.exit(1)

    def _verify_files(self, files: list[Path], as_json: bool, *, offline: bool) -> None:
        flaws = {str(file): _flaw(file, offline=offline) for file in files}
        holds = not any(flaws.values())
        if as_json:
            self.stdout.write(json.dumps({"holds": holds, "files": flaws}, ensure_ascii=False))
        for file, flaw in flaws.items() if not as_json else ():
            self.stdout.write(f"{file}：{flaw or '完好'}")
        if not holds:
            sys.exit(1)

    def _archive(self, month: str, file: Path, as_json: bool) -> None:
        try:
            checked = archive.archive(month=month, file=file, by=None, at=clock.now())
        except ArchiveRefused as refused:
            raise CommandError(REFUSALS[refused.refusal]) from refused
        except Broken as broken:
            raise CommandError(f"没有归档：链 {broken.county_id} 第 {broken.seq} 条与摘要不符。") from broken
        except OSError as error:
            raise CommandError(f"不能写 {file}：{error.strerror}。请换一个还不存在的文件。") from error
        told = {"month": month, "entries": checked.entries, "chains": _chains(checked)}
        words = (
            f"{month}：{told['entries']} 条，{told['chains']} 条链，写入 {file}，已读回核对。数据库中的条目没有改动。"
        )
        self.stdout.write(json.dumps(told) if as_json else words)


def _flaw(file: Path, *, offline: bool) -> str:
    """What is wrong with a file; empty where it holds."""
    try:
        with file.open(encoding="utf-8") as lines:
            checked = archive_files.check(lines)
        if not offline:
            archive.compare(checked)
    except Broken as broken:
        return f"链 {broken.county_id} 第 {broken.seq} 条与摘要不符"
    except Unreadable as unreadable:
        return f"第 {unreadable.line} 行起读不下去：文件不完整、被改动，或者不是归档文件"
    except ArchiveRefused as refused:
        return REFUSALS[refused.refusal]
    except OSError as error:
        return f"打不开：{error.strerror}"
    return ""


def _chains(checked: Checked) -> int:
    return len({stretch.county_id for stretch in checked.stretches})
