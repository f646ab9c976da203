"""What is withdrawn can be read nowhere: every public page of the project is asked, before and after.

Before, each kind of page must have said the words (MET): a walk that never met them would prove nothing.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings as project
from django.test import Client

from gongkai.publishing import actions
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.states import Withdrawal
from tests.architecture.house import NOON
from tests.architecture.planting import (
    ASKED,
    BEFORE,
    ENGLISH,
    EXPLAINED,
    EXPLAINING,
    FILE,
    FILE_OF_PERSONS,
    NAME,
    NAMING_OTHERS,
    OF_A_PIECE,
    PERSON,
    PERSONS_FILE,
    PLANTED,
    ROSTER,
    TEXT,
    TITLE,
    TOTALS,
    addresses_elsewhere,
    addresses_of,
    deliver,
    plant,
    plant_roster,
    questions,
)
from tests.architecture.reading import said

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]

TAKEN = ("policy", "explaining")
PROOF = "publishing_portal:proof"  # digests and numbers alone: that it stood there, and went, stays provable
LOGS = {"publishing_portal:log", "publishing_portal:log_head", "publishing_portal:log_whole", f"{PROOF} of policy"}
FEEDS = ("latest", "field", "matter", "body", "policies", "topic")
MET = {
    "publishing_portal:information of policy": {TITLE, TEXT, NAME},
    "publishing_portal:record of policy": {TITLE, TEXT, NAME},
    "publishing_portal:attachment of policy": {FILE, NAME},
    "publishing_portal:document of policy.docx": {TITLE, TEXT, NAME},
    "publishing_portal:document of policy.pdf": {TITLE, TEXT, NAME},
    "publishing_portal:history of policy": {TITLE},
    "publishing_portal:version of policy": {TITLE, BEFORE},
    "publishing_portal:compare_versions of policy": {TITLE, BEFORE, TEXT},
    "interpretation_portal:ask of policy": {TITLE},
    "interpretation_portal:question": {TITLE},
    "publishing_portal:information of explaining": {EXPLAINING, EXPLAINED},
    "publishing_portal:information of explanation": {TITLE},
    "publishing_portal:version of explanation": {TITLE},
    "publishing_portal:information of other": {EXPLAINING},
    "publishing_portal:information of changed": {TITLE},
    "publishing_portal:document of changed.docx": {TITLE},
    "publishing_portal:document of changed.pdf": {TITLE},
    "publishing_portal:information of relative": {TITLE},
    "publishing_portal:clean_up": {TITLE},
    **{f"portal:{name}_feed.{form}": {TITLE, TEXT} for name in FEEDS for form in ("xml", "atom", "json")},
    **{f"portal:interpretations_feed.{form}": {EXPLAINING, EXPLAINED} for form in ("xml", "atom", "json")},
    **{f"portal:dataset.{form}": {TITLE, EXPLAINING} for form in ("csv", "json", "xlsx")},
    "website_portal:topic": {TITLE, EXPLAINING},
    **{f"portal:{name}": {TITLE} for name in ("home", "latest", "field", "matter", "body", "policies")},
    "portal:interpretations": {TITLE, EXPLAINING},
    "portal:policies_file.csv": {TITLE},
    "portal:policies_file.xlsx": {TITLE},
    "portal:search?q=玄珠": {TITLE, TEXT},
    "portal:search?q=碧落": {TITLE, TEXT},
    "portal:search?q=沧溟": {TITLE, FILE},
    "portal:search?q=扶摇": {TITLE, NAME},
    "portal:search?q=疏桐": {EXPLAINING, EXPLAINED},
    "portal:suggest?q=玄珠": {TITLE},
    "portal:suggest?q=xuanzhu": {TITLE},
    "portal:suggest?q=照影": {EXPLAINING},
}
MET_IN_ENGLISH = {f"portal:{name}": {ENGLISH} for name in ("home", "latest", "matter", "body")} | {
    "publishing_portal:information of policy": {ENGLISH},
    "portal:search?q=Vermilion": {ENGLISH},
}


@pytest.fixture(autouse=True)
def own_copy(house, settings, tmp_path):
    """A copy of the search index for each test: a copy does not follow what is rolled back."""
    settings.SEARCH_INDEX = tmp_path / "search"


@pytest.fixture
def planted(house):
    return plant(house)


@pytest.fixture
def in_english():
    client = Client()
    client.cookies[project.LANGUAGE_COOKIE_NAME] = "en"
    return client


def addresses(house, planted) -> dict[str, str]:
    """Every public page: of what will be withdrawn, of what names it, and of all else."""
    wheres = addresses_elsewhere(replace(house, question=planted.question)) | questions(ASKED)
    for name, piece in planted.pieces.items():
        wheres |= addresses_of(house, name, piece, only=() if name in TAKEN else NAMING_OTHERS)
    return wheres


def read(client, house, wheres) -> dict[str, str]:
    """What each page says; pages that are not there are left out."""
    told = {}
    for name, where in wheres.items():
        answer = client.get(where, headers={"host": house.host})
        assert answer.status_code < 500, where
        if answer.status_code != 404:
            told[name] = said(answer)
    return told


def found(told, words=PLANTED) -> dict[str, set[str]]:
    """Which of the words each page says; pages that say none are left out."""
    seen = {name: {word for word in words if word in text} for name, text in told.items()}
    return {name: words for name, words in seen.items() if words}


def missed(met, before) -> dict[str, set[str]]:
    """What should have been said and was not."""
    return {name: words - before.get(name, set()) for name, words in met.items() if words - before.get(name, set())}


def withdraw(piece, **said_of_it) -> None:
    actions.withdraw(information_id=piece.pk, reason="数据有误", by=None, at=NOON, **said_of_it)
    deliver()


def test_withdrawing_takes_every_word_from_every_page_file_feed_list_and_answer(house, planted, in_english):
    reader, wheres = Client(), addresses(house, planted)
    english = {name: wheres[name] for name in MET_IN_ENGLISH}
    told = read(reader, house, wheres)
    before = found(told)
    assert told.keys() >= LOGS
    assert missed(MET, before) == {}
    assert missed(MET_IN_ENGLISH, found(read(in_english, house, english))) == {}
    assert {name for name, seen in before.items() if BEFORE in seen and "of policy" not in name} == set()

    withdraw(planted.policy)
    withdraw(planted.explaining)

    asked = {f"{name}?q={TITLE[:2]}": f"{where}?q={TITLE[:2]}" for name, where in addresses_elsewhere(house).items()}
    assert found(read(reader, house, {name: wheres[name] for name in told} | asked)) == {}
    assert found(read(in_english, house, english)) == {}
    assert _not_gone(reader, house, wheres) == []


def _not_gone(reader, house, wheres) -> list[str]:
    """The addresses of what was withdrawn that answer otherwise than with the stone."""
    gone = {f"{page.name} of {name}" for page in OF_A_PIECE for name in TAKEN if page.name != PROOF}
    asked = {name: where for name, where in wheres.items() if name.removesuffix(".docx").removesuffix(".pdf") in gone}
    answers = {name: reader.get(where, headers={"host": house.host}).status_code for name, where in asked.items()}
    return [name for name, status in answers.items() if status != 410]


def test_a_list_leaves_its_totals_when_its_display_ends_and_nothing_when_it_is_withdrawn(house):
    reader, roster = Client(), plant_roster(house)
    wheres = addresses_of(house, "roster", roster) | addresses_elsewhere(house)
    words = (ROSTER, TOTALS, PERSON, PERSONS_FILE, FILE_OF_PERSONS)
    wheres |= questions(("阮听", "青蚨", "素笺", "霜序"))
    before = found(read(reader, house, wheres), words)
    assert missed(MET_OF_THE_ROSTER, before) == {}
    naming = {name: wheres[name] for name in before}

    actions.end_publicity(information_id=roster.pk, by=None, at=NOON)
    deliver()
    left = found(read(reader, house, naming), words)
    withdraw(roster, kind=Withdrawal.OUTDATED)

    assert set().union(*left.values()) == {ROSTER, TOTALS}
    assert found(read(reader, house, naming), words) == {}


MET_OF_THE_ROSTER = {
    "publishing_portal:information of roster": {ROSTER, PERSON, FILE_OF_PERSONS},
    "publishing_portal:record of roster": {ROSTER, PERSON, FILE_OF_PERSONS},
    "publishing_portal:attachment of roster": {PERSONS_FILE, FILE_OF_PERSONS},
    "publishing_portal:document of roster.docx": {ROSTER, PERSON},
    "publishing_portal:version of roster": {ROSTER, PERSON},
    "portal:search?q=阮听": {ROSTER, PERSON},
    "portal:search?q=青蚨": {ROSTER, PERSONS_FILE},
    "portal:suggest?q=霜序": {ROSTER},
}


def test_a_copy_that_a_browser_kept_is_not_confirmed_after_it_was_withdrawn(house, planted):
    reader, wheres = Client(), addresses_of(house, "policy", planted.policy)
    kept = {}
    for name in ("publishing_portal:attachment of policy", "publishing_portal:document of policy.docx"):
        answer = reader.get(wheres[name], headers={"host": house.host})
        kept[name] = answer.headers["ETag"]
        assert answer.headers["Cache-Control"] == "no-cache"
        again = reader.get(wheres[name], headers={"host": house.host, "if-none-match": kept[name]})
        assert again.status_code == 304

    actions.withdraw(information_id=planted.policy.pk, reason="数据有误", by=None, at=NOON)

    for name, tag in kept.items():
        answer = reader.get(wheres[name], headers={"host": house.host, "if-none-match": tag})
        assert answer.status_code == 410, name


def test_programs_are_told_in_json_what_kind_of_stone_it_is(house, planted):
    actions.withdraw(information_id=planted.policy.pk, reason="含身份证号", kind=Withdrawal.PERSONAL, by=None, at=NOON)

    answer = Client().get(f"{paths.information(planted.policy.public_id)}record.json", headers={"host": house.host})

    assert answer.status_code == 410
    assert answer.json() | {"since": ""} == {
        "status": "withdrawn",
        "kind": "personal",
        "since": "",
        "reason": "含身份证号",
    }


def test_a_page_names_the_kind_and_not_the_title(house, planted):
    actions.withdraw(information_id=planted.policy.pk, reason="含身份证号", kind=Withdrawal.PERSONAL, by=None, at=NOON)

    page = Client().get(paths.information(planted.policy.public_id), headers={"host": house.host}).content.decode()

    assert "涉及个人信息" in page
    assert "含身份证号" in page
    assert TITLE not in page


def test_who_may_see_the_inside_still_reads_it_at_the_desk(house, planted):
    actions.withdraw(information_id=planted.policy.pk, reason="数据有误", by=None, at=NOON)
    officer = Client()
    officer.force_login(house.clerk)

    page = officer.get(f"/desk/info/{planted.policy.public_id}/review/", headers={"host": house.host})

    assert TEXT in page.content.decode()
