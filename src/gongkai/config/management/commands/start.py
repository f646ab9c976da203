"""Set up what is missing (database, guideline drafts, demo county, static files) and serve it all from one process."""

from __future__ import annotations

import multiprocessing
import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.config import serving
from gongkai.search.index import node_index


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=os.environ.get("GONGKAI_ADDRESS", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("GONGKAI_PORT", "8000")))
        parser.add_argument("--today", help="演示县以此日为“今天”（YYYY-MM-DD），便于复现")

    def handle(self, *, address: str, port: int, today: str | None, **options: Any) -> None:
        self._prepare_apart(today)
        port = serving.free_port(port)
        serving.serve(address=address, port=port, on_ready=lambda: self._say_where(f"http://{address}:{port}"))

    def _prepare_apart(self, today: str | None) -> None:
        """In a process of its own: typst, used here, would hang in the processes that the server forks from this one.

        Its threads do not come along, and whoever sets a page there would wait for them for ever.
        """
        apart = multiprocessing.get_context("fork").Process(target=self._prepare, args=(today,))
        apart.start()
        apart.join()
        if apart.exitcode:
            sys.exit(apart.exitcode)

    def _prepare(self, today: str | None) -> None:
        if _has_unapplied_migrations():
            self.stderr.write("正在建立数据库…  Preparing the database…")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("pack", "load", "--if-missing")
        call_command("lexicon", "load")
        if settings.DEMO:
            call_command("demo", "seed", "--if-missing", *(["--today", today] if today else []))
        serving.collect_static()
        node_index().sync()

    def _say_where(self, url: str) -> None:
        lines = [f"门户 Portal     {url}/", f"工作台 Workbench {url}/desk/"]
        if settings.DEMO:
            from gongkai.demo import queries

            lines.insert(1, f"导览 Tour       {url}/tour/")
            lines += ["演示账户 Demo accounts:", *queries.account_lines()]
        self.stdout.write("\n" + "\n".join(lines) + "\n(Ctrl-C 停止 stops)")
        self.stdout.flush()  # whoever waits for these lines may read them through a pipe


def _has_unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
