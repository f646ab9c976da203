"""Load the built-in pack of the 26 fields: working drafts, to be checked against the official text."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.kernel import clock
from gongkai.standards import actions
from gongkai.standards.models import Edition


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        load = steps.add_parser("load", help="载入26个领域的工作底稿；重复载入不产生变化")
        load.add_argument("--if-missing", action="store_true", help="已有现行版本时什么也不做")
        load.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, if_missing: bool, as_json: bool, **options: Any) -> None:
        if if_missing and Edition.objects.filter(state=Edition.State.IN_FORCE).exists():
            return
        loaded = actions.load_pack(by=None, at=clock.now())
        if as_json:
            self.stdout.write(json.dumps(asdict(loaded)))
            return
        self.stdout.write(
            f"领域 {loaded.fields} 个，指引 {loaded.guidelines} 份，事项 {loaded.items} 项，"
            f"新版本 {loaded.new_editions} 个，重新解读时限 {loaded.limits_read_again} 条"
        )
