"""What does a newer list of divisions change?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from gongkai.organisations import actions
from gongkai.organisations.actions import OrganisationRefused, Refusal
from gongkai.organisations.models import Division
from gongkai.organisations.rules import county_plan, division_list
from gongkai.organisations.rules.division_data import DivisionRecord, Kind
from gongkai.organisations.rules.division_list import ListUnreadable
from tests.factories.organisations import CountyFactory, DivisionFactory, UserFactory

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "natural"),
    [
        ("130227205221", "130227205221"),
        ("130227100000", "130227100"),
        ("130227001000", "130227001"),
        ("130227000000", "130227"),
        ("130227", "130227"),
        ("130200", "1302"),
        ("130000", "13"),
        ("13", "13"),
        ("1302", "1302"),
        ("441900", "441900"),
        ("441900101000", "441900101"),
    ],
)
def test_filled_up_codes_are_read_at_their_natural_length(code, natural):
    assert division_list.natural(code) == natural


@given(st.integers(10, 99), st.integers(1, 99), st.integers(1, 99), st.integers(1, 999), st.integers(1, 999))
def test_a_code_means_the_same_filled_up_or_not(province, city, county, town, village):
    full = f"{province:02d}{city:02d}{county:02d}{town:03d}{village:03d}"

    for length in (2, 4, 6, 9, 12):
        code = full[:length]
        assert division_list.natural(code.ljust(12, "0")) == division_list.natural(code) == code


def test_level_and_parent_follow_from_the_code():
    lines = division_list.read(
        [
            {"区划代码": "99", "名称": "镜州省"},
            {"区划代码": "990100000000", "名称": "镜州市"},
            {"区划代码": "990101", "名称": "明镜县"},
            {"区划代码": "990101100", "名称": "清水镇"},
        ]
    )

    assert [(line.code, line.level, line.parent) for line in lines] == [
        ("99", "province", ""),
        ("9901", "city", "99"),
        ("990101", "county", "9901"),
        ("990101100", "township", "990101"),
    ]


def test_a_list_may_name_another_parent():
    (line,) = division_list.read([{"code": "990101100201", "name": "柳树村", "parent": "990101101"}])

    assert line.parent == "990101101"


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([], 1),
        ([{"code": "12345", "name": "x"}], 2),
        ([{"code": "", "name": "x"}], 2),
        ([{"code": "99", "name": " "}], 2),
        ([{"code": "99", "name": "x"}, {"code": "990000", "name": "y"}], 3),
        ([{"标题": "99"}], 2),
    ],
)
def test_a_list_that_cannot_be_taken_over_says_where(rows, number):
    with pytest.raises(ListUnreadable) as refused:
        division_list.read(rows)

    assert refused.value.line == number


@pytest.mark.django_db
class TestImporting:
    def test_new_ones_come_names_change_nothing_goes(self):
        county = CountyFactory(division__code="990101", division__name="明镜县")
        DivisionFactory(code="990101100", name="清水乡", level="township", parent=county.division)
        DivisionFactory(code="990101101", name="小河乡", level="township", parent=county.division)
        lines = division_list.read(
            [
                {"code": "990101", "name": "明镜县"},
                {"code": "990101100", "name": "清水镇"},
                {"code": "990101102200", "name": "新村"},
                {"code": "990101102", "name": "新镇"},
            ]
        )

        done = actions.import_divisions(lines=lines, source="list", by=None, at=MORNING)

        assert done.added == ("990101102", "990101102200")
        assert done.renamed == (("990101100", "清水乡", "清水镇"),)
        assert done.missing == ("990101101",)
        assert done.unchanged == 1
        assert Division.objects.get(pk="990101100").name_en == "Qingshui Town"

    def test_taking_the_same_list_again_changes_nothing(self):
        lines = division_list.read([{"code": "99", "name": "镜州省"}])
        actions.import_divisions(lines=lines, source="list", by=None, at=MORNING)

        again = actions.import_divisions(lines=lines, source="list", by=None, at=MORNING)

        assert (again.added, again.renamed, again.unchanged) == ((), (), 1)

    def test_it_belongs_to_no_county_so_no_officer_does_it(self):
        with pytest.raises(OrganisationRefused, match=Refusal.NOT_PERMITTED):
            actions.import_divisions(lines=[], source="list", by=UserFactory(), at=MORNING)

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
    def test_the_command_reads_what_offices_save(self, tmp_path, encoding):
        file = tmp_path / "list.csv"
        file.write_text("代码,名称\n99,镜州省\n9901,镜州市\n", encoding=encoding)
        out, words = StringIO(), StringIO()

        call_command("divisions", "import", str(file), "--json", stdout=out)
        call_command("divisions", "import", str(file), stdout=words)

        assert json.loads(out.getvalue())["added"] == ["99", "9901"]
        assert "未变 2" in words.getvalue()

    def test_the_command_says_which_line_is_wrong(self, tmp_path):
        file = tmp_path / "list.csv"
        file.write_text("code,name\n99,镜州省\n5,?\n", encoding="utf-8")

        with pytest.raises(CommandError, match="line 3"):
            call_command("divisions", "import", str(file))
        with pytest.raises(CommandError, match="missing.csv"):
            call_command("divisions", "import", str(tmp_path / "missing.csv"))


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("清水镇", "Qingshui Town"),
        ("城东街道", "Chengdong Subdistrict"),
        ("柳树村", "Liushu Village"),
        ("东门社区", "Dongmen Community"),
        ("明镜县", "Mingjing County"),
        ("区", "Qu"),
        ("红旗农场", "Hongqinongchang"),
    ],
)
def test_places_have_the_names_that_maps_print(name, english):
    assert county_plan.english(name) == english


def test_a_doubled_village_in_the_list_is_one_village():
    record = DivisionRecord("990101100200", "北山村村委会", "village", "990101100", Kind.VILLAGE)
    town = DivisionRecord("990101100", "清水镇", "township", "990101", Kind.TOWN)
    county = DivisionRecord("990101", "明镜县", "county", "9901", Kind.COUNTY)

    bodies = county_plan.plan(county_plan.Outline((), county, (town,), (record,)))

    assert (bodies[-1].short_name, bodies[-1].name) == ("北山村", "北山村村民委员会")
