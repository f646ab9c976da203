"""Does every command that answers do so for machines too, and do plain date questions need no database?"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

WITHOUT_ANSWER = {
    "demo seed": "makes the demo county and says only how far it is",
    "guideline export": "writes an edition to a file, as JSON too",
    "search_index": "prints one number, which is JSON as it is",
    "start": "sets up and serves",
    "vendor": "fetches the pinned files of the interface for who maintains them",
    "worker": "runs until it is stopped",
}


def leaves(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands below a command: `workdays add`, `workdays count`."""
    below = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield name, parser
    for choices in below:
        for word, subparser in choices.items():
            yield from leaves(subparser, f"{name} {word}")


def ours() -> dict[str, argparse.ArgumentParser]:
    found = {}
    for name, app in get_commands().items():
        if isinstance(app, str) and app.startswith("gongkai."):
            found |= leaves(load_command_class(app, name).create_parser("gongkai", name), name)
    return found


COMMANDS = ours()


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - WITHOUT_ANSWER.keys()))
def test_a_command_that_answers_has_json(name):
    assert any("--json" in action.option_strings for action in COMMANDS[name]._actions)


def test_a_command_without_an_answer_is_still_a_command():
    assert WITHOUT_ANSWER.keys() <= COMMANDS.keys()


def test_twenty_working_days_are_added_without_a_database(tmp_path):
    empty = {"GONGKAI_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}
    gongkai = Path(sys.executable).with_name("gongkai")

    told = subprocess.run(
        [gongkai, "workdays", "add", "2024-09-27", "20", "--json"],
        env={**os.environ, **empty},
        capture_output=True,
        check=True,
        text=True,
    )

    answer = json.loads(told.stdout)
    assert answer.keys() == {"date", "provisional", "working"}
    assert (answer["date"], answer["provisional"]) == ("2024-10-30", False)
    assert not (tmp_path / "none.sqlite3").exists()
