"""One county built once for all tests of a file; what a test changes in it is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.architecture import house as houses
from tests.architecture.house import House, Marks

HOUSES = {
    "a.example.org": Marks(secret="琥珀", public="青瓷"),
    "b.example.org": Marks(secret="松石", public="白釉"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def two_houses(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, files: Path) -> Iterator[list[House]]:
    with (
        django_db_blocker.unblock(),
        time_machine.travel(houses.NOON, tick=False),
        override_settings(MEDIA_ROOT=files / "media", SEARCH_INDEX=files / "search"),
        transaction.atomic(),
    ):
        shared = houses.build_standards()
        yield [houses.build(shared, host=host, marks=marks) for host, marks in HOUSES.items()]
        transaction.set_rollback(True)


@pytest.fixture
def house(two_houses: list[House], db: None, settings: pytest.FixtureRequest, files: Path, _own_var: None) -> House:
    settings.MEDIA_ROOT, settings.SEARCH_INDEX = files / "media", files / "search"
    settings.ALLOWED_HOSTS = list(HOUSES)
    return two_houses[0]


@pytest.fixture
def other(two_houses: list[House], house: House) -> House:
    return two_houses[1]
