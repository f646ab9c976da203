"""What do `gongkai guideline import`, `diff` and `export` do, and say?"""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from gongkai.standards.models import Edition
from tests.factories.organisations import DivisionFactory
from tests.factories.standards import EditionFactory, GuidelineFactory, ItemTextFactory
from tests.standards.test_imports import HEADER, LOW, changed, workbook

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("guideline", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(content: bytes):
        path = tmp_path / "2026年版.xlsx"
        path.write_bytes(content)
        return path

    return write


def test_a_table_becomes_a_draft_named_after_its_file(guideline, file):
    said = run("import", file(workbook(LOW)), "--guideline", "social-assistance")

    edition = Edition.objects.get(label="2026年版")
    assert edition.state == Edition.State.DRAFT
    assert f"编号 {edition.pk}" in said


def test_a_draft_can_be_put_in_force_at_once(guideline, file):
    run("import", file(workbook(LOW)), "--guideline", guideline.pk, "--label", "正式", "--in-force")

    assert Edition.objects.get(label="正式").state == Edition.State.IN_FORCE


def test_a_dry_run_tells_everything_and_writes_nothing(guideline, file):
    path = file(workbook(changed(LOW, l2="特困人员供养")))

    facts = json.loads(run("import", path, "--guideline", "social-assistance", "--dry-run", "--json"))

    assert (facts["items"], facts["edition"]) == (1, None)
    assert facts["renames_to_confirm"] == [
        {"key": "20-0002", "old": "救助管理 / 特困人员救助供养", "new": "救助管理 / 特困人员供养"}
    ]
    assert {change["kind"] for change in facts["changes"]} == {"added", "removed"}
    assert Edition.objects.count() == 1


def test_a_file_with_errors_ends_with_one_and_says_where(guideline, file):
    header = [name for name in HEADER if name != "公开时限"]
    out = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command(
            "guideline", "import", str(file(workbook(LOW[:5] + LOW[6:], header=header))),
            "--guideline", "social-assistance", stdout=out,
        )  # fmt: skip

    assert ended.value.code == 1
    assert "公开时限" in out.getvalue()
    assert Edition.objects.count() == 1


def test_possible_renames_are_left_to_a_person(guideline, file):
    said = run(
        "import", file(workbook(changed(LOW, l2="特困人员供养"))), "--guideline", "social-assistance", "--dry-run"
    )

    assert "可能是更名" in said


@pytest.mark.parametrize("name", ["nowhere", "99999"])
def test_an_unknown_guideline_is_answered_with_the_known_ones(guideline, file, name):
    with pytest.raises(CommandError, match=guideline.title):
        run("import", file(workbook(LOW)), "--guideline", name)


def test_a_missing_file_is_said_by_name(guideline, tmp_path):
    with pytest.raises(CommandError, match="none.xlsx"):
        run("import", tmp_path / "none.xlsx", "--guideline", "social-assistance")


def test_two_editions_are_compared(guideline):
    old = guideline.editions.get()
    new = EditionFactory(guideline=guideline, number=2, draft=True)
    ItemTextFactory(edition=new, item=old.texts.first().item, l1="救助管理", l2="最低生活保障", time_limit="及时")

    facts = json.loads(run("diff", old.pk, new.pk, "--json"))
    said = run("diff", old.pk, new.pk)

    assert facts["changes"][0]["kind"] == "renamed"
    assert facts["changes"][0]["elements"]["time_limit"]["new"] == "及时"
    assert "更名 救助管理 / 最低生活保障（公开时限）" in said


def test_a_provinces_edition_is_held_against_two_of_the_nation(guideline):
    old = guideline.editions.get()
    provincial = GuidelineFactory(
        fields=list(guideline.fields.all()),
        tier="provincial",
        province=DivisionFactory(level="province"),
        parent=guideline,
    )
    item = old.texts.get(l2="临时救助").item
    new = EditionFactory(guideline=guideline, number=2, draft=True)
    ItemTextFactory(edition=new, item=item, l2="临时救助", time_limit="及时", channels=["政府网站"])
    own = EditionFactory(guideline=provincial, parent_edition=old)
    ItemTextFactory(edition=own, item=item, l2="临时救助", time_limit="3个工作日内", channels=["政府网站"])

    facts = json.loads(run("diff", old.pk, new.pk, "--own", own.pk, "--json"))
    said = run("diff", old.pk, new.pk, "--own", own.pk)

    verdicts = {one["element"]: one["verdict"] for one in facts["items"][0]["elements"]}
    assert verdicts == {"time_limit": "conflict"}
    assert "公开时限：两级都改了，写法不同" in said


def test_an_edition_that_is_not_there_is_answered_with_those_that_are(guideline):
    with pytest.raises(CommandError, match="2019年版"):
        run("diff", 99999, guideline.editions.get().pk)


def test_an_edition_is_written_to_a_file(guideline, tmp_path):
    target = tmp_path / "out.csv"

    said = run("export", guideline.editions.get().pk, "--format", "csv", "--output", target)

    rows = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
    assert said.strip() == str(target)
    assert rows[1][3] == "低保"
