"""What publishing itself asks at the gates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.duties import gates as words_beside
from gongkai.publishing import gates, presenters
from gongkai.publishing.models import Information
from gongkai.publishing.queries.findings import stopping_in
from gongkai.publishing.rules import sensitive

FINDINGS_OPEN = "findings_open"
NAME = "publishing.findings"


@gates.before_sign_off.register(NAME, words=presenters.closed_words)
def nothing_open_at_sign_off(information: Information, *, on: date) -> Iterable[str]:
    """Everything that the checks found was mended, or a reviewer let it stand."""
    return _open(information, on=on)


@gates.before_publish.register(NAME, words=presenters.closed_words)
def nothing_open_at_release(information: Information, *, on: date) -> Iterable[str]:
    """The same again: days have passed, the lexicon may have grown."""
    return _open(information, on=on)


def _open(information: Information, *, on: date) -> list[str]:
    return [FINDINGS_OPEN] if stopping_in(information, on=on) else []


@words_beside.before_words.register(NAME)
def nothing_personal(words: str, *, on: date) -> Sequence[str]:
    """What must not leave in a body's words beside a state, masked."""
    found = sensitive.find_in_text(words, on=on)
    return [finding.masked for finding in found if finding.level is sensitive.Level.BLOCK]
