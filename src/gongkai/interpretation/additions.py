"""What the room adds to the pages of a piece: where a policy comes from, what readers asked, the way to its plan."""

from __future__ import annotations

from datetime import date

from gongkai.interpretation.presenters import plans
from gongkai.interpretation.presenters import relays as presenters
from gongkai.interpretation.queries import desk, questions, relays
from gongkai.organisations.models import County
from gongkai.publishing import additions
from gongkai.publishing.additions import Addition, Place


@additions.register("interpretation.above", place=Place.BESIDE)
def above(county: County, public_id: str, *, on: date) -> Addition | None:
    """The policy from above that a piece relays or carries out, and what else was made of it here."""
    found = relays.above(county, public_id)
    if not found:
        return None
    return Addition("interpretation/portal/partials/above.html", [presenters.above_view(one) for one in found])


@additions.register("interpretation.questions", place=Place.BELOW)
def asked(county: County, public_id: str, *, on: date) -> Addition | None:
    """What readers asked of it, and how to ask."""
    return Addition("interpretation/portal/partials/questions.html", questions.beside(county, public_id))


@additions.register("interpretation.plan", place=Place.DESK)
def plan(county: County, public_id: str, *, on: date) -> Addition | None:
    """How the interpretation of a policy stands, and the way to its plan; nothing where a piece needs none."""
    standing = desk.standing_of(county, public_id, on=on)
    if standing is None:
        return None
    facts = {"public_id": public_id, "look": plans.LOOKS[standing], "words": plans.STANDINGS[standing]}
    return Addition("interpretation/workbench/partials/plan_beside.html", facts)
