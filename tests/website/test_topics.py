"""Topics: kept by the office, public when it shows them, and without what is not public; the archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from gongkai.kernel import clock
from gongkai.publishing import actions as publishing
from gongkai.website import actions
from gongkai.website.models import Topic
from gongkai.website.queries import archive
from gongkai.website.rules.refusals import Refusal, WebsiteRefused
from tests.factories.publishing import InformationFactory
from tests.factories.website import TopicEntryFactory, TopicFactory
from tests.website.conftest import AT

WORDS = {"title": "春耕备耕", "title_en": "Spring ploughing", "summary": "补贴和农机"}


@pytest.fixture
def topic(county, office):
    return actions.make_topic(county=county, by=office, at=AT, **WORDS)


def add(topic, address, by):
    return actions.add_to_topic(topic_id=topic.pk, address=address, by=by, at=AT)


def page(topic):
    return Client().get(f"/topics/{topic.code}/")


class TestKeeping:
    def test_it_is_public_when_it_is_shown_and_stays_readable_when_it_is_over(self, topic, office, piece, row):
        add(topic, f"/info/{piece.public_id}/", office)
        add(topic, f"/matters/{row.matter.number}/", office)
        assert page(topic).status_code == 404

        actions.show_topic(topic_id=topic.pk, by=office, at=AT)
        shown = page(topic).content.decode()
        assert piece.title in shown
        assert f"/matters/{row.matter.number}/" in shown
        assert WORDS["title"] in Client().get("/topics/").content.decode()

        actions.close_topic(topic_id=topic.pk, by=office, at=AT)
        assert page(topic).status_code == 200
        assert WORDS["title"] not in Client().get("/topics/").content.decode().partition("<main")[2]
        assert WORDS["title"] in Client().get("/archive/").content.decode()

    def test_an_empty_one_is_not_shown(self, topic, office):
        with pytest.raises(WebsiteRefused, match=Refusal.NOTHING_IN_IT):
            actions.show_topic(topic_id=topic.pk, by=office, at=AT)

    def test_only_a_shown_one_is_closed(self, topic, office):
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_OPEN):
            actions.close_topic(topic_id=topic.pk, by=office, at=AT)

    def test_the_same_name_or_the_same_thing_twice_is_refused(self, county, topic, office, piece):
        with pytest.raises(WebsiteRefused, match=Refusal.THERE_ALREADY):
            actions.make_topic(county=county, by=office, at=AT, **WORDS)
        add(topic, f"/info/{piece.public_id}/", office)
        with pytest.raises(WebsiteRefused, match=Refusal.THERE_ALREADY):
            add(topic, f"/info/{piece.public_id}/", office)

    @pytest.mark.parametrize("state", [{}, {"published": True, "list_profile": "subsidy"}, {"withdrawn": True}])
    def test_what_is_not_public_or_names_persons_goes_into_none(self, topic, office, body, row, state):
        kept = InformationFactory(body=body, row=row, **state)
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_PUBLIC):
            add(topic, f"/info/{kept.public_id}/", office)

    @pytest.mark.parametrize(
        ("address", "refusal"),
        [("/latest/", Refusal.NOT_PUBLIC), ("/matters/999/", Refusal.NOT_IN_FORCE)],
    )
    def test_other_addresses_are_refused(self, topic, office, address, refusal):
        with pytest.raises(WebsiteRefused, match=refusal):
            add(topic, address, office)

    def test_a_neighbours_address_is_not_taken_for_the_same_number_here(self, topic, office, row):
        desk = Client()
        desk.force_login(office)

        neighbours = {"address": f"https://www.neighbour.gov.cn/matters/{row.matter.number}/"}
        assert desk.post(f"/desk/site/topics/{topic.code}/add/", neighbours).status_code == 422
        assert not topic.entries.exists()

    def test_what_is_not_in_it_is_not_taken_out_twice(self, topic, office, piece):
        entry = add(topic, f"/info/{piece.public_id}/", office)
        actions.remove_from_topic(topic_id=topic.pk, entry_id=entry.pk, by=office, at=AT)

        with pytest.raises(WebsiteRefused, match=Refusal.NOT_OPEN):
            actions.remove_from_topic(topic_id=topic.pk, entry_id=entry.pk, by=office, at=AT)

    def test_only_the_office_keeps_them(self, county, clerk, topic):
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_PERMITTED):
            actions.make_topic(county=county, by=clerk, at=AT, title="自己的", title_en="", summary="")
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_PERMITTED):
            actions.show_topic(topic_id=topic.pk, by=clerk, at=AT)

    def test_the_front_page_names_what_runs_and_has_something_in_it(self, county, body, row, piece):
        TopicEntryFactory(topic=TopicFactory(county=county, shown=True, title="办得了的事"), information=piece)
        TopicFactory(county=county, shown=True, title="空着的专题")
        TopicEntryFactory(topic=TopicFactory(county=county, title="还在筹备"), information=piece)

        front = Client().get("/").content.decode()
        assert "办得了的事" in front
        assert "空着的专题" not in front
        assert "还在筹备" not in front

        publishing.withdraw(information_id=piece.pk, reason="有误", kind="error", by=None, at=AT)
        assert "办得了的事" not in Client().get("/").content.decode()

    def test_what_was_withdrawn_since_is_not_shown(self, county, piece):
        shown = TopicFactory(county=county, shown=True)
        TopicEntryFactory(topic=shown, information=piece)
        assert piece.title in page(shown).content.decode()

        publishing.withdraw(information_id=piece.pk, reason="有误", kind="error", by=None, at=AT)

        assert piece.title not in page(shown).content.decode()

    def test_it_is_kept_from_the_desk(self, county, office, piece):
        desk = Client()
        desk.force_login(office)

        made = desk.post("/desk/site/topics/", WORDS).url
        assert desk.post(f"{made}add/", {"address": "/latest/"}).status_code == 422
        desk.post(f"{made}add/", {"address": f"/info/{piece.public_id}/"})
        desk.post(f"{made}show/")
        desk.post(made, WORDS | {"title": "春耕"})
        topic = Topic.objects.get()
        assert (topic.title, topic.state) == ("春耕", "shown")

        desk.post(f"{made}entries/{topic.entries.get().pk}/remove/")
        desk.post(f"{made}close/")
        topic.refresh_from_db()
        assert (topic.entries.count(), topic.state) == (0, "closed")
        assert desk.post(f"{made}burn/").status_code == 404


class TestArchive:
    @pytest.fixture
    def old(self, body, row):
        at = datetime(clock.today().year - 5, 3, 2, tzinfo=UTC)
        return InformationFactory(body=body, row=row, published=True, published_at=at, title="五年前的公告")

    def test_what_is_old_stands_under_its_month_and_what_is_new_does_not(self, county, old, body, row):
        new = InformationFactory(body=body, row=row, published=True, published_at=clock.now() - timedelta(days=1))
        year = old.published_at.year

        years = archive.years(county, on=clock.today())
        assert [(y.year, [(m.month, m.count) for m in y.months]) for y in years] == [(year, [(3, 1)])]
        assert old.title in Client().get(f"/archive/{year}/3/").content.decode()
        today = clock.today()
        assert new.title not in Client().get(f"/archive/{today.year}/{today.month}/").content.decode()

    @pytest.mark.parametrize(
        "address", ["/archive/2020/13/", "/archive/2020/0/", "/archive/1000/1/", "/archive/9999/1/"]
    )
    def test_a_month_that_cannot_be_is_not_found(self, county, address):
        assert Client().get(address).status_code == 404

    def test_december_ends_with_the_year(self, county, body, row):
        at = datetime(2019, 12, 31, 15, 59, tzinfo=UTC)  # 23:59 in Beijing
        InformationFactory(body=body, row=row, published=True, published_at=at, title="年末的公告")

        assert "年末的公告" in Client().get("/archive/2019/12/").content.decode()
        assert "年末的公告" not in Client().get("/archive/2020/1/").content.decode()
