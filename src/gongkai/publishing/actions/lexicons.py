"""Lexicons: a new version comes in beside the old ones; a county says which words are false alarms with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai.audit import actions as audit
from gongkai.organisations.models import County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import Lexicon, LexiconWord, SilencedWord
from gongkai.publishing.rules import wording
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from gongkai.publishing.rules.wording import Word, shipped
from gongkai.tables.findings import Finding

BATCH = 500


@transaction.atomic
def receive_lexicon(
    *,
    county: County | None,
    name: str,
    words: Sequence[Word],
    source: str,
    by: User | None,
    at: datetime,
    findings: Iterable[Finding] = (),
) -> Lexicon:
    """Keep a new version to be looked at. It finds nothing until it is put in force."""
    _require(by, county, at=at)
    if not words:
        raise PublishingRefused(Refusal.FILE_EMPTY, name=source)
    last = Lexicon.objects.filter(county=county, name=name).aggregate(last=Max("version"))["last"] or 0
    made = Lexicon.objects.create(
        county=county,
        name=name,
        version=last + 1,
        source=source,
        valid_from=day_of(at),
        size=len(words),
        digest=wording.digest(words),
        findings=[{"code": f.code, "row": f.row, "column": f.column} for f in findings],
        imported_at=at,
        imported_by=by,
    )
    LexiconWord.objects.bulk_create((_row(made, word) for word in words), batch_size=BATCH)
    _record("lexicon.receive", made, by=by, at=at)
    return made


@transaction.atomic
def put_lexicon_in_force(*, lexicon_id: int, by: User | None, at: datetime) -> Lexicon:
    """From now on checks look for its words; earlier versions of its name stay to be read."""
    lexicon = _waiting(lexicon_id, by=by, at=at)
    lexicon.in_force_at, lexicon.in_force_by, lexicon.valid_from = at, by, day_of(at)
    lexicon.save(update_fields=["in_force_at", "in_force_by", "valid_from"])
    _record("lexicon.put_in_force", lexicon, by=by, at=at)
    return lexicon


@transaction.atomic
def drop_lexicon(*, lexicon_id: int, by: User | None, at: datetime) -> None:
    """Give up a version that was never in force."""
    lexicon = _waiting(lexicon_id, by=by, at=at)
    _record("lexicon.drop", lexicon, by=by, at=at)
    lexicon.delete()


def load_shipped(*, by: User | None, at: datetime) -> Lexicon | None:
    """Put the lexicon of the package in force unless this very content is; None where nothing was to be done."""
    words = shipped.words()
    known = Lexicon.objects.filter(county=None, name=shipped.NAME, digest=wording.digest(words))
    if known.exclude(in_force_at=None).exists():
        return None
    with transaction.atomic():
        made = receive_lexicon(county=None, name=shipped.NAME, words=words, source=shipped.NAME, by=by, at=at)
        return put_lexicon_in_force(lexicon_id=made.pk, by=by, at=at)


@transaction.atomic
def silence_word(*, county: County, word: str, reason: str, by: User | None, at: datetime) -> SilencedWord:
    """Look for a word no longer in this county, in any version, and say why. Twice is once."""
    _require(by, county, at=at)
    if not reason.strip():
        raise PublishingRefused(Refusal.REASON_MISSING)
    silenced, is_new = SilencedWord.objects.get_or_create(
        county=county,
        word=word,
        restored_at=None,
        defaults={"reason": reason.strip(), "silenced_at": at, "silenced_by": by},
    )
    if is_new:
        detail = {"word": word, "reason": silenced.reason}
        audit.record("lexicon.silence", subject=county, by=by, at=at, county_id=county.pk, detail=detail)
    return silenced


@transaction.atomic
def restore_word(*, county: County, word: str, by: User | None, at: datetime) -> None:
    """Look for it again. Twice is once."""
    _require(by, county, at=at)
    restored = SilencedWord.objects.filter(county=county, word=word, restored_at=None)
    if restored.update(restored_at=at, restored_by=by):
        audit.record("lexicon.restore", subject=county, by=by, at=at, county_id=county.pk, detail={"word": word})


def _require(by: User | None, county: County | None, *, at: datetime) -> None:
    """A county's lexicon is its openness office's; what holds for all counties only the platform itself brings in."""
    if county is not None:
        policies.require_in_county(by, Permission.MANAGE_CATALOGUE, county, on=day_of(at))
    elif by is not None:
        raise PublishingRefused(Refusal.NOT_PERMITTED)


def _waiting(lexicon_id: int, *, by: User | None, at: datetime) -> Lexicon:
    lexicon = Lexicon.objects.select_for_update(of=("self",)).select_related("county").filter(pk=lexicon_id).first()
    if lexicon is None:
        raise PublishingRefused(Refusal.NOT_OPEN)
    _require(by, lexicon.county, at=at)
    if lexicon.in_force_at is not None:
        raise PublishingRefused(Refusal.NOT_OPEN)
    return lexicon


def _row(lexicon: Lexicon, word: Word) -> LexiconWord:
    return LexiconWord(
        lexicon=lexicon,
        word=word.word,
        kind=str(word.kind),
        level=str(word.level),
        suggestion=word.suggestion,
        exceptions=list(word.exceptions),
        since=word.since,
        expires_on=word.expires_on,
        source=word.source,
        is_confirmed=word.is_confirmed,
        note=word.note,
    )


def _record(action: str, lexicon: Lexicon, *, by: User | None, at: datetime) -> None:
    detail: dict[str, Any] = {"name": lexicon.name, "version": lexicon.version, "words": lexicon.size}
    audit.record(action, subject=lexicon, by=by, at=at, county_id=lexicon.county_id, detail=detail)
