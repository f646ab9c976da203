"""Questions answered by the matter that governs them: who is responsible, when it is due, what is newest."""

from __future__ import annotations

from datetime import date

from gongkai.organisations.models import County
from gongkai.portal import presenters
from gongkai.portal.queries.pages import answering_row
from gongkai.search import answers
from gongkai.search.answers import Card
from gongkai.search.queries import Question, governing
from gongkai.search.rules import wording

TEMPLATE = "portal/partials/answer.html"


@answers.register("portal.matters", order=50)
def matter(question: Question, *, on: date) -> Card | None:
    """The matter that governs a question. Who names a thing without asking gets the list alone."""
    if not wording.is_question(question.text):
        return None
    key = governing(question, kind="matter")
    if not key:
        return None
    county = County.objects.get(pk=question.county_id)
    shown = answering_row(county, int(key.partition(":")[2]), on=on)
    if shown is None:
        return None
    return Card(TEMPLATE, presenters.row_view(shown), key)
