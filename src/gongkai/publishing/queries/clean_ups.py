"""The yearly look through the documents in force: how far it is, its lines, and what was published of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gongkai.organisations.models import County
from gongkai.organisations.queries import Staff
from gongkai.publishing import policies
from gongkai.publishing.models import CleanUp, CleanUpLine
from gongkai.publishing.rules.states import State
from gongkai.ui import keyset

OPEN = "open"
BY_BODY = ("information__body__level", "information__body__pinyin", "information__body_id", "pk")


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many documents somebody has said what shall become of them."""

    total: int
    decided: int

    @property
    def is_complete(self) -> bool:
        return self.total == self.decided


def clean_ups(county: County) -> QuerySet[CleanUp]:
    """Every year's, the newest first, each with how far it is."""
    total = Count("lines", filter=Q(lines__information__state=State.PUBLISHED))
    decided = Count("lines", filter=Q(lines__information__state=State.PUBLISHED) & ~Q(lines__proposal=""))
    return CleanUp.objects.filter(county=county).annotate(total=total, decided=decided).order_by("-year")


def clean_up_of(county: County, year: int) -> CleanUp | None:
    """One year's; None: it was not begun."""
    return CleanUp.objects.filter(county=county, year=year).select_related("county", "begun_by", "published_by").first()


def progress_of(clean_up: CleanUp) -> Progress:
    """How far the whole county is. A document that was withdrawn since is decided already."""
    counted = _public(clean_up).aggregate(total=Count("pk"), decided=Count("pk", filter=~Q(proposal="")))
    return Progress(**counted)


def lines_page(
    clean_up: CleanUp, staff: Staff, *, proposal: str = "", after: str | None = None
) -> keyset.Page[CleanUpLine]:
    """One page of the lines that a desk sees, by body."""
    found = _wanted(_seen(clean_up, staff), proposal).select_related("information__body", "decided_by")
    return keyset.page(found, by=BY_BODY, cursor=after)


def line_counts(clean_up: CleanUp, staff: Staff) -> Mapping[str, int]:
    """How many of the lines that a desk sees have each proposal; `open`: none yet."""
    counted = _seen(clean_up, staff).order_by().values_list("proposal").annotate(n=Count("pk"))
    return {proposal or OPEN: n for proposal, n in counted}


def line_of(clean_up: CleanUp, staff: Staff, line_id: int) -> CleanUpLine | None:
    """One line that a desk sees."""
    return _seen(clean_up, staff).select_related("information__body").filter(pk=line_id).first()


def published(county: County) -> QuerySet[CleanUp]:
    """The lists that everybody may read, the newest first."""
    return CleanUp.objects.filter(county=county, published_at__isnull=False).order_by("-year")


def published_lines(clean_up: CleanUp, *, proposal: str = "", after: str | None = None) -> keyset.Page[CleanUpLine]:
    """One page of a published list. A document that was withdrawn since is not named."""
    found = _wanted(_public(clean_up), proposal).select_related("information__body")
    return keyset.page(found, by=BY_BODY, cursor=after)


def published_counts(clean_up: CleanUp) -> Mapping[str, int]:
    """How many documents of a published list have each proposal."""
    return dict(_public(clean_up).order_by().values_list("proposal").annotate(n=Count("pk")))


def _seen(clean_up: CleanUp, staff: Staff) -> QuerySet[CleanUpLine]:
    return _public(clean_up).filter(information__in=policies.visible(staff))


def _public(clean_up: CleanUp) -> QuerySet[CleanUpLine]:
    return clean_up.lines.filter(information__state=State.PUBLISHED)


def _wanted(lines: QuerySet[CleanUpLine], proposal: str) -> QuerySet[CleanUpLine]:
    if proposal == OPEN:
        return lines.filter(proposal="")
    return lines.filter(proposal=proposal) if proposal in CleanUpLine.Proposal.values else lines
