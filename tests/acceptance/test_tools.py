"""Is a short run never taken for a full one, and a figure without its peer never for a pass?"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = re.compile(r"left out: (\d+) browser tests \(Chromium is not installed\)")


def run_browser_tests(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run on a machine that has no browser: nothing is on its path."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    own |= {"PATH": str(tmp_path), "GONGKAI_VAR": str(tmp_path), **environment}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "tests/browser/test_styleguide.py"]
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)


def test_browser_tests_are_left_out_and_counted_where_there_is_no_browser(tmp_path):
    run = run_browser_tests(tmp_path)

    told = LEFT_OUT.search(run.stdout)
    assert told
    assert int(told[1]) > 0
    assert "failed" not in run.stdout


def test_the_whole_gate_fails_where_something_is_missing(tmp_path):
    run = run_browser_tests(tmp_path, GONGKAI_REQUIRE_ALL="1")

    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Chromium is not installed" in run.stderr


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_run", ROOT / "bench" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        ({"value": 5.0, "peer": None, "ratio": None, "limit": 6, "measured": False}, "not measured"),
        ({"value": 5.0, "peer": 1.0, "ratio": 5.0, "limit": 6}, "holds"),
        ({"value": 7.0, "peer": 1.0, "ratio": 7.0, "limit": 6}, "EXCEEDED"),
        ({"value": 480, "limit": 500}, "holds"),
        ({"value": 1.0}, ""),
    ],
)
def test_a_figure_holds_only_if_it_was_measured(bench, figure, verdict):
    assert bench.verdict(figure) == verdict
    assert verdict in bench.show({"name": "a figure", **figure})
