"""Bring this node's search copy up with the feed, or build it anew beside the one that serves."""

from __future__ import annotations

import shutil
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from gongkai.search.index import NodeIndex, node_index


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="另建新索引，完成后替换；期间检索照常")

    def handle(self, *, rebuild: bool, **options: Any) -> None:
        if not rebuild:
            self.stdout.write(str(node_index().sync()))
            return
        fresh = settings.SEARCH_INDEX.with_name(settings.SEARCH_INDEX.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        applied = NodeIndex(fresh).sync()
        shutil.rmtree(settings.SEARCH_INDEX, ignore_errors=True)
        fresh.rename(settings.SEARCH_INDEX)
        self.stdout.write(str(applied))
