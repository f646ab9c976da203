"""The texts that a piece may begin with: those that its body keeps, and headings for the elements of its row."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.publishing.models import DraftTemplate, Information
from gongkai.publishing.rules.skeleton import skeleton_of

SKELETON = "skeleton"


@dataclass(frozen=True, slots=True)
class Template:
    """A template as the desk lists it."""

    public_id: str
    name: str


def templates_for(piece: Information) -> tuple[Template, ...]:
    """What the body of a piece keeps for its matter, by name."""
    kept = DraftTemplate.objects.filter(body_id=piece.body_id, matter_id=piece.matter_id)
    return tuple(Template(*line) for line in kept.values_list("public_id", "name"))


def beginning(piece: Information, chosen: str) -> str | None:
    """The text of what was chosen to begin with; None where there is no such template."""
    if chosen == SKELETON:
        return skeleton_of([line["text"] for line in piece.row.content])
    kept = DraftTemplate.objects.filter(body_id=piece.body_id, matter_id=piece.matter_id, public_id=chosen)
    return kept.values_list("html", flat=True).first()
