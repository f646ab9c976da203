"""How many of the policies published in a period were explained, by body, in time and in which forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Min
from django.utils import timezone

from gongkai.interpretation.models import Exemption, Material
from gongkai.interpretation.queries import facts
from gongkai.interpretation.queries.standings import concerned
from gongkai.interpretation.rules.forms import Form
from gongkai.interpretation.rules.standing import INTERPRETED, Outcome, outcome_of
from gongkai.organisations.models import County
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State
from gongkai.workdays import queries as workdays


@dataclass(frozen=True, slots=True)
class Covered:
    """A policy of the period and what it counts as."""

    public_id: str
    title: str
    body_slug: str
    body_name: str
    published_on: date
    explained_on: date | None
    outcome: Outcome
    forms: tuple[str, ...]

    @property
    def is_interpreted(self) -> bool:
        return self.outcome in INTERPRETED


@dataclass(frozen=True, slots=True)
class BodyLine:
    """What one body's policies count as; `body_slug` empty: all bodies together."""

    body_slug: str
    body_name: str
    policies: int
    outcomes: dict[str, int]

    @property
    def interpreted(self) -> int:
        return sum(self.outcomes.get(outcome, 0) for outcome in INTERPRETED)

    @property
    def owed(self) -> int:
        """Policies that were to be explained by now."""
        return self.policies - self.outcomes.get(Outcome.EXEMPT, 0) - self.outcomes.get(Outcome.PENDING, 0)

    @property
    def percent(self) -> int:
        """Interpreted of those owed, rounded down: 100 only when nothing is missing."""
        return 100 * self.interpreted // self.owed if self.owed else 100


def covered(
    county: County, *, bodies: Collection[int] | None, since: date, until: date, on: date
) -> tuple[Covered, ...]:
    """The policies published in a period (both days counted) by these bodies, None: by all; newest first."""
    policies = list(_published(county, bodies=bodies, since=since, until=until, on=on))
    ids = [policy.pk for policy in policies]
    explained, forms = _explained(ids), _forms(ids)
    exempt = set(Exemption.objects.filter(policy__in=ids).values_list("policy_id", flat=True))
    delay, calendar = facts.delay(county, on=on), workdays.calendar_for(county.pk)

    def judged(policy: Information) -> Covered:
        assert policy.published_at is not None  # asked for by the state
        published_on = timezone.localtime(policy.published_at).date()
        explained_on = explained.get(policy.pk)
        last_day = facts.last_day(published_on, delay=delay, calendar=calendar)
        return Covered(
            public_id=policy.public_id,
            title=policy.title,
            body_slug=policy.body.slug,
            body_name=policy.body.short_name,
            published_on=published_on,
            explained_on=explained_on,
            outcome=outcome_of(explained_on=explained_on, last_day=last_day, is_exempt=policy.pk in exempt, on=on),
            forms=forms.get(policy.pk, ()),
        )

    return tuple(map(judged, policies))


def by_body(policies: Iterable[Covered]) -> tuple[BodyLine, ...]:
    """A line for each body, those with most missing first."""
    groups: dict[tuple[str, str], list[Covered]] = {}
    for policy in policies:
        groups.setdefault((policy.body_slug, policy.body_name), []).append(policy)
    lines = [_line(slug, name, group) for (slug, name), group in groups.items()]
    return tuple(
        sorted(lines, key=lambda line: (-line.outcomes.get(Outcome.MISSING, 0), -line.policies, line.body_slug))
    )


def total(policies: Sequence[Covered]) -> BodyLine:
    """All bodies together."""
    return _line("", "", policies)


def by_form(policies: Iterable[Covered]) -> dict[str, int]:
    """How many policies were explained in each form; one explained in two counts in both."""
    counted = Counter(form for policy in policies for form in set(policy.forms))
    return {str(form): counted.get(form, 0) for form in Form}


def _line(slug: str, name: str, policies: Sequence[Covered]) -> BodyLine:
    return BodyLine(slug, name, len(policies), dict(Counter(str(policy.outcome) for policy in policies)))


def _published(
    county: County, *, bodies: Collection[int] | None, since: date, until: date, on: date
) -> Iterable[Information]:
    public = Information.objects.of_county(county).public()
    public = public.filter(published_at__gte=_midnight(since), published_at__lt=_midnight(until + timedelta(days=1)))
    if bodies is not None:
        public = public.filter(body_id__in=bodies)
    found = concerned(public, required=facts.required_kinds(county, on=on)).newest_first().select_related("body")
    return found.only("public_id", "title", "published_at", "body__slug", "body__short_name")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _explained(ids: Sequence[int]) -> dict[int, date]:
    """The day of each policy's first public interpretation."""
    public = Information.objects.filter(interprets__in=ids, state=State.PUBLISHED).order_by()
    first = public.values_list("interprets_id").annotate(at=Min("published_at"))
    return {policy: timezone.localtime(at).date() for policy, at in first}


def _forms(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    lines = Material.objects.filter(plan__policy__in=ids, information__state=State.PUBLISHED)
    found: dict[int, list[str]] = {}
    for policy, form in lines.values_list(F("plan__policy_id"), "form"):
        found.setdefault(policy, []).append(form)
    return {policy: tuple(sorted(set(forms))) for policy, forms in found.items()}
