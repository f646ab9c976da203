"""The note in brackets below the title of a document (题注): who published it when under what number, what changed it.

Sources
    国办公开办函〔2021〕33号: title, note, text; the note holds day and number of publication, of each change, and the
    day from which it holds. For a county this is the model for normative documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WITHDRAWN = "一件已撤回的文件"
_GAP = "\u3000"


@dataclass(frozen=True, slots=True)
class Amendment:
    """By what and from when a document was amended."""

    on: date
    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """What the note is made from."""

    publisher: str
    number: str = ""
    written_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    is_document: bool = False  # one that has a validity
    amendments: Sequence[Amendment] = ()


def title_note(noted: Noted) -> str:
    """The note with its brackets. What has no validity is only told who wrote it, when, under what number."""
    if not noted.is_document:
        parts = [noted.publisher, in_words(noted.written_on), noted.number]
        return f"（{_GAP.join(part for part in parts if part)}）"
    parts = [
        f"{in_words(noted.written_on)}{noted.publisher}{noted.number}公布",
        *(f"根据{in_words(one.on)}{named(one.title, one.number)}修改" for one in noted.amendments),
        f"自{in_words(noted.effective_on)}起施行" if noted.effective_on else "",
        f"有效期至{in_words(noted.expires_on - timedelta(days=1))}" if noted.expires_on else "",
    ]
    return f"（{_GAP.join(part for part in parts if part)}）"


def named(title: str, number: str) -> str:
    """A document by title and number: 《…》（…号）. One without a title was withdrawn: only its number is said."""
    shown = title if title.startswith("《") else f"《{title}》" if title else WITHDRAWN
    return f"{shown}（{number}）" if number else shown


def in_words(day: date | None) -> str:
    """2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
