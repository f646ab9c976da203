"""Keys that are none, typed into addresses and forms of the desk: nothing breaks, nothing is done."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions
from gongkai.catalogues.models import MatterLink
from tests.catalogues.conftest import NOON
from tests.catalogues.desk_pages import url
from tests.factories.catalogues import ListEntryFactory, MatterLinkFactory

pytestmark = pytest.mark.parametrize("odd", ["²", "٣", "x", "-1", "9" * 30])


@pytest.fixture
def permit(place, draft):
    return ListEntryFactory(county=place.county, body=place.civil)


def test_an_odd_row_is_not_ticked(desk, draft, odd):
    answer = desk.post(url("adopt_ticked", draft.pk, "social-assistance"), {"rows": [odd]}, follow=True)

    assert "没有勾选任何行" in answer.text


def test_an_odd_matter_is_not_found(desk, draft, permit, odd):
    answer = desk.post(url("join", draft.pk, permit.pk), {"matter": odd})

    assert answer.status_code == 404
    assert not permit.links.exists()


def test_the_matrix_of_an_odd_body_is_that_of_all(desk, draft, odd):
    page = desk.get(url("matrix", draft.pk), {"body": odd})

    assert page.status_code == 200
    assert page.context["body_id"] is None


def test_a_judgement_is_kept_wherever_one_wanted_to_stay(desk, draft, permit, odd):
    link = MatterLinkFactory(matter=draft.rows.first().matter, entry=permit)

    answer = desk.post(url("judge_link", link.pk), {"verdict": "confirm", "stay": odd})

    link.refresh_from_db()
    assert link.how == MatterLink.How.PERSON
    assert answer["Location"] == url("gaps", draft.pk)


def test_after_an_odd_row_comes_the_first(desk, draft, odd):
    first = draft.rows.order_by("position").first()

    answer = desk.get(url("next_needing", draft.pk), {"after": odd})

    assert answer["Location"] == f"{url('row', first.pk)}#opened"


def test_against_an_odd_version_stands_the_one_before(desk, place, odd):
    first = place.issued()
    second = actions.open_draft(county=place.county, by=None, at=NOON)

    page = desk.get(url("version", second.pk), {"against": odd})

    assert page.context["against"] == first
