"""A process of its own that publishes: many at once beside another, or killed (-9) in the middle. Never imported.

Usage: own_process.py prepare | listen | die
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, date, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from gongkai.duties import actions as duties  # noqa: E402
from gongkai.publishing import actions  # noqa: E402
from gongkai.publishing.models import Information  # noqa: E402
from tests.factories.catalogues import RowFactory  # noqa: E402
from tests.factories.organisations import BodyFactory, OfficerFactory  # noqa: E402
from tests.factories.publishing import InformationFactory  # noqa: E402

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
PIECES = 20


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def prepare() -> None:
    """A body with signed-off pieces: two heaps for two processes, and one with a duty to be killed over."""
    call_command("migrate", verbosity=0)
    body = BodyFactory()
    row = RowFactory(issued=True, county=body.county, owners=[body])
    author = OfficerFactory(body=body)
    for n in range(2 * PIECES):
        InformationFactory(body=body, row=row, drafted_by=author, signed_off=True, title=f"{n % 2}")
    event = duties.register_event(
        matter_id=row.matter_id, body=body, trigger="formed", occurred_on=date(2025, 4, 1), title="公告", by=None, at=AT
    )
    InformationFactory(body=body, row=row, drafted_by=author, signed_off=True, title="duty", duty=event.duties.get())


def listen() -> None:
    """Publish one's own heap when told to."""
    tell("ready")
    heap = sys.stdin.readline().strip()
    for pk in list(Information.objects.filter(title=heap).order_by("pk").values_list("pk", flat=True)):
        actions.publish(information_id=pk, by=None, at=AT)
    tell("done")


def die() -> None:
    """For each number that comes in: a child that publishes and is killed at that statement. Tell how it ended."""
    for word in sys.stdin:
        connection.close()  # a child may not share its parent's connection
        child = os.fork()
        if not child:
            publish(int(word))
            os._exit(0)
        tell(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def publish(last: int) -> None:
    """Publish the piece with the duty, and be killed at the given statement; tell how many there were if not."""
    said = [0]

    def watch(execute, sql, params, many, context):
        said[0] += 1
        if said[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    piece = Information.objects.get(title="duty")
    with connection.execute_wrapper(watch):
        actions.publish(information_id=piece.pk, by=None, at=AT)
    tell(str(said[0]))


if __name__ == "__main__":
    {"prepare": prepare, "listen": listen, "die": die}[sys.argv[1]]()
