"""Publications, and workers that are killed (-9) while they deliver them. Never imported.

Usage: own_process.py prepare | publish | worker

`worker` does for each line: `kill SECONDS` runs a worker and kills it after so long; `finish` works until all is done.
Each worker believes to be later by LEASE than the one before it: what a killed one had taken up is free again.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from threading import Event

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from gongkai.channels import actions as channels  # noqa: E402
from gongkai.channels.actions import ChannelFields  # noqa: E402
from gongkai.channels.models import Delivery  # noqa: E402
from gongkai.channels.rules.kinds import Kind  # noqa: E402
from gongkai.kernel import clock, outbox  # noqa: E402
from gongkai.organisations.models import County  # noqa: E402
from gongkai.publishing import actions  # noqa: E402
from gongkai.publishing.models import Information  # noqa: E402
from tests.channels.standins import APP_ID, APP_SECRET, HOOK_SECRET  # noqa: E402
from tests.factories.catalogues import RowFactory  # noqa: E402
from tests.factories.organisations import BodyFactory, OfficerFactory  # noqa: E402
from tests.factories.publishing import InformationFactory  # noqa: E402

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
PUBLICATIONS = int(os.environ.get("GONGKAI_TEST_PUBLICATIONS", "40"))
CARRIER = "两微一端"


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def prepare() -> None:
    call_command("migrate", verbosity=0)
    body = BodyFactory()
    row = RowFactory(issued=True, county=body.county, owners=[body], channels=["政府网站", CARRIER])
    author = OfficerFactory(body=body)
    for _nth in range(PUBLICATIONS):
        InformationFactory(body=body, row=row, drafted_by=author, signed_off=True)


def publish() -> None:
    """Set up six channels at the servers that the environment names, then publish everything."""
    county = County.objects.get()
    hook = os.environ["TEST_HOOK"]
    for kind, name, secret, options in (
        (Kind.MAIL, "邮件", "", {"to": "media@example.test"}),
        (Kind.WECHAT, "公众号", APP_SECRET, {"app_id": APP_ID}),
        (Kind.WEBHOOK, "融媒体", HOOK_SECRET, {"url": f"{hook}/one"}),
        (Kind.WEBHOOK, "微博", HOOK_SECRET, {"url": f"{hook}/two"}),
    ):
        fields = ChannelFields(kind, name, carriers=[CARRIER], options=options, secret=secret)
        channels.save_channel(county_id=county.pk, fields=fields, by=None, at=AT)
    for pk in list(Information.objects.order_by("pk").values_list("pk", flat=True)):
        actions.publish(information_id=pk, by=None, at=clock.now())
    tell("done")


def worker() -> None:
    for nth, line in enumerate(sys.stdin, start=1):
        act, _, seconds = line.strip().partition(" ")
        ended = run(nth, kill_after=float(seconds) if act == "kill" else None)
        tell(str(ended))


def run(nth: int, *, kill_after: float | None) -> int:
    connections.close_all()  # a child may not share its parent's connection
    child = os.fork()
    if not child:
        work(nth, forever=kill_after is not None)
        os._exit(0)
    if kill_after is not None:
        Event().wait(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def work(nth: int, *, forever: bool) -> None:
    while forever or Delivery.objects.filter(state="pending").exists():
        outbox.drain(at=clock.now() + nth * outbox.LEASE, limit=20)
        nth += 0 if forever else 1


if __name__ == "__main__":
    {"prepare": prepare, "publish": publish, "worker": worker}[sys.argv[1]]()
