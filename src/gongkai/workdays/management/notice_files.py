"""A notice as a file: CSV with a heading, or JSON as `workdays year --json` answers it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gongkai.workdays.management.refusals import Unreadable
from gongkai.workdays.rules.notice import Row

HEADINGS = {"日期": "date", "类型": "kind", "名称": "name"}
FIELDS = ("date", "kind", "name")


def rows(path: Path) -> list[Row]:
    """The rows of the file, each with its line (CSV) or place (JSON)."""
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise Unreadable(_("打不开文件 %(file)s，请检查路径。") % {"file": path}) from error
    return _of_json(text) if is_json(path) else _of_csv(text)


def is_json(path: Path) -> bool:
    """Whether the file is read as JSON."""
    return path.suffix.lower() == ".json"


def _of_csv(text: str) -> list[Row]:
    lines = csv.reader(text.splitlines())
    names = [HEADINGS.get(cell.strip(), cell.strip().lower()) for cell in next(lines, [])]
    missing = [name for name in FIELDS if name not in names]
    if missing:
        raise Unreadable(
            _("第1行：缺少列 %(names)s。请把第一行写成 date,kind,name（或 日期,类型,名称）。")
            % {"names": _("、").join(missing)}
        )
    return [_row(lines.line_num, dict(zip(names, cells, strict=False))) for cells in lines if any(cells)]


def _of_json(text: str) -> list[Row]:
    try:
        found = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise Unreadable(_("第%(line)s行：不是有效的 JSON。请检查引号、逗号和括号。") % {"line": line}) from error
    days = found.get("days") if isinstance(found, dict) else found
    if not isinstance(days, list) or not all(isinstance(day, dict) for day in days):
        raise Unreadable(
            _('JSON 里没有日期的列表。请写成 [{"date": "2027-10-01", "kind": "rest", "name": "国庆节"}, …]。')
        )
    return [_row(place, day) for place, day in enumerate(days, start=1)]


def _row(line: int, values: dict[str, Any]) -> Row:
    date, kind, name = (str(values.get(field) or "").strip() for field in FIELDS)
    return Row(line, date, kind, name)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")
