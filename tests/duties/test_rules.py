"""Scopes, conditions, reconciling, addresses and fetched pages: the smaller rules."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.duties.rules import pages
from gongkai.duties.rules.condition import (
    Condition,
    DutyCounts,
    DutyFacts,
    RowCondition,
    condition,
    row_condition,
)
from gongkai.duties.rules.generation import DutySpec, Reckoned
from gongkai.duties.rules.reconciling import Stored, Wanted, reconcile
from gongkai.duties.rules.scopes import elements_in
from gongkai.kernel import addresses

ON = date(2025, 6, 2)
SOON = date(2025, 6, 9)
ELEMENTS = ("处罚依据", "行政处罚决定书", "咨询电话")


@pytest.mark.parametrize(
    ("scope", "named"),
    [
        ("", ELEMENTS),
        ("处罚决定", ("行政处罚决定书",)),
        ("除处罚决定外其他内容", ("处罚依据", "咨询电话")),
        ("其中行政处罚决定书、咨询电话", ("行政处罚决定书", "咨询电话")),
        ("没有的东西", ELEMENTS),
        ("除没有的东西外其他内容", ELEMENTS),
    ],
)
def test_a_scope_names_its_elements_or_else_all(scope, named):
    assert elements_in(scope, ELEMENTS) == named


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (DutyFacts("open", date(2025, 5, 1), date(2025, 6, 1)), Condition.OVERDUE),
        (DutyFacts("open", date(2025, 5, 1), ON), Condition.SOON),
        (DutyFacts("open", date(2025, 5, 1), date(2025, 6, 20)), Condition.DUE),
        (DutyFacts("open", date(2025, 6, 30), date(2025, 7, 28)), Condition.UPCOMING),
        (DutyFacts("open", date(2025, 5, 1), None), Condition.REMINDER),
        (DutyFacts("fulfilled", date(2025, 5, 1), date(2025, 6, 1), date(2025, 6, 1)), Condition.FULFILLED),
        (DutyFacts("fulfilled", date(2025, 5, 1), date(2025, 6, 1), date(2025, 6, 2)), Condition.LATE),
        (DutyFacts("fulfilled", date(2024, 5, 1), None, date(2024, 5, 2), ON), Condition.REVIEW),
        (DutyFacts("nil", date(2025, 5, 1), date(2025, 5, 9)), Condition.NIL),
        (DutyFacts("waived", date(2025, 5, 1), date(2025, 5, 9)), Condition.WAIVED),
    ],
)
def test_the_condition_of_a_duty_follows_from_its_dates(facts, expected):
    assert condition(facts, on=ON, soon_until=SOON) is expected


@pytest.mark.parametrize(
    ("counts", "has_information", "expected"),
    [
        (DutyCounts(overdue=1, fulfilled=9), True, RowCondition.OVERDUE),
        (DutyCounts(due=1, fulfilled=1), False, RowCondition.DISCLOSED),
        (DutyCounts(due=1), False, RowCondition.DUE),
        (DutyCounts(due=1), True, RowCondition.DISCLOSED),
        (DutyCounts(nil=1), False, RowCondition.NIL),
        (DutyCounts(), False, RowCondition.PREPARING),
    ],
)
def test_a_row_shows_the_first_that_is_true(counts, has_information, expected):
    assert row_condition(counts, has_information=has_information) is expected


KEY = (1, 2, "|within|formed_or_changed", "event:7")


def wanted(due_on, *, key=KEY, kind="event", starts_on=date(2025, 5, 1)):
    return {key: Wanted(1, DutySpec(kind, key[2], key[3], "", starts_on, Reckoned(due_on), event_id=7))}


def stored(due_on, *, key=KEY, previous=None, is_open=True, kind="event", starts_on=date(2025, 5, 1)):
    return {key: Stored(5, 1, kind, is_open, starts_on, due_on, previous, False, {})}


def test_the_earliest_day_shown_is_kept_until_it_is_confirmed():
    changes = reconcile(stored(date(2025, 6, 12), previous=date(2025, 6, 11)), wanted(date(2025, 6, 13)), on=ON)

    assert changes.update[0][2] == date(2025, 6, 11)


def test_going_back_to_the_earlier_day_leaves_nothing_to_confirm():
    changes = reconcile(stored(date(2025, 6, 12), previous=date(2025, 6, 11)), wanted(date(2025, 6, 11)), on=ON)

    assert changes.update[0][2] is None


def test_a_closed_duty_is_left_alone():
    changes = reconcile(stored(date(2025, 6, 12), is_open=False), wanted(date(2025, 6, 13)), on=ON)

    assert changes.is_empty


def test_an_event_that_no_rule_takes_up_stays_owed():
    assert reconcile(stored(date(2025, 6, 12)), {}, on=ON).drop == []


def test_an_event_that_another_rule_takes_over_is_not_owed_twice():
    other = (1, 2, "|within|decision", "event:7")

    changes = reconcile(stored(date(2025, 6, 12)), wanted(date(2025, 6, 9), key=other), on=ON)

    assert changes.drop == [5]


@pytest.mark.parametrize(
    ("starts_on", "dropped"), [(date(2025, 6, 30), [5]), (date(2025, 3, 31), [])], ids=["future", "ended"]
)
def test_a_period_that_has_ended_stays_owed_though_its_rule_is_gone(starts_on, dropped):
    key = (1, 2, "|periodic|", "2025-Q2")

    changes = reconcile(stored(date(2025, 7, 28), key=key, kind="recurring", starts_on=starts_on), {}, on=ON)

    assert changes.drop == dropped


def test_a_standing_duty_has_stood_since_it_was_first_asked_for():
    key = (1, 2, "|standing|", "standing")
    have = {key: Stored(5, 1, "standing", True, date(2024, 1, 1), None, None, False, {})}
    want = {key: Wanted(1, DutySpec("standing", key[2], key[3], "", date(2025, 1, 1), review_on=date(2026, 1, 1)))}

    assert reconcile(have, want, on=ON).is_empty


def test_a_row_issued_anew_is_followed_without_a_new_day():
    have = {KEY: Stored(5, 9, "event", True, date(2025, 5, 1), date(2025, 6, 12), date(2025, 6, 11), False, {})}

    changes = reconcile(have, wanted(date(2025, 6, 12)), on=ON)

    assert (changes.redated, changes.update[0][2]) == ([], date(2025, 6, 11))


def test_a_standing_duty_that_nothing_asks_for_goes():
    have = {KEY: Stored(5, 1, "standing", True, date(2024, 1, 1), None, None, False, {})}

    assert reconcile(have, {}, on=ON).drop == [5]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_an_address_inside_is_never_called(address):
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_may_be_called(address):
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/", "http://", "http://user@example.org/", "http://a:99999/", "//a/"],
)
def test_only_pages_of_the_web_are_asked_for(url):
    assert not addresses.is_web_address(url)


def test_a_page_says_its_title_and_day_in_the_statutory_tags():
    html = (
        '<html><head><title>县政府 - 公告</title><meta name="ArticleTitle" content="补贴 公告">'
        '<meta name="PubDate" content="2025-04-02 09:00"></head></html>'
    )

    said = pages.read(html.encode("gb18030"), media_type="text/html; charset=gb2312")

    assert (said.title, said.published_on) == ("补贴 公告", date(2025, 4, 2))


def test_a_page_without_tags_says_its_title():
    said = pages.read("<html><title> 公告\n一则 </title><body></body></html>".encode())

    assert (said.title, said.published_on) == ("公告 一则", None)


@pytest.mark.parametrize("name", ["x-unknown", "idna"])
def test_a_page_in_an_unknown_character_set_is_read_as_well_as_it_goes(name):
    said = pages.read(b"<html><title>abc</title></html>", media_type=f"text/html; charset={name}")

    assert said.title == "abc"


def test_a_file_that_is_no_page_says_nothing():
    assert pages.read(b"%PDF-1.7", media_type="application/pdf").title == ""


@pytest.mark.parametrize(("text", "day"), [("2025年4月2日", date(2025, 4, 2)), ("2025-13-40", None), ("", None)])
def test_a_day_is_read_where_there_is_one(text, day):
    assert pages.day_in(text) == day
