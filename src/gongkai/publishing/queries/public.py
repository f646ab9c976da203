"""One piece of information as its public page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from django.db.models import Q

from gongkai.organisations import queries as organisations
from gongkai.organisations.models import County
from gongkai.publishing.models import Attachment, Information, Version
from gongkai.publishing.queries.links import host_names
from gongkai.publishing.queries.records import record_of
from gongkai.publishing.queries.validity import ShownChange, changes_by, changes_of
from gongkai.publishing.rules import away
from gongkai.publishing.rules.digest import canonical
from gongkai.publishing.rules.file_types import extension_of
from gongkai.publishing.rules.states import State


@dataclass(frozen=True, slots=True)
class Related:
    """Another piece, as a link."""

    public_id: str
    title: str
    title_en: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownFile:
    """An attachment as a list shows it."""

    public_id: str
    name: str
    format: str
    size: int
    sha256: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class InformationPage:
    """Everything that the page says."""

    public_id: str
    title: str
    title_en: str
    summary: str
    html: str
    kind: str
    kind_label: str
    index_number: str
    document_number: str
    topic: str
    content_source: str
    written_on: date | None
    effective_on: date | None
    expires_on: date | None
    validity: str
    published_at: datetime
    sha256: str
    matter_number: int
    matter_name: str
    matter_name_en: str
    field_slug: str
    field_name: str
    field_name_en: str
    body_slug: str
    body_name: str
    body_name_en: str
    contact_name: str
    contact_name_en: str
    contact_phone: str
    files: tuple[ShownFile, ...]
    interprets: Related | None
    interpretations: tuple[Related, ...]
    newer: Related | None
    older: Related | None
    registration_number: str = ""
    filing_number: str = ""
    filed_on: date | None = None
    shown_until: date | None = None  # the last day of a list of persons; None: it is no such list
    is_list_gone: bool = False
    is_list: bool = False  # of persons: search engines are asked to keep no copy
    changes: tuple[ShownChange, ...] = ()  # what happened to its validity
    made: tuple[ShownChange, ...] = ()  # what it did to other documents
    corrections: int = 0  # how often it was corrected since it is public


class _Beside(TypedDict):
    """The fields of a page that name other pieces."""

    interprets: Related | None
    interpretations: tuple[Related, ...]
    newer: Related | None
    older: Related | None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What was public and is no more. It has no title: that may be what had to go."""

    kind: str
    withdrawn_at: datetime
    reason: str
    body_name: str
    matter_number: int
    matter_name: str


def information_page(county: County, public_id: str, *, on: date) -> InformationPage | Tombstone | None:
    """The page of a piece, what is left of a withdrawn one, or nothing."""
    joined = Information.objects.of_county(county).select_related("body", "matter__field", "interprets")
    piece = joined.filter(public_id=public_id).first()
    if piece is None or piece.state not in (State.PUBLISHED, State.WITHDRAWN):
        return None
    if piece.state == State.WITHDRAWN:
        return _tombstone(piece)
    return page_of(piece, on=on)


def tombstone_of(county: County, public_id: str) -> Tombstone | None:
    """What stands where a withdrawn piece was; None: it was never public, or still is."""
    gone = Information.objects.of_county(county).filter(public_id=public_id, state=State.WITHDRAWN)
    piece = gone.select_related("body", "matter").first()
    return _tombstone(piece) if piece else None


def _tombstone(piece: Information) -> Tombstone:
    assert piece.withdrawn_at is not None
    return Tombstone(
        kind=piece.withdrawn_kind,
        withdrawn_at=piece.withdrawn_at,
        reason=piece.withdrawn_reason,
        body_name=piece.body.name,
        matter_number=piece.matter.number,
        matter_name=piece.matter.name,
    )


def _shown(piece: Information) -> str:
    """Its text, with links to sites that are not the government's going over the notice."""
    if not away.may_lead_away(piece.html):
        return piece.html
    return away.over_the_notice(piece.html, hosts=host_names(piece.county_id))


