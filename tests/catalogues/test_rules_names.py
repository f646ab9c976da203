"""When two names are one, and when they only sound alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogues.rules.names import MOST_PROPOSALS, NEAR, Nearby, normalise, other_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("医师执业注册（权限内）", "医师执业注册(权限内)"),
        ("医师执业注册（权限内）", "医师执业注册"),
        ("建筑 工程\n施工许可证核发", "建筑工程施工许可证核发"),
        ("《就业创业证》申领", "就业创业证申领"),
        ("２型糖尿病患者健康管理", "2型糖尿病患者健康管理"),
    ],
)
def test_names_that_differ_in_print_only_are_one(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("医疗机构执业登记(人体器官移植除外)", "医疗机构执业登记"),
        ("占用、挖掘城市道路审批", "占用、挖掘城市道路检查"),
        ("农机购置补贴", "农机购置补贴资金使用检查"),
    ],
)
def test_names_that_differ_in_substance_are_two(one, other):
    assert normalise(one) != normalise(other)


def test_a_penalty_answers_to_the_act_it_punishes():
    assert normalise("损坏城市树木花草") in other_names("对损坏城市树木花草的处罚")
    assert normalise("损坏城市树木花草") in other_names("对损坏城市树木花草行为的行政处罚")


def test_an_alias_holds_both_ways():
    assert "失业登记" in other_names("办理失业登记")
    assert "办理失业登记" in other_names("失业登记")


@given(st.text(alphabet="城市道路占用挖掘审批（）() 　《》、A１", max_size=20))
def test_normalising_twice_changes_nothing(name):
    assert normalise(normalise(name)) == normalise(name)


def test_near_names_are_proposed_nearest_first():
    nearby = Nearby({1: "设置大型户外广告审批", 2: "大型户外广告设施安全检查", 3: "娱乐场所经营许可"})

    proposed = nearby.propose("设置大型户外广告设施审批")

    assert [p.key for p in proposed] == [1, 2]
    assert all(p.nearness >= NEAR for p in proposed)


def test_a_person_is_never_asked_to_read_a_long_list():
    nearby = Nearby({n: f"社会保障卡{n}号申领" for n in range(20)})

    assert len(nearby.propose("社会保障卡申领")) == MOST_PROPOSALS


def test_only_the_names_asked_for_are_proposed():
    nearby = Nearby({1: "社会保障卡申领", 2: "社会保障卡注销申领"})

    assert [p.key for p in nearby.propose("社会保障卡申领", among=[2])] == [2]
