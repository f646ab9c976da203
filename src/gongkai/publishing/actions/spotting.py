"""A lexicon came into force: what it newly calls wrong is looked for in what is public, and told to each body.

Looked through in bites, each a transaction of its own, outside of any other: thousands of pieces take their time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.kernel.progress import Stage, tell
from gongkai.organisations.models import County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.drafting import lock, record
from gongkai.publishing.actions.lexicons import load_shipped
from gongkai.publishing.actions.stepping import day_of
from gongkai.publishing.models import Attachment, Information, Lexicon, SpottedWord
from gongkai.publishing.queries import lexicons
from gongkai.publishing.queries.lexicons import Vocabulary
from gongkai.publishing.rules import findings as places
from gongkai.publishing.rules.states import PublishingRefused, Refusal, State
from gongkai.publishing.rules.wording import Word

_BITE = 200  # pieces


@dataclass(frozen=True, slots=True)
class Spotted:
    """How many public pieces were looked through, and in how many something is wrong now."""

    looked_at: int
    with_words: int


def spot_words(*, county: County, lexicon: Lexicon, by: User | None, at: datetime) -> Spotted:
    """Look for the news of a version in everything that is public. Twice is once."""
    news = frozenset(word.word for word in lexicons.change(lexicon).news)
    if not news or lexicon.in_force_at is None:
        return Spotted(0, 0)
    known = lexicons.vocabulary(county.pk, on=day_of(at))
    # Whoever published later was told beforehand.
    public = Information.objects.of_county(county).public().filter(published_at__lte=lexicon.in_force_at)
    ids = list(public.order_by("id").values_list("pk", flat=True))
    found = 0
    for start in range(0, len(ids), _BITE):
        tell(Stage.READING, start, len(ids))
        pieces = list(Information.objects.public().filter(pk__in=ids[start : start + _BITE]))
        rows = list(_rows(pieces, known, news=news, lexicon=lexicon, at=at))
        SpottedWord.objects.bulk_create(rows, ignore_conflicts=True)
        found += len({row.information_id for row in rows})
    detail = {"name": lexicon.name, "version": lexicon.version, "pieces": len(ids), "found": found}
    with transaction.atomic():
        audit.record("lexicon.spot", subject=lexicon, by=by, at=at, county_id=county.pk, detail=detail)
    return Spotted(len(ids), found)


def renew_shipped(*, at: datetime) -> Lexicon | None:
    """Put the lexicon of the package in force where it grew, and look for its news in every county."""
    made = load_shipped(by=None, at=at)
    if made is not None:
        for county in County.objects.order_by("id"):
            spot_words(county=county, lexicon=made, by=None, at=at)
    return made


@transaction.atomic
def forget_mended(*, piece: Information, at: datetime) -> None:
    """A piece was corrected: what is wrong in it no longer need not be told any more."""
    rows = list(piece.spotted_words.all())
    if not rows:
        return
    known = lexicons.vocabulary(piece.county_id, on=day_of(at))
    standing = {(word.word, place) for word, place in _found([piece], known, at=at)[piece.pk]}
    gone = [row.pk for row in rows if (row.word, row.place) not in standing]
    SpottedWord.objects.filter(pk__in=gone).delete()


@transaction.atomic
def leave_word(*, spotted_id: int, reason: str, by: User, at: datetime) -> SpottedWord:
    """Let a word stand in a public piece, and say why: it is a quotation, it was right then."""
    spotted = SpottedWord.objects.select_for_update(of=("self",)).filter(pk=spotted_id).first()
    if spotted is None or spotted.left_at is not None:
        raise PublishingRefused(Refusal.FINDING_GONE)
    piece = lock(spotted.information_id)
    policies.require(by, Permission.DRAFT, piece.body, on=day_of(at))
    if piece.state != State.PUBLISHED:
        raise PublishingRefused(Refusal.NOT_OPEN, state=piece.state)
    if not reason.strip():
        raise PublishingRefused(Refusal.REASON_MISSING)
    spotted.left_at, spotted.left_by, spotted.left_reason = at, by, reason.strip()
    spotted.save(update_fields=["left_at", "left_by", "left_reason"])
    detail = {"word": spotted.word, "reason": spotted.left_reason}
    record("information.leave_word", piece, by=by, at=at, detail=detail)
    return spotted


def _rows(
    pieces: Sequence[Information], known: Vocabulary, *, news: Collection[str], lexicon: Lexicon, at: datetime
) -> Iterator[SpottedWord]:
    for pk, found in _found(pieces, known, at=at).items():
        for word, place in found:
            if word.word in news:
                yield SpottedWord(
                    information_id=pk,
                    lexicon=lexicon,
                    word=word.word,
                    suggestion=word.suggestion,
                    place=place,
                    spotted_at=at,
                )


def _found(pieces: Sequence[Information], known: Vocabulary, *, at: datetime) -> dict[int, set[tuple[Word, str]]]:
    """The words that stand in some pieces and their files, each once a place."""
    on = day_of(at)
    found: dict[int, set[tuple[Word, str]]] = defaultdict(set)
    dates = {piece.pk: piece.written_on for piece in pieces}
    for pk, place, text in _texts(pieces):
        found[pk] |= {(hit.word, place) for hit in lexicons.hits(text, known, on, dates[pk])}
    return found


def _texts(pieces: Sequence[Information]) -> Iterator[tuple[int, str, str]]:
    for piece in pieces:
        yield piece.pk, places.TITLE, piece.title
        yield piece.pk, places.SUMMARY, piece.summary
        yield piece.pk, places.TEXT, piece.text
    files = Attachment.objects.filter(information__in=pieces)
    for pk, public_id, name, text in files.values_list("information_id", "public_id", "name", "text"):
        yield pk, f"file:{public_id}", f"{name}\n{text}"
