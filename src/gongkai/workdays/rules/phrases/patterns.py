"""Which shapes can a clause have, and what does each mean?

One row per wording; the first that fits and makes sense is taken. A row that fits but makes no sense (an event that is
not in the table and not clearly marked, a bare 半年) builds nothing, and the next one is tried.

Sources
    catalogues.md §3, families A-P and rules 1-7. The letter of the family stands beside each group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.workdays.rules.phrases import building as b
from gongkai.workdays.rules.phrases import shapes
from gongkai.workdays.rules.phrases.clauses import Clause
from gongkai.workdays.rules.phrases.tokens import Token

Build = Callable[[shapes.Caught], Clause | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shape and what it means."""

    shape: str
    build: Build


PATTERNS = (
    # A-D, G, H: 自…之日起20个工作日内; a part of the item may stand before 自 or 在.
    Pattern("should? from|in? <event> since|post of? amount within? tail", b.within_after_event),
    Pattern("of_which? <scope> should? from|in <event> since|post of? amount within? tail", b.within_after_event),
    Pattern("of_which? <scope> should from|in? <event> since|post of? amount within? tail", b.within_after_event),
    Pattern("from|in? <event> since|post most amount tail", b.within_after_event),
    Pattern("<event> amount within? tail", b.within_after_listed_event),
    # E: the event is missing.
    Pattern("amount within? tail", b.within_bare),
    Pattern("of_which? <scope> should? in? amount within tail", b.within_of_part),
    # J: before.
    Pattern("of_which? <scope> should? in <event> amount pre tail", b.before_event),
    Pattern("least? in? <event> amount pre tail", b.before_event),
    Pattern("least? in? <event> pre amount tail", b.before_event),
    Pattern("in? <event> advance amount tail", b.before_event),
    Pattern("advance amount tail", b.before_any_event),
    # K: how long it stays; P: how long at most.
    Pattern("<scope>? show|notice least is? amount", b.min_display),
    Pattern("<scope>? show|notice is? amount", b.min_display),
    Pattern("phase term? least is? amount", b.min_display_of_phase),
    Pattern("phase term? is? amount", b.min_display_of_phase),
    Pattern("in? <event> post show|notice least is? amount", b.min_display_after_event),
    Pattern("least is? amount", b.min_display),
    Pattern("show|notice most amount", b.max_display),
    Pattern("show|notice? lasting amount of? nomore", b.max_display),
    # F: prompt, at once.
    Pattern("manner* realtime tail", b.realtime),
    Pattern("manner* keep? prompt tail", b.prompt),
    Pattern("note", b.prompt),
    Pattern("in|from? <event> post|at|during prompt tail", b.prompt_on_event),
    Pattern("according <event> prompt tail", b.prompt_on_event),
    # I: with an event, or some time after it.
    Pattern("with <event> at? tail", b.with_event),
    Pattern("in? <event> at tail", b.with_event),
    Pattern("in|from? <event> post tail", b.after_event),
    # L: for ever.
    Pattern("keep? long manner* publish|notice? left? note? right?", b.long_term),
    Pattern("keep? long manner* publish|notice? comma note", b.long_term),
    # M: periodic, by a date.
    Pattern("period least? tail times? tail", b.periodic),
    Pattern("every amount least? tail times? tail", b.periodic_of),
    Pattern("amount least? publish|notice? times tail", b.periodic_of),
    Pattern("period date pre tail", b.by_day_of_year),
    Pattern("period month end_of? tail", b.by_month),
    Pattern("period quarter within? tail", b.by_quarter),
    Pattern("period amount pre tail", b.by_day_of_month),
)
EXTENSIONS = ("<text>? comma? <text>? comma? extend amount",)
OVERRIDES = (
    "<text>? otherwise of? comma? should? yields",
    "<text>? comma? <text>? otherwise of? comma? should? yields",
    "according <text>? deployed tail",
)
ON_REQUEST = ("<text>? on_request",)


@lru_cache(maxsize=4096)
def clause(tokens: tuple[Token, ...]) -> Clause | None:
    """The clause that the tokens are, rather with an event of the table than with another; None if no row fits."""
    made = [clause for pattern in PATTERNS for clause in _made(pattern, tokens)]
    return next((clause for clause in made if not clause.event), made[0] if made else None)


def caught(rows: Sequence[str], tokens: Sequence[Token]) -> shapes.Caught | None:
    """What the first fitting row of a table caught; None if none fits."""
    found = (caught for row in rows for caught in shapes.matches(shapes.compiled(row), tokens))
    return next(found, None)


def _made(pattern: Pattern, tokens: tuple[Token, ...]) -> Iterator[Clause]:
    for found in shapes.matches(shapes.compiled(pattern.shape), tokens):
        made = pattern.build(found)
        if made is not None:
            yield made
