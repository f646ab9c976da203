"""Two processes at the same act: locks hold on both engines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("own_process.py")
ITEMS = 40


def start(url, var, *words):
    own = {"GONGKAI_VAR": str(var), "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), *words],
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait(process):
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out.strip()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path_factory):
    """A prepared database of its own on each engine."""
    var = tmp_path_factory.mktemp("two")
    if request.param == "sqlite":
        address = f"sqlite:///{var}/two.sqlite3"
        wait(start(address, var, "prepare"))
        yield address
        return
    server = os.environ["GONGKAI_TEST_POSTGRES"]
    name = f"two_at_once_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address = f"{server.rsplit('/', 1)[0]}/{name}"
    wait(start(address, var, "prepare"))
    yield address
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def both(url, var, act):
    """Two processes begin together; their outcomes, sorted."""
    go = var / f"go-{act}"
    pair = [start(url, var, act, str(go)) for _ in range(2)]
    go.touch()
    return sorted(wait(process) for process in pair)


def ask(url, sql):
    if url.startswith("sqlite"):
        import sqlite3

        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return connection.execute(sql).fetchall()
    with psycopg.connect(url) as connection:
        return connection.execute(sql).fetchall()


def test_two_at_the_same_act_do_not_get_in_each_others_way(url, tmp_path):
    """One story, because each act stands on the one before: compile, then number matters, then issue."""
    assert both(url, tmp_path, "compile") == ["done", "done"]
    assert ask(url, "SELECT count(*) FROM catalogues_version") == [(1,)]
    assert ask(url, "SELECT count(*), count(DISTINCT item_id) FROM catalogues_matter") == [(ITEMS, ITEMS)]

    assert both(url, tmp_path, "add") == ["done", "done"]
    assert ask(url, "SELECT count(DISTINCT number), max(number) FROM catalogues_matter") == [(ITEMS + 20, ITEMS + 20)]

    assert both(url, tmp_path, "issue") == ["done", "not_draft"]
    assert ask(url, "SELECT number, state FROM catalogues_version") == [(1, "issued")]
