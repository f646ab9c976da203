"""`gongkai lexicon`: the shipped lexicon loaded once, a county's own looked at and taken in."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from gongkai.kernel import outbox
from gongkai.organisations.actions import create_county
from gongkai.organisations.rules import county_plan
from gongkai.publishing import tasks
from gongkai.publishing.models import Lexicon, LexiconWord, SpottedWord
from gongkai.publishing.rules.wording import shipped
from tests.publishing.wording.conftest import AT, lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def gongkai(capsys):
    def run(*words):
        call_command("lexicon", *map(str, words))
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "words.csv"
    path.write_bytes(lines("帐户,错别字,,账户,,某规范"))
    return path


def test_the_shipped_lexicon_is_loaded_once(gongkai):
    assert gongkai("load", "--json")["size"] == len(shipped.words())
    assert gongkai("load", "--json") == {"changed": False}
    assert Lexicon.objects.count() == 1


def test_a_shipped_lexicon_that_grew_is_taken_up_at_night_and_told(make):
    piece = make(text="请开立帐户。")
    call_command("lexicon", "load")
    old = Lexicon.objects.get()
    LexiconWord.objects.filter(lexicon=old, word="帐户").delete()
    Lexicon.objects.update(digest="0" * 64)
    SpottedWord.objects.all().delete()

    tasks.renew_lexicon(AT.replace(year=2027))

    assert Lexicon.objects.order_by("version").last().version == 2
    assert [(one.information, one.word) for one in SpottedWord.objects.all()] == [(piece, "帐户")]


def test_a_new_county_begins_with_the_shipped_lexicon():
    create_county(outline=county_plan.outline_of("110101", name=""), by=None, at=AT)

    outbox.drain_all()

    assert Lexicon.objects.exclude(in_force_at=None).get().name == shipped.NAME


def test_a_dry_run_tells_everything_and_writes_nothing(gongkai, county, file):
    told = gongkai("import", file, "--county", county.code, "--name", "本县词库", "--dry-run", "--json")

    assert told["added"] == ["帐户"]
    assert told["outcome"] == "ok"
    assert not Lexicon.objects.exists()


def test_a_file_is_taken_in_and_waits(gongkai, county, file):
    told = gongkai("import", file, "--county", county.code, "--name", "本县词库", "--json")

    assert (told["version"], told["in_force_since"]) == (1, None)


def test_a_file_is_put_in_force_at_once_where_that_is_asked(gongkai, county, file, make):
    make(text="请开立帐户。")

    told = gongkai("import", file, "--county", county.code, "--name", "本县词库", "--put-in-force", "--json")

    assert (told["looked_at"], told["with_words"]) == (1, 1)
    listed = gongkai("list", "--county", county.code, "--json")["lexicons"]
    assert [(one["name"], one["version"], one["size"]) for one in listed] == [("本县词库", 1, 1)]


def test_an_error_keeps_the_file_out_and_says_row_column_and_way(county, tmp_path, capsys):
    wrong = tmp_path / "words.csv"
    wrong.write_bytes(lines("某词,怪,,,,某规范"))

    with pytest.raises(CommandError, match="没有导入"):
        call_command("lexicon", "import", str(wrong), "--county", county.code, "--name", "本县词库")

    assert "第2行 “类别”列 不认识的类别。请填写：错别字" in capsys.readouterr().out
    assert not Lexicon.objects.exists()


def test_an_unknown_county_and_a_missing_file_are_told(county, file, tmp_path):
    with pytest.raises(CommandError, match="没有区划代码为 000000 的县"):
        call_command("lexicon", "list", "--county", "000000")
    with pytest.raises(CommandError, match="读不到文件"):
        call_command("lexicon", "import", str(tmp_path / "x.csv"), "--county", county.code, "--name", "某")
