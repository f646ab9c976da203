"""What the room adds to the public page of a piece: where a policy comes from, what readers asked and how to ask."""

from __future__ import annotations

from datetime import date

from gongkai.interpretation.presenters import relays as presenters
from gongkai.interpretation.queries import questions, relays
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
