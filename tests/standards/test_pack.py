"""Is the built-in pack of the 26 fields whole, bilingual and honest about where it comes from?"""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

PACK = files("gongkai.standards") / "pack"
DEPARTMENTS = files("gongkai.organisations") / "data" / "departments.csv"

CHANNELS = {
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏(电子屏)",
    "精准推送",
    "其他",
}
LEVELS = {"县级", "乡级", "村级"}
MODES = {"主动", "依申请"}
CHINESE = re.compile(r"[\u3400-\u9fff，。；：（）《》]")


def read(resource) -> list[dict[str, str]]:
    return list(csv.DictReader(resource.read_text(encoding="utf-8").splitlines()))


FIELDS = read(PACK / "fields.csv")
ITEMS = read(PACK / "items.csv")
LOCAL = read(PACK / "local_variants.csv")
NAMES = {row["zh"]: row["en"] for row in read(PACK / "names.csv")}
SUBJECTS = read(PACK / "subjects.csv")
KINDS = {row["slug"]: row for row in read(DEPARTMENTS)}
README = (PACK / "README.md").read_text(encoding="utf-8")


def values(cell: str) -> list[str]:
    return cell.split("|")


def test_there_are_26_fields_in_order_each_with_its_own_address():
    numbers = [int(field["number"]) for field in FIELDS]
    slugs = {field["slug"] for field in FIELDS}

    assert numbers == list(range(1, 27))
    assert len(slugs) == 26
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)


@pytest.mark.parametrize("column", ["seed_name", "guideline_title", "issuer", "name_en", "summary_zh", "summary_en"])
def test_every_field_says_what_it_is_in_both_languages(column):
    assert [field["number"] for field in FIELDS if not field[column]] == []


def test_a_document_number_is_given_only_where_it_was_seen():
    for field in FIELDS:
        assert (field["document_status"] == "seen") == bool(field["document_number"]), field["number"]
        assert field["document_number"] or not field["issued_on"]


def test_one_alias_means_one_field():
    names = [name for field in FIELDS for name in [field["seed_name"], *values(field["aliases"])] if name]

    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_keys_are_unique_and_carry_the_number_of_their_field():
    rows = ITEMS + LOCAL

    assert len({row["key"] for row in rows}) == len(rows)
    assert all(re.fullmatch(rf"{int(row['field_no']):02d}-\d{{4}}", row["key"]) for row in rows)


def test_items_of_one_name_are_told_apart_by_their_turn():
    rows = ITEMS + LOCAL

    assert len({(row["field_no"], row["l1"], row["l2"], row["nth"]) for row in rows}) == len(rows)


def test_every_item_has_the_english_name_of_its_chinese_name():
    for row in ITEMS + LOCAL:
        assert row["l1_en"] == NAMES[row["l1"]]
        assert row["l2_en"] == NAMES[row["l2"]]


def test_english_names_are_english_and_no_longer_than_a_heading():
    assert [en for en in NAMES.values() if not en or CHINESE.search(en) or len(en) > 200] == []


@pytest.mark.parametrize(
    "column", ["l1", "l2", "content", "basis", "time_limit", "subject", "channels", "audience", "mode", "levels"]
)
def test_no_item_of_the_national_pack_lacks_an_element(column):
    assert [row["key"] for row in ITEMS if not row[column].strip()] == []


def test_no_content_points_to_the_row_above():
    assert [row["key"] for row in ITEMS if "同上" in "".join(row.values())] == []


def test_channels_levels_and_modes_are_canonical():
    for row in ITEMS:
        assert {name for name in values(row["channels"]) if not re.fullmatch(r"其他:.+", name)} <= CHANNELS
        assert "其他:其他" not in values(row["channels"])
        assert set(values(row["levels"])) <= LEVELS
        assert set(values(row["mode"])) <= MODES


def test_the_pack_names_no_web_address():
    text = "".join(
        (PACK / name).read_text(encoding="utf-8") for name in ("items.csv", "local_variants.csv", "README.md")
    )

    assert re.search(r"https?://|\.gov\.cn|www\.", text) is None
    assert {row["source_kind"] for row in ITEMS + LOCAL} == {"", "reprint", "government page"}


def test_what_nobody_saw_is_said_to_be_unconfirmed():
    for row in ITEMS:
        assert (row["provenance"] == "memory") == (row["verified"] == "memory") == (row["source_kind"] == "")


def test_local_variants_stay_out_of_the_national_pack():
    assert {row["provenance"] for row in LOCAL} == {"local_variant"}
    assert {row["provenance"] for row in ITEMS} == {"name_seen", "elements_unconfirmed", "memory"}


def test_the_readme_counts_what_the_files_hold():
    counts = Counter(row["provenance"] for row in ITEMS + LOCAL)
    per_field = Counter((row["field_no"], row["provenance"]) for row in ITEMS + LOCAL)
    kinds = ("name_seen", "elements_unconfirmed", "memory", "local_variant")

    assert "依公开资料整理，待核对" in README
    assert f"| **national pack** | **{len(ITEMS)}** |" in README
    for kind in kinds:
        assert re.search(rf"^\| {kind} \| {counts[kind]} \|", README, re.M), kind
    for field in FIELDS:
        seen, unconfirmed, memory, local = (per_field[field["number"], kind] for kind in kinds)
        line = [field["number"], field["seed_name"], seen + unconfirmed + memory, seen, unconfirmed, memory, local]
        assert "| " + " | ".join(str(cell) for cell in line) + " |" in README


def test_every_subject_of_the_pack_resolves_or_says_why_not():
    phrases = {row["phrase"] for row in SUBJECTS}

    assert {row["subject"] for row in ITEMS} <= phrases
    for row in SUBJECTS:
        assert row["kinds"] or row["choice"] == "yes"
        assert row["reason"] or row["choice"] == ""
        assert bool(row["reason"]) == bool(row["reason_en"])


def test_subjects_name_kinds_that_exist_at_their_level():
    for row in SUBJECTS:
        kinds = [kind for kind in values(row["kinds"]) if kind not in {"", "*"}]
        assert all(KINDS[kind]["level"] == row["level"] for kind in kinds), row["phrase"]


def test_a_subject_that_offers_an_alternative_is_left_to_a_person():
    offered = {row["phrase"] for row in SUBJECTS if "或" in row["phrase"]}

    assert offered
    assert {row["choice"] for row in SUBJECTS if row["phrase"] in offered} == {"yes"}


def test_the_template_list_holds_25_departments_and_three_kinds_of_government():
    departments = [row for row in KINDS.values() if "{county}" in row["name_pattern"]]

    assert len(departments) == 26  # 25 departments and the county government itself
    assert set(KINDS) - {row["slug"] for row in departments} == {"township-government", "village-committee"}
    assert all(row["functions"] and row["functions_en"] and row["name_en"] for row in KINDS.values())
