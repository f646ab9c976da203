"""`gongkai guideline export EDITION --format …`: an edition as a file in the original columns."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.standards import exports
from gongkai.standards.management.guideline.naming import edition_numbered

HELP = "按原表栏目导出一个版本"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("edition", type=int, help="版本的编号")
    parser.add_argument("--format", default="xlsx", choices=list(exports.FORMATS))
    parser.add_argument("--output", type=Path, help="写到这个文件；默认 edition-编号.格式")


def run(command: BaseCommand, *, edition: int, format: str, output: Path | None, **_options: Any) -> None:
    """Write the file and say where it is."""
    content = exports.write(exports.sheet(edition_numbered(edition)), format=format)
    target = output or Path(f"edition-{edition}.{format}")
    target.write_bytes(content)
    command.stdout.write(str(target))
