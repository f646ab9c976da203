"""Deliveries and channels as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.channels.models import Channel
from gongkai.channels.presenters import KIND_NOTES, KINDS, STATES, STEPS
from gongkai.channels.rules.kinds import OWN, Kind
from gongkai.channels.rules.states import State
from gongkai.publishing.queries.deliveries import DIFFERING, WAITING, OfPiece, Proof, Sent, Wanted
from gongkai.ui.chips import Chip

SHOWN_STATES = (WAITING, DIFFERING, *(str(state) for state in State))


@dataclass(frozen=True, slots=True)
class SentRow:
    """A delivery in a list."""

    public_id: str
    title: str
    channel: str
    state: str
    label: str
    facts: tuple[str, ...]
    changed_at: datetime
    difference: str
    url: str
    piece_url: str


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel in the list of channels."""

    pk: int
    name: str
    kind: str
    note: str
    carriers: str
    scope: str
    is_active: bool
    is_own: bool


def row(sent: Sent) -> SentRow:
    """One delivery in words."""
    facts = [str(KINDS[sent.kind])]
    if sent.version > 1:
        facts.append(_("第%(n)s版") % {"n": sent.version})
    if sent.owner_body:
        facts.append(_("负责：%(who)s") % {"who": " ".join(filter(None, (sent.owner_body, sent.owner)))})
    if sent.attempts:
        facts.append(ngettext("失败%(n)s次", "失败%(n)s次", sent.attempts) % {"n": sent.attempts})
    return SentRow(
        public_id=sent.public_id,
        title=sent.title,
        channel=sent.channel,
        state=sent.state,
        label=str(STATES[sent.state]),
        facts=tuple(facts),
        changed_at=sent.changed_at,
        difference=sent.difference,
        url=sent.url,
        piece_url=reverse("publishing_workbench:review", args=[sent.information]),
    )


def rows(sent: Iterable[Sent]) -> list[SentRow]:
    """Deliveries in words."""
    return [row(one) for one in sent]


def beside(found: OfPiece) -> dict[str, object]:
    """Where the version that is public now went, for the page of its piece."""
    newest = max((one.version for one in found.rows), default=0)
    return {"sent": rows(one for one in found.rows if one.version == newest), "unserved": found.unserved}


def chips(counts: Mapping[str, int], wanted: Wanted) -> list[Chip]:
    """The states as chips: those with something in them, and what waits."""
    words = {WAITING: _("待人处理"), DIFFERING: _("文字不一致"), **STATES}
    return [
        Chip(
            label=str(words[name]),
            url=_address(Wanted("" if name == wanted.state else name, wanted.channel)),
            is_current=name == wanted.state,
            count=counts[name],
        )
        for name in SHOWN_STATES
        if counts[name] or name in (WAITING, wanted.state)
    ]


def _address(wanted: Wanted) -> str:
    asked = {"state": wanted.state, "channel": wanted.channel}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("publishing_workbench:deliveries") + (f"?{query}" if query else "")


def facts(sent: Sent) -> list[tuple[str, str]]:
    """One delivery's facts."""
    owner = " ".join(filter(None, (sent.owner_body, sent.owner)))
    found = [
        (_("渠道"), sent.channel),
        (_("种类"), str(KINDS[sent.kind])),
        (_("版次"), str(sent.version) if sent.version else ""),
        (_("负责"), owner),
        (_("对方凭据"), sent.proof if sent.proof != "own" else ""),
        (_("失败次数"), str(sent.attempts) if sent.attempts else ""),
        (_("最近问题"), sent.problem),
    ]
    return [(name, value) for name, value in found if value]


def proofs(found: Iterable[Proof]) -> list[tuple[str, Proof]]:
    """Receipts with the name of their step."""
    return [(str(STEPS[one.step]), one) for one in found]


def channel_rows(channels: Sequence[Channel], *, bodies: Mapping[int, str]) -> list[ChannelRow]:
    """Channels in words."""
    return [
        ChannelRow(
            pk=one.pk,
            name=one.name,
            kind=str(KINDS[one.kind]),
            note=str(KIND_NOTES[one.kind]),
            carriers="、".join(one.carriers) or _("所有信息"),
            scope=bodies.get(one.body_id or 0, "") or _("全县通用"),
            is_active=one.is_active,
            is_own=Kind(one.kind) in OWN,
        )
        for one in channels
    ]


def kinds_to_add() -> list[tuple[str, str, str]]:
    """The kinds that can be set up: code, name, what it is."""
    return [(str(kind), str(KINDS[kind]), str(KIND_NOTES[kind])) for kind in Kind if kind not in OWN]
