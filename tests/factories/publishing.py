"""Information, attachments and counters, valid as they come. No randomness, no clock.

draft = InformationFactory(body=body)                  # a draft by an officer of the body
piece = InformationFactory(published=True)
"""

from __future__ import annotations

from datetime import UTC, datetime

import factory

from gongkai.catalogues.models import Version as CatalogueVersion
from gongkai.organisations.rules.roles import Role
from gongkai.publishing.models import (
    Attachment,
    ChainChoice,
    Clearance,
    DraftTemplate,
    IndexCounter,
    Information,
    KeptFile,
    Lexicon,
    LexiconWord,
    LinkCheck,
    Override,
    ReviewNote,
    SilencedWord,
    SpottedWord,
    Version,
)
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.chains import Chain, Stage
from gongkai.publishing.rules.disclosure import Disclosure, Ground
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.states import State, Withdrawal
from gongkai.publishing.rules.wording import Kind
from tests.factories.catalogues import RowFactory
from tests.factories.organisations import BodyFactory, CountyFactory, OfficerFactory

DRAFTED_AT = datetime(2025, 4, 1, 1, tzinfo=UTC)
PUBLISHED_AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
WITHDRAWN_AT = datetime(2025, 4, 3, 1, tzinfo=UTC)
DIGEST = "0" * 64


def row_owed_by(body):
    """A row of the county's catalogue in force, which has one version at a time."""
    issued = CatalogueVersion.objects.filter(state=CatalogueVersion.State.ISSUED)
    version = issued.filter(catalogue__county=body.county).first()
    given = {"version": version} if version else {"issued": True, "county": body.county}
    return RowFactory(owners=[body], **given)


def routine_everywhere(county):
    """One other person clears whatever this county publishes: for tests of what comes before and after."""
    for kind in Information.Kind.values:
        ChainChoiceFactory(county=county, kind=kind)


class InformationFactory(factory.django.DjangoModelFactory):
    """A draft with title and text under a row that its body owes."""

    class Meta:
        model = Information
        skip_postgeneration_save = True

    class Params:
        in_review = factory.Trait(
            state=State.CHECKED,
            chain=Chain.ROUTINE,
            round=1,
            submitted_at=DRAFTED_AT,
            submitted_by=factory.SelfAttribute("drafted_by"),
        )
        signed_off = factory.Trait(in_review=True, state=State.SIGNED_OFF, signed_off_at=DRAFTED_AT)
        published = factory.Trait(
            state=State.PUBLISHED,
            published_at=PUBLISHED_AT,
            index_number=factory.Sequence("990001001/2025-{:05d}".format),
            sha256=DIGEST,
        )
        withheld = factory.Trait(
            state=State.KEPT,
            disclosure=Disclosure.WITHHELD,
            ground=Ground.INTERNAL_AFFAIRS,
            ground_note="只涉及内部分工",
            reassess_on=DRAFTED_AT.date(),
        )
        withdrawn = factory.Trait(
            published=True,
            state=State.WITHDRAWN,
            withdrawn_at=WITHDRAWN_AT,
            withdrawn_kind=Withdrawal.ERROR,
            withdrawn_reason="内容有误，更正后重新公开",
        )

    body = factory.SubFactory(BodyFactory)
    county = factory.SelfAttribute("body.county")
    row = factory.LazyAttribute(lambda piece: row_owed_by(piece.body))
    matter = factory.SelfAttribute("row.matter")
    title = factory.Sequence("关于第{}号事项的公告".format)
    html = "<p>现将有关情况公告如下。</p>"
    text = "现将有关情况公告如下。"
    drafted_at = DRAFTED_AT
    drafted_by = factory.LazyAttribute(lambda piece: OfficerFactory(body=piece.body))
    authors = factory.LazyAttribute(lambda piece: [piece.drafted_by.pk] if piece.drafted_by else [])
    disclosure = Disclosure.PROACTIVE
    changed_at = DRAFTED_AT

    @factory.post_generation
    def cleared(piece, create, extracted, **kwargs):  # noqa: N805 - factory_boy hands in the piece
        """What is under review is frozen as it stands."""
        if create and piece.round:
            Information.objects.filter(pk=piece.pk).update(cleared_digest=snapshots.digest(snapshot_of(piece)))
            piece.refresh_from_db(fields=["cleared_digest"])


class AttachmentFactory(factory.django.DjangoModelFactory):
    """A text file of a draft."""

    class Meta:
        model = Attachment

    information = factory.SubFactory(InformationFactory)
    position = 1
    name = "发放明细.txt"
    file = factory.django.FileField(filename="a.txt", data="张某某 100元".encode())
    media_type = "text/plain"
    size = 16
    sha256 = DIGEST
    added_at = DRAFTED_AT


class KeptFileFactory(factory.django.DjangoModelFactory):
    """An original that stayed inside."""

    class Meta:
        model = KeptFile

    information = factory.SubFactory(InformationFactory)
    name = "发放明细.txt"
    file = factory.django.FileField(filename="a.txt", data="张某某 100元".encode())
    media_type = "text/plain"
    size = 16
    sha256 = DIGEST
    reason = KeptFile.Reason.REMOVED
    kept_at = DRAFTED_AT


