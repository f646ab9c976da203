"""What a demo county consists of, without the numbers that a database gives.

Run as a script it makes the county in a process of its own and prints the mix as JSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, date, datetime

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)


def mix(county) -> dict[str, int]:
    """How many duties and pieces there are of each description."""
    from gongkai.duties.models import Duty
    from gongkai.publishing.models import Information

    whose = ("matter__number", "body__number", "rule_key", "state", "due_on")
    duties = Duty.objects.filter(county=county)
    described = [
        *duties.exclude(kind=Duty.Kind.EVENT).values_list(*whose, "occurrence"),
        *duties.filter(kind=Duty.Kind.EVENT).values_list(*whose, "event__title"),
        *Information.objects.filter(county=county).values_list("title", "index_number", "state", "text"),
    ]
    return Counter("|".join(map(str, line)) for line in described)


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from gongkai.demo import seeding
    from gongkai.standards.actions import load_pack

    call_command("migrate", verbosity=0)
    load_pack(by=None, at=NOW)
    json.dump(mix(seeding.seed(today=TODAY, at=NOW)), sys.stdout)


if __name__ == "__main__":
    main()
