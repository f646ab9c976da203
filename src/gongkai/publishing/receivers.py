"""What publishing does when it hears itself: search is fed from the outbox, so that a slow copy holds up nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from gongkai.audit.log import LOG_GREW
from gongkai.kernel import clock, outbox
from gongkai.organisations.events import COUNTY_CREATED
from gongkai.organisations.models import County, Level
from gongkai.publishing import actions
from gongkai.publishing.events import (
    INFORMATION_PUBLISHED,
    INFORMATION_VALIDITY_CHANGED,
    INFORMATION_WITHDRAWN,
)
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.states import State
from gongkai.search import actions as search
from gongkai.search.actions import SearchDocument

LONGEST_TEXT = 100_000
# A dozen townships say in like words what the county's own page says: whoever asks meets the county's first.
WEIGHTS = {Level.COUNTY: 3.0, Level.TOWNSHIP: 0.25, Level.VILLAGE: 0.2}


@outbox.consumer(
    "publishing.search", topics=[INFORMATION_PUBLISHED, INFORMATION_VALIDITY_CHANGED, INFORMATION_WITHDRAWN]
)
def feed_search(event: outbox.Event) -> None:
    """Put in what is public now and take out what is not: late and repeated events do no harm."""
    assert event.county_id is not None
    pieces = Information.objects.filter(county_id=event.county_id, public_id__in=event.payload["ids"])
    found = list(pieces.select_related("body", "matter__field").order_by("published_at", "id"))
    public = [piece for piece in found if piece.state == State.PUBLISHED]
    gone = [key(piece.public_id) for piece in found if piece.state != State.PUBLISHED]
    day = timezone.localtime(event.created_at).date()
    for piece in public:  # one taken over from an old site may have expired long ago
        piece.validity = piece.validity_on(day)
    if public:
        search.put(county_id=event.county_id, documents=documents(public))
    if gone:
        search.remove(county_id=event.county_id, keys=gone)


@outbox.consumer("publishing.look_after", topics=[INFORMATION_PUBLISHED])
def look_after(event: outbox.Event) -> None:
    """What leads outside is put down to be tried; what was wrong and is mended is forgotten."""
    pieces = Information.objects.public().filter(county_id=event.county_id, public_id__in=event.payload["ids"])
    for piece in pieces.filter(Q(html__icontains="href") | Q(link_checks__isnull=False)).distinct():
        actions.note_links(piece=piece, at=event.created_at)
    for piece in pieces.filter(spotted_words__isnull=False).distinct():
        actions.forget_mended(piece=piece, at=event.created_at)


@outbox.consumer("publishing.load_lexicon", topics=[COUNTY_CREATED])
def load_lexicon(event: outbox.Event) -> None:
    """A county begins with the lexicon that comes with the platform."""
    actions.load_shipped(by=None, at=event.created_at)


@outbox.consumer("publishing.sign_head", topics=[LOG_GREW])
def sign_head(event: outbox.Event) -> None:
    """Sign the log once it has grown, so that what was just published can be proved."""
    actions.sign_head(county=County.objects.get(pk=event.county_id or 0), at=clock.now())


def key(public_id: str) -> str:
    """The key of a piece in search."""
    return f"information:{public_id}"


def documents(pieces: Iterable[Information]) -> list[SearchDocument]:
    """Pieces as search knows them; body, matter and field should be loaded."""
    listed = list(pieces)
    files: dict[int, list[list[str]]] = defaultdict(list)
    attachments = Attachment.objects.filter(information__in=listed, is_inline=False)
    for owner, name, text in attachments.values_list("information_id", "name", "text"):
        files[owner].append([name, text[:LONGEST_TEXT]])
    return [_document(piece, files[piece.pk]) for piece in listed]


def _document(piece: Information, files: list[list[str]]) -> SearchDocument:
    published_on = timezone.localtime(piece.published_at).date() if piece.published_at else None
    return SearchDocument(
        key=key(piece.public_id),
        kind="information",
        url=paths.information(piece.public_id),
        title=piece.title,
        title_en=piece.title_en,
        body_text=_said(piece)[:LONGEST_TEXT],
        files=files,
        identifiers=[number for number in (piece.index_number, piece.document_number) if number],
        facets={
            "field": piece.matter.field.slug,
            "body": piece.body.slug,
            "kind": piece.kind,
            "level": piece.body.level,
            "year": str(published_on.year) if published_on else "",
            "validity": piece.validity,
        },
        dated_on=published_on,
        weight=WEIGHTS.get(Level(piece.body.level), WEIGHTS[Level.COUNTY]),
    )


def _said(piece: Information) -> str:
    """The text, with its summary before it unless the text begins with that."""
    if piece.text.startswith(piece.summary.rstrip("…")):
        return piece.text
    return f"{piece.summary}\n{piece.text}"
