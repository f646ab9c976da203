"""The county's record for auditors, month by month. Reading it writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.audit.models import Entry
from gongkai.duties.models import Duty
from gongkai.organisations.models import County
from gongkai.ui import keyset
from gongkai.ui.keyset import Page

MONTHS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What the list is narrowed to: a kind of act (`duty.`), a kind of thing (`duties.duty`), a word in names."""

    month: str
    kind: str = ""
    subject: str = ""
    words: str = ""


def months(*, on: date) -> tuple[str, ...]:
    """The months that can be chosen, newest first; of an empty month the page says so."""
    count = on.year * 12 + on.month - 1
    return tuple(f"{(count - back) // 12}-{(count - back) % 12 + 1:02d}" for back in range(MONTHS_SHOWN))


def entries(county: County, where: RecordFilter, *, after: str | None = None) -> Page[Entry]:
    """A page of the record of a month, newest first."""
    found = Entry.objects.filter(month=where.month, county_id=county.pk)
    if where.kind:
        found = found.filter(action__startswith=f"{where.kind}.")
    if where.subject:
        found = found.filter(subject_type=where.subject)
    if where.words:
        found = found.filter(subject_name__icontains=where.words) | found.filter(actor_name__icontains=where.words)
    return keyset.page(found, by=("-seq",), cursor=after, size=50)


def duty_names(ids: Iterable[str]) -> dict[str, str]:
    """What duties are about, by their ids: the record itself names them by number only."""
    numbers = [int(pk) for pk in ids if pk.isdigit()]
    lines = Duty.objects.filter(pk__in=numbers).values_list("pk", "matter__name", "body__short_name")
    return {str(pk): f"{body} · {matter}" for pk, matter, body in lines}


def kinds(county: County, month: str) -> tuple[str, ...]:
    """The kinds of acts of a month: the first word of each action."""
    actions = Entry.objects.filter(month=month, county_id=county.pk).order_by().values_list("action", flat=True)
    return tuple(sorted({action.partition(".")[0] for action in actions.distinct()}))


def subjects(county: County, month: str) -> tuple[str, ...]:
    """The kinds of things acted on in a month."""
    types = Entry.objects.filter(month=month, county_id=county.pk).order_by().values_list("subject_type", flat=True)
    return tuple(sorted(set(types.distinct())))
