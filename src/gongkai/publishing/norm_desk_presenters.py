"""Documents as the desk lists them, one of them with its facts, and the register as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongkai.publishing.models import Information
from gongkai.publishing.norm_presenters import DESK_STATES, STATES
from gongkai.publishing.presenters import VALIDITY_STATES
from gongkai.publishing.queries.norms import NormPage, Wanted
from gongkai.publishing.rules.validity import OVER
from gongkai.tables import writers
from gongkai.tables.writers import Column, Line, Sheet
from gongkai.ui.chips import Chip
from gongkai.ui.languages import either
from gongkai.ui.templatetags.ui import day

_WIDTHS = {"title": 50, "body": 20, "document_number": 22, "state": 12}


@dataclass(frozen=True, slots=True)
class NormRow:
    """A document in a list. `look` is a code of ui.states."""

    public_id: str
    title: str
    look: str
    facts: tuple[str, ...]


def rows(found: Iterable[Information], *, on: date) -> list[NormRow]:
    """Documents as lists show them."""
    return [
        NormRow(one.public_id, either(one.title, one.title_en), look(one.validity_on(on)), _row_facts(one, on=on))
        for one in found
    ]


def look(validity: str) -> str:
    """The mark of a validity; empty where a document has none."""
    return VALIDITY_STATES.get(validity, "")


def chips(counts: Mapping[str, int], wanted: Wanted) -> list[Chip]:
    """The states to choose from; choosing the current one again shows all. Those that no document has are left out."""
    offered = {code: words for code, words in DESK_STATES.items() if counts.get(code) or code == wanted.state}
    return [
        Chip(
            label=str(words),
            url=query(wanted, state="" if code == wanted.state else code),
            is_current=code == wanted.state,
            count=counts.get(code, 0),
        )
        for code, words in offered.items()
    ]


def query(wanted: Wanted, *, state: str | None = None) -> str:
    """What was asked for as a part of an address."""
    state = wanted.state if state is None else state
    said = {"state": state, "body": wanted.body, "kind": wanted.kind, "words": wanted.words}
    return f"?{urlencode({name: value for name, value in said.items() if value})}"


def facts(page: NormPage) -> list[tuple[str, str]]:
    """The days and numbers of a document."""
    piece = page.piece
    told = [
        (_("制发单位"), either(piece.body.name, piece.body.name_en)),
        (_("发文字号"), piece.document_number),
        (_("成文日期"), _day(piece.written_on)),
        (_("公开日期"), _day(timezone.localdate(piece.published_at))),
        (_("生效日期"), _day(piece.effective_on)),
        (_("失效日期"), _day(piece.expires_on)),
    ]
    if piece.kind == Information.Kind.NORMATIVE:
        told += [(_("统一登记号"), piece.registration_number), (_("备案"), _filed(page))]
    return told


def register(found: Iterable[Information], *, title: str, on: date, form: str) -> bytes:
    """The documents as a file that a spreadsheet opens."""
    heads = _heads()
    records = [_record(one, on=on) for one in found]
    sheet = Sheet(
        title=title,
        subtitle=_("截至%(day)s") % {"day": day(on)},
        columns=tuple(Column("", words, _WIDTHS.get(name, 16)) for name, words in heads.items()),
        lines=tuple(Line(title, tuple(record.values()), record) for record in records),
        flat={words: (lambda record, name=name: str(record[name])) for name, words in heads.items()},  # type: ignore[misc]
    )
    return writers.write(sheet, format=form)


def acts_address(page: NormPage, act: str) -> str:
    """Where a change of this document is put down."""
    return f"{reverse('publishing_workbench:end_norms')}?{urlencode({'act': act, 'id': page.piece.public_id})}"


def _row_facts(piece: Information, *, on: date) -> tuple[str, ...]:
    told = [either(piece.body.short_name, piece.body.name_en), piece.document_number, _day(piece.written_on)]
    told.append(_ends(piece, on=on))
    return tuple(filter(None, told))


def _ends(piece: Information, *, on: date) -> str:
    """When what still holds will end: by a decision put down already, or by its own day. Nothing of what is over."""
    if piece.validity_on(on) in OVER:
        return ""
    ended_on = piece.ended_on if piece.ending in OVER else None
    days = [when for when in (ended_on, piece.expires_on) if when is not None]
    return _("自%(day)s起失效") % {"day": day(min(days))} if days else ""


def _filed(page: NormPage) -> str:
    piece = page.piece
    if piece.filed_on is not None:
        return _("%(number)s（%(day)s）") % {"number": piece.filing_number, "day": day(piece.filed_on)}
    return _("还没有备案，应在%(day)s前备案") % {"day": _day(page.filing_due_on)}


def _heads() -> dict[str, str]:
    return {
        "title": _("标题"),
        "document_number": _("发文字号"),
        "registration_number": _("统一登记号"),
        "body": _("制发单位"),
        "written_on": _("成文日期"),
        "effective_on": _("生效日期"),
        "expires_on": _("失效日期"),
        "state": _("有效性"),
        "ended_on": _("修改或废止日期"),
        "filing_number": _("备案号"),
        "filed_on": _("备案日期"),
        "index_number": _("索引号"),
    }


def _record(piece: Information, *, on: date) -> dict[str, str]:
    validity = piece.validity_on(on)
    return {
        "title": piece.title,
        "document_number": piece.document_number,
        "registration_number": piece.registration_number,
        "body": piece.body.name,
        "written_on": _iso(piece.written_on),
        "effective_on": _iso(piece.effective_on),
        "expires_on": _iso(piece.expires_on),
        "state": str(STATES[validity]) if validity else "",
        "ended_on": _iso(piece.ended_on),
        "filing_number": piece.filing_number,
        "filed_on": _iso(piece.filed_on),
        "index_number": piece.index_number,
    }


def _day(when: date | None) -> str:
    return day(when) if when else ""


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""
