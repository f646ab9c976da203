"""Who sees which bodies, and what may each role do?"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest

from gongkai.organisations import policies, queries
from gongkai.organisations.presenters import ROLES
from gongkai.organisations.rules.roles import PERMISSIONS, Permission, Role, conflicting, may
from tests.factories.organisations import (
    BodyFactory,
    OfficerFactory,
    TownshipFactory,
    VillageFactory,
)

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.mark.django_db
class TestSeeing:
    def test_a_township_sees_itself_and_its_villages(self):
        township = TownshipFactory()
        village = VillageFactory(county=township.county, parent=township)
        BodyFactory(county=township.county)
        (staff,) = queries.desks_of(OfficerFactory(body=township), on=TODAY)

        assert set(policies.visible_bodies(staff)) == {township, village}

    def test_the_openness_office_sees_its_county_and_no_other(self):
        body = BodyFactory()
        other = BodyFactory(county=body.county)
        stranger = BodyFactory()
        (staff,) = queries.desks_of(OfficerFactory(body=body, role=Role.OPENNESS_OFFICE), on=TODAY)

        assert set(policies.visible_bodies(staff)) == {body, other}
        assert policies.may(staff, Permission.SEE_ALL_BODIES, body=other)
        assert not policies.may(staff, Permission.SEE_ALL_BODIES, body=stranger)

    def test_the_list_and_the_single_question_agree(self):
        township = TownshipFactory()
        VillageFactory(county=township.county, parent=township)
        bodies = [BodyFactory(county=township.county), BodyFactory(), township, *township.children.all()]
        (staff,) = queries.desks_of(OfficerFactory(body=township), on=TODAY)

        visible = set(policies.visible_bodies(staff))

        assert visible == {body for body in bodies if policies.sees(staff, body)}

    def test_the_raising_form_refuses_what_the_boolean_denies(self):
        (staff,) = queries.desks_of(OfficerFactory(), on=TODAY)

        policies.require(staff, Permission.DRAFT)
        with pytest.raises(policies.NotPermitted) as refused:
            policies.require(staff, Permission.SIGN_OFF)

        assert refused.value.permission == Permission.SIGN_OFF


class TestRoles:
    def test_every_role_has_a_word_and_permissions(self):
        assert set(ROLES) == set(PERMISSIONS) == set(Role)

    def test_every_permission_is_somebodys(self):
        assert set().union(*PERMISSIONS.values()) == set(Permission)

    def test_whoever_watches_does_not_publish(self):
        for role in (Role.ADMINISTRATOR, Role.AUDITOR):
            assert not may(role, Permission.SEE_DRAFTS)

    @pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Role, 2)))
    def test_conflicts_are_the_same_from_both_sides(self, one, other):
        assert (conflicting(one, [other]) is None) == (conflicting(other, [one]) is None)

    def test_administrator_auditor_and_publisher_are_three_people(self):
        three = (Role.ADMINISTRATOR, Role.AUDITOR, Role.PUBLISHER)

        assert all(conflicting(one, [other]) == other for one, other in itertools.permutations(three, 2))
        assert conflicting(Role.PUBLISHER, [Role.REVIEWER, Role.OPENNESS_OFFICE]) is None
        assert conflicting(Role.SUPERVISOR, [Role.AUDITOR]) is None
