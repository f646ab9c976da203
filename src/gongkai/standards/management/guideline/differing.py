"""`gongkai guideline diff A B`: what came, what went, what was renamed, which elements changed.

`--own C` holds a lower tier's edition against both: what of it is its own, what it may take over, where both changed.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.standards import presenters, queries
from gongkai.standards.management.guideline.naming import edition_numbered
from gongkai.standards.models import Edition
from gongkai.standards.queries import TierFate
from gongkai.standards.rules.comparison import ItemChange

HELP = "比较两个版本"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("old", type=int, help="原版本的编号")
    parser.add_argument("new", type=int, help="新版本的编号")
    parser.add_argument("--own", type=int, help="下级版本的编号：逐项三方对照")
    parser.add_argument("--json", dest="as_json", action="store_true", help="以 JSON 输出")


def run(command: BaseCommand, *, old: int, new: int, own: int | None, as_json: bool, **_options: Any) -> None:
    """Print the differences."""
    before, after = edition_numbered(old), edition_numbered(new)
    facts, lines = _two(before, after) if own is None else _three(before, after, edition_numbered(own))
    machines = json.dumps({"old": old, "new": new, **facts}, ensure_ascii=False)
    command.stdout.write(machines if as_json else "\n".join(lines))


def _two(before: Edition, after: Edition) -> tuple[dict[str, Any], list[str]]:
    changes = queries.difference(before, after)
    head = f"{presenters.edition_title(before)} → {presenters.edition_title(after)}：{len(changes)} 处"
    return {"changes": presenters.change_records(changes)}, [head, *map(_line, changes)]


def _three(before: Edition, after: Edition, own: Edition) -> tuple[dict[str, Any], list[str]]:
    fates = queries.across_tiers(before=before, after=after, own=own)
    head = f"{presenters.edition_title(own)}：{len(fates)} 项"
    return {"own": own.pk, "items": [asdict(fate) for fate in fates]}, [head, *map(_fate_line, fates)]


def _line(change: ItemChange) -> str:
    item = change.new or change.old
    assert item is not None
    elements = "、".join(str(presenters.ELEMENTS[name]) for name in change.elements)
    return f"  {presenters.KINDS[change.kind]} {presenters.title(item)}" + (f"（{elements}）" if elements else "")


def _fate_line(fate: TierFate) -> str:
    said = [f"{presenters.ELEMENTS[one.element]}：{presenters.VERDICTS[one.verdict]}" for one in fate.elements]
    return f"  {fate.title}（{'；'.join(said)}）"
