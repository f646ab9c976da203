"""What every test stands on."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = [
    "tests.fixtures.background",
    "tests.fixtures.database",
    "tests.fixtures.demo",
    "tests.fixtures.migrated",
    "tests.fixtures.pages",
    "tests.fixtures.processes",
    "tests.fixtures.reach",
    "tests.fixtures.records",
]

# How long one example takes says how busy the machine is, and nothing of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
