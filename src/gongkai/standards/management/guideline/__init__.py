"""The subcommands of `gongkai guideline`: each a module with HELP, `add_arguments(parser)` and `run(command, …)`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Protocol

from gongkai.standards.management.guideline import check


class Subcommand(Protocol):
    """What a module must have to be one."""

    HELP: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[..., None]


SUBCOMMANDS: dict[str, Subcommand] = {"check": check}
