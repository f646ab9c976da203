"""Kill -9 in the middle of an import leaves nothing that anybody sees, and nothing at all once the sweep has run."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("killed_import.py")


@pytest.fixture(scope="module")
def var(tmp_path_factory, migrated):
    return shutil.copytree(migrated.folder, tmp_path_factory.mktemp("killed") / "var")


@pytest.fixture(scope="module")
def killed(var):
    assert run("prepare", var).returncode == 0
    return run("die", var)


def run(act, var):
    own = {
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        "GONGKAI_VAR": str(var),
        "DATABASE_URL": f"sqlite:///{var}/prepared.sqlite3",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, str(SCRIPT), act], env={**os.environ, **own}, capture_output=True, text=True, check=False
    )


def ask(var, sql):
    with sqlite3.connect(var / "prepared.sqlite3") as connection:
        return connection.execute(sql).fetchall()


def test_a_killed_import_is_seen_by_nobody(var, killed):
    states = ask(var, "SELECT state FROM standards_edition")
    texts = ask(var, "SELECT count(*) FROM standards_itemtext")

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert states == [("building",)]
    assert texts == [(2000,)]
    assert ask(var, "SELECT count(*) FROM audit_entry") == [(0,)]


def test_the_sweep_clears_it_away_and_the_import_can_be_done_again(var, killed):
    swept = run("sweep", var)
    left = ask(var, "SELECT (SELECT count(*) FROM standards_itemtext), (SELECT count(*) FROM standards_item)")

    done = run("finish", var)

    assert (swept.returncode, done.returncode) == (0, 0), swept.stderr + done.stderr
    assert left == [(0, 0)]
    assert ask(var, "SELECT state, number FROM standards_edition") == [("draft", 1)]
    assert ask(var, "SELECT count(*) FROM standards_itemtext") == [(3000,)]
