"""Triggers by which the database itself guards what is written, whoever writes; each engine has its own statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Triggers:
    """Triggers that belong together; their statements by vendor of the engine."""

    arming: Mapping[str, Sequence[str]]
    disarming: Mapping[str, Sequence[str]]

    def arm(self, connection: BaseDatabaseWrapper) -> None:
        """Put the triggers in place."""
        _execute(connection, self.arming[connection.vendor])

    def disarm(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away (a reversed migration; a test database being emptied)."""
        _execute(connection, self.disarming[connection.vendor])

    @contextmanager
    def lifted(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """Work without the triggers, and put them back."""
        self.disarm(connection)
        try:
            yield
        finally:
            self.arm(connection)


def _execute(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
