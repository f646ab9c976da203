"""The statutory columns: what stands in each, honestly empty where nothing does; the guide goes publishing's own way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from gongkai.organisations import actions as organisations
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from gongkai.website import actions
from gongkai.website.models import ColumnPiece
from gongkai.website.queries import guides
from gongkai.website.rules import guide, statutory
from gongkai.website.rules.refusals import Refusal, WebsiteRefused
from tests.factories.organisations import OfficerFactory, WorkUnitFactory
from tests.factories.publishing import InformationFactory
from tests.factories.standards import FieldFactory
from tests.factories.website import ColumnPieceFactory
from tests.website.conftest import AT, ON

AN_HOUR = timedelta(hours=1)
COLUMNS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开工作年度报告", "依申请公开")


def page(address="/openness/"):
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_four_columns_stand_in_their_order_with_requests_beside_them(county, office):
    heads = re.findall(r"<h2[^>]*>\s*([^<]+?)\s*</h2>", page())

    assert [head for head in heads if head in COLUMNS] == list(COLUMNS)


@pytest.mark.parametrize("address", ["/openness/", "/openness/bodies/", "/report-error/", "/archive/", "/topics/"])
def test_a_county_without_a_body_has_its_pages(county, address):
    page(address)


def test_articles_are_numbered_as_english_does_for_who_reads_english(county, office):
    reader = Client()
    reader.cookies["language"] = "en"

    assert "20(12)" in reader.get("/openness/").content.decode()


def test_what_is_not_there_yet_is_said(county, office):
    said = page()

    for words in ("指南还没有公布", "还没有公布年度报告", "网上申请还没有开通"):
        assert words in said


def test_every_part_of_the_law_leads_somewhere_that_opens(county, body, office):
    for part in statutory.PARTS:
        for slug in part.fields:
            FieldFactory(slug=slug)
    content = page().partition('id="content"')[2].partition('id="reports"')[0]
    links = re.findall(r'href="([^"#]+)"', content)

    assert content.count("row-card__title") == len(statutory.PARTS) == 17
    # A field that the county's catalogue does not have is not found; every other address opens.
    assert {Client().get(link).status_code for link in links if not link.startswith("/fields/")} == {200}


def test_a_part_tells_how_much_is_public(county, body, office, row):
    InformationFactory(body=body, row=row, published=True, kind="statistics")

    assert re.search(r"数据统计</a>\s*<span[^>]*>1</span>", page())


@pytest.mark.parametrize("address", ["/openness/bodies/", "/openness/civil-affairs/"])
def test_every_body_has_its_columns(county, body, piece, address):
    ColumnPieceFactory(information=piece)

    assert f"/info/{piece.public_id}/" in page(address)


def test_a_village_or_a_strange_name_has_none(county):
    assert Client().get("/openness/nobody/").status_code == 404


class TestGuide:
    @pytest.fixture
    def facts(self, body):
        WorkUnitFactory(body=body, name="办公室", phone="0000-7654321", officer=None, deputy=None)
        return guides.facts_of(body, on=ON)

    def test_it_is_drafted_from_what_is_known(self, facts, body):
        text = guide.drafted(facts)

        assert "0000-7654321" in text
        assert body.name in text
        assert "20个工作日" in text

    def test_what_nobody_wrote_down_is_a_gap_in_it(self, facts):
        assert f"传真：{guide.NOT_KNOWN}" in guide.drafted(facts)

    def test_names_are_data_and_never_markup(self, facts, body):
        organisations.set_setting(
            county_id=body.county_id, key="site.name", value="<b>站</b>", valid_from=ON, by=None, at=AT
        )

        assert "<b>" not in guide.drafted(guides.facts_of(body, on=ON))

    def test_it_begins_as_a_draft_that_only_review_can_release(self, county, body, clerk, row):
        draft = actions.start_guide(body=body, matter_id=row.matter_id, by=clerk, at=AT)

        assert (draft.state, draft.kind, draft.title) == ("draft", "guide", "县民政局政府信息公开指南")
        assert guides.public_guides(county) == {}
        with pytest.raises(publishing.PublishingRefused):
            publishing.release(information_id=draft.pk, by=clerk, at=AT)

    def test_two_clicks_are_one_guide(self, body, clerk, row):
        actions.start_guide(body=body, matter_id=row.matter_id, by=clerk, at=AT)
        with pytest.raises(WebsiteRefused, match=Refusal.GUIDE_BEGUN):
            actions.start_guide(body=body, matter_id=row.matter_id, by=clerk, at=AT)

        assert Information.objects.filter(body=body).count() == 1

    def test_a_piece_that_is_public_is_named_as_the_guide(self, county, body, clerk, piece):
        actions.name_guide(body=body, address=f"https://www.example.gov.cn/info/{piece.public_id}/", by=clerk, at=AT)

        assert guides.public_guides(county) == {body.pk: piece}
        with pytest.raises(WebsiteRefused, match=Refusal.THERE_ALREADY):
            actions.name_guide(body=body, address=f"/info/{piece.public_id}/", by=clerk, at=AT)

    def test_one_named_by_mistake_is_taken_out_again_and_stays_public(self, county, body, clerk, piece, row):
        before = InformationFactory(body=body, row=row, published=True, published_at=piece.published_at - AN_HOUR)
        for one in (before, piece):
            actions.name_guide(body=body, address=f"/info/{one.public_id}/", by=clerk, at=AT)

        desk = Client()
        desk.force_login(clerk)
        desk.post("/desk/site/guide/take-out/")

        assert guides.public_guides(county) == {body.pk: before}
        assert Client().get(f"/info/{piece.public_id}/").status_code == 200

    def test_nobody_takes_out_what_is_not_hers_or_not_there(self, body, clerk, office_body, piece):
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_OPEN):
            actions.take_out_guide(body=body, by=clerk, at=AT)
        actions.name_guide(body=body, address=f"/info/{piece.public_id}/", by=clerk, at=AT)
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_PERMITTED):
            actions.take_out_guide(body=body, by=OfficerFactory(body=office_body), at=AT)

    def test_another_bodys_piece_or_a_draft_is_no_guide_of_this_body(self, body, clerk, row, office_body):
        others = InformationFactory(body=office_body, published=True), InformationFactory(body=body, row=row)
        for other in others:
            with pytest.raises(WebsiteRefused, match=Refusal.NOT_OF_BODY):
                actions.name_guide(body=body, address=f"/info/{other.public_id}/", by=clerk, at=AT)

    def test_nobody_names_one_for_a_body_that_is_not_hers(self, piece, body, county, office_body):
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_PERMITTED):
            actions.name_guide(
                body=body, address=f"/info/{piece.public_id}/", by=OfficerFactory(body=office_body), at=AT
            )

    def test_one_that_was_withdrawn_stands_there_no_more(self, county, body, piece):
        ColumnPieceFactory(information=piece)
        publishing.withdraw(information_id=piece.pk, reason="有误", kind="error", by=None, at=AT)

        assert guides.public_guides(county) == {}

    def test_no_matter_is_chosen_for_the_clerk(self, body, clerk, row):
        desk = Client()
        desk.force_login(clerk)

        assert '<option value="" selected>' in desk.get("/desk/site/guide/").content.decode()
        assert desk.post("/desk/site/guide/", {"matter": ""}).status_code == 422
        assert not Information.objects.filter(body=body).exists()

    def test_it_is_begun_and_named_from_the_desk(self, body, clerk, row, piece):
        desk = Client()
        desk.force_login(clerk)

        assert desk.post("/desk/site/guide/", {"matter": ""}).status_code == 422
        begun = desk.post("/desk/site/guide/", {"matter": row.matter_id})
        assert begun.url.startswith("/desk/info/")
        assert "正在起草或者审核" in desk.get("/desk/site/guide/").content.decode()
        wrong = desk.post("/desk/site/guide/name/", {"address": "/info/2222222222/"})
        assert wrong.status_code == 422
        assert "/info/2222222222/" in wrong.content.decode()
        assert desk.post("/desk/site/guide/name/", {"address": f"/info/{piece.public_id}/"}).status_code == 302
        assert ColumnPiece.objects.count() == 2
