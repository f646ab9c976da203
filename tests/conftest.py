"""What every test stands on."""

from __future__ import annotations

pytest_plugins = ["tests.fixtures.database", "tests.fixtures.pages", "tests.fixtures.processes", "tests.fixtures.reach"]
