"""What lies on the desk: my drafts, what waits for my signature, one draft beside its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.duties import queries as duties
from gongkai.duties.queries import Task
from gongkai.organisations.queries import Staff
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import checking, policies
from gongkai.publishing.checking.words import mendable
from gongkai.publishing.models import Information
from gongkai.publishing.queries.findings import Standing, standing
from gongkai.publishing.queries.public import ShownFile, shown_file
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.checklist import ElementTick
from gongkai.publishing.rules.states import State
from gongkai.publishing.rules.wording import Kind, Word
from gongkai.ui import keyset


@dataclass(frozen=True, slots=True)
class DeskPiece:
    """A piece in a list of the desk. `state` is a code of ui.states."""

    id: int
    public_id: str
    title: str
    state: str
    body_name: str
    matter_number: int
    matter_name: str
    field_name: str
    due_on: date | None
    changed_at: datetime
    submitted_at: datetime | None
    written_by: str
    returned_note: str
    chain: str
    publish_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of pieces with the cursors of its neighbours."""

    rows: tuple[DeskPiece, ...]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


@dataclass(frozen=True, slots=True)
class RowElements:
    """What the catalogue row beside a draft says."""

    number: int
    l1: str
    l2: str
    l2_en: str
    field_name: str
    field_name_en: str
    field_slug: str
    time_limit: str
    basis: tuple[str, ...]
    audience: Mapping[str, Any]
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft beside its row: checklist, duty, findings, files."""

    row: RowElements
    ticks: tuple[ElementTick, ...]
    task: Task | None
    findings: tuple[Standing, ...]
    files: tuple[ShownFile, ...]
    mendable: tuple[Word, ...]  # at one click

    @property
    def done(self) -> int:
        return sum(tick.is_done for tick in self.ticks)


STATES = {
    State.DRAFT: "draft",
    State.CHECKED: "checked",
    State.FIRST_REVIEWED: "first_reviewed",
    State.SECOND_REVIEWED: "second_reviewed",
    State.THIRD_REVIEWED: "third_reviewed",
    State.SECRECY_REVIEWED: "secrecy_reviewed",
    State.SIGNED_OFF: "approved",
    State.SCHEDULED: "scheduled",
    State.PUBLISHED: "published",
    State.WITHDRAWN: "withdrawn",
    State.KEPT: "kept",
    State.CORRECTED: "corrected",
}
FIRST_LOOKS = 50
IN_REVIEW = "in_review"  # all states under review, as one tab shows them
_BY_CHANGE = ("-changed_at", "-pk")


def shown_state(piece: Information) -> str:
    """The code by which ui.states knows how a piece stands."""
    is_returned = piece.state == State.DRAFT and bool(piece.returned_note)
    return "returned" if is_returned else STATES[State(piece.state)]


def drafts(staff: Staff, *, state: str = "", after: str | None = None) -> DeskPage:
    """The pieces of this desk's bodies, last changed first: not public yet, or those of one state."""
    pieces = policies.visible(staff)
    pieces = _in_state(pieces, state)
    return _page(pieces, after=after)


def review_queue(staff: Staff, *, after: str | None = None) -> DeskPage:
    """What waits for a signature that this person may give: not what she wrote herself."""
    return _page(_to_review(staff), after=after)


def review_count(staff: Staff) -> int:
    """How many pieces wait for this person's signature: the number in the navigation."""
    return _to_review(staff).count()


