"""What do screens and other rooms read of the guidelines?"""

from __future__ import annotations

import pytest

from gongkai.standards import queries
from gongkai.standards.models import Edition
from gongkai.standards.rules.comparison import Kind
from tests.factories.standards import EditionFactory, FieldFactory, ItemTextFactory

pytestmark = pytest.mark.django_db


def test_the_report_counts_every_field_by_how_its_items_became_known(guideline):
    edition = guideline.editions.get()
    edition.texts.filter(l2="低保").update(provenance="memory", is_verified=False)
    FieldFactory(number=21)

    report = queries.provenance_report()

    assert [line.total for line in report.fields] == [3, 0]
    assert (report.fields[0].verified, report.fields[0].unverified) == (2, 1)
    assert (report.total, report.verified) == (3, 2)
    assert report.by_provenance["memory"] == 1
    assert report.by_provenance["official"] == 2


def test_the_report_costs_two_queries_however_many_items(guideline, django_assert_num_queries):
    ItemTextFactory.create_batch(20, edition=guideline.editions.get())

    with django_assert_num_queries(2):
        queries.provenance_report()


def test_editions_are_listed_by_field_the_newest_first_and_what_is_being_built_is_not(guideline):
    EditionFactory(guideline=guideline, number=2, draft=True)
    EditionFactory(guideline=guideline, number=3, state=Edition.State.BUILDING)

    lines = queries.editions()

    assert [(line.edition.number, line.items) for line in lines] == [(2, 0), (1, 3)]
    assert queries.edition(Edition.objects.get(number=3).pk) is None


def test_items_of_an_edition_are_found_by_name_and_by_field(guideline):
    edition = queries.edition(guideline.editions.get().pk)
    other = FieldFactory(number=21)

    assert [text.l2 for text in queries.items_page(edition).rows] == ["低保", "特困人员救助供养", "临时救助"]
    assert [text.l2 for text in queries.items_page(edition, words="临时").rows] == ["临时救助"]
    assert queries.items_page(edition, field=other).rows == []


def test_the_difference_of_two_editions_goes_by_key(guideline):
    old = guideline.editions.get()
    new = EditionFactory(guideline=guideline, number=2, draft=True)
    first = old.texts.first()
    ItemTextFactory(edition=new, item=first.item, l1="救助管理", l2="最低生活保障")

    changes = queries.difference(old, new)

    assert [change.kind for change in changes] == [Kind.RENAMED, Kind.REMOVED, Kind.REMOVED]
    assert queries.others(new) == [old]


def test_guidelines_stand_in_the_order_of_their_fields(guideline):
    earlier = EditionFactory(guideline__fields=[FieldFactory(number=1)]).guideline

    assert queries.guidelines() == [earlier, guideline]
