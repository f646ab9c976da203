"""What the other cells of a catalogue say."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from gongkai.standards.rules.layout_fields import FIELDS, find_field
from gongkai.standards.rules.reading import cells
from gongkai.standards.rules.reading.cells import Audience
from gongkai.tables.marks import Marks

USUAL = Marks()


def laws(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(b["name"], b["no"], b.get("kind")) for b in cells.read_basis(text, USUAL).value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《城乡规划法》、《土地管理法》", [("城乡规划法", None, None), ("土地管理法", None, None)]),
        ("《信息公开条例》(国务院令第711号)", [("信息公开条例", "国务院令第711号", None)]),
        ("《办法》(国令第1号(2019修订))", [("办法", "国令第1号(2019修订)", None)]),
        ("【法律】《社会保险法》\n【行政法规】《条例》", [("社会保险法", None, "法律"), ("条例", None, "行政法规")]),
        ("《转发<决议>的通知》第十条", [("转发<决议>的通知", None, None)]),
        ("《转发《决议》的通知》", [("转发《决议》的通知", None, None)]),
        ("1.《甲法》 2.《乙法》等相关规定", [("甲法", None, None), ("乙法", None, None)]),
        ("《甲法》号", [("甲法", None, None)]),
        ("【规章】省级实施办法;信息公开规定", [("省级实施办法", None, "规章"), ("信息公开规定", None, None)]),
        ("《意见》〔2019〕54号", [("意见", "〔2019〕54号", None)]),
    ],
)
def test_the_basis_is_read_law_by_law(text: str, expected: list[tuple[str, str | None, str | None]]):
    assert laws(text) == expected


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("县民政局、各乡镇人民政府", ("县民政局", "各乡镇人民政府")),
        ("县民政局\n县财政局", ("县民政局", "县财政局")),
        ("县民政\n局", ("县民政局",)),
        ("1.县民政局;2.县财政局", ("县民政局", "县财政局")),
        ("县卫生健康局(疾控中心、血站)", ("县卫生健康局(疾控中心、血站)",)),
    ],
)
def test_bodies_are_parted_and_broken_names_mended(text: str, bodies: tuple[str, ...]):
    assert cells.read_subject(text, USUAL).value == bodies


@pytest.mark.parametrize("read", [cells.read_content, cells.read_basis, cells.read_subject])
def test_a_blank_element_is_told(read):
    assert [problem.code for problem in read(" \n", USUAL).problems] == ["W_CELL_BLANK"]


@pytest.mark.parametrize(
    ("text", "groups", "codes"),
    [
        ("", (), []),
        ("√", ("未写明",), ["W_GROUP_UNNAMED"]),
        ("√残疾人、低保对象", ("残疾人", "低保对象"), []),
        ("项目单位", ("项目单位",), []),
        ("□残疾人", (), []),
        ("▲残疾人", ("残疾人",), ["W_MARK_NO_LEGEND"]),
    ],
)
def test_groups_are_read_by_name(text: str, groups: tuple[str, ...], codes: list[str]):
    read = cells.read_groups(text, USUAL)

    assert read.value == groups
    assert [problem.code for problem in read.problems] == codes


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("全社会", Audience(True)),
        ("全社会、特定群体(残疾人)", Audience(True, ("残疾人",))),
        ("特定群众:贫困户", Audience(False, ("贫困户",))),
        ("申请人", Audience(False, ("申请人",))),
    ],
)
def test_an_audience_in_words_is_read(text: str, audience: Audience):
    assert cells.read_audience(text, USUAL).value == audience


@pytest.mark.parametrize(
    ("text", "levels"),
    [("县级、乡级", ("县级", "乡级")), ("区级", ("县级",)), ("镇(街道)、社区", ("乡级", "村级")), ("市级", ())],
)
def test_levels_in_words_are_read(text: str, levels: tuple[str, ...]):
    assert cells.read_levels(text, USUAL).value == levels


def test_an_unreadable_limit_is_kept_and_told():
    from gongkai.workdays.rules import phrases

    read = cells.limit_reader(phrases.parse)("待定", USUAL)

    assert read.value["raw"] == "待定"
    assert [problem.code for problem in read.problems] == ["W_TIME_UNREADABLE"]


@pytest.mark.parametrize(
    ("title", "name", "local"),
    [
        ("示例县社会救助领域基层政务公开标准目录", "社会救助", ""),
        ("城乡规划领域基层政务公开标准指引", "国土空间规划", ""),
        ("涉农资金领域基层政务公开标准目录", "涉农补贴", "涉农资金"),
        ("城镇燃气管理等市政服务领域目录", "市政服务", ""),
        ("国有土地上房屋征收与补偿领域目录", "国有土地上房屋征收", ""),
        ("农 村危房 改造目录", "农村危房改造", ""),
    ],
)
def test_a_title_names_its_field(title: str, name: str, local: str):
    found = find_field(title)

    assert found is not None
    assert (found.name, found.local_name) == (name, local)


@pytest.mark.parametrize("title", ["示例县政务公开事项标准目录", "就业和社会保险领域基层政务公开标准指引", ""])
def test_a_title_of_no_field_or_of_several_is_left_to_a_person(title: str):
    assert find_field(title) is None


def test_the_fields_are_those_of_the_built_in_pack_in_its_order():
    path = resources.files("gongkai.standards") / "pack" / "fields.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert [field.name for field in FIELDS] == [row["seed_name"] for row in rows]
    for row in rows:
        for alias in filter(None, row["aliases"].split("|")):
            found = find_field(f"{alias}领域")
            assert found is not None, alias
            assert found.name == row["seed_name"]
