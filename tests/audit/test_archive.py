"""A closed month as a file: it can be checked by itself, and the chain holds without the entries that are in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from gongkai.audit import actions, archive, queries
from gongkai.audit.archive import ArchiveRefused, Refusal
from gongkai.audit.models import ArchivedStretch, Entry
from gongkai.audit.rules import archive_files
from gongkai.audit.rules.archive_files import Unreadable
from gongkai.audit.rules.walk import Broken
from gongkai.kernel.models import PeriodicRun

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY = (datetime(2026, month, 15, 4, tzinfo=UTC) for month in (1, 2))
LATER = datetime(2026, 3, 5, 4, tzinfo=UTC)
COUNTY = 42


def record(*moments, county_id=COUNTY):
    for at in moments:
        with transaction.atomic():
            actions.record(
                "example.done",
                subject=PeriodicRun(name="例"),
                by=None,
                at=at,
                county_id=county_id,
                detail={"为": [1, None]},
            )


@pytest.fixture
def file(tmp_path):
    """January's file: the county's 1, 2 and 4 (February began while an act of January was under way) and the nation's."""
    record(JANUARY, JANUARY, FEBRUARY, JANUARY, FEBRUARY)
    record(JANUARY, county_id=None)
    archive.archive(month="2026-01", file=tmp_path / "2026-01.jsonl", by=None, at=LATER)
    return tmp_path / "2026-01.jsonl"


def check(file):
    with file.open(encoding="utf-8") as lines:
        return archive_files.check(lines)


def run(*words):
    said = StringIO()
    try:
        call_command("audit", *map(str, words), stdout=said)
    except SystemExit as ended:
        return ended.code, said.getvalue()
    return 0, said.getvalue()


def test_the_file_holds_every_entry_of_the_month_and_of_no_other(file):
    stretches = [(stretch.county_id, stretch.first, stretch.last) for stretch in check(file).stretches]

    assert stretches == [(0, 1, 1), (COUNTY, 1, 2), (COUNTY, 4, 4)]


def test_nothing_is_removed_and_each_chain_says_that_it_was_archived(file):
    assert Entry.objects.filter(month="2026-01").count() == 4
    assert Entry.objects.filter(action="audit.archive").count() == 3
    assert queries.verify(COUNTY) == queries.Verdict(7, None)


def test_the_chain_holds_without_the_entries_in_the_file(file, lift_append_only):
    with lift_append_only():
        Entry.objects.filter(month="2026-01").delete()

    assert queries.verify(COUNTY) == queries.Verdict(7, None, archived=3)
    assert queries.verify(None) == queries.Verdict(2, None, archived=1)
    assert "其中已归档、未在此核对 3 条" in run("verify")[1]


def test_an_entry_that_is_in_no_file_is_still_missed(file, lift_append_only):
    with lift_append_only():
        Entry.objects.filter(county_id=COUNTY, seq__in=[1, 2, 3]).delete()

    assert queries.verify(COUNTY) == queries.Verdict(2, 3, archived=2)


def test_a_chain_that_ends_in_archived_entries_holds(file, lift_append_only):
    with lift_append_only():
        Entry.objects.filter(county_id=0).delete()
        entry = ArchivedStretch.objects.get(county_id=0)
        actions.Head.objects.filter(county_id=0).update(seq=1, sha256=entry.sha256, sm3=entry.sm3)

    assert queries.verify(None) == queries.Verdict(1, None, archived=1)


@pytest.mark.parametrize("change", ["UPDATE audit_archivedstretch SET last = 9", "DELETE FROM audit_archivedstretch"])
def test_what_is_known_of_a_file_cannot_be_changed(file, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(
    ("old", "new", "seq"),
    [
        ('"seq":2', '"seq":3', 3),
        ("例", "别", 1),
        ('"为":[1,', '"为":[2,', 1),
        ("2026-01-15T04:00:00.000000", "2026-01-15T04:00:00.000001", 1),
    ],
)
def test_one_character_changed_in_an_entry_is_named(file, old, new, seq):
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if old in line and f'"county_id":{COUNTY}' in line)
    lines[place] = lines[place].replace(old, new, 1)

    with pytest.raises(Broken) as broken:
        archive_files.check(lines)

    assert (broken.value.county_id, broken.value.seq) == (COUNTY, seq)


def test_every_single_changed_byte_is_noticed(file):
    written = file.read_text(encoding="utf-8")
    for place in range(written.index("\n") + 1, len(written) - 1):  # the first line names the month, no more
        changed = f"{written[:place]}{'1' if written[place] == '0' else '0'}{written[place + 1 :]}"
        with pytest.raises((Broken, Unreadable)):
            archive_files.check(changed.splitlines())


