"""A new edition in force reaches every county that it concerns."""

from __future__ import annotations

from gongkai.catalogues.models import RevisionTask
from gongkai.kernel import outbox
from gongkai.standards.events import EDITION_IN_FORCE
from tests.catalogues.conftest import NOON
from tests.catalogues.test_revising import SEVEN, new_edition
from tests.factories.organisations import CountyFactory, DivisionFactory


def announce(edition):
    outbox.append(EDITION_IN_FORCE, county_id=None, payload={"edition": edition.pk, "previous": None}, at=NOON)
    outbox.drain_all(at=NOON)


def test_a_county_with_a_catalogue_gets_its_tasks(place):
    place.issued()

    announce(new_edition(place, 公示信息={"time_limit": SEVEN}))

    assert RevisionTask.objects.get().county == place.county


def test_hearing_it_twice_makes_no_second_task(place):
    place.issued()
    edition = new_edition(place, 公示信息={"time_limit": SEVEN})

    announce(edition)
    announce(edition)

    assert RevisionTask.objects.count() == 1


def test_a_county_without_a_catalogue_is_left_in_peace(place):
    CountyFactory()

    announce(new_edition(place))

    assert not RevisionTask.objects.exists()


def test_another_provinces_edition_makes_no_task(place):
    place.issued()
    edition = new_edition(place, 公示信息={"time_limit": SEVEN})
    elsewhere = DivisionFactory(code="880000", level="province", name="外省")
    type(edition.guideline).objects.filter(pk=edition.guideline_id).update(tier="provincial", province=elsewhere)

    announce(edition)

    assert not RevisionTask.objects.exists()
