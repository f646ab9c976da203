"""Gaps both ways, inside the scope that a table states."""

from __future__ import annotations

from gongkai.catalogues.rules.gaps import EntryFacts, RowFacts, find, links_by_name, matrix, proposals
from gongkai.catalogues.rules.stages import Stage

HEALTH, MARKET = 25, 16
PERMIT_ROW = RowFacts(1, HEALTH, "行政许可类事项", "护士执业注册", stages=frozenset({"决策", "结果"}))
POLICY_ROW = RowFacts(2, HEALTH, "政策文件", "卫生健康政策文件")
PERMIT = EntryFacts(10, "power", "行政许可", "护士执业注册", "health")


def entry(key, name, *, kind="power", type="行政许可", body="health", is_living=True):
    return EntryFacts(key, kind, type, name, body, is_living)


def test_equal_names_link_inside_the_fields_of_the_entry():
    (link,) = links_by_name([PERMIT_ROW, POLICY_ROW], [PERMIT])

    assert (link.row, link.entry, link.is_alias) == (1, 10, False)


def test_equal_names_in_another_field_do_not_link():
    elsewhere = RowFacts(3, MARKET, "行政处罚", "护士执业注册")

    assert links_by_name([elsewhere], [PERMIT]) == ()


def test_a_linked_pair_leaves_no_gap():
    gaps = find([PERMIT_ROW], [PERMIT], [(1, 10)])

    assert (gaps.entries_without_row, gaps.rows_without_entry) == ((), ())


def test_a_power_in_scope_without_a_row_is_a_gap():
    other = entry(11, "医疗机构设置审批")

    gaps = find([PERMIT_ROW], [PERMIT, other], [(1, 10)])

    assert gaps.entries_without_row == (other,)


def test_a_power_of_a_kind_that_no_field_takes_up_is_none():
    award = entry(12, "无偿献血表彰", type="行政奖励")
    traffic = entry(13, "护士执业检查", body="transport")

    gaps = find([PERMIT_ROW], [PERMIT, award, traffic], [(1, 10)])

    assert gaps.entries_without_row == ()


def test_a_row_whose_power_was_repealed_is_a_gap():
    repealed = entry(10, "护士执业注册", is_living=False)
    other = entry(11, "医疗机构设置审批")

    gaps = find([PERMIT_ROW], [repealed, other], [(1, 10)])

    assert gaps.rows_without_entry == (PERMIT_ROW,)


def test_a_row_of_policies_needs_no_power():
    assert find([POLICY_ROW], [PERMIT], []).rows_without_entry == ()


def test_rows_are_not_measured_against_a_list_that_was_never_imported():
    assert find([PERMIT_ROW], [], []).rows_without_entry == ()


def test_a_row_that_was_set_aside_closes_no_gap_and_has_none():
    aside = RowFacts(1, HEALTH, "行政许可类事项", "护士执业注册", is_applicable=False)
    other = RowFacts(3, HEALTH, "行政许可类事项", "医疗机构设置审批")

    gaps = find([aside, other], [PERMIT], [(1, 10)])

    assert gaps.entries_without_row == (PERMIT,)
    assert gaps.rows_without_entry == (other,)


def test_near_names_are_proposed_but_a_judged_pair_is_not():
    near = entry(11, "护士执业注册变更")

    assert [found.row for found, _ in proposals([PERMIT_ROW], [near], settled=())] == [1]
    assert proposals([PERMIT_ROW], [near], settled={(1, 11)}) == ()


def test_the_matrix_shows_the_stages_at_which_nothing_is_open():
    (line,) = matrix([PERMIT_ROW], [PERMIT], [(1, 10)])

    assert line.empty == (Stage.EXECUTION, Stage.MANAGEMENT, Stage.SERVICE)
    assert [cell.rows for cell in line.cells] == [1, 0, 0, 0, 1]
