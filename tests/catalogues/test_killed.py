"""Kill -9 in the middle of a compile leaves nothing half-written."""

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
SCRIPT = Path(__file__).with_name("own_process.py")
ROWS, TOWNSHIPS = 40, 7


def run(act, var):
    own = {"GONGKAI_VAR": str(var), "DATABASE_URL": f"sqlite:///{var}/prepared.sqlite3", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, str(SCRIPT), act], env={**os.environ, **own}, capture_output=True, text=True, check=False
    )


def ask(var, sql):
    with sqlite3.connect(var / "prepared.sqlite3") as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def var(prepared_sqlite, tmp_path):
    own = tmp_path / "var"
    shutil.copytree(prepared_sqlite, own)
    return own


def test_a_county_compile_that_is_killed_was_never_there(var):
    killed = run("county", var)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    for table in ("version", "row", "rowbody", "matter", "finding"):
        assert ask(var, f"SELECT count(*) FROM catalogues_{table}") == [(0,)]
    assert ask(var, "SELECT count(*) FROM audit_entry WHERE action = 'catalogue.compile'") == [(0,)]


def test_a_township_compile_that_is_killed_shows_nothing_and_is_built_anew(var):
    killed = run("townships", var)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    states = dict(ask(var, "SELECT state, count(*) FROM catalogues_version GROUP BY state"))
    assert states == {"draft": 1, "building": 5}  # the county's draft, and a handful that nobody sees

    done = run("finish", var)

    assert done.returncode == 0, done.stderr
    assert dict(ask(var, "SELECT state, count(*) FROM catalogues_version GROUP BY state")) == {"draft": 1 + TOWNSHIPS}
    assert ask(var, "SELECT DISTINCT count(*) FROM catalogues_row GROUP BY version_id") == [(ROWS,)]


def test_work_whose_worker_is_killed_is_done_by_the_next(var):
    killed = run("worker", var)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert ask(var, "SELECT state, claimed_by <> '' FROM kernel_backgroundwork") == [("running", 1)]
    assert ask(var, "SELECT count(*) FROM catalogues_version") == [(0,)]

    done = run("next_worker", var)

    assert done.returncode == 0, done.stderr
    assert ask(var, "SELECT state, attempts FROM kernel_backgroundwork") == [("done", 2)]
    assert ask(var, "SELECT count(*) FROM catalogues_row") == [(ROWS,)]


def test_townships_whose_worker_is_killed_are_built_by_the_next_at_once(var):
    killed = run("township_worker", var)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert ask(var, "SELECT count(*) FROM catalogues_version WHERE state = 'building'") == [(5,)]

    done = run("next_worker", var)

    assert done.returncode == 0, done.stderr
    assert ask(var, "SELECT state, attempts FROM kernel_backgroundwork") == [("done", 2)]
    assert dict(ask(var, "SELECT state, count(*) FROM catalogues_version GROUP BY state")) == {"draft": 1 + TOWNSHIPS}
