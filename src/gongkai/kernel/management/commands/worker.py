"""Deliver the outbox and run periodic jobs until stopped."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.kernel import waking, worker


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完一轮即退出")

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(str(worker.round_once()))
            return
        stop = threading.Event()

        def finish_the_round(*_signal: object) -> None:
            stop.set()
            waking.wake()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, finish_the_round)
        worker.run(stop=stop)
