"""Bring this node's search copy up with the feed, or build it anew beside the one that serves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from gongkai.search.index import node_index
from gongkai.search.models import Document


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="另建新索引，完成后替换；期间检索照常")

    def handle(self, *, rebuild: bool, **options: Any) -> None:
        if not rebuild:
            self.stdout.write(str(node_index().sync()))
            return
        total = Document.objects.count()
        with tqdm(
            total=total, unit="document", file=self.stderr, disable=None if options["verbosity"] else True
        ) as bar:
            applied = node_index().rebuild(followed=bar.update)
        self.stdout.write(str(applied))
