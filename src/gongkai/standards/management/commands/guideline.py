"""Guidelines from the command line. Each subcommand is a module of `standards.management.guideline`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.standards.management.guideline import SUBCOMMANDS


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for name, subcommand in SUBCOMMANDS.items():
            subcommand.add_arguments(acts.add_parser(name, help=subcommand.HELP))

    def handle(self, *, act: str, **options: Any) -> None:
        SUBCOMMANDS[act].run(self, **options)
