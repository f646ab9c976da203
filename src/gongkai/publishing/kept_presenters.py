"""Withheld pieces as the desk lists them: attribute and ground in words, marked when they are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing import editor_presenters
from gongkai.publishing.models import Information
from gongkai.publishing.queries.kept import ALL, TABS
from gongkai.publishing.rules.disclosure import Disclosure, Ground, Reassessment, reassessment
from gongkai.ui.languages import either
from gongkai.ui.templatetags.ui import day

Words = str | Promise

WORDS: Final[Mapping[str, Words]] = {
    str(Reassessment.DUE): gettext_lazy("到期待评估"),
    str(Reassessment.SOON): gettext_lazy("三十天内到期"),
    ALL: gettext_lazy("全部"),
}
LOOKS: Final[Mapping[Reassessment, str]] = {Reassessment.DUE: "overdue", Reassessment.SOON: "soon"}


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A withheld piece. `look` is a code of ui.states, empty where nothing is to be done yet."""

    public_id: str
    title: str
    look: str
    mark: Words
    facts: tuple[str, ...]
    ground: str
    note: str


def rows(found: Iterable[Information], *, on: date) -> list[KeptRow]:
    """Withheld pieces as the list shows them."""
    return [_row(piece, reassessment(piece.reassess_on, on=on)) for piece in found]


def tabs(counts: Mapping[str, int]) -> list[tuple[str, Words, str, int]]:
    """What to look at: that which is due, that which comes soon, all of it."""
    return [(tab, WORDS[tab], f"?due={tab}" if tab else "?", counts[tab]) for tab in TABS]


def _row(piece: Information, when: Reassessment) -> KeptRow:
    return KeptRow(
        public_id=piece.public_id,
        title=piece.title,
        look=LOOKS.get(when, ""),
        mark=WORDS.get(str(when), ""),
        facts=_facts(piece),
        ground=editor_presenters.ground_words(Ground(piece.ground)) if piece.ground in frozenset(Ground) else "",
        note=piece.ground_note,
    )


def _facts(piece: Information) -> tuple[str, ...]:
    matter = either(piece.matter.name, piece.matter.name_en)
    return (
        str(editor_presenters.DISCLOSURES[Disclosure(piece.disclosure)]),
        _("再评估日期：%(day)s") % {"day": day(piece.reassess_on)} if piece.reassess_on else _("没有定再评估日期"),
        either(piece.body.short_name, piece.body.name_en),
        f"{piece.matter.field.seed_name} · {matter}",
    )
