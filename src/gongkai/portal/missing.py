"""What was looked for in vain is counted for the office, without whatever could name a person.

Sources
    个人信息保护法 Arts. 6, 28: no more than is needed; what must not leave is masked before anything is kept.
"""

from __future__ import annotations

import logging
import re
from datetime import date

from django.db import DatabaseError

from gongkai.publishing.rules import sensitive
from gongkai.publishing.rules.sensitive.people import is_name
from gongkai.search import actions
from gongkai.search.queries import Question
from gongkai.search.rules.analysis import cut

log = logging.getLogger(__name__)

# Whatever its check digit says: a telephone, a card, an identity number with a slip in it.
_NUMBER = re.compile(r"\d(?:[\s-]*\d){6,}[xXｘＸ]?")
_MAIL = re.compile(r"[^\s@＠]+[@＠][a-zA-Z0-9ａ-ｚＡ-Ｚ.．-]*")
SURE = 3


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
    bare = _NUMBER.sub(" ", _MAIL.sub(" ", text))
    said = (_without_names(part) for part in sensitive.hide(bare, on=on).split() if not is_name(part))
    return " ".join(filter(None, said))


def _without_names(text: str) -> str:
    """People write a name and what they want in one: 李建国低保. A word of two characters is rather a thing."""
    return "".join(word for word in cut(text) if len(word) < SURE or not is_name(word))