def test_an_entry_exchanged_with_its_seal_does_not_follow(file):
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    other = lines[3].replace('"seq":2', '"seq":3')
    with pytest.raises(Broken):
        archive_files.check([*lines[:3], other, *lines[4:]])


@pytest.mark.parametrize("cut", [1, 2, -1])
def test_a_line_left_out_is_noticed(file, cut):
    lines = file.read_text(encoding="utf-8").splitlines()
    del lines[cut]

    with pytest.raises((Unreadable, Broken)):
        archive_files.check(lines)


@pytest.mark.parametrize("text", ["", "{}", "[]", "no json", '{"kind":"gongkai-log/1","month":"2026-01"}'])
def test_another_file_is_not_taken_for_one(text):
    with pytest.raises(Unreadable):
        archive_files.check(text.splitlines())


def test_the_command_checks_a_file_with_and_without_the_database(file):
    assert run("verify", file) == (0, f"{file}：完好\n")
    assert run("verify", file, "--offline") == (0, f"{file}：完好\n")
    assert json.loads(run("verify", file, "--json")[1]) == {"holds": True, "files": {str(file): ""}}


def test_a_file_made_up_elsewhere_holds_by_itself_but_is_not_the_archived_one(file, lift_append_only, tmp_path):
    """Sealed anew from its first entry on: only the ends that were kept tell."""
    other = tmp_path / "other.jsonl"
    kept = next(queries.entries_in("2026-01"))
    other.write_text("".join(archive_files.written("2026-01", [kept])), encoding="utf-8")

    assert run("verify", other, "--offline")[0] == 0
    assert run("verify", other) == (1, f"{other}：与归档时留下的首尾摘要不同，或者这个月没有归档过。\n")


def test_what_is_wrong_with_a_file_is_said(file, tmp_path):
    changed = tmp_path / "changed.jsonl"
    changed.write_text(file.read_text(encoding="utf-8").replace("例", "别"), encoding="utf-8")
    cut = tmp_path / "cut.jsonl"
    cut.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")

    code, said = run("verify", changed, cut, tmp_path / "none.jsonl")

    assert code == 1
    assert "链 0 第 1 条与摘要不符" in said
    assert "第 6 行起读不下去" in said
    assert "打不开" in said


@pytest.mark.parametrize(
    ("month", "at", "refusal"),
    [
        ("2026-02", datetime(2026, 3, 1, 4, tzinfo=UTC), Refusal.NOT_CLOSED),
        ("2026-03", LATER, Refusal.NOT_CLOSED),
        ("2025-12", LATER, Refusal.EMPTY),
    ],
)
def test_only_a_closed_month_with_entries_is_archived(tmp_path, month, at, refusal):
    record(JANUARY, FEBRUARY)

    with pytest.raises(ArchiveRefused) as refused:
        archive.archive(month=month, file=tmp_path / "file", by=None, at=at)

    assert refused.value.refusal == refusal
    assert not (tmp_path / "file").exists()


def test_a_month_may_be_written_again_but_is_archived_once(file, tmp_path):
    archive.archive(month="2026-01", file=tmp_path / "again", by=None, at=LATER)

    assert (tmp_path / "again").read_bytes() == file.read_bytes()
    assert Entry.objects.filter(action="audit.archive").count() == 3


def test_a_month_that_grew_after_it_was_archived_is_not_archived_otherwise(file, tmp_path):
    record(JANUARY)

    with pytest.raises(ArchiveRefused) as refused:
        archive.archive(month="2026-01", file=tmp_path / "again", by=None, at=LATER)

    assert refused.value.refusal == Refusal.OTHERWISE_ARCHIVED
    assert not (tmp_path / "again").exists()


def test_a_record_that_does_not_hold_is_not_archived(tmp_path, lift_append_only):
    record(JANUARY)
    with lift_append_only():
        Entry.objects.update(actor_name="别人")

    with pytest.raises(CommandError, match="链 42 第 1 条与摘要不符"):
        run("archive", "2026-01", tmp_path / "file")

    assert not (tmp_path / "file").exists()


def test_the_command_archives_and_never_overwrites(tmp_path):
    record(JANUARY)

    code, said = run("archive", "2026-01", tmp_path / "file")

    assert (code, "1 条，1 条链" in said) == (0, True)
    with pytest.raises(CommandError, match="不能写"):
        run("archive", "2026-01", tmp_path / "file")
    with pytest.raises(CommandError, match="没有审计记录"):
        run("archive", "2025-12", tmp_path / "other")
    assert json.loads(run("archive", "2026-01", tmp_path / "again", "--json")[1]) == {
        "month": "2026-01",
        "entries": 1,
        "chains": 1,
    }
