"""The screens around a published piece: versions, history, norms, clean-ups, working rules, lexicons, what is withheld."""

from __future__ import annotations

import pytest
import time_machine

from tests.architecture import house as houses
from tests.architecture.house import Marks
from tests.architecture.routes import address, pages
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = {
    "portal": ["policies"],
    "publishing_portal": ["history", "compare_versions", "version", "clean_up", "working_rules", "working_rules_topic"],
    "publishing_workbench": [
        "norms",
        "norm",
        "end_norms",
        "clean_ups",
        "clean_up",
        "decide_clean_up",
        "working_rules",
        "working_rules_topic",
        "versions",
        "version",
        "compare_versions",
        "chains",
        "lexicons",
        "lexicon",
        "silenced",
        "spotted",
        "dead_links",
        "kept",
        "kept_files",
    ],
}


@pytest.fixture
def house(live_server):
    with time_machine.travel(houses.NOON, tick=False):
        made = houses.build(houses.build_standards(), host="localhost", marks=Marks(secret="琥珀", public="青瓷"))
        yield made


@pytest.mark.parametrize("room", SCREENS)
def test_axe_finds_nothing_and_none_scrolls_sideways(open_page, sign_in, house, room, assert_accessible, assert_fits):
    known = {page.name: page for page in pages()}
    phone = sign_in(open_page(PHONE), house.officers[0])

    for name in SCREENS[room]:
        answer = phone.goto(address(known[f"{room}:{name}"], house))

        assert answer.status == 200, name
        assert_accessible(phone)
        assert_fits(phone)
