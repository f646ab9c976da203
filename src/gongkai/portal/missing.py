"""What was looked for in vain is counted for the office, without whatever could name a person.

Sources
    个人信息保护法 Arts. 6, 28: no more than is needed; what must not leave is masked before anything is kept.
"""

from __future__ import annotations

import logging
from datetime import date

from django.db import DatabaseError

from gongkai.publishing.rules import sensitive
from gongkai.publishing.rules.sensitive.people import is_name
from gongkai.search import actions
from gongkai.search.queries import Question

log = logging.getLogger(__name__)


def note(question: Question, *, on: date) -> None:
    """Count a question that found nothing. A reader is answered even where it cannot be counted."""
    if not question.text or question.filters or question.since or question.until or question.page > 1:
        return
    text = without_persons(question.text, on=on)
    if not text:
        return
    try:
        actions.note_missed(county_id=question.county_id, text=text, on=on)
    except DatabaseError:
        log.warning("a question without an answer could not be counted", exc_info=True)


def without_persons(text: str, *, on: date) -> str:
    """A question without numbers, addresses and names; nothing at all where it is a name."""
    words = sensitive.hide(text, on=on).split()
    return " ".join(word for word in words if not is_name(word))
