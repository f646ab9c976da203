"""Taking in policies from above: from a feed, from a table, from a form. What is known already is known again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.interpretation import response_policies as policies
from gongkai.interpretation.models import FeedReading, PolicyMatch, UpperPolicy
from gongkai.interpretation.queries import matching as rows
from gongkai.interpretation.rules import feed, relays, upper
from gongkai.interpretation.rules.matching import Match, PolicyWords
from gongkai.interpretation.rules.upper import Facts, FeedSource
from gongkai.kernel import web
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County, User

MAX_FEED = 2 * 1024 * 1024
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of it."""

    added: tuple[UpperPolicy, ...]
    known: int


@dataclass(frozen=True, slots=True)
class _Newcomer:
    policy: UpperPolicy
    matches: tuple[Match, ...]


def take_in_policies(
    *, county: County, told: Sequence[Facts], came_by: UpperPolicy.CameBy, by: User | None, at: datetime
) -> TakenIn:
    """Register policies, propose the matters they concern, and begin their hours. All of them, or none."""
    policies.require_registrar(by, county, on=timezone.localdate(at))
    clean = [upper.cleaned(facts, at=at) for facts in told]
    newcomers = _newcomers(county, _unknown(county, clean), came_by=came_by, by=by, at=at)
    with transaction.atomic():
        County.objects.select_for_update().get(pk=county.pk)
        known = _known_keys(county, clean)  # somebody may have been quicker
        added = [new for new in newcomers if not known.intersection(_keys(new.policy.document_number, new.policy.url))]
        _write(county, added, by=by, at=at)
    return TakenIn(tuple(new.policy for new in added), len(clean) - len(added))


def read_feeds(
    *, county: County, by: User | None, at: datetime, fetch: Callable[[str], web.Answer] | None = None
) -> list[FeedReading]:
    """Read every feed that the county named. One that does not answer keeps no other from being read."""
    policies.require_office(by, county, on=timezone.localdate(at))
    lines = organisations.settings_of(county, on=timezone.localdate(at)).texts("interpretation.feeds") or []
    return [_read_feed(county, upper.source(line), by=by, at=at, fetch=fetch or _fetch) for line in lines]


def _fetch(url: str) -> web.Answer:
    return web.fetch(url, https_only=True, max_bytes=MAX_FEED)


def _read_feed(
    county: County, source: FeedSource, *, by: User | None, at: datetime, fetch: Callable[[str], web.Answer]
) -> FeedReading:
    told: list[Facts] = []
    entries, problem = 0, ""
    try:
        found = feed.read(fetch(source.url).content)
        entries = len(found)
        told = [facts for entry in found if (facts := upper.of_entry(entry, source, at=at)) is not None]
    except web.NotFetched as failed:
        problem = str(failed.why)
    except feed.FeedUnreadable:
        problem = UNREADABLE
    done = take_in_policies(county=county, told=told, came_by=UpperPolicy.CameBy.FEED, by=by, at=at)
    known: FeedReading = FeedReading.objects.update_or_create(
        county=county,
        url=source.url,
        defaults={
            "read_at": at,
            "problem": problem,
            "entries": entries,
            "taken_in": len(done.added),
            "unusable": entries - len(told),
        },
    )[0]
    return known


def _newcomers(
    county: County, fresh: Sequence[Facts], *, came_by: UpperPolicy.CameBy, by: User | None, at: datetime
) -> list[_Newcomer]:
    """Policies with what they concern, worked out before any transaction opens."""
    if not fresh:
        return []
    on = timezone.localdate(at)
    hours = organisations.settings_of(county, on=on).number("interpretation.relay_hours")
    matcher = rows.matcher(county, on=on)
    found = [matcher.propose(PolicyWords(f.title, f.number, f.topic, f.text)) for f in fresh]
    owners = rows.owners(county, {match.matter_id for matches in found for match in matches}, on=on)
    return [
        _Newcomer(
            UpperPolicy(
                county=county,
                tier=str(facts.tier),
                issuer=facts.issuer,
                title=facts.title,
                document_number=facts.number,
                url=facts.url,
                topic=facts.topic,
                text=facts.text,
                written_on=facts.written_on,
                published_at=facts.published_at,
                is_day_only=facts.is_day_only,
                came_by=came_by,
                seen_at=at,
                seen_by=by,
                hours=hours,
                due_at=relays.due_at(facts.published_at, hours=hours),
                body_id=owners.get(matches[0].matter_id) if matches else None,
            ),
            matches,
        )
        for facts, matches in zip(fresh, found, strict=True)
    ]


def _write(county: County, added: Sequence[_Newcomer], *, by: User | None, at: datetime) -> None:
    UpperPolicy.objects.bulk_create([new.policy for new in added], batch_size=200)
    PolicyMatch.objects.bulk_create(
        (
            PolicyMatch(
                policy=new.policy,
                matter_id=match.matter_id,
                how=str(match.how),
                nearness=match.nearness,
                because=match.because[:300],
            )
            for new in added
            for match in new.matches
        ),
        batch_size=500,
    )
    told = [(new.policy, {"source": new.policy.issuer, "number": new.policy.document_number}) for new in added]
    audit.record_many("policy.register", subjects=told, by=by, at=at, county_id=county.pk)


def _unknown(county: County, told: Iterable[Facts]) -> list[Facts]:
    """Those that the county does not know, each once."""
    told = list(told)
    seen = _known_keys(county, told)
    fresh = []
    for facts in told:
        keys = _keys(facts.number, facts.url)
        if not keys & seen:
            fresh.append(facts)
        seen |= keys
    return fresh


def _known_keys(county: County, told: Iterable[Facts]) -> set[str]:
    told = list(told)
    known = UpperPolicy.objects.of_county(county).known_by(
        numbers={facts.number for facts in told}, urls={facts.url for facts in told}
    )
    return {key for pair in known.values_list("document_number", "url") for key in pair if key}


def _keys(number: str, url: str) -> set[str]:
    return {key for key in (number, url) if key}