def ids_to_review(staff: Staff, public_ids: Sequence[str]) -> dict[int, str]:
    """The pieces of these that wait for this person, in the order asked for: their ids and titles."""
    found = _to_review(staff).filter(public_id__in=public_ids).values_list("public_id", "pk", "title")
    known = {public_id: (pk, title) for public_id, pk, title in found}
    return dict(known[public_id] for public_id in dict.fromkeys(public_ids) if public_id in known)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A piece that left in an emergency and waits to be looked at again."""

    public_id: str
    title: str
    body_name: str
    due_at: datetime | None
    is_late: bool


def second_looks(staff: Staff, *, at: datetime) -> tuple[SecondLook, ...]:
    """What left in an emergency and nobody has looked at again, the most urgent first."""
    if staff.permissions.isdisjoint({Permission.REVIEW, Permission.SIGN_OFF}):
        return ()
    waiting = policies.visible(staff).awaiting_second_look().select_related("body").order_by("second_look_due_at", "id")
    return tuple(
        SecondLook(
            public_id=piece.public_id,
            title=piece.title,
            body_name=piece.body.short_name,
            due_at=piece.second_look_due_at,
            is_late=piece.second_look_due_at is not None and piece.second_look_due_at < at,
        )
        for piece in waiting[:FIRST_LOOKS]
    )


def counts(staff: Staff) -> dict[str, int]:
    """How many drafts, returned drafts and reviews wait at this desk."""
    pieces = policies.visible(staff).unpublished()
    return {
        "drafts": pieces.filter(state=State.DRAFT).count(),
        "returned": pieces.filter(state=State.DRAFT).exclude(returned_note="").count(),
        "review": review_count(staff),
    }


def draft_ids_by_duty(staff: Staff, duty_ids: Sequence[int]) -> dict[int, str]:
    """Which duties have a draft already, and its public id: what turns "write" into "go on writing"."""
    pieces = policies.visible(staff).unpublished().filter(duty_id__in=duty_ids)
    return dict(pieces.order_by("changed_at").values_list("duty_id", "public_id"))


def draft_view(piece: Information, *, on: date) -> DraftView:
    """A draft beside its row."""
    draft = checking.draft_of(piece)
    found = tuple(f for f in checking.run(draft, on=on) if f.check != "elements")  # they stand in the checklist
    return DraftView(
        row=_row(piece),
        ticks=draft.ticks,
        task=duties.task(piece.county, piece.duty_id, on=on) if piece.duty_id else None,
        findings=standing(piece, found),
        files=tuple(shown_file(file) for file in piece.attachments.all() if not file.is_inline),
        mendable=mendable(draft, on=on) if any(f.kind == Kind.TYPO for f in found) else (),
    )


def joined(pieces: InformationQuerySet) -> InformationQuerySet:
    """Pieces with all that one screen of the desk shows of them."""
    return pieces.select_related("body", "county", "matter__field", "row__field", "duty", "interprets", "drafted_by")


def _in_state(pieces: InformationQuerySet, state: str) -> InformationQuerySet:
    if not state:
        return pieces.unpublished()
    return pieces.under_review() if state == IN_REVIEW else pieces.filter(state=state)


def _to_review(staff: Staff) -> InformationQuerySet:
    """What waits for a clearance that this person may give, and what she should look at again after an emergency."""
    waiting: InformationQuerySet = policies.visible(staff).waiting_for(staff.user, staff.permissions)
    return waiting


def _page(pieces: InformationQuerySet, *, after: str | None) -> DeskPage:
    found = keyset.page(joined(pieces), by=_BY_CHANGE, cursor=after)
    return DeskPage(tuple(_piece(piece) for piece in found.rows), found.next, found.previous)


def _piece(piece: Information) -> DeskPiece:
    return DeskPiece(
        id=piece.pk,
        public_id=piece.public_id,
        title=piece.title,
        state=shown_state(piece),
        body_name=piece.body.short_name,
        matter_number=piece.matter.number,
        matter_name=piece.matter.name,
        field_name=piece.matter.field.seed_name,
        due_on=piece.duty.due_on if piece.duty else None,
        changed_at=piece.changed_at,
        submitted_at=piece.submitted_at,
        written_by=piece.drafted_by.display_name if piece.drafted_by else "",
        returned_note=piece.returned_note,
        chain=piece.chain,
        publish_at=piece.publish_at,
    )


def _row(piece: Information) -> RowElements:
    row = piece.row
    return RowElements(
        number=piece.matter.number,
        l1=row.l1,
        l2=row.l2,
        l2_en=row.l2_en,
        field_name=row.field.seed_name,
        field_name_en=row.field.name_en,
        field_slug=row.field.slug,
        time_limit=row.time_limit,
        basis=tuple(line["name"] for line in row.basis),
        audience=row.audience,
        channels=tuple(row.channels),
    )


def interpretable(piece: Information, *, limit: int = 100) -> list[tuple[int, str]]:
    """What an interpretation may interpret: the newest documents of its body, and what it interprets already."""
    documents = Information.objects.filter(county_id=piece.county_id, body_id=piece.body_id).public()
    chosen = documents.filter(kind__in=["normative", "policy", "plan"]).newest_first().values_list("id", "title")
    found = dict(chosen[:limit])
    if piece.interprets_id and piece.interprets:
        found.setdefault(piece.interprets_id, piece.interprets.title)
    return list(found.items())
