"""What happens to a document that is public: another amends or repeals it, declares it void, or gives it more time.

Nothing is taken off: the page of the original stays and says what became of it (law.md D8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions import transparency
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.stepping import announce, day_of
from gongkai.publishing.events import INFORMATION_VALIDITY_CHANGED
from gongkai.publishing.models import Information, ValidityChange, Version
from gongkai.publishing.queries.records import record_of
from gongkai.publishing.rules import digest, validity
from gongkai.publishing.rules.states import UNPUBLISHED, State
from gongkai.publishing.rules.validity import ENDINGS, Act, Ending, Refused, ValidityRefused

KEEPERS = frozenset({Permission.SIGN_OFF, Permission.MANAGE_DUTIES})


@dataclass(frozen=True, slots=True)
class Basis:
    """What a change rests on: a public document of the county, or the name and number of one that stands elsewhere."""

    information_id: int | None = None
    text: str = ""


def amend(
    *, information_ids: Sequence[int], basis: Basis, on: date, by: User | None, at: datetime, note: str = ""
) -> list[ValidityChange]:
    """Put down that documents were amended."""
    return _end(Act.AMEND, information_ids, basis, on=on, by=by, at=at, note=note)


def repeal(
    *, information_ids: Sequence[int], basis: Basis, on: date, by: User | None, at: datetime, note: str = ""
) -> list[ValidityChange]:
    """Put down that documents were repealed, today or from a day to come; several by one decision, all or none."""
    return _end(Act.REPEAL, information_ids, basis, on=on, by=by, at=at, note=note)


def declare_void(
    *, information_ids: Sequence[int], basis: Basis, on: date, by: User | None, at: datetime, note: str = ""
) -> list[ValidityChange]:
    """Put down that documents were declared to have lapsed (宣布失效)."""
    return _end(Act.VOID, information_ids, basis, on=on, by=by, at=at, note=note)


@transaction.atomic
def extend(
    *, information_id: int, expires_on: date, basis: Basis, by: User | None, at: datetime, note: str = ""
) -> ValidityChange:
    """Give a document that still holds more time. Its record and its digest change, as the public can see."""
    piece = _locked(information_id, by=by, at=at)
    today = day_of(at)
    resting = _basis_of(basis, piece)
    try:
        validity.refuse_extension(expires_on, piece.validity_facts, today=today)
    except ValidityRefused as refused:
        raise ValidityRefused(refused.refusal, piece.title) from None
    _refuse_open_correction(piece)
    change = _note(piece, Act.EXTEND, basis, on=today, by=by, at=at, note=note)
    change.expires_before, change.expires_after = piece.expires_on, expires_on
    change.save(update_fields=["expires_before", "expires_after"])
    _set_expiry(piece, expires_on, told=resting, by=by, at=at)
    _tell(piece, "information.validity_extended", by=by, at=at, detail={"expires_on": str(expires_on), **_told(change)})
    return change


@transaction.atomic
def revoke(*, information_id: int, change_id: int, reason: str, by: User | None, at: datetime) -> Information:
    """Take back a change that was put down wrongly: the last one of its document, with a reason."""
    if not reason.strip():
        raise ValidityRefused(Refused.REASON_MISSING)
    piece = _locked(information_id, by=by, at=at)
    change = piece.validity_changes.filter(revoked_at__isnull=True).order_by("-id").first()
    if change is None or change.pk != change_id:
        raise ValidityRefused(Refused.NOT_THE_LAST, piece.title)
    if change.act == Act.EXTEND:
        _refuse_open_correction(piece)
    change.revoked_at, change.revoked_by, change.revoked_reason = at, by, reason.strip()[:300]
    change.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    if change.act == Act.EXTEND:
        _set_expiry(piece, change.expires_before, told=change.revoked_reason, by=by, at=at)
    else:
        _restore(piece, change, on=day_of(at))
    _tell(
        piece, "information.validity_revoked", by=by, at=at, detail={"reason": change.revoked_reason, **_told(change)}
    )
    return piece


@transaction.atomic
def _end(
    act: Act, ids: Sequence[int], basis: Basis, *, on: date, by: User | None, at: datetime, note: str
) -> list[ValidityChange]:
    wanted = sorted(set(ids))  # locked in one order, so that two decisions wait instead of blocking each other
    if not wanted:
        raise ValidityRefused(Refused.NOTHING_CHOSEN)
    return [_end_one(act, pk, basis, on=on, by=by, at=at, note=note) for pk in wanted]


def _end_one(
    act: Act, information_id: int, basis: Basis, *, on: date, by: User | None, at: datetime, note: str
) -> ValidityChange:
    piece = _locked(information_id, by=by, at=at)
    _basis_of(basis, piece)
    _refuse_said_already(act, piece, basis, on=on)
    try:
        validity.refuse_ending(_ending(act, piece, basis, on=on), piece.validity_facts, today=day_of(at))
    except ValidityRefused as refused:
        raise ValidityRefused(refused.refusal, piece.title) from None
    change = _note(piece, act, basis, on=on, by=by, at=at, note=note)
    piece.ending, piece.ended_on, piece.ended_by_id = str(ENDINGS[act]), on, basis.information_id
    piece.validity = piece.validity_on(day_of(at))
    piece.save(update_fields=["ending", "ended_on", "ended_by", "validity"])
    _tell(piece, f"information.{_DONE[act]}", by=by, at=at, detail=_told(change))
    return change


_DONE = {Act.AMEND: "amended", Act.REPEAL: "repealed", Act.VOID: "declared_void"}


def _locked(information_id: int, *, by: User | None, at: datetime) -> Information:
    """A public document that this person may say such things of."""
    piece = lock(information_id)
    if by is not None and KEEPERS.isdisjoint(policies.permissions_over(by, piece.body, on=day_of(at))):
        raise ValidityRefused(Refused.NOT_PERMITTED, piece.title)
    if piece.state != State.PUBLISHED:
        raise ValidityRefused(Refused.NOT_PUBLIC, piece.title)
    if not piece.validity:
        raise ValidityRefused(Refused.NOT_A_DOCUMENT, piece.title)
    return piece


def _basis_of(basis: Basis, piece: Information) -> str:
    """What the history says that a change rests on; of our own documents only one of this county that is public.

    A history is never rewritten, so it tells no title of ours: that document may be withdrawn one day.
    """
    if basis.information_id is None:
        if not basis.text.strip():
            raise ValidityRefused(Refused.BASIS_MISSING, piece.title)
        return basis.text.strip()
    known = Information.objects.public().filter(county_id=piece.county_id, pk=basis.information_id).first()
    if known is None:
        raise ValidityRefused(Refused.BASIS_MISSING, piece.title)
    return str(known.document_number)


def _refuse_open_correction(piece: Information) -> None:
    """A correction was copied with the day as it stands, and would put it back."""
    if piece.corrections.filter(state__in=UNPUBLISHED).exists():
        raise ValidityRefused(Refused.CORRECTION_OPEN, piece.title)


def _refuse_said_already(act: Act, piece: Information, basis: Basis, *, on: date) -> None:
    """A page that is sent twice puts nothing down twice."""
    same = piece.validity_changes.filter(act=str(act), takes_effect_on=on, revoked_at__isnull=True)
    rests = {"basis_id": basis.information_id} if basis.information_id else {"basis_text": basis.text.strip()[:300]}
    if same.filter(**rests).exists():
        raise ValidityRefused(Refused.SAID_ALREADY, piece.title)


def _ending(act: Act, piece: Information, basis: Basis, *, on: date) -> Ending:
    written = Information.objects.filter(pk=basis.information_id or 0).values_list("written_on", flat=True).first()
    return Ending(
        act=act,
        on=on,
        written_on=piece.written_on,
        basis_written_on=written,
        is_own_basis=basis.information_id == piece.pk,
    )


def _note(
    piece: Information, act: Act, basis: Basis, *, on: date, by: User | None, at: datetime, note: str
) -> ValidityChange:
    return ValidityChange.objects.create(
        information=piece,
        act=str(act),
        before=piece.validity,
        basis_id=basis.information_id,
        basis_text="" if basis.information_id else basis.text.strip()[:300],
        takes_effect_on=on,
        note=note.strip()[:300],
        noted_at=at,
        noted_by=by,
    )


def _set_expiry(piece: Information, expires_on: date | None, *, told: str, by: User | None, at: datetime) -> None:
    """The day stands in the public record: a new version, a new digest, a new entry of the log."""
    piece.expires_on = expires_on
    piece.validity = piece.validity_on(day_of(at))
    piece.sha256 = digest.digest(record_of(piece))
    piece.save(update_fields=["expires_on", "validity", "sha256"])
    number = piece.versions.filter(number__isnull=False).count() + 1
    keep_version(piece, Version.Reason.VALIDITY, by=by, at=at, number=number, note=told)
    transparency.tell(transparency.PUBLISHED, [piece], county=piece.county, at=at)


def _restore(piece: Information, change: ValidityChange, *, on: date) -> None:
    """What held before the change: an earlier amendment, or nothing."""
    endings = [str(act) for act in ENDINGS]
    earlier = piece.validity_changes.filter(revoked_at__isnull=True, act__in=endings).order_by("-id").first()
    if earlier is None:
        piece.ending, piece.ended_on, piece.ended_by_id = "", None, None
    else:
        piece.ending = str(ENDINGS[Act(earlier.act)])
        piece.ended_on, piece.ended_by_id = earlier.takes_effect_on, earlier.basis_id
    piece.validity = change.before
    piece.validity = piece.validity_on(on)
    piece.save(update_fields=["ending", "ended_on", "ended_by", "validity"])


def _told(change: ValidityChange) -> dict[str, Any]:
    basis = change.basis.title if change.basis else change.basis_text
    return {"basis": basis, "takes_effect_on": change.takes_effect_on.isoformat()}


def _tell(piece: Information, action: str, *, by: User | None, at: datetime, detail: dict[str, Any]) -> None:
    announce(INFORMATION_VALIDITY_CHANGED, piece, at=at)
    record(action, piece, by=by, at=at, detail={"validity": piece.validity, **detail})
