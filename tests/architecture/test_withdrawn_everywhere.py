"""What is withdrawn can be read nowhere: every public page of the project is asked, before and after.

Rare words stand in the title, the text, the file, the file's name, and in the text as it was before a correction.
"""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from django.test import Client

from gongkai.kernel import outbox
from gongkai.organisations.models import Post
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.states import Withdrawal
from gongkai.search.index import node_index
from tests.architecture.house import NOON, feed_search
from tests.architecture.routes import address, pages
from tests.architecture.test_tenancy import words
from tests.factories.publishing import routine_everywhere

TITLE, TEXT, BEFORE, FILE, NAME = "玄珠引路", "碧落笺文", "旧时丹青", "沧溟录事", "扶摇附件"
PLANTED = (TITLE, TEXT, BEFORE, FILE, NAME)
FOR_ANYONE = [page for page in pages() if not page.is_of_the_desk]
OF_THE_PIECE = [page for page in FOR_ANYONE if page.route.startswith("info/<slug:public_id>/")]
FORMS = ("xml", "json", "csv", "xlsx", "docx", "pdf")
PROOF = "publishing_portal:proof"  # digests and numbers alone: that it stood there, and went, stays provable


@pytest.fixture
def planted(house):
    """A public piece that was corrected once, found by search."""
    clerk, chief = house.clerk, Post.objects.get(body=house.civil, role=Role.APPROVER).user
    routine_everywhere(house.county)
    draft = actions.start_draft(body=house.civil, matter_id=house.row.matter_id, by=clerk, at=NOON)
    actions.attach(information_id=draft.pk, name=f"{NAME}.txt", content=FILE.encode(), by=clerk, at=NOON)
    piece = _released(draft, clerk, chief, title=f"{TITLE}低保审批结果", html=f"<p>{BEFORE}，低保名单如下。</p>")
    correction = actions.start_correction(information_id=piece.pk, by=clerk, at=NOON)
    _released(correction, clerk, chief, html=f"<p>{TEXT}，低保名单如下。</p>", correction_note="日期有误")
    feed_search(house)
    delivered()
    piece.refresh_from_db()
    return piece


def delivered() -> None:
    """What the worker does at once after each act, and each web process within a second."""
    outbox.drain_all()
    node_index().sync()


def _released(draft, clerk, chief, **content):
    draft.refresh_from_db()
    actions.save_draft(information_id=draft.pk, revision=draft.revision, by=clerk, at=NOON, **content)
    actions.submit(information_id=draft.pk, by=clerk, at=NOON)
    actions.sign_off(information_id=draft.pk, by=chief, at=NOON)
    return actions.release(information_id=draft.pk, by=chief, at=NOON)


def addresses(house, piece) -> dict[str, str]:
    """Every public page, in every form that files have; those that name a piece name the planted one.

    Each is asked for its words as well: whatever searches, searches.
    """
    own = replace(house, published=piece)
    plain = {}
    for page in FOR_ANYONE:
        where = address(page, own)
        plain[page.name] = where
        if "form" in page.asks:
            stem = where.rpartition(".")[0]
            plain |= {f"{page.name}.{form}": f"{stem}.{form}" for form in FORMS}
    asked = {f"{name}?q={word}": f"{where}?q={word}" for name, where in plain.items() for word in (TITLE, TEXT)}
    return plain | asked


def said(response) -> str:
    """All that an answer says; the text of a PDF too."""
    if response.headers.get("Content-Type") == "application/pdf":
        pdf = pypdfium2.PdfDocument(response.content)
        return "".join(page.get_textpage().get_text_range() for page in pdf)
    return words(response)


def read(client, house, where: str) -> str:
    """What a page says, without the question that it repeats."""
    answer = client.get(where, headers={"host": house.host})
    assert answer.status_code < 500, where
    asked = where.partition("?q=")[2]
    return said(answer).replace(f'value="{asked}"', "").replace(f"“{asked}”", "") if asked else said(answer)


def found(client, house, wheres) -> dict[str, set[str]]:
    """Which planted words each page says; pages that say none are left out."""
    said_by = {}
    for name, where in wheres.items():
        asked = where.partition("?q=")[2]
        told = read(client, house, where)
        said_by[name] = {word for word in PLANTED if word in told and word != asked}
    return {name: seen for name, seen in said_by.items() if seen}


def test_withdrawing_takes_every_word_from_every_page_file_feed_list_and_answer(house, planted):
    reader, wheres = Client(), addresses(house, planted)
    before = found(reader, house, wheres)
    for name in (
        "publishing_portal:information",
        "publishing_portal:record",
        "publishing_portal:attachment",
        "publishing_portal:document",
        "publishing_portal:document.pdf",
        "portal:latest_feed.xml",
        "portal:latest_feed.json",
        f"portal:search?q={TEXT}",
    ):
        assert name in before, f"{name} said nothing before; said by {sorted(before)}"
    assert {word for seen in before.values() for word in seen} >= {TITLE, TEXT, FILE, NAME}

    actions.withdraw(information_id=planted.pk, reason="数据有误", kind=Withdrawal.ERROR, by=None, at=NOON)
    delivered()

    assert found(reader, house, wheres) == {}
    for page in OF_THE_PIECE:
        if page.name != PROOF:
            assert reader.get(wheres[page.name], headers={"host": house.host}).status_code == 410, page.name


def test_a_copy_that_a_browser_kept_is_not_confirmed_after_it_was_withdrawn(house, planted):
    reader, wheres = Client(), addresses(house, planted)
    kept = {}
    for name in ("publishing_portal:attachment", "publishing_portal:document"):
        answer = reader.get(wheres[name], headers={"host": house.host})
        kept[name] = answer.headers["ETag"]
        assert answer.headers["Cache-Control"] == "no-cache"
        again = reader.get(wheres[name], headers={"host": house.host, "if-none-match": kept[name]})
        assert again.status_code == 304

    actions.withdraw(information_id=planted.pk, reason="数据有误", by=None, at=NOON)

    for name, tag in kept.items():
        answer = reader.get(wheres[name], headers={"host": house.host, "if-none-match": tag})
        assert answer.status_code == 410, name


def test_programs_are_told_in_json_what_kind_of_stone_it_is(house, planted):
    actions.withdraw(information_id=planted.pk, reason="含身份证号", kind=Withdrawal.PERSONAL, by=None, at=NOON)

    answer = Client().get(f"{paths.information(planted.public_id)}record.json", headers={"host": house.host})

    assert answer.status_code == 410
    assert answer.json() | {"since": ""} == {
        "status": "withdrawn",
        "kind": "personal",
        "since": "",
        "reason": "含身份证号",
    }


def test_a_page_names_the_kind_and_not_the_title(house, planted):
    actions.withdraw(information_id=planted.pk, reason="含身份证号", kind=Withdrawal.PERSONAL, by=None, at=NOON)

    page = Client().get(paths.information(planted.public_id), headers={"host": house.host}).content.decode()

    assert "涉及个人信息" in page
    assert "含身份证号" in page
    assert TITLE not in page


def test_who_may_see_the_inside_still_reads_it_at_the_desk(house, planted):
    actions.withdraw(information_id=planted.pk, reason="数据有误", by=None, at=NOON)
    officer = Client()
    officer.force_login(house.clerk)

    page = officer.get(f"/desk/info/{planted.public_id}/review/", headers={"host": house.host})

    assert TEXT in page.content.decode()
