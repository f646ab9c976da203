"""Make the demo county 明镜县, relative to today (or to --today, to make it the same again)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.demo import seeding
from gongkai.kernel import clock
from gongkai.organisations.models import County


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        seed = steps.add_parser("seed", help="建立演示县")
        seed.add_argument("--if-missing", action="store_true", help="已有演示县时什么也不做")
        seed.add_argument("--today", help="以此日为今天，YYYY-MM-DD")

    def handle(self, *, if_missing: bool, today: str | None, **options: Any) -> None:
        if County.objects.filter(code=seeding.CODE).exists():
            if if_missing:
                return
            raise CommandError("演示县已经建立。要重新建立，请先删除 var/ 中的数据库。")
        try:
            day = date.fromisoformat(today) if today else clock.today()
        except ValueError:
            raise CommandError(f"日期应写成 YYYY-MM-DD，收到的是 {today}。") from None
        self.stderr.write("正在建立演示县，约一分钟…  Making the demo county, about a minute…")
        seeding.seed(today=day, at=clock.now(), say=self.stderr.write)
