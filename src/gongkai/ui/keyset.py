"""A page of a long list, found by the sort key of its first row and not by counting what lies before it.

    page = keyset.page(Information.objects.public(), by=("-published_at", "-pk"), cursor=request.GET.get("after"))

The list is sorted by `by`, which must end in a unique field; no field of it may be null. Ten rows or ten
million: one query, at most two. A cursor that is not ours, or belongs to another sort, shows the first page.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.crypto import salted_hmac

M = TypeVar("M", bound=Model)

DEFAULT_SIZE = 30
MAC_BYTES = 9  # enough against guessing, short enough for an address that people copy
FORWARDS, BACKWARDS = "f", "b"


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Rows in the order asked for; `next` and `previous` are cursors, empty where the list ends."""

    rows: Sequence[M]
    next: str
    previous: str

    @property
    def has_others(self) -> bool:
        return bool(self.next or self.previous)


def page(queryset: QuerySet[M], *, by: Sequence[str], cursor: str | None = None, size: int = DEFAULT_SIZE) -> Page[M]:
    """Return the page that begins behind the cursor (or ends before it, if it points backwards)."""
    direction, values = _decode(cursor or "", by=by) or (FORWARDS, None)
    rows = _fetch(queryset, by=by, direction=direction, values=values, count=size + 1)
    if values is not None and len(rows) <= (size if direction == BACKWARDS else 0):
        # Less than a full page lies before, or nothing behind any more: show the list from its top.
        direction, values = FORWARDS, None
        rows = _fetch(queryset, by=by, direction=direction, values=values, count=size + 1)

    is_more = len(rows) > size
    rows = rows[:size]
    if direction == BACKWARDS:
        rows.reverse()
        return Page(rows, _encode(FORWARDS, rows[-1], by=by), _encode(BACKWARDS, rows[0], by=by))
    return Page(
        rows,
        next=_encode(FORWARDS, rows[-1], by=by) if is_more else "",
        previous=_encode(BACKWARDS, rows[0], by=by) if values is not None and rows else "",
    )


def _fetch(
    queryset: QuerySet[M], *, by: Sequence[str], direction: str, values: list[Any] | None, count: int
) -> list[M]:
    order = by if direction == FORWARDS else [_turned(name) for name in by]
    if values is not None:
        queryset = queryset.filter(_behind(order, values))
    return list(queryset.order_by(*order)[:count])


def _behind(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows behind the given one: a later first key, or the same first key and a later second one, and so on."""
    found, same = Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        found |= same & Q(**{f"{field}__{_beyond(name)}": value})
        same &= Q(**{field: value})
    # Said once more for the index: nothing behind has an earlier first key.
    return found & Q(**{f"{order[0].lstrip('-')}__{_beyond(order[0])}e": values[0]})


def _beyond(name: str) -> str:
    return "lt" if name.startswith("-") else "gt"


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _encode(direction: str, row: Model, *, by: Sequence[str]) -> str:
    values = [_pack(_value(row, name.lstrip("-"))) for name in by]
    payload = json.dumps([direction, values], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_mac(payload, by=by) + payload).rstrip(b"=").decode()


def _decode(cursor: str, *, by: Sequence[str]) -> tuple[str, list[Any]] | None:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (binascii.Error, ValueError):
        return None
    mac, payload = raw[:MAC_BYTES], raw[MAC_BYTES:]
    if not payload or not hmac.compare_digest(mac, _mac(payload, by=by)):
        return None
    direction, values = json.loads(payload)
    return direction, [_unpack(value) for value in values]


def _mac(payload: bytes, *, by: Sequence[str]) -> bytes:
    """Signed together with the sort, so that only what we wrote ourselves ever reaches the database."""
    return salted_hmac(f"gongkai.ui.keyset:{','.join(by)}", payload, algorithm="sha256").digest()[:MAC_BYTES]


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _pack(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"n": str(value)}
    return value


def _unpack(value: Any) -> Any:
    match value:
        case {"t": text}:
            return datetime.fromisoformat(text)
        case {"d": text}:
            return date.fromisoformat(text)
        case {"n": text}:
            return Decimal(text)
        case _:
            return value
