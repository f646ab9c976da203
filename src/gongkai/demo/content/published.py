"""Everything the demo county has published in the year before a day: the long pieces and the short records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.demo.content import guides, recipes, writer
from gongkai.demo.content.piece import Piece


def pieces(today: date, seed: int = 54) -> Iterator[Piece]:
    """The hand-varied pieces, oldest first."""
    drafts = writer.dated([*writer.entries(), *guides.entries()], today=today, seed=seed)
    drafts.sort(key=lambda draft: (draft.formed_on, draft.get("key"), draft.get("title")))
    desk = writer.Desk(today=today, seed=seed, drafts=drafts)
    return (desk.piece(draft) for draft in drafts)


def records(today: date, seed: int = 54) -> Iterator[Piece]:
    """The short records, oldest first."""
    drafts = writer.dated_records(recipes.entries(today=today, seed=seed))
    desk = writer.Desk(today=today, seed=seed, drafts=drafts)
    return (desk.piece(draft) for draft in drafts)
