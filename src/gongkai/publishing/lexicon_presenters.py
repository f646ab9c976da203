"""The words of the lexicon's desk: versions, changes, words, what is found later, what was put right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.kernel.web import Why
from gongkai.publishing import wording_presenters
from gongkai.publishing.actions import Mended
from gongkai.publishing.models import Lexicon, LexiconWord, LinkCheck, SilencedWord, SpottedWord
from gongkai.publishing.review_presenters import PLACES
from gongkai.publishing.rules.wording import Change, Word, shown
from gongkai.publishing.wording_presenters import KINDS, LEVELS, Words
from gongkai.tables.findings import Finding
from gongkai.tables.findings import Level as Weight
from gongkai.ui.templatetags.ui import day


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with how it stands: a code of ui.states and its word."""

    lexicon: Lexicon
    state: str
    label: str
    scope: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What is wrong with a file, where, and how to mend it."""

    severity: str
    where: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of a version."""

    word: LexiconWord
    kind: Words
    level: Words
    days: str
    silenced: SilencedWord | None


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What a version would change: how much, and the first of each."""

    added: int
    changed: int
    removed: int
    kept: int
    parts: list[tuple[str, str, list[str], int]]  # title, id, the first, how many more


@dataclass(frozen=True, slots=True)
class SpottedLine:
    """A word in a public piece."""

    id: int
    words: str
    where: Words


def version_line(lexicon: Lexicon, holding: Collection[Lexicon]) -> VersionLine:
    """How a version stands."""
    if lexicon.in_force_at is None:
        state, label = "draft", _("待启用")
    elif lexicon in holding:
        state, label = "in_force", _("现行")
    else:
        state, label = "expired", _("已有新版")
    return VersionLine(lexicon, state, label, _("平台随附") if lexicon.county_id is None else _("本县"))


def finding_line(finding: Finding) -> FindingLine:
    """A finding of a file that was just read."""
    said = wording_presenters.table_words(finding)
    severity = "error" if finding.level is Weight.ERROR else "warning"
    return FindingLine(severity, said.where, said.what, said.mend)


def kept_line(kept: dict[str, Any]) -> FindingLine:
    """A finding that a version keeps from when it was read."""
    return finding_line(Finding(kept["code"], row=kept["row"], column=kept["column"]))


def change_shown(change: Change, *, limit: int) -> ChangeShown:
    """A change in figures and words."""
    told = [
        (_("新增的词语"), "added", [_told(word) for word in change.added]),
        (_("改动的词语"), "changed", [_both(before, now) for before, now in change.changed]),
        (_("不再查找的词语"), "removed", [_told(word) for word in change.removed]),
    ]
    return ChangeShown(
        added=len(change.added),
        changed=len(change.changed),
        removed=len(change.removed),
        kept=change.kept,
        parts=[(title, at, lines[:limit], max(0, len(lines) - limit)) for title, at, lines in told if lines],
    )


def word_line(word: LexiconWord, silenced: SilencedWord | None) -> WordLine:
    """A word with all that is said of it."""
    days = [
        _("成文于%(day)s以后的") % {"day": day(word.since)} if word.since else "",
        _("查找到%(day)s") % {"day": day(word.expires_on)} if word.expires_on else "",
    ]
    return WordLine(
        word=word,
        kind=next(told for kind, told in KINDS.items() if kind == word.kind),
        level=next(told for level, told in LEVELS.items() if level == word.level),
        days=_("；").join(filter(None, days)),
        silenced=silenced,
    )


def mended_words(mended: Sequence[Mended]) -> str:
    """What was put right, word by word."""
    total = sum(one.times for one in mended)
    said = ngettext("已改正%(count)s处", "已改正%(count)s处", total) % {"count": total}
    each = [f"{shown(one.word, one.right)}{f' ×{one.times}' if one.times > 1 else ''}" for one in mended]
    return _("%(said)s：%(words)s。改前的一版留着，可以恢复。") % {"said": said, "words": _("；").join(each)}


def spotted_lines(words: Sequence[SpottedWord]) -> list[SpottedLine]:
    """What was found in a piece."""
    return [
        SpottedLine(word.pk, shown(word.word, word.suggestion), PLACES.get(word.place, _("附件"))) for word in words
    ]


def dead_words(link: LinkCheck) -> str:
    """Why a link does not open."""
    if link.why == Why.ADDRESS_NOT_ALLOWED:
        return _("指向内部网络或不允许的地址")
    if link.status is not None:
        return _("对方网站回答 %(status)s") % {"status": link.status}
    return _("对方网站没有回应")


def _told(word: Word) -> str:
    return shown(word.word, word.suggestion)


def _both(before: Word, now: Word) -> str:
    if _told(before) == _told(now):
        return _("%(word)s（例外、日期、类别或级别有变）") % {"word": _told(now)}
    return _("%(now)s（原为%(before)s）") % {"now": _told(now), "before": _told(before)}
