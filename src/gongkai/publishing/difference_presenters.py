"""A difference in words: facts by their names, lines with what became of them, files, and all of it in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai.publishing import editor_presenters
from gongkai.publishing.masking.words import PROFILES
from gongkai.publishing.models import Information
from gongkai.publishing.queries.comparing import Compared
from gongkai.publishing.rules.differences import FieldChange, FileChange, FileKind, Kind, Line, TextChange, folded
from gongkai.publishing.rules.differences.lines import Cell
from gongkai.publishing.rules.disclosure import Disclosure, Ground
from gongkai.standards.rules.wording import ADDED, REMOVED, Segment, sides
from gongkai.ui.templatetags.ui import day, file_size

Words = str | Promise

MOST_CHANGES: Final = 300  # of one text on one page; a table that was replaced whole is read as a whole
MOST_UNFOLDED: Final = 40  # unchanged lines that can be unfolded; longer stretches are only counted
_PARTS: Final[Mapping[str, Words]] = {
    "html": gettext_lazy("正文"),
    "totals": gettext_lazy("期满后保留的内容"),
    "files": gettext_lazy("附件"),
    "interprets_id": gettext_lazy("解读的文件"),
    "list_profile": gettext_lazy("名单类型"),
}
_FILES: Final[Mapping[FileKind, Words]] = {
    FileKind.ADDED: gettext_lazy("新增附件"),
    FileKind.REMOVED: gettext_lazy("去掉附件"),
    FileKind.REPLACED: gettext_lazy("替换附件"),
    FileKind.RENAMED: gettext_lazy("附件改名"),
}
_SIGNS: Final[Mapping[FileKind, str]] = {
    FileKind.ADDED: "plus",
    FileKind.REMOVED: "minus",
    FileKind.REPLACED: "replace",
    FileKind.RENAMED: "text-cursor-input",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that changed, both values as they are read."""

    label: Words
    old: Cell
    new: Cell


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines to be read, unchanged ones to be unfolded, or so many left out."""

    lines: tuple[Line, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A text that changed. `more`: changes that one page does not hold."""

    label: Words
    said: str
    stretches: tuple[Stretch, ...]
    more: int


@dataclass(frozen=True, slots=True)
class File:
    """A file that came, went or changed."""

    kind: str
    icon: str
    word: Words
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as the partial draws it."""

    facts: tuple[Fact, ...]
    texts: tuple[Text, ...]
    files: tuple[File, ...]
    summary: str

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.texts or self.files)


def shown(found: Compared) -> Shown:
    """A difference in words."""
    told = found.difference
    facts = tuple(_fact(change, found.titles) for change in told.fields)
    texts = tuple(_text(change) for change in told.texts)
    files = tuple(_file(change) for change in told.files)
    return Shown(facts, texts, files, _summary(facts, texts, files))


def part_words(name: str) -> str:
    """How a part of a piece is called."""
    return str(_PARTS.get(name) or _field(name).verbose_name)


def changed_words(parts: Sequence[str]) -> str:
    """Which parts changed, in one line: what people read first."""
    first = [name for name in ("title", "html", "files") if name in parts]
    every = [*first, *(name for name in parts if name not in first)]
    return _("、").join(part_words(name) for name in every)


def _field(name: str) -> Any:
    return Information._meta.get_field(name)


def _summary(facts: Sequence[Fact], texts: Sequence[Text], files: Sequence[File]) -> str:
    named = [str(fact.label) for fact in facts]
    told = [f"{text.label} {text.said}" for text in texts]
    count = len(files)
    listed = [ngettext("附件 %(n)s 个", "附件 %(n)s 个", count) % {"n": count}] if files else []
    return _("、").join([*named, *told, *listed])


def _fact(change: FieldChange, titles: Mapping[int, str]) -> Fact:
    label = part_words(change.name)
    say = _CODED.get(change.name)
    if say is None and not change.name.endswith("_on"):
        return Fact(label, *sides(change.words)) if change.words else _swapped(label, str(change.old), str(change.new))
    if change.name == "interprets_id":
        return _swapped(label, titles.get(change.old, ""), titles.get(change.new, ""))
    say = say or _day
    return _swapped(label, str(say(change.old)), str(say(change.new)))


def _swapped(label: str, old: str, new: str) -> Fact:
    """Dates and codes are read whole: which figure of a date changed says little."""
    return Fact(label, (Segment(REMOVED, old),) if old else (), (Segment(ADDED, new),) if new else ())


def _day(value: str | None) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _days(value: int | None) -> str:
    return ngettext("%(n)s 个工作日", "%(n)s 个工作日", value) % {"n": value} if value else ""


def _choice(name: str) -> Any:
    return lambda value: dict(_field(name).choices).get(value, value) if value else ""


_CODED: Final[Mapping[str, Any]] = {
    "kind": _choice("kind"),
    "validity": _choice("validity"),
    "disclosure": lambda value: editor_presenters.DISCLOSURES[Disclosure(value)] if value else "",
    "ground": lambda value: editor_presenters.ground_words(Ground(value)) if value in frozenset(Ground) else "",
    "list_profile": lambda value: PROFILES.get(value, value) if value else "",
    "publicity_days": _days,
    "interprets_id": str,
}


def _text(change: TextChange) -> Text:
    stretches, left = [], MOST_CHANGES
    for stretch in _stretches(change.lines):
        if left <= 0:
            break
        changed = sum(line.kind is not Kind.SAME for line in stretch.lines)
        lines = stretch.lines[:left] if changed > left else stretch.lines
        stretches.append(Stretch(lines, stretch.left_out))
        left -= changed
    said = ngettext("%(n)s 处", "%(n)s 处", change.changes) % {"n": change.changes}
    return Text(part_words(change.name), said, tuple(stretches), max(change.changes - MOST_CHANGES, 0))


def _stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    place = 0
    for run in folded(lines):
        if run.left_out:
            hidden = tuple(lines[place : place + run.left_out])
            yield Stretch(hidden if run.left_out <= MOST_UNFOLDED else (), run.left_out)
        else:
            yield Stretch(run.lines)
        place += run.left_out or len(run.lines)


def _file(change: FileChange) -> File:
    size = file_size(change.size)
    detail = size
    if change.kind is FileKind.REPLACED:
        detail = _("%(old)s 换成 %(new)s") % {"old": file_size(change.was_size), "new": size}
    elif change.kind is FileKind.RENAMED:
        detail = _("原名 %(name)s") % {"name": change.was_named}
    return File(str(change.kind), _SIGNS[change.kind], _FILES[change.kind], change.name, detail)
