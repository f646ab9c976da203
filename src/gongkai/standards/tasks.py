"""What recurs in this room, and what takes long: taking a table in as an edition."""

from __future__ import annotations

from datetime import datetime

from gongkai.kernel.background import Asked, Kind, Outcome, register
from gongkai.kernel.periodic import periodic
from gongkai.organisations.background import who_and_where
from gongkai.standards import actions, work_presenters
from gongkai.standards.models import Import
from gongkai.standards.rules.refusals import StandardRefused

TAKE_IN = "standards.take_in"


@periodic("standards.remove_abandoned", cron="17 * * * *")
def remove_abandoned(at: datetime) -> None:
    """Clear away editions whose import died on the way."""
    actions.remove_abandoned(at=at)


def take_in(asked: Asked) -> Outcome:
    """Take a waiting table in. Done by a worker that was killed before it could say so: found, not done again."""
    by, _ = who_and_where(asked)
    waiting = Import.objects.get(pk=asked.arguments["waiting"])
    if waiting.edition_id is not None:
        return Outcome({"edition": waiting.edition_id})
    try:
        edition = actions.take_in(import_id=waiting.pk, renames=asked.arguments["renames"], by=by, at=asked.at)
    except StandardRefused as refused:
        return Outcome({"refusal": str(refused.refusal), "detail": refused.detail}, is_refused=True)
    return Outcome({"edition": edition.pk})


register(TAKE_IN, Kind(do=take_in, title=work_presenters.title, told=work_presenters.told))
