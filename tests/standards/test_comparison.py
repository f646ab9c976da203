"""Which items of two editions are one, and what differs between them?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.standards.rules import comparison
from gongkai.standards.rules.comparison import Item, Kind, Verdict
from gongkai.standards.rules.items import ELEMENTS

NOTHING_SAID: dict = {}


def item(l2: str, *, key: str = "", l1: str = "救助管理", field: int = 20, nth: int = 1, **elements) -> Item:
    return Item(key=key, field=field, name=(l1, l2, "", nth), elements=elements or NOTHING_SAID)


def differences(old, new, **kwargs):
    changes = comparison.difference(comparison.match(old, new, **kwargs))
    return [(change.kind, (change.new or change.old).name[1], change.elements) for change in changes]


def test_a_key_outlives_every_change_of_name():
    old, new = [item("低保", key="20-0001")], [item("最低生活保障", key="20-0001", l1="社会救助")]

    assert differences(old, new) == [(Kind.RENAMED, "最低生活保障", ())]


def test_without_a_key_the_name_tells():
    old = [item("低保", key="20-0001", time_limit="20个工作日")]
    new = [item("低保", time_limit="10个工作日")]

    assert differences(old, new) == [(Kind.ELEMENTS, "低保", ("time_limit",))]


def test_the_same_name_in_another_field_is_another_item():
    old, new = [item("政策法规", key="18-0001", field=18)], [item("政策法规", field=19)]

    assert {kind for kind, *_ in differences(old, new)} == {Kind.ADDED, Kind.REMOVED}


def test_items_of_one_name_are_told_apart_by_their_turn():
    old = [item("预算", key="04-0001", content=["收入"]), item("预算", key="04-0002", nth=2, content=["支出"])]
    new = [item("预算", content=["收入"]), item("预算", nth=2, content=["支出", "说明"])]

    assert differences(old, new) == [(Kind.ELEMENTS, "预算", ("content",))]


def test_a_name_that_is_merely_alike_is_proposed_and_not_assumed():
    old, new = [item("特困人员救助供养", key="20-0003")], [item("特困人员供养")]

    matching = comparison.match(old, new)

    assert matching.pairs == ()
    assert [(p.old.key, p.new.name[1]) for p in matching.proposals] == [("20-0003", "特困人员供养")]


def test_what_a_person_confirmed_is_one_item_renamed():
    old, new = [item("特困人员救助供养", key="20-0003", mode=["主动"])], [item("特困人员供养", mode=["主动"])]

    confirmed = {new[0].name: "20-0003"}

    assert differences(old, new, confirmed=confirmed) == [(Kind.RENAMED, "特困人员供养", ())]


def test_a_key_confirmed_twice_is_given_once():
    old, new = [item("特困供养", key="20-0003")], [item("特困人员供养"), item("特困人员救助")]

    matching = comparison.match(old, new, confirmed={one.name: "20-0003" for one in new})

    assert len(matching.pairs) == 1
    assert len(matching.added) == 1


def test_the_likest_pair_is_proposed_and_each_item_once():
    old = [item("临时救助对象", key="20-0004")]
    new = [item("临时救助对象名单"), item("临时救助对象及金额情况")]

    (proposal,) = comparison.match(old, new).proposals

    assert proposal.new.name[1] == "临时救助对象名单"


def test_nothing_is_proposed_between_names_that_share_nothing():
    assert comparison.match([item("低保", l1="救助", key="20-0001")], [item("婚姻登记", l1="民政")]).proposals == ()


def test_two_editions_that_say_the_same_do_not_differ():
    old = [item("低保", key="1", content=["名单", "金额"], basis=[{"name": "社会救助暂行办法", "no": None}])]
    new = [item("低保", content=("名单", "金额"), basis=({"name": "社会救助暂行办法", "no": ""},))]

    assert differences(old, new) == []


names = st.lists(st.text("救助低保特困临时医疗", min_size=1, max_size=6), unique=True, max_size=8)


@given(names, names)
def test_every_item_of_both_editions_is_accounted_for_once(before, after):
    old = [item(name, key=f"20-{turn}") for turn, name in enumerate(before)]
    new = [item(name) for name in after]

    matching = comparison.match(old, new)

    paired = [pair[0].key for pair in matching.pairs] + [was.key for was in matching.removed]
    assert sorted(paired) == sorted(one.key for one in old)
    assert sorted([now.name for _, now in matching.pairs] + [one.name for one in matching.added]) == sorted(
        one.name for one in new
    )
    assert {p.old.key for p in matching.proposals} <= {one.key for one in matching.removed}


@given(names, names)
def test_turned_around_what_was_added_is_removed(before, after):
    old = [item(name, key=name) for name in before]
    new = [item(name, key=name) for name in after]

    there, back = comparison.match(old, new), comparison.match(new, old)

    assert [one.name for one in there.added] == [one.name for one in back.removed]
    assert [one.name for one in there.removed] == [one.name for one in back.added]


WORDS = st.sampled_from(["20个工作日", "10个工作日", "及时"])


@given(WORDS, WORDS, WORDS)
def test_in_three_texts_only_what_the_lower_tier_left_alone_may_be_taken_over(before, after, own):
    fates = comparison.three_way(
        before={"time_limit": before}, after={"time_limit": after}, own={"time_limit": own}, names=["time_limit"]
    )

    expected = {
        Verdict.SAME: before == after == own,
        Verdict.UPPER: before == own != after,
        Verdict.LOWER: before == after != own,
        Verdict.AGREED: before != after == own,
        Verdict.CONFLICT: len({before, after, own}) == 3,
    }
    (fate,) = fates
    assert [verdict for verdict, holds in expected.items() if holds] == [fate.verdict]
    assert (fate.before, fate.after, fate.own) == (before, after, own)


def test_three_texts_are_held_beside_each_other_element_by_element():
    fates = comparison.three_way(before={}, after={}, own={})

    assert [fate.element for fate in fates] == list(ELEMENTS)
    assert {fate.verdict for fate in fates} == {Verdict.SAME}
