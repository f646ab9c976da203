"""What becomes of the catalogue of a township that was abolished, once its county compiles anew?"""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.catalogues import actions, queries
from gongkai.catalogues.models import Decision, Version
from gongkai.organisations import actions as organisations
from tests.catalogues.conftest import MORNING, NOON, TODAY

MAY = date(2026, 5, 1)
SHARED, OF_VILLAGES = "审核审批信息", "公示信息"


@pytest.fixture
def drafts(place):
    """The drafts of the county and its townships: everything is adopted, nothing issued."""
    county = place.compile()
    actions.adopt_group(version=county, by=None, at=MORNING)
    return county, *place.townships()


def set_aside(version, name):
    row = version.rows.get(l2=name)
    actions.mark_not_applicable(rows=[row], reason="本镇无此情形", approved_by=None, by=None, at=MORNING)
    return row.matter_id


def issue(version, *, at=MORNING, in_force_from=TODAY):
    return actions.issue(version=version, by=None, at=at, in_force_from=in_force_from)


def abolish_north(place):
    organisations.abolish_body(body_id=place.north.pk, successor_id=place.south.pk, on=TODAY, by=None, at=NOON)


def anew(place):
    """Compile county and townships again, after the abolition."""
    county = place.compile(at=NOON)
    actions.adopt_group(version=county, by=None, at=NOON)
    return county, place.townships(at=NOON)


def test_what_it_set_aside_for_its_villages_does_not_come_back_unasked(place, drafts):
    county, north, _south = drafts
    set_aside(north, OF_VILLAGES)
    issue(county)
    abolish_north(place)

    _county, (south,) = anew(place)

    assert south.rows.get(l2=OF_VILLAGES).decision == Decision.UNDECIDED


def test_its_catalogue_speaks_no_longer_once_its_successors_is_issued_anew(place, drafts):
    county, _north, south = drafts
    matter = set_aside(south, SHARED)
    issue(county)
    abolish_north(place)

    issue(anew(place)[0], at=NOON, in_force_from=MAY)

    assert (matter, place.south.pk) not in {
        (line.matter_id, line.body_id) for line in queries.owed(place.county, on=MAY)
    }


def test_its_open_draft_is_not_issued_with_the_countys(place, drafts):
    county, north, _south = drafts
    abolish_north(place)

    issue(county)

    north.refresh_from_db()
    assert north.state != Version.State.ISSUED
