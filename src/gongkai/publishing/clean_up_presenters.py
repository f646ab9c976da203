"""The yearly look in words: how far it is, and what is proposed for each document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.models import CleanUp, CleanUpLine
from gongkai.publishing.norm_desk_presenters import look
from gongkai.publishing.queries.clean_ups import OPEN
from gongkai.ui.chips import Chip
from gongkai.ui.languages import either
from gongkai.ui.templatetags.ui import day, moment

_CHIPS: Final = {OPEN: gettext_lazy("未填写"), **{one.value: one.label for one in CleanUpLine.Proposal}}
# How each proposal looks: codes of ui.states.
_LOOKS: Final = {"": "due", "keep": "in_force", "amend": "amended", "repeal": "repealed", "void": "expired"}


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year in the list."""

    clean_up: CleanUp
    total: int
    decided: int
    look: str
    label: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """A document with what is proposed for it."""

    id: int
    public_id: str
    title: str
    facts: tuple[str, ...]
    validity: str  # a code of ui.states
    proposal: str
    label: str
    look: str
    note: str
    told: str


def year_line(clean_up: CleanUp) -> YearLine:
    """A year, as `queries.clean_ups.clean_ups` counted it."""
    total, decided = clean_up.total, clean_up.decided  # type: ignore[attr-defined]
    is_out = clean_up.published_at is not None
    return YearLine(clean_up, total, decided, "published" if is_out else "running", _told(clean_up, total, decided))


def lines(found: Iterable[CleanUpLine], *, on: date, names_who: bool = False) -> list[LineShown]:
    """The lines of a page; who decided is the desk's own business."""
    return [line(one, on=on, names_who=names_who) for one in found]


def line(one: CleanUpLine, *, on: date, names_who: bool = False) -> LineShown:
    """One document of a clean-up."""
    piece = one.information
    label = str(CleanUpLine.Proposal(one.proposal).label) if one.proposal else _("未填写")
    facts = (either(piece.body.short_name, piece.body.name_en), piece.document_number, _lapses(piece.expires_on))
    return LineShown(
        id=one.pk,
        public_id=piece.public_id,
        title=either(piece.title, piece.title_en),
        facts=tuple(filter(None, facts)),
        validity=look(piece.validity_on(on)),
        proposal=one.proposal,
        label=label,
        look=_LOOKS[one.proposal],
        note=one.note,
        told=_by(one) if names_who else "",
    )


def chips(counts: Mapping[str, int], wanted: str) -> list[Chip]:
    """The proposals to choose from; choosing the current one again shows all."""
    return [
        Chip(str(words), "?" if code == wanted else f"?proposal={code}", code == wanted, counts.get(code, 0))
        for code, words in _CHIPS.items()
        if counts.get(code) or code == wanted
    ]


def _lapses(expires_on: date | None) -> str:
    return _("自%(day)s起失效") % {"day": day(expires_on)} if expires_on else ""


def _by(one: CleanUpLine) -> str:
    if one.decided_by is None or one.decided_at is None:
        return ""
    return _("%(name)s 填写于 %(at)s") % {"name": one.decided_by.display_name, "at": moment(one.decided_at)}


def _told(clean_up: CleanUp, total: int, decided: int) -> str:
    if clean_up.published_at is not None:
        return _("已公布")
    return _("已填写 %(decided)s / %(total)s") % {"decided": decided, "total": total}
