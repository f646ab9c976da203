"""Two processes at the same act: locks hold on both engines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("own_process.py")
ITEMS = 40


def start(url, var, act):
    own = {"GONGKAI_VAR": str(var), "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), act],
        env={**os.environ, **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """A prepared database of its own on each engine."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("prepared_sqlite"), tmp_path / "var")
        yield f"sqlite:///{tmp_path}/var/prepared.sqlite3"
        return
    server = os.environ["GONGKAI_TEST_POSTGRES"]
    name = f"two_at_once_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address = f"{server.rsplit('/', 1)[0]}/{name}"
    with start(address, tmp_path, "prepare") as process:
        pass
    assert process.returncode == 0
    yield address
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def both(url, tmp_path):
    """Two processes that do each act together; their outcomes, sorted."""
    pair = [start(url, tmp_path, "listen") for _ in range(2)]
    assert [process.stdout.readline() for process in pair] == ["ready\n", "ready\n"]

    def act(name):
        for process in pair:
            process.stdin.write(f"{name}\n")
            process.stdin.flush()
        return sorted(process.stdout.readline().strip() for process in pair)

    yield act
    for process in pair:
        process.communicate()


def ask(url, sql):
    if url.startswith("sqlite"):
        import sqlite3

        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return connection.execute(sql).fetchall()
    with psycopg.connect(url) as connection:
        return connection.execute(sql).fetchall()


def test_two_at_the_same_act_do_not_get_in_each_others_way(url, both):
    """One story, because each act stands on the one before: compile, then number matters, then issue."""
    assert both("compile") == ["done", "done"]
    assert ask(url, "SELECT count(*) FROM catalogues_version") == [(1,)]
    assert ask(url, "SELECT count(*), count(DISTINCT item_id) FROM catalogues_matter") == [(ITEMS, ITEMS)]

    assert both("add") == ["done", "done"]
    assert ask(url, "SELECT count(DISTINCT number), max(number) FROM catalogues_matter") == [(ITEMS + 20, ITEMS + 20)]

    assert both("issue") == ["done", "not_draft"]
    assert ask(url, "SELECT number, state FROM catalogues_version") == [(1, "issued")]