class ClearanceFactory(factory.django.DjangoModelFactory):
    """A first review."""

    class Meta:
        model = Clearance

    information = factory.SubFactory(InformationFactory, in_review=True)
    round = 1
    stage = Stage.FIRST_REVIEW
    cleared_by = factory.LazyAttribute(lambda line: OfficerFactory(body=line.information.body, role=Role.REVIEWER))
    cleared_at = DRAFTED_AT
    digest = DIGEST


class ReviewNoteFactory(factory.django.DjangoModelFactory):
    """An open note on the text."""

    class Meta:
        model = ReviewNote

    information = factory.SubFactory(InformationFactory, in_review=True)
    round = 1
    place = "text"
    text = "请补上咨询电话"
    noted_at = DRAFTED_AT


class OverrideFactory(factory.django.DjangoModelFactory):
    """A finding that may stand."""

    class Meta:
        model = Override

    information = factory.SubFactory(InformationFactory, in_review=True)
    fingerprint = DIGEST
    kind = "mobile"
    where = "text 1"
    reason = "单位值班电话"
    decided_at = DRAFTED_AT


class ChainChoiceFactory(factory.django.DjangoModelFactory):
    """Announcements of a county go the short way."""

    class Meta:
        model = ChainChoice

    county = factory.SubFactory(CountyFactory)
    kind = Information.Kind.ANNOUNCEMENT
    chain = Chain.ROUTINE
    chosen_at = DRAFTED_AT


class VersionFactory(factory.django.DjangoModelFactory):
    """A saved state."""

    class Meta:
        model = Version

    information = factory.SubFactory(InformationFactory)
    serial = factory.Sequence(lambda n: n + 1)
    reason = Version.Reason.SAVED
    snapshot = factory.LazyAttribute(lambda version: snapshots.pack(snapshot_of(version.information)))
    digest = factory.LazyAttribute(lambda version: snapshots.digest(snapshot_of(version.information)))
    saved_at = DRAFTED_AT


class IndexCounterFactory(factory.django.DjangoModelFactory):
    """A counter that has given nothing yet."""

    class Meta:
        model = IndexCounter

    body = factory.SubFactory(BodyFactory)
    year = 2025


class DraftTemplateFactory(factory.django.DjangoModelFactory):
    """A text to begin with."""

    class Meta:
        model = DraftTemplate

    body = factory.SubFactory(BodyFactory)
    county = factory.SelfAttribute("body.county")
    matter = factory.LazyAttribute(lambda template: row_owed_by(template.body).matter)
    name = factory.Sequence("发放公告{}".format)
    html = "<h2>一、补贴对象</h2><p>…</p>"
    made_at = DRAFTED_AT
    made_by = factory.LazyAttribute(lambda template: OfficerFactory(body=template.body))


class LexiconFactory(factory.django.DjangoModelFactory):
    """A county's lexicon that is in force."""

    class Meta:
        model = Lexicon

    class Params:
        waiting = factory.Trait(in_force_at=None)

    county = factory.SubFactory(CountyFactory)
    name = "本县词库"
    version = factory.Sequence(lambda n: n + 1)
    source = "县政府办公室"
    valid_from = DRAFTED_AT.date()
    size = 1
    digest = factory.Sequence("{:064d}".format)
    imported_at = DRAFTED_AT
    in_force_at = DRAFTED_AT


class LexiconWordFactory(factory.django.DjangoModelFactory):
    """A typo."""

    class Meta:
        model = LexiconWord

    lexicon = factory.SubFactory(LexiconFactory)
    word = factory.Sequence("错词{}".format)
    kind = Kind.TYPO
    level = Level.WARN
    suggestion = "对词"


class SilencedWordFactory(factory.django.DjangoModelFactory):
    """A word that a county does not look for."""

    class Meta:
        model = SilencedWord

    county = factory.SubFactory(CountyFactory)
    word = factory.Sequence("地名{}".format)
    reason = "本县地名"
    silenced_at = DRAFTED_AT


class SpottedWordFactory(factory.django.DjangoModelFactory):
    """A word that a later lexicon found in a public piece."""

    class Meta:
        model = SpottedWord

    information = factory.SubFactory(InformationFactory, published=True)
    lexicon = factory.LazyAttribute(lambda spotted: LexiconFactory(county=spotted.information.county))
    word = "帐户"
    suggestion = "账户"
    place = "text"
    spotted_at = DRAFTED_AT


class LinkCheckFactory(factory.django.DjangoModelFactory):
    """An address outside that is dead, and the pieces that name it."""

    class Meta:
        model = LinkCheck
        skip_postgeneration_save = True

    county = factory.SubFactory(CountyFactory)
    url = factory.Sequence("https://www.example.org/{}.html".format)
    url_digest = factory.Sequence("{:064d}".format)
    seen_at = DRAFTED_AT
    tried_at = DRAFTED_AT
    is_open = False
    why = "address_unreachable"
    status = 404
    failures = 1
    closed_since = DRAFTED_AT

    @factory.post_generation
    def named_by(link, create, extracted, **kwargs):  # noqa: N805 - factory_boy hands in the link
        """named_by=[piece]."""
        if create and extracted:
            link.pieces.set(extracted)
