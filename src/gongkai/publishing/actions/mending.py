"""One click: wrong words that have one right form are put right, where the author writes. Files stay as sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape

from django.db import transaction

from gongkai.organisations.models import User
from gongkai.publishing import checking
from gongkai.publishing.actions.drafting import lock_draft, record, touched
from gongkai.publishing.actions.keeping import keep_version
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.checking.words import mendable
from gongkai.publishing.models import Version
from gongkai.publishing.rules import markup, wording
from gongkai.publishing.rules.states import PublishingRefused, Refusal


@dataclass(frozen=True, slots=True)
class Mended:
    """One word, what stands in its place now, and how often."""

    word: str
    right: str
    times: int


@transaction.atomic
def mend_words(*, information_id: int, revision: int, by: User, at: datetime) -> tuple[Mended, ...]:
    """Put them right, as a new version; the one before is kept. Where nothing is to be done nothing is saved."""
    draft = lock_draft(information_id, by=by, at=at)
    if draft.revision != revision:
        raise PublishingRefused(Refusal.STALE_REVISION, revision=draft.revision)
    on = day_of(at)
    words = mendable(checking.draft_of(draft), on=on)
    if not words:
        return ()
    keep_version(draft, Version.Reason.SAVED, by=by, at=at)
    counted: Counter[wording.Word] = Counter()
    for field in ("title", "summary", "html"):
        old = getattr(draft, field)
        marked_up = old if field == "html" else escape(old, quote=False)
        new, found = wording.mend_words(marked_up, words, on=on, written_on=draft.written_on)
        setattr(draft, field, new if field == "html" else unescape(new))
        counted.update(found)
    draft.text = markup.plain_text(draft.html)
    draft.revision += 1
    touched(draft, by=by, at=at)
    draft.save()
    keep_version(draft, Version.Reason.SAVED, by=by, at=at)
    record("information.mend_words", draft, by=by, at=at, detail={"words": sum(counted.values())})
    return tuple(Mended(word.word, word.replacement, times) for word, times in counted.items())
