"""Which entries a reader sees, in which order, and which is current."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from gongkai.ui import navigation
from gongkai.ui.chrome import Desk
from gongkai.ui.navigation import Face, NavEntry


def _page(request):
    return HttpResponse()


urlpatterns = [
    path("", _page, name="home"),
    path("fields/", _page, name="fields"),
    path("fields/farming/", _page, name="farming"),
    path("desk/tasks/", _page, name="tasks"),
    path("ui/", include("gongkai.ui.urls")),
]

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _no_entries(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {face: {} for face in Face})
    monkeypatch.setattr(navigation, "_search", {})


def _request(address="/", roles=()):
    request = RequestFactory().get(address)
    request.desk = Desk(roles=frozenset(roles))
    return request


def test_entries_stand_in_their_order_whatever_the_order_of_registration():
    navigation.register(Face.PORTAL, NavEntry("领域", "fields", order=20))
    navigation.register(Face.PORTAL, NavEntry("首页", "home", order=10))

    assert [link.label for link in navigation.links(Face.PORTAL, _request())] == ["首页", "领域"]


def test_an_entry_to_a_room_that_is_not_built_is_not_shown():
    navigation.register(Face.PORTAL, NavEntry("村务公开", "villages:index"))

    assert navigation.links(Face.PORTAL, _request()) == []


def test_an_entry_for_a_role_is_shown_to_that_role_alone():
    navigation.register(Face.WORKBENCH, NavEntry("待办", "tasks", roles=frozenset({"publisher"})))

    assert navigation.links(Face.WORKBENCH, _request(roles=["auditor"])) == []
    assert len(navigation.links(Face.WORKBENCH, _request(roles=["publisher", "auditor"]))) == 1


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", ["首页"]),
        ("/fields/", ["领域"]),
        ("/fields/social/", ["领域"]),
        ("/fields/farming/a/", ["涉农补贴"]),
        ("/x/", []),
    ],
)
def test_the_entry_nearest_to_the_page_is_current(address, current):
    navigation.register(Face.PORTAL, NavEntry("首页", "home"))
    navigation.register(Face.PORTAL, NavEntry("领域", "fields"))
    navigation.register(Face.PORTAL, NavEntry("涉农补贴", "farming"))

    links = navigation.links(Face.PORTAL, _request(address))

    assert [link.label for link in links if link.is_current] == current


def test_registering_an_address_again_replaces_its_entry():
    navigation.register(Face.FOOTER, NavEntry("旧名", "home"))
    navigation.register(Face.FOOTER, NavEntry("站点地图", "home"))

    assert [entry.label for entry in navigation.entries(Face.FOOTER)] == ["站点地图"]


def test_a_number_on_an_entry_is_counted_for_the_request():
    navigation.register(Face.WORKBENCH, NavEntry("待办", "tasks", count=lambda request: 12))

    assert navigation.Navigation(_request()).workbench[0].count == 12


def test_the_search_box_asks_whoever_registered():
    assert navigation.Navigation(_request()).search_url == ""

    navigation.register_search("fields")

    assert navigation.Navigation(_request()).search_url == "/fields/"
