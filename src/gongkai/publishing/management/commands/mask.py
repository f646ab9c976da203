"""Make a clean copy of a file: what must not leave is masked or goes, the original stays. Needs no database."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from gongkai.kernel import clock
from gongkai.publishing.masking import CleanCopy, NotMaskable, Removed, Unreadable, clean_copy, explain, told
from gongkai.publishing.rules.profiles import BY_NAME
from gongkai.publishing.rules.sensitive import hide
from gongkai.publishing.scanning.limits import MAX_BYTES
from gongkai.tables.findings import Code


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="要脱敏的文件：docx、xlsx、xls、pptx、html、txt、csv、zip")
        parser.add_argument("-o", dest="output", metavar="OUT", help="副本放在哪里，默认在原文件旁边，名字加“-脱敏”")
        parser.add_argument("--profile", choices=sorted(BY_NAME), help="名单类型；不给则只遮挡找到的内容，不删列")
        parser.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON")
        parser.add_argument("--on", metavar="DATE", help="按哪一天计算年龄，YYYY-MM-DD，默认今天")

    def handle(
        self, *, file: str, output: str | None, profile: str | None, as_json: bool, on: str | None, **options: Any
    ) -> None:
        day = self._day(on) if on else clock.today()
        path = Path(file)
        name = hide(path.name, on=day)
        try:
            copy = clean_copy(_content(path), name=path.name, on=day, profile=BY_NAME[profile] if profile else None)
        except OSError:
            self._refuse(f"打不开文件“{name}”。请检查路径和读取权限。")
        except (Unreadable, NotMaskable) as error:
            self._refuse(hide(f"没有生成“{name}”的副本：{explain(error)}", on=day))
        place = Path(output) if output else path.with_name(_beside(copy.name))
        self._write(place, copy.content)
        self.stdout.write(_as_json(copy, place) if as_json else _as_text(copy, place, on=day))

    def _write(self, place: Path, content: bytes) -> None:
        """A file that is there already is left alone: it may be the original."""
        try:
            with place.open("xb") as file:
                file.write(content)
        except FileExistsError:
            self._refuse(f"“{place.name}”已经存在，没有覆盖。请用 -o 另给一个名字。")
        except OSError:
            self._refuse(f"写不了“{place.name}”。请检查路径和写入权限。")

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


def _beside(name: str) -> str:
    path = Path(name)
    return f"{path.stem}-脱敏{path.suffix}"


def _as_json(copy: CleanCopy, place: Path) -> str:
    return json.dumps(
        {"file": str(place), "name": copy.name, "removed": [_fact(removed) for removed in copy.removed]},
        ensure_ascii=False,
    )


def _fact(removed: Removed) -> dict[str, Any]:
    facts = {
        "what": removed.what,
        "count": removed.count,
        "where": removed.where,
        "kind": removed.kind,
        "masked": removed.masked,
        "header": removed.header,
        "treatment": removed.treatment,
    }
    return {name: value for name, value in facts.items() if value}


def _as_text(copy: CleanCopy, place: Path, *, on: date) -> str:
    lines = [told(removed, on=on) for removed in copy.removed]
    return "\n".join([*lines, f"副本已存为“{place}”。请再看一遍：没有列入规则的文字、姓名仍在其中。"])
