"""List the bodies whose work unit has no officer or no deputy."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.kernel import clock
from gongkai.organisations import presenters, queries
from gongkai.organisations.models import County, Level


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--county", default="", help="区划代码；默认所有的县")
        parser.add_argument("--level", action="append", default=[], choices=[level.value for level in Level])
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, county: str, level: list[str], as_json: bool, **options: Any) -> None:
        counties = County.objects.filter(code=county) if county else County.objects.order_by("code")
        found = [
            (place, vacancy)
            for place in counties
            for vacancy in queries.vacancies(place, on=clock.today(), levels=level)
        ]
        if as_json:
            rows = [
                {"county": place.code, "body": v.body, "slug": v.slug, "level": v.level, "missing": list(v.missing)}
                for place, v in found
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for place, vacancy in found:
            self.stdout.write(f"{place.name}  {vacancy.body}  {presenters.seats(vacancy.missing)}")
