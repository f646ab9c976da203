"""Generate the duties of a county, or list those that are open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.duties import actions, queries
from gongkai.duties.queries import Task, TaskKind
from gongkai.kernel import clock
from gongkai.organisations.models import County


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["generate", "list"])
        parser.add_argument("--county", required=True, metavar="CODE", help="区划代码")
        parser.add_argument("--kind", choices=[str(kind) for kind in TaskKind], help="只列出一类")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, what: str, county: str, kind: str | None, as_json: bool, **options: Any) -> None:
        found = County.objects.filter(code__in=[county, county.ljust(12, "0")]).first()
        if found is None:
            raise CommandError(f"没有设立区划代码为 {county} 的县")
        if what == "generate":
            self._generate(found, as_json=as_json)
        else:
            self._list(found, TaskKind(kind) if kind else None, as_json=as_json)

    def _generate(self, county: County, *, as_json: bool) -> None:
        now = clock.now()
        done = actions.generate(county=county, on=clock.today(), at=now)
        if as_json:
            redated = [{"duty": r.duty_id, "old": str(r.old), "new": str(r.new)} for r in done.redated]
            counts = {"created": done.created, "updated": done.updated, "dropped": done.dropped}
            self.stdout.write(json.dumps({**counts, "unchanged": done.unchanged, "redated": redated}))
            return
        self.stdout.write(
            f"新增 {done.created}，更新 {done.updated}（其中改期 {len(done.redated)}），"
            f"取消 {done.dropped}，不变 {done.unchanged}"
        )

    def _list(self, county: County, kind: TaskKind | None, *, as_json: bool) -> None:
        for task in _every(county, kind):
            if as_json:
                self.stdout.write(json.dumps(_line(task), ensure_ascii=False))
            else:
                self.stdout.write(f"{task.due_on or '——'}  {task.condition:9} {task.body_name}  {task.matter_name}")


def _every(county: County, kind: TaskKind | None) -> Iterator[Task]:
    after: str | None = None
    while True:
        page = queries.tasks(county, on=clock.today(), kind=kind, after=after, size=500)
        yield from page.rows
        if not page.next:
            return
        after = page.next


def _line(task: Task) -> dict[str, object]:
    return {
        "id": task.id,
        "condition": task.condition,
        "due_on": str(task.due_on) if task.due_on else None,
        "provisional": task.is_provisional,
        "occurrence": task.occurrence,
        "scope": task.scope,
        "matter": task.matter_number,
        "name": task.matter_name,
        "body": task.body_name,
        "working": dict(task.working),
    }
