"""Walk the chains of the record and say whether they hold."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.audit import queries


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, what: str, as_json: bool, **options: Any) -> None:
        verdicts = {chain: queries.verify(chain) for chain in queries.chains()}
        if as_json:
            rows = [{"chain": c, "entries": v.entries, "broken_at": v.broken_at} for c, v in verdicts.items()]
            self.stdout.write(json.dumps({"holds": all(v.holds for v in verdicts.values()), "chains": rows}))
        else:
            for chain, verdict in verdicts.items():
                state = "完好" if verdict.holds else f"在第 {verdict.broken_at} 条处断开"
                self.stdout.write(f"链 {chain}：{verdict.entries} 条，{state}")
        if not all(verdict.holds for verdict in verdicts.values()):
            sys.exit(1)
