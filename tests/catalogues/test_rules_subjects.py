"""Whom a printed subject means."""

from __future__ import annotations

import pytest

from gongkai.catalogues.rules.subjects import Code, Directory, LocalRule, Place, Problem, Template

EDUCATION, CIVIL, HOUSING = 1, 2, 3
TOWN, STREET, VILLAGE = 11, 12, 21

PLACES = [
    Place(EDUCATION, "education", "county", frozenset({"明镜县教育局", "教育局"})),
    Place(CIVIL, "civil-affairs", "county", frozenset({"明镜县民政局", "民政局", "县民政局"})),
    Place(HOUSING, "housing", "county", frozenset({"明镜县住房和城乡建设局"})),
    Place(TOWN, "township-government", "township", frozenset({"城关镇人民政府"})),
    Place(STREET, "township-government", "township", frozenset({"河西街道办事处"})),
    Place(VILLAGE, "village-committee", "village", frozenset({"石桥村村民委员会"}), parent_id=TOWN),
]
TEMPLATES = [
    Template("教育行政部门", ("education",)),
    Template("民政部门", ("civil-affairs",)),
    Template("乡镇人民政府(街道办事处)", ("township-government",), "township"),
    Template("村民委员会", ("village-committee",), "village"),
    Template("市、区县人民政府民政部门", ("civil-affairs",)),
    Template("乡村振兴部门", ("rural-revitalisation", "civil-affairs")),
    Template("各部门", ("*",)),
    Template("相关审批部门", is_choice=True, reason="原文未写明具体部门"),
]
TOWNSHIPS = ((TOWN, "township"), (STREET, "township"))


def directory(*rules):
    return Directory(places=PLACES, rules=rules, templates=TEMPLATES)


@pytest.mark.parametrize(
    "printed",
    [
        "教育行政部门",
        "县级教育行政部门",
        "县（市、区）教育行政部门",
        " 教育行政 部门",
        "明镜县教育局",
        "县教育局",
        "教育局",
    ],
)
def test_a_department_is_found_under_each_of_its_names(printed):
    found = directory().resolve([printed], levels=["县级"])

    assert found.owed == ((EDUCATION, "county"),)
    assert not found.problems


def test_a_comma_of_enumeration_joins_bodies():
    found = directory().resolve(["教育行政部门、民政部门"], levels=["县级"])

    assert [body for body, _ in found.owed] == [EDUCATION, CIVIL]


def test_the_longest_known_phrase_wins_over_its_parts():
    found = directory().resolve(["市、区县人民政府民政部门"], levels=["县级"])

    assert found.owed == ((CIVIL, "county"),)
    assert not found.problems


def test_a_phrase_that_the_reader_cut_at_its_comma_is_put_together_again():
    found = directory().resolve(["市", "区县人民政府民政部门"], levels=["县级"])

    assert found.owed == ((CIVIL, "county"),)


def test_each_ticked_level_is_owed_by_its_own_bodies():
    found = directory().resolve(["民政部门、乡镇人民政府（街道办事处）"], levels=["县级", "乡级"])

    assert found.owed == ((CIVIL, "county"), *TOWNSHIPS)


def test_a_body_whose_level_is_not_ticked_owes_nothing():
    found = directory().resolve(["民政部门、乡镇人民政府（街道办事处）"], levels=["县级"])

    assert found.owed == ((CIVIL, "county"),)


def test_a_ticked_level_without_a_body_is_a_finding_and_makes_no_owner():
    found = directory().resolve(["教育行政部门"], levels=["县级", "乡级"])

    assert found.owed == ((EDUCATION, "county"),)
    assert found.problems == (Problem(Code.NO_BODY, "教育行政部门", "township"),)


def test_what_hangs_on_the_village_board_is_owed_by_the_townships():
    found = directory().resolve(["民政部门"], levels=["县级", "村级"])

    assert found.owed == ((CIVIL, "county"), *TOWNSHIPS)
    assert not found.problems


def test_a_village_committee_that_is_named_owes_for_itself():
    found = directory().resolve(["村民委员会"], levels=["村级"])

    assert found.owed == ((VILLAGE, "village"),)


def test_either_or_is_left_to_a_person():
    found = directory().resolve(["教育部或其他部门"], levels=["县级"])

    assert found.owed == ()
    assert [problem.code for problem in found.problems] == [Code.CHOICE]


def test_a_phrase_that_names_nobody_in_particular_says_why():
    found = directory().resolve(["相关审批部门"], levels=["县级"])

    assert found.problems == (Problem(Code.CHOICE, "相关审批部门", reason="原文未写明具体部门"),)


def test_an_unknown_phrase_is_reported_not_guessed():
    found = directory().resolve(["教育体育和旅游融合发展中心"], levels=["县级"])

    assert found.owed == ()
    assert [problem.code for problem in found.problems] == [Code.UNRESOLVED]


def test_the_countys_own_table_comes_first():
    own = LocalRule("相关审批部门", "county", (HOUSING,))

    found = directory(own).resolve(["相关审批部门"], levels=["县级"])

    assert found.owed == ((HOUSING, "county"),)
    assert not found.problems


def test_an_own_rule_for_one_level_leaves_the_other_levels_as_they_were():
    own = LocalRule("教育行政部门", "township", every_township=True)

    found = directory(own).resolve(["教育行政部门"], levels=["县级", "乡级"])

    assert found.owed == ((EDUCATION, "county"), *TOWNSHIPS)
    assert not found.problems


def test_a_department_that_acts_for_the_townships_owes_the_row_once():
    own = LocalRule("教育行政部门", "township", (EDUCATION,))

    found = directory(own).resolve(["教育行政部门"], levels=["县级", "乡级"])

    assert found.owed == ((EDUCATION, "county"),)
    assert not found.problems


def test_the_first_kind_that_the_county_has_is_meant():
    found = directory().resolve(["乡村振兴部门"], levels=["县级"])

    assert found.owed == ((CIVIL, "county"),)


def test_a_kind_of_body_that_the_county_lacks_is_reported():
    lacking = Directory(
        places=PLACES, templates=[Template("疾控机构", ("disease-control",), reason="另设机构的请补充")]
    )

    found = lacking.resolve(["疾控机构"], levels=["县级"])

    assert found.problems == (Problem(Code.UNRESOLVED, "疾控机构", reason="另设机构的请补充"),)


def test_without_ticked_levels_every_body_that_is_named_owes():
    found = directory().resolve(["民政部门", "乡镇人民政府(街道办事处)"], levels=[])

    assert found.owed == ((CIVIL, "county"), *TOWNSHIPS)


def test_every_department_means_the_departments_of_the_county():
    found = directory().resolve(["各部门"], levels=["县级"])

    assert [body for body, _ in found.owed] == [EDUCATION, CIVIL, HOUSING]
