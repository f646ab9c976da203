"""Are the things our tests stand on valid?"""

from __future__ import annotations

import pytest

from gongkai.organisations.rules.roles import Role
from tests.factories import organisations as made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "factory",
    [
        made.DivisionFactory,
        made.CountyFactory,
        made.CountyHostFactory,
        made.CountySettingFactory,
        made.BodyFactory,
        made.TownshipFactory,
        made.VillageFactory,
        made.BodyAliasFactory,
        made.UserFactory,
        made.PostFactory,
        made.OfficerFactory,
        made.WorkUnitFactory,
    ],
)
def test_every_factory_makes_something_valid(factory):
    thing = factory()

    thing.full_clean()


def test_codes_keep_their_length_however_many_came_before():
    made.BodyFactory.reset_sequence(23_456, force=True)
    made.DivisionFactory.reset_sequence(23_456, force=True)

    village = made.VillageFactory()

    village.division.full_clean()
    village.parent.division.full_clean()
    village.county.full_clean()


def test_an_officer_holds_one_post_at_her_body():
    body = made.BodyFactory()

    officer = made.OfficerFactory(body=body, role=Role.APPROVER)

    post = officer.posts.get()
    assert (post.body, post.role) == (body, Role.APPROVER)


def test_villages_stand_under_townships_of_the_same_county():
    village = made.VillageFactory()

    assert village.parent.county == village.county
    assert village.division.parent == village.parent.division
    assert village.parent.division.parent == village.county.division
