"""The report in words, with the address behind each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.interpretation.presenters import plans
from gongkai.interpretation.queries import coverage
from gongkai.interpretation.queries.coverage import BodyLine, Covered
from gongkai.interpretation.rules.forms import Form
from gongkai.interpretation.rules.standing import Outcome
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission
from gongkai.tables.writers import escaped

PAGE = 30
ALL, DONE = "", "interpreted"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the policies behind it; no address where there are none."""

    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A body's numbers."""

    name: str
    cells: tuple[Cell, ...]
    percent: int


@dataclass(frozen=True, slots=True)
class Table:
    """The report of a period."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line
    forms: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which policies a number counts. Empty: all."""

    body: str = ""
    outcome: str = ""
    form: str = ""

    def takes(self, policy: Covered) -> bool:
        """Whether a policy is one of them."""
        return (
            (not self.body or policy.body_slug == self.body)
            and (not self.form or self.form in policy.forms)
            and self._has_outcome(policy)
        )

    def _has_outcome(self, policy: Covered) -> bool:
        if self.outcome == DONE:
            return policy.is_interpreted
        return not self.outcome or policy.outcome == self.outcome


@dataclass(frozen=True, slots=True)
class Page:
    """One page of policies that are all known already; `next` and `previous` are numbers of pages."""

    rows: Sequence[Covered]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


@dataclass(frozen=True, slots=True)
class Row:
    """A policy behind a number."""

    title: str
    url: str
    facts: tuple[str, ...]
    look: str
    outcome: str


def wanted(query: Mapping[str, str]) -> Wanted:
    """What an address asks for; what it names that is not known counts as not asked."""
    outcome, form = query.get("outcome", ""), query.get("form", "")
    return Wanted(
        body=query.get("body", ""),
        outcome=outcome if outcome in {DONE, *Outcome} else "",
        form=form if form in set(Form) else "",
    )


def table(policies: Sequence[Covered], *, since: date, until: date) -> Table:
    """The numbers of a period, each with its address."""
    period = {"since": since.isoformat(), "until": until.isoformat()}
    heads = tuple(label for label, _outcome in _columns())
    forms = coverage.by_form(policies)
    return Table(
        heads=heads,
        lines=tuple(_line(line, period) for line in coverage.by_body(policies)),
        total=_line(coverage.total(policies), period),
        forms=tuple(_cell(plans.form_words(form), count, {**period, "form": form}) for form, count in forms.items()),
    )


def heading(chosen: Wanted, found: Sequence[Covered]) -> str:
    """Which policies are shown."""
    parts = [
        next((policy.body_name for policy in found if policy.body_slug == chosen.body), "") if chosen.body else "",
        {outcome: label for label, outcome in _columns()}.get(chosen.outcome, "") if chosen.outcome else "",
        plans.form_words(chosen.form) if chosen.form else "",
    ]
    return " · ".join(part for part in parts if part) or _("应解读的政策")


def period_query(since: date, until: date) -> str:
    """The period as a part of an address."""
    return urlencode({"since": since.isoformat(), "until": until.isoformat()})


def page(found: Sequence[Covered], asked: str) -> Page:
    """One page; a number that cannot be read shows the first."""
    pages = max(1, -(-len(found) // PAGE))
    number = min(int(asked), pages) if asked.isdecimal() and len(asked) < 6 and int(asked) else 1
    rows = found[(number - 1) * PAGE : number * PAGE]
    following = str(number + 1) if number < pages else ""
    return Page(rows, next=following, previous=str(number - 1) if number > 1 else "")


def row(policy: Covered, staff: Staff) -> Row:
    """A policy as a row: with its plan for whoever writes, else with its public page."""
    at_the_desk = Permission.SEE_DRAFTS in staff.permissions
    name = "interpretation_workbench:plan" if at_the_desk else "publishing_portal:information"
    days = [_("%(day)s 公开") % {"day": policy.published_on}]
    if policy.explained_on:
        days.append(_("%(day)s 解读") % {"day": policy.explained_on})
    return Row(
        title=policy.title,
        url=reverse(name, args=[policy.public_id]),
        facts=(policy.body_name, *days, *map(plans.form_words, policy.forms)),
        look=plans.LOOKS[policy.outcome],
        outcome=str(plans.OUTCOMES[policy.outcome]),
    )


def csv_head() -> list[str]:
    """The heads of the file."""
    return [_("标题"), _("单位"), _("公开日期"), _("解读日期"), _("解读结果"), _("解读形式")]


def csv_line(policy: Covered) -> list[str]:
    """A policy as a line of the file; no cell can be taken for a formula."""
    cells = (
        policy.title,
        policy.body_name,
        policy.published_on.isoformat(),
        policy.explained_on.isoformat() if policy.explained_on else "",
        str(plans.OUTCOMES[policy.outcome]),
        _("、").join(map(plans.form_words, policy.forms)),
    )
    return [escaped(cell) for cell in cells]


def _columns() -> list[tuple[str, str]]:
    return [
        (_("应解读的政策"), ALL),
        (_("已解读"), DONE),
        *((str(plans.OUTCOMES[outcome]), str(outcome)) for outcome in Outcome),
    ]


def _line(line: BodyLine, period: Mapping[str, str]) -> Line:
    where = {**period, "body": line.body_slug} if line.body_slug else dict(period)
    numbers = {ALL: line.policies, DONE: line.interpreted, **line.outcomes}
    return Line(
        name=line.body_name or _("合计"),
        cells=tuple(
            _cell(label, numbers.get(outcome, 0), where | ({"outcome": outcome} if outcome else {}))
            for label, outcome in _columns()
        ),
        percent=line.percent,
    )


def _cell(label: str, number: int, query: Mapping[str, str]) -> Cell:
    address = reverse("interpretation_workbench:coverage_rows")
    return Cell(label, number, f"{address}?{urlencode(query)}" if number else "")
