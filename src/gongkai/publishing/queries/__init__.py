"""Reads of publishing for screens and for other rooms. All return frozen dataclasses; query counts are constant."""

from gongkai.publishing.queries.desk import (
    IN_REVIEW,
    DeskPage,
    DeskPiece,
    DraftView,
    counts,
    draft_ids_by_duty,
    draft_view,
    drafts,
    ids_to_review,
    review_count,
    review_queue,
    second_looks,
    shown_state,
)
from gongkai.publishing.queries.matters import Published, of_matters
from gongkai.publishing.queries.public import InformationPage, Related, ShownFile, Tombstone, information_page

__all__ = [
    "IN_REVIEW",
    "DeskPage",
    "DeskPiece",
    "DraftView",
    "InformationPage",
    "Published",
    "Related",
    "ShownFile",
    "Tombstone",
    "counts",
    "draft_ids_by_duty",
    "draft_view",
    "drafts",
    "ids_to_review",
    "information_page",
    "of_matters",
    "review_count",
    "review_queue",
    "second_looks",
    "shown_state",
]
