"""Databases of their own for tests that run processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("own_process.py")


def start(url: str, var: Path, *acts: str) -> subprocess.Popen[str]:
    """Run the script on a database."""
    own = {"GONGKAI_VAR": str(var), "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), *acts],
        env={**os.environ, **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a migrated database and signed-off pieces."""
    var = tmp_path_factory.mktemp("publishing")
    with start(f"sqlite:///{var}/prepared.sqlite3", var, "prepare") as process:
        pass
    assert process.returncode == 0
    return var


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A prepared database of its own on each engine."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("prepared_sqlite"), tmp_path / "var")
        yield f"sqlite:///{tmp_path}/var/prepared.sqlite3"
        return
    server = os.environ["GONGKAI_TEST_POSTGRES"]
    name = f"publishing_{os.getpid()}"
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
def ask(url: str) -> Callable[[str], list[Any]]:
    """Put a question to the database, whichever it is."""

    def asked(sql: str) -> list[Any]:
        if url.startswith("sqlite"):
            import sqlite3

            with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
                return connection.execute(sql).fetchall()
        with psycopg.connect(url) as connection:
            return connection.execute(sql).fetchall()

    return asked
