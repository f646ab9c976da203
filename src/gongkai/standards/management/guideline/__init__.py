"""The subcommands of `gongkai guideline`: each a module with HELP, `add_arguments(parser)` and `run(command, …)`."""

from __future__ import annotations

from types import ModuleType

from gongkai.standards.management.guideline import check, differing, exporting, taking

SUBCOMMANDS: dict[str, ModuleType] = {
    "check": check,
    "import": taking,
    "diff": differing,
    "export": exporting,
}