def page_of(piece: Information, *, on: date) -> InformationPage:
    """A piece as its page shows it; a draft too, for the preview."""
    # Whoever published it is named for ever; asked about it is whoever answers today.
    contact = organisations.successors([piece.body], on=on).get(piece.body_id, piece.body)
    return InformationPage(
        public_id=piece.public_id,
        title=piece.title,
        title_en=piece.title_en,
        summary=piece.summary,
        html=_shown(piece),
        kind=piece.kind,
        kind_label=str(piece.get_kind_display()),
        index_number=piece.index_number,
        document_number=piece.document_number,
        topic=piece.topic,
        content_source=piece.content_source,
        written_on=piece.written_on,
        effective_on=piece.effective_on,
        expires_on=piece.expires_on,
        validity=piece.validity_on(on),
        published_at=piece.published_at or piece.changed_at,
        sha256=piece.sha256,
        matter_number=piece.matter.number,
        matter_name=piece.matter.name,
        matter_name_en=piece.matter.name_en,
        field_slug=piece.matter.field.slug,
        field_name=piece.matter.field.seed_name,
        field_name_en=piece.matter.field.name_en,
        body_slug=piece.body.slug,
        body_name=piece.body.name,
        body_name_en=piece.body.name_en,
        contact_name=contact.name,
        contact_name_en=contact.name_en,
        contact_phone=contact.phone_on(on),
        files=tuple(shown_file(file) for file in piece.attachments.filter(is_inline=False)),
        registration_number=piece.registration_number,
        filing_number=piece.filing_number,
        filed_on=piece.filed_on,
        shown_until=piece.publicity_ends_on if piece.list_profile else None,
        is_list_gone=piece.publicity_ended_at is not None,
        is_list=bool(piece.list_profile) and piece.publicity_ended_at is None,
        changes=changes_of(piece, on=on),
        made=changes_by(piece, on=on),
        corrections=piece.versions.filter(reason=Version.Reason.CORRECTED).count() if piece.pk else 0,
        **_beside(piece),
    )


def _beside(piece: Information) -> _Beside:
    """What a page leads on to."""
    newer, older = _neighbours(piece)
    interpretations = piece.interpretations.public().newest_first() if piece.pk else ()
    return {
        "interprets": _public(piece.interprets),
        "interpretations": tuple(_related(other) for other in interpretations),
        "newer": newer,
        "older": older,
    }


def record_bytes(county: County, public_id: str) -> bytes | None:
    """The canonical record of a public piece: what its digest was made from."""
    joined = Information.objects.of_county(county).public().select_related("body", "matter")
    piece = joined.filter(public_id=public_id).first()
    return canonical(record_of(piece)) if piece else None


def is_public(county: County, public_id: str) -> bool:
    """Whether the public sees a piece of this county."""
    return Information.objects.of_county(county).public().filter(public_id=public_id).exists()


def attachment_of(county: County, public_id: str, attachment_id: str) -> Attachment | None:
    """A file of a piece of this county, public or not: whoever serves it asks which."""
    files = Attachment.objects.filter(information__county=county, information__public_id=public_id)
    return files.filter(public_id=attachment_id).select_related("information__body").first()


def shown_file(file: Attachment) -> ShownFile:
    """An attachment as a list shows it."""
    is_picture = file.media_type.startswith("image/")
    return ShownFile(file.public_id, file.name, extension_of(file.name).upper(), file.size, file.sha256, is_picture)


def _neighbours(piece: Information) -> tuple[Related | None, Related | None]:
    """The pieces before and after under the same matter, in the order of its list."""
    if piece.published_at is None:
        return None, None
    others = Information.objects.filter(county_id=piece.county_id, matter_id=piece.matter_id).public()
    same = Q(published_at=piece.published_at)
    newer = others.filter(Q(published_at__gt=piece.published_at) | same & Q(pk__lt=piece.pk))
    older = others.filter(Q(published_at__lt=piece.published_at) | same & Q(pk__gt=piece.pk))
    return _public(newer.order_by("published_at", "-id").first()), _public(older.newest_first().first())


def _public(piece: Information | None) -> Related | None:
    return _related(piece) if piece is not None and piece.state == State.PUBLISHED else None


def _related(piece: Information) -> Related:
    return Related(piece.public_id, piece.title, piece.title_en, piece.published_at)
