"""What a clean copy is, what was taken out of it, and why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.publishing.rules.profiles import Profile, Treated, Treatment
from gongkai.publishing.rules.profiles.veiling import Edit, Secrets
from gongkai.publishing.rules.sensitive import Kind


class What(StrEnum):
    """What is taken out of a file."""

    FOUND = "found"
    COLUMN_DROPPED = "column_dropped"
    COLUMN_MASKED = "column_masked"
    CHILD = "child"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    HIDDEN_TEXT = "hidden_text"
    COMMENTS = "comments"
    CHANGES = "changes"
    FORMULAS = "formulas"
    FIELDS = "fields"
    LINKS = "links"
    RULES = "rules"
    NAMES = "names"
    CACHES = "caches"
    DRAWINGS = "drawings"
    EMBEDDED = "embedded"
    SCRIPTS = "scripts"
    PROPERTIES = "properties"
    OTHER_PARTS = "other_parts"


class Reason(StrEnum):
    """Why a file cannot be masked."""

    KIND = "kind"
    SECRECY = "secrecy"
    NOTHING_LEFT = "nothing_left"
    STILL_THERE = "still_there"
    MEMBER = "member"


class NotMaskable(Exception):
    """There is no clean copy of this file; the reason says why."""

    def __init__(self, reason: Reason, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that the copy has no more, fit to be shown: how often, where, and how what was masked looks now."""

    what: What
    count: int
    where: str = ""
    kind: Kind | None = None
    masked: str = ""
    header: str = ""
    treatment: Treatment | None = None


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """A file that may be published, under a name that may be, and what it has no more."""

    content: bytes
    name: str
    removed: list[Removed]


@dataclass(frozen=True, slots=True)
class MaskedHtml:
    """A text of the editor that may be published, and what it has no more."""

    html: str
    removed: list[Removed]


@dataclass(slots=True)
class Task:
    """One pass over a file: the day, the profile, what was found elsewhere; and what the pass took out."""

    on: date
    profile: Profile | None = None
    also: Secrets = field(default_factory=dict)
    where: str = ""  # the member of an archive
    counts: Counter[tuple[What, str, str, Treatment | None]] = field(default_factory=Counter)
    found: dict[tuple[str, Kind], list[str]] = field(default_factory=dict)
    secrets: dict[str, Kind] = field(default_factory=dict)

    def within(self, where: str) -> Task:
        """The same task for a file within the file."""
        return replace(self, where=self.where + where)

    def join(self, other: Task) -> None:
        """Add what a later pass masked."""
        self.secrets |= other.secrets
        for key, samples in other.found.items():
            self.found.setdefault(key, []).extend(samples)

    def take(self, what: What, where: str = "", *, count: int = 1) -> None:
        """Note that something goes."""
        if count:
            self.counts[what, self.where + where, "", None] += count

    def mask(self, written: str, edit: Edit, where: str) -> None:
        """Note that a part of a text is masked."""
        raw = written[edit.start : edit.end]
        self.secrets.setdefault(raw, edit.kind)
        self.found.setdefault((self.where + where, edit.kind), []).append(edit.new)

    def table(self, done: Treated, rows: Any, where: str) -> None:
        """Note what became of a table."""
        for (row, column), edits in done.found.items():
            for edit in edits:
                if (row, column) in done.cleared:
                    self.secrets.setdefault(rows[row][column][edit.start : edit.end], edit.kind)
                else:
                    self.mask(rows[row][column], edit, where)
        self.secrets |= dict.fromkeys(done.children, Kind.MINOR)
        self.take(What.CHILD, where, count=len(done.children))
        for decision in done.decisions:
            if decision.treatment is not Treatment.SHOW:
                what = What.COLUMN_MASKED if decision.treatment.is_mask else What.COLUMN_DROPPED
                self.counts[what, self.where + where, decision.header, decision.treatment] += 1

    def removed(self) -> list[Removed]:
        """Everything that went, the columns first."""
        masked = [
            Removed(What.FOUND, len(samples), where, kind, samples[0]) for (where, kind), samples in self.found.items()
        ]
        counts: Mapping[tuple[What, str, str, Treatment | None], int] = self.counts
        others = [
            Removed(what, count, where, header=header, treatment=treatment)
            for (what, where, header, treatment), count in counts.items()
        ]
        return sorted(others, key=lambda removed: list(What).index(removed.what)) + masked
