"""What do the pages of guidelines show, and to whom?"""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from gongkai.organisations.rules.roles import Role
from gongkai.standards.models import Edition
from tests.factories.organisations import CountyFactory, OfficerFactory
from tests.factories.standards import EditionFactory, ItemTextFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = OfficerFactory(role=Role.OPENNESS_OFFICE)
    client.force_login(person)
    return person


@pytest.fixture
def edition(guideline):
    return guideline.editions.get()


@pytest.fixture
def draft(guideline, edition):
    """A second edition: one item renamed, two gone, one new."""
    made = EditionFactory(guideline=guideline, number=2, label="2026年版", draft=True)
    ItemTextFactory(
        edition=made, item=edition.texts.first().item, l1="救助管理", l2="最低生活保障", time_limit="及时公开"
    )
    ItemTextFactory(edition=made, l1="救助管理", l2="困难家庭认定", position=2)
    return made


def address(name: str, *args: object) -> str:
    return reverse(f"standards_workbench:{name}", args=args)


def text(page) -> str:
    return page.content.decode()


def test_every_edition_is_listed_with_how_sure_we_are(client, office, edition, draft):
    edition.texts.update(is_verified=False)

    page = text(client.get(address("editions")))

    assert edition.label in page
    assert draft.label in page
    assert "现行 3 项，其中 0 项" in page


def test_a_platform_without_guidelines_says_what_to_do(client, office):
    assert "还没有标准指引" in text(client.get(address("editions")))


def test_a_publisher_does_not_come_in(client, edition):
    client.force_login(OfficerFactory(role=Role.PUBLISHER))

    assert client.get(address("editions")).status_code == 403


def test_an_edition_shows_its_items_and_marks_what_nobody_checked(client, office, edition):
    edition.texts.filter(l2="低保").update(is_verified=False, provenance="memory")
    Edition.objects.filter(pk=edition.pk).update(is_working_draft=True)

    page = text(client.get(address("edition", edition.pk)))

    assert "待核对" in page
    assert "未见公开页面" in page
    assert "《社会救助暂行办法》（国务院令第649号）" in page
    assert "不是正式文本" in page


def test_items_are_filtered_by_name_and_field(client, office, edition):
    page = text(client.get(address("edition", edition.pk), {"q": "临时", "field": "social-assistance"}))

    assert "临时救助" in page
    assert "低保" not in page
    assert client.get(address("edition", edition.pk), {"field": "moon", "after": "?"}).status_code == 200


def test_in_english_fields_and_matters_have_their_english_names(client, office, edition):
    client.cookies["language"] = "en"

    page = text(client.get(address("edition", edition.pk)))

    assert "Assistance management" in page


@pytest.mark.parametrize("number", [3, 200])
def test_long_editions_cost_as_many_queries_as_short_ones(
    client, office, edition, number, django_assert_max_num_queries
):
    ItemTextFactory.create_batch(number, edition=edition)

    with django_assert_max_num_queries(17):
        client.get(address("edition", edition.pk))


def test_an_edition_is_downloaded_in_the_original_columns(client, office, edition):
    page = client.get(address("export", edition.pk, "xlsx"))

    book = openpyxl.load_workbook(io.BytesIO(page.content))
    assert "attachment" in page["Content-Disposition"]
    assert book["社会救助"]["C5"].value == "低保"
    assert client.get(address("export", edition.pk, "pdf")).content.startswith(b"%PDF")
    assert client.get(address("export", edition.pk, "odt")).status_code == 404


def test_two_editions_stand_side_by_side_with_the_changed_words_marked(client, office, edition, draft):
    page = text(client.get(address("difference", edition.pk, draft.pk)))

    assert "<ins>最</ins>低<ins>生活</ins>保<ins>障</ins>" in page
    assert "困难家庭认定" in page
    assert "临时救助" in page


def test_one_kind_of_change_can_be_looked_at_alone(client, office, edition, draft):
    page = text(client.get(address("difference", edition.pk, draft.pk), {"kind": "added"}))

    assert "困难家庭认定" in page
    assert "临时救助" not in page


def test_editions_that_say_the_same_have_nothing_to_show(client, office, edition):
    assert "没有这类变化" in text(client.get(address("difference", edition.pk, edition.pk)))


def test_an_edition_that_is_being_built_is_not_there(client, office, guideline):
    building = EditionFactory(guideline=guideline, number=9, state=Edition.State.BUILDING)

    assert client.get(address("edition", building.pk)).status_code == 404


def test_a_draft_is_put_in_force(client, office, edition, draft):
    asked = client.get(address("put_in_force", draft.pk))
    page = client.post(address("put_in_force", draft.pk), {"in_force_from": "2026-01-01"})

    draft.refresh_from_db()
    assert "本地调整过的内容不会被改动" in text(asked)
    assert page["Location"] == address("edition", draft.pk)
    assert draft.state == Edition.State.IN_FORCE


@pytest.mark.parametrize(("which", "day", "reason"), [("draft", "2999-01-01", "还没有到"), ("edition", "", "不是草案")])
def test_why_an_edition_cannot_be_put_in_force_is_said(client, office, edition, draft, which, day, reason):
    found = {"draft": draft, "edition": edition}[which]

    page = client.post(address("put_in_force", found.pk), {"in_force_from": day})

    assert page.status_code == 422
    assert reason in text(page)


def test_where_counties_share_the_platform_no_button_offers_what_is_refused(client, office, edition, draft):
    CountyFactory()

    page = client.get(address("edition", draft.pk))
    refused = client.post(address("put_in_force", draft.pk), {})

    assert address("put_in_force", draft.pk) not in text(page)
    assert refused.status_code == 422
    assert "不能更改" in text(refused)
