"""Bodies are found by every name they have, as long as they live."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from gongkai.kernel import outbox
from gongkai.organisations import actions
from gongkai.organisations.events import COUNTY_CREATED
from gongkai.organisations.models import Body, Level
from gongkai.organisations.receivers import forget_abolished
from gongkai.search.models import Document, Synonym
from tests.factories.organisations import BodyFactory, CountyFactory, TownshipFactory, VillageFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def county():
    with time_machine.travel(MORNING, tick=False):
        yield CountyFactory()


def shown(county):
    return Document.objects.filter(county_id=county.pk, is_tombstone=False, kind="body")


def made(county, name, **more):
    facts = {"kind": "other", "level": Level.COUNTY, "name": name, "by": None, "at": MORNING, **more}
    body = actions.add_body(county_id=county.pk, **facts)
    outbox.drain_all(at=MORNING)
    return body


def test_a_new_body_is_found_by_its_names_at_its_page(county):
    body = made(county, "明镜县档案馆")

    actions.set_aliases(body_id=body.pk, names=["档案馆", "县档案馆"], by=None, at=MORNING)
    outbox.drain_all(at=MORNING)

    document = shown(county).get()
    assert (document.title, document.url) == ("明镜县档案馆", f"/bodies/{body.slug}/")
    assert document.aliases == ["县档案馆", "档案馆"]
    assert document.is_term


def test_a_new_county_begins_with_its_bodies_and_the_shipped_synonyms(county):
    town = TownshipFactory(county=county, short_name="云砚镇")
    VillageFactory(county=county, parent=town, name="南山村村民委员会")

    outbox.append(COUNTY_CREATED, county_id=county.pk, payload={"county": county.pk}, at=MORNING)
    outbox.drain_all(at=MORNING)

    assert dict(shown(county).values_list("title", "heading")) == {town.name: "", "南山村村民委员会": "云砚镇"}
    assert Synonym.objects.filter(county_id=county.pk, is_shipped=True).exists()


def test_an_abolished_body_is_found_no_more_and_its_heir_answers_to_its_name(county):
    old, heir = made(county, "明镜县粮食局"), made(county, "明镜县发展和改革局")

    actions.abolish_body(body_id=old.pk, successor_id=heir.pk, on=TODAY, by=None, at=MORNING)
    outbox.drain_all(at=MORNING)

    document = shown(county).get()
    assert document.title == heir.name
    assert "明镜县粮食局" in document.aliases


def test_a_body_that_ends_later_goes_on_its_day_even_if_nights_were_missed(county):
    old, heir = made(county, "明镜县粮食局"), made(county, "明镜县发展和改革局")
    actions.abolish_body(body_id=old.pk, successor_id=heir.pk, on=TODAY + timedelta(days=9), by=None, at=MORNING)
    outbox.drain_all(at=MORNING)
    assert shown(county).count() == 2

    forget_abolished(MORNING + timedelta(days=12))

    assert shown(county).get().title == heir.name


def test_bodies_above_the_county_are_in_no_search(county):
    ministry = BodyFactory(county=None, level="nation", division=county.division)

    outbox.append("body_changed", county_id=None, payload={"body": ministry.pk}, at=MORNING)
    outbox.drain_all(at=MORNING)

    assert not Document.objects.exists()
    assert Body.objects.filter(county=None).exists()
