"""What words mean in a county: groups of synonyms, and answers that the office fixed. The next question heeds it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.audit.actions import Actor
from gongkai.search.models import BestBet, Document, Feed, Synonym
from gongkai.search.rules import synonyms
from gongkai.search.rules.analysis import normalise
from gongkai.search.rules.synonyms import WordsRefused, as_group


@transaction.atomic
def add_synonyms(*, county_id: int, groups: Iterable[Sequence[str]], by: Actor | None, at: datetime) -> list[Synonym]:
    """Add groups of words. A group that shares a word with one that is there joins it; one that is there is left.

    Raises WordsRefused, having changed nothing, where a group is none.
    """
    _lock(county_id)
    changed = [group for words in groups if (group := _join(county_id, as_group(words), at=at)) is not None]
    for group in changed:
        _record("search.synonyms_added", group, by=by, at=at, detail={"words": group.words})
    if changed:
        _words_changed(county_id)
    return changed


@transaction.atomic
def load_shipped_synonyms(*, county_id: int, at: datetime) -> None:
    """Give a new county the groups that come with the platform; a county that has any keeps its own."""
    _lock(county_id)
    if Synonym.objects.filter(county_id=county_id).exists():
        return
    Synonym.objects.bulk_create(
        Synonym(county_id=county_id, words=list(group), is_shipped=True, added_at=at) for group in synonyms.GROUPS
    )
    _words_changed(county_id)


@transaction.atomic
def remove_synonyms(*, county_id: int, pk: int, by: Actor | None, at: datetime) -> None:
    """Take a group away. Twice is once."""
    _lock(county_id)
    group = Synonym.objects.select_for_update().filter(county_id=county_id, pk=pk).first()
    if group is None:
        return
    _record("search.synonyms_removed", group, by=by, at=at, detail={"words": group.words})
    group.delete()
    _words_changed(county_id)


@transaction.atomic
def add_best_bet(*, county_id: int, question: str, url: str, by: Actor | None, at: datetime) -> BestBet:
    """Fix an answer for a question, by the answer's address. Twice is once."""
    asked = normalise(question).strip()
    if not asked or len(asked) > synonyms.LONGEST:
        raise WordsRefused(synonyms.Refusal.QUESTION)
    _lock(county_id)
    answer = Document.objects.filter(county_id=county_id, url=url, is_tombstone=False).first()
    if answer is None:
        raise WordsRefused(synonyms.Refusal.NOT_FOUND)
    bet, is_new = BestBet.objects.get_or_create(
        county_id=county_id, question=asked, key=answer.key, defaults={"added_at": at}
    )
    if is_new:
        _record("search.best_bet_added", bet, by=by, at=at, detail={"question": asked, "url": url})
        _words_changed(county_id)
    return bet


@transaction.atomic
def remove_best_bet(*, county_id: int, pk: int, by: Actor | None, at: datetime) -> None:
    """Let the ranking decide again. Twice is once."""
    _lock(county_id)
    bet = BestBet.objects.select_for_update().filter(county_id=county_id, pk=pk).first()
    if bet is None:
        return
    _record("search.best_bet_removed", bet, by=by, at=at, detail={"question": bet.question})
    bet.delete()
    _words_changed(county_id)


def _join(county_id: int, words: list[str], *, at: datetime) -> Synonym | None:
    """The group as it now is, or None where it was so before."""
    sharing = [group for group in Synonym.objects.filter(county_id=county_id) if not set(words).isdisjoint(group.words)]
    if not sharing:
        return Synonym.objects.create(county_id=county_id, words=words, added_at=at)
    first, *others = sharing
    joined = list(dict.fromkeys([*first.words, *(word for group in others for word in group.words), *words]))
    if joined == first.words:
        return None
    if len(joined) > synonyms.MOST:
        raise WordsRefused(synonyms.Refusal.TOO_MANY)
    first.words, first.is_shipped, first.added_at = joined, False, at
    first.save(update_fields=["words", "is_shipped", "added_at"])
    Synonym.objects.filter(pk__in=[group.pk for group in others]).delete()
    return first


def _lock(county_id: int) -> None:
    Feed.objects.select_for_update().get_or_create(county_id=county_id)


def _words_changed(county_id: int) -> None:
    Feed.objects.filter(county_id=county_id).update(words_changed=secrets.randbits(62))


def _record(action: str, subject: Any, *, by: Actor | None, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(action, subject=subject, by=by, at=at, county_id=subject.county_id, detail=detail)
