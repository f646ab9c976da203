"""Check the transparency log: a downloaded file (proof, signed head, whole log) offline, or what the database holds.

A file needs no database and no network. Without a file every county's log in the database is walked.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.audit.log_checks import counties, verify_stored
from gongkai.audit.rules import log_files
from gongkai.audit.rules.log_files import Flaw, Found, Verdict

KINDS = {log_files.PROOF: "证明", log_files.HEAD: "签名树头", log_files.LOG: "日志"}
WORDS = {
    Flaw.NOT_A_LOG_FILE: "这不是公开日志的文件。请从信息页“公开凭证”或 /transparency/ 页下载。",
    Flaw.UNREADABLE_LINE: "文件不完整或被改动，从这里起读不下去，请重新下载",
    Flaw.OTHER_KEY: "不是用您给出的公钥签名的",
    Flaw.SIGNATURE: "树头的签名不成立：树头被改动过，或签名的不是这个公钥",
    Flaw.ENTRY_CHANGED: "条目被改动过",
    Flaw.ENTRY_MISSING: "条目缺失",
    Flaw.ENTRIES_TOO_MANY: "从这里起的条目不在签名的日志里",
    Flaw.SUBTREE: "这些条目的子树散列对不上",
    Flaw.HEAD_MISSING: "签过名的树头缺失",
    Flaw.HEADS_TOO_MANY: "签名树头比日志记下的多：树头或者日志的记数被改动过",
    Flaw.ROOT: "总根与签名树头不同：有条目连同它的散列一起被替换",
    Flaw.NOT_IN_LOG: "这一条不在签名的日志里",
    Flaw.NOT_GROWN: "新日志不包含旧日志：旧树头之前的条目被改动过",
}
OF_HEADS = {Flaw.HEAD_MISSING, Flaw.HEADS_TOO_MANY}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="下载的文件；不写则检查数据库")
        parser.add_argument("--key", default="", help="签名公钥（十六进制），应从别处取得，例如政府公报")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path | None, key: str, as_json: bool, **options: Any) -> None:
        verdicts = {str(file): self._of_file(file, key)} if file else self._stored(key)
        holds = all(verdict.holds for verdict in verdicts.values())
        if as_json:
            told = {name: _facts(verdict) for name, verdict in verdicts.items()}
            self.stdout.write(json.dumps({"holds": holds, "checked": told}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(line for name, verdict in verdicts.items() for line in _told(name, verdict)))
        if not holds:
            sys.exit(1)

    def _of_file(self, file: Path, key: str) -> Verdict:
        try:
            with file.open(encoding="utf-8") as lines:
                return log_files.verify(lines, key=key.lower())
        except OSError as error:
            self.stderr.write(f"打不开文件 {file}：{error.strerror}。请检查路径。")
        except UnicodeDecodeError:
            self.stderr.write(f"{file} 不是文本文件。{WORDS[Flaw.NOT_A_LOG_FILE]}")
        sys.exit(2)

    def _stored(self, key: str) -> dict[str, Verdict]:
        return {f"县 {county}": verify_stored(county, key=key.lower()) for county in counties()}


def _facts(verdict: Verdict) -> dict[str, Any]:
    found = [{"flaw": f.flaw, "index": f.index, "until": f.until, "public_id": f.public_id} for f in verdict.found]
    return {"kind": verdict.kind, "entries": verdict.entries, "holds": verdict.holds, "found": found}


def _told(name: str, verdict: Verdict) -> list[str]:
    kind = KINDS.get(verdict.kind, "文件")
    if verdict.holds:
        return [f"{name}：{kind}完好，核对了 {verdict.entries} 条"]
    return [
        f"{name}：{kind}有 {len(verdict.found)} 处不符",
        *(f"  {_where(found)}{WORDS[found.flaw]}" for found in verdict.found),
    ]


def _where(found: Found) -> str:
    if found.index is None:
        return ""
    what = "个树头" if found.flaw in OF_HEADS else "条"
    place = f"第 {found.index} {what}"
    if found.until is not None and found.until != found.index:
        place = f"第 {found.index} 至 {found.until} {what}"
    return f"{place}{f'（{found.public_id}）' if found.public_id else ''}："
