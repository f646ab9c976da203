"""`gongkai guideline diff A B`: what came, what went, what was renamed, which elements changed."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.standards import presenters, queries
from gongkai.standards.management.guideline.naming import edition_numbered
from gongkai.standards.rules.comparison import ItemChange

HELP = "比较两个版本"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("old", type=int, help="原版本的编号")
    parser.add_argument("new", type=int, help="新版本的编号")
    parser.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")


def run(command: BaseCommand, *, old: int, new: int, as_json: bool, **_options: Any) -> None:
    """Print the differences."""
    before, after = edition_numbered(old), edition_numbered(new)
    changes = queries.difference(before, after)
    if as_json:
        facts = {"old": old, "new": new, "changes": presenters.change_records(changes)}
        command.stdout.write(json.dumps(facts, ensure_ascii=False))
        return
    command.stdout.write(f"{presenters.edition_title(before)} → {presenters.edition_title(after)}：{len(changes)} 处")
    for change in changes:
        command.stdout.write(_line(change))


def _line(change: ItemChange) -> str:
    item = change.new or change.old
    assert item is not None
    elements = "、".join(str(presenters.ELEMENTS[name]) for name in change.elements)
    return f"  {presenters.KINDS[change.kind]} {presenters.title(item)}" + (f"（{elements}）" if elements else "")
