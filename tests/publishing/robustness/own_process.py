"""A process of its own: one that publishes and is killed, one that may write no large file. Never imported.

Usage: own_process.py prepare | publish | deliver | full
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from datetime import UTC, date, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from gongkai.duties import actions as duties  # noqa: E402
from gongkai.publishing import actions  # noqa: E402
from gongkai.publishing.actions import PublishingRefused  # noqa: E402
from gongkai.publishing.models import Information  # noqa: E402
from tests.factories.catalogues import RowFactory  # noqa: E402
from tests.factories.organisations import BodyFactory, OfficerFactory  # noqa: E402
from tests.factories.publishing import InformationFactory  # noqa: E402

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
MEGABYTE = 2**20
ROOM = 24 * MEGABYTE  # a file may be no larger; the database is smaller


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def prepare() -> None:
    """A body with a draft, and a signed-off piece for its duty."""
    call_command("migrate", verbosity=0)
    body = BodyFactory()
    row = RowFactory(issued=True, county=body.county, owners=[body])
    author = OfficerFactory(body=body)
    event = duties.register_event(
        matter_id=row.matter_id, body=body, trigger="formed", occurred_on=date(2025, 4, 1), title="公告", by=None, at=AT
    )
    InformationFactory(body=body, row=row, drafted_by=author, title="draft")
    InformationFactory(
        body=body,
        row=row,
        drafted_by=author,
        signed_off=True,
        title="粮食补贴公告",
        duty=event.duties.get(),
    )


def publish() -> None:
    """Publish, and be killed as soon as it has held: nothing that follows from it was done."""
    actions.publish(information_id=Information.objects.get(title="粮食补贴公告").pk, by=None, at=AT)
    os.kill(os.getpid(), signal.SIGKILL)


def deliver() -> None:
    """What a worker does that is started again, twice."""
    for _ in range(2):
        call_command("worker", "--once", verbosity=0)


def full() -> None:
    """Attach what finds no room on the disk, then what does."""
    draft = Information.objects.get(title="draft")
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    for content in (bytes(range(32, 127)) * (ROOM // 90), b"small"):
        try:
            actions.attach(information_id=draft.pk, name="a.txt", content=content, by=draft.drafted_by, at=AT)
            tell("taken")
        except PublishingRefused as refused:
            tell(str(refused.refusal))
    left = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    tell(" ".join(str(path.stat().st_size) for path in left))


if __name__ == "__main__":
    {"prepare": prepare, "publish": publish, "deliver": deliver, "full": full}[sys.argv[1]]()
