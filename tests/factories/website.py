"""What the site keeps of its own, valid as it comes. No randomness, no clock.

report = ErrorReportFactory(body=body)               # waits
notice = SiteNoticeFactory(county=county)            # stands on every page
topic = TopicFactory(county=county, shown=True)
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from gongkai.website.models import ColumnPiece, ErrorReport, SiteNotice, Topic, TopicEntry
from tests.factories.organisations import BodyFactory, CountyFactory
from tests.factories.publishing import InformationFactory

AT = datetime(2025, 5, 9, 1, tzinfo=UTC)


class ColumnPieceFactory(factory.django.DjangoModelFactory):
    """A piece that was begun as the guide of its body."""

    class Meta:
        model = ColumnPiece

    information = factory.SubFactory(InformationFactory, published=True)
    county = factory.SelfAttribute("information.county")
    body = factory.SelfAttribute("information.body")
    column = ColumnPiece.Column.GUIDE
    begun_at = AT


class ErrorReportFactory(factory.django.DjangoModelFactory):
    """An error that nobody has looked at yet."""

    class Meta:
        model = ErrorReport

    class Params:
        settled = factory.Trait(
            state="settled", outcome="corrected", answer="已改正。", settled_at=AT, settled_on=date(2025, 5, 9)
        )

    body = factory.SubFactory(BodyFactory)
    county = factory.SelfAttribute("body.county")
    address = "/latest/"
    kind = ErrorReport.Kind.WORDS
    text = factory.Sequence("第{}处错别字".format)
    reported_at = AT
    due_on = date(2025, 5, 14)


class SiteNoticeFactory(factory.django.DjangoModelFactory):
    """A notice that stands on every page until somebody ends it."""

    class Meta:
        model = SiteNotice

    class Params:
        later = factory.Trait(since=datetime(2025, 6, 1, tzinfo=UTC))
        over = factory.Trait(until=datetime(2025, 5, 10, tzinfo=UTC))

    county = factory.SubFactory(CountyFactory)
    grade = SiteNotice.Grade.NOTICE
    title = factory.Sequence("第{}号公告".format)
    since = AT
    written_at = AT


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic that is being prepared."""

    class Meta:
        model = Topic

    class Params:
        shown = factory.Trait(state="shown")
        closed = factory.Trait(state="closed", closed_on=date(2025, 5, 9))

    county = factory.SubFactory(CountyFactory)
    title = factory.Sequence("第{}个专题".format)
    made_at = AT


class TopicEntryFactory(factory.django.DjangoModelFactory):
    """One thing in a topic: say which matter or which piece."""

    class Meta:
        model = TopicEntry

    topic = factory.SubFactory(TopicFactory)
    added_at = AT
