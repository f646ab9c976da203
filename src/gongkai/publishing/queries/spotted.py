"""Published pieces in which a later lexicon found words, for the desks of their bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from gongkai.organisations.queries import Staff
from gongkai.publishing import policies
from gongkai.publishing.models import Information, SpottedWord
from gongkai.publishing.queries.lexicons import silenced_in
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.ui import keyset

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class SpottedPiece:
    """A public piece, and the words in it that wait for somebody."""

    piece: Information
    words: tuple[SpottedWord, ...]


@dataclass(frozen=True, slots=True)
class SpottedPieces:
    """A page of them with the cursors of its neighbours."""

    rows: tuple[SpottedPiece, ...]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


def spotted_pieces(staff: Staff, *, after: str | None = None) -> SpottedPieces:
    """The latest published first."""
    waiting = _waiting(staff).order_by("place", "id")
    pieces = (
        _pieces(staff).select_related("body").prefetch_related(Prefetch("spotted_words", waiting, to_attr="waiting"))
    )
    page = keyset.page(pieces, by=("-published_at", "-pk"), cursor=after, size=PER_PAGE)
    return SpottedPieces(tuple(_row(piece) for piece in page.rows), page.next, page.previous)


def count_spotted(staff: Staff) -> int:
    """How many pieces: the number on the tab."""
    return _pieces(staff).count()


def _pieces(staff: Staff) -> InformationQuerySet:
    return policies.visible(staff).public().filter(Exists(_waiting(staff).filter(information=OuterRef("pk"))))


def _waiting(staff: Staff) -> QuerySet[SpottedWord]:
    """Neither left standing by a body nor silenced by the county."""
    return SpottedWord.objects.filter(left_at=None).exclude(word__in=silenced_in(staff.county.pk))


def _row(piece: Any) -> SpottedPiece:
    return SpottedPiece(piece, tuple(piece.waiting))
