"""What publishing itself asks at the gates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.publishing import gates, presenters
from gongkai.publishing.models import Information
from gongkai.publishing.queries.findings import stopping_in

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
