"""Files of a draft: what is taken, what is not, what is read in them, and who may fetch them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from docx import Document
from openpyxl import Workbook

from gongkai.audit.models import Entry
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions, extraction
from gongkai.publishing.actions import PublishingRefused, Refusal, attaching
from gongkai.publishing.models import Attachment
from gongkai.publishing.rules import paths
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.factories.publishing import AttachmentFactory, InformationFactory

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200"
    "0148afa4710000000049454e44ae426082"
)


def saved(document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def a_document() -> bytes:
    document = Document()
    document.add_heading("补贴发放方案")
    document.add_table(1, 2).rows[0].cells[1].text = "每亩100元"
    return saved(document)


def a_workbook() -> bytes:
    workbook = Workbook()
    workbook.active.title = "发放明细"
    workbook.active.append(["户主", "金额"])
    workbook.active.append(["张某", 100])
    return saved(workbook)


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 20 100 Td (Subsidy list) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", a_document(), ["补贴发放方案", "每亩100元"]),
        ("a.xlsx", a_workbook(), ["发放明细", "户主 金额", "张某 100"]),
        ("a.pdf", PDF, ["Subsidy list"]),
        ("a.csv", "户主,金额".encode("gb18030"), ["户主,金额"]),
    ],
)
def test_the_text_inside_a_file_is_read(name, content, words):
    text = extraction.text_of(name, content)

    assert all(word in text for word in words)


@pytest.mark.parametrize(("name", "content"), [("a.docx", b"PK\x03\x04 broken"), ("a.pdf", b"%PDF-"), ("a.png", PNG)])
def test_a_file_that_cannot_be_read_has_no_text(name, content):
    assert extraction.text_of(name, content) == ""


def test_a_long_text_is_cut(monkeypatch):
    monkeypatch.setattr(extraction, "LONGEST", 10)

    assert extraction.text_of("a.txt", b"x" * 50) == "x" * 10


@pytest.fixture
def draft(db):
    return InformationFactory()


def attach(draft, name="发放明细.xlsx", content=None, **how):
    content = a_workbook() if content is None else content
    return actions.attach(information_id=draft.pk, name=name, content=content, by=draft.drafted_by, at=AT, **how)


def test_an_attached_file_keeps_its_name_and_its_text(draft):
    added = attach(draft, name="C:\\桌面\\发放明细.xlsx")

    assert added.name == "发放明细.xlsx"
    assert "张某" in added.text
    assert added.file.name.endswith(f"{added.public_id}.xlsx")


def test_files_stand_in_the_order_in_which_they_came(draft):
    names = [attach(draft, name=f"{n}.txt", content=b"x").name for n in range(3)]

    assert [file.name for file in draft.attachments.all()] == names


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.exe", b"MZ", Refusal.FILE_TYPE),
        ("a.pdf", b"MZ\x90", Refusal.FILE_MISMATCH),
        ("a.txt", b"", Refusal.FILE_EMPTY),
    ],
)
def test_other_files_are_refused(draft, name, content, refusal):
    with pytest.raises(PublishingRefused, match=refusal):
        attach(draft, name=name, content=content)

    assert not Attachment.objects.exists()


def test_a_file_beyond_the_limit_is_refused(draft, monkeypatch):
    monkeypatch.setattr("gongkai.publishing.rules.file_types.MAX_BYTES", 3)

    with pytest.raises(PublishingRefused, match=Refusal.FILE_TOO_LARGE):
        attach(draft, name="a.txt", content=b"1234")


def test_only_a_picture_stands_in_the_text(draft):
    with pytest.raises(PublishingRefused, match=Refusal.FILE_TYPE):
        attach(draft, is_inline=True)


def test_a_picture_of_its_own_stays_in_the_text_and_a_foreign_one_does_not(draft):
    own = attach(draft, name="图.png", content=PNG, is_inline=True)
    address = paths.attachment(draft.public_id, own.public_id)
    foreign = paths.attachment(draft.public_id, AttachmentFactory(name="x").public_id)

    saved_draft = actions.save_draft(
        information_id=draft.pk,
        revision=0,
        by=draft.drafted_by,
        at=AT,
        html=f'<p>见<img src="{address}"><img src="{foreign}"></p>',
    )

    assert saved_draft.html == f'<p>见<img src="{address}"></p>'


def test_what_is_taken_off_stays_inside_without_an_address(draft, django_capture_on_commit_callbacks):
    added = attach(draft)
    storage, stored = added.file.storage, added.file.name

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_attachment(attachment_id=added.pk, by=draft.drafted_by, at=AT)

    assert not draft.attachments.exists()
    kept = draft.kept_files.get()
    assert (kept.file.name, kept.sha256, kept.reason) == (stored, added.sha256, "removed")
    assert storage.exists(stored)


def removals():
    return Entry.objects.filter(action="information.attachment_removed").count()


def test_what_is_taken_off_twice_is_recorded_once(draft):
    added = attach(draft)

    for _click in range(2):
        actions.remove_attachment(attachment_id=added.pk, by=draft.drafted_by, at=AT)

    assert removals() == 1


def test_what_another_takes_off_while_one_waits_is_recorded_once(draft, monkeypatch):
    added, lock = attach(draft), attaching.lock_draft

    def another_first(*args, **who):
        monkeypatch.setattr(attaching, "lock_draft", lock)
        actions.remove_attachment(attachment_id=added.pk, by=draft.drafted_by, at=AT)
        return lock(*args, **who)

    monkeypatch.setattr(attaching, "lock_draft", another_first)
    actions.remove_attachment(attachment_id=added.pk, by=draft.drafted_by, at=AT)

    assert removals() == 1


def test_nothing_is_attached_to_what_is_in_review(db):
    piece = InformationFactory(in_review=True)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_A_DRAFT):
        attach(piece)


@pytest.fixture
def public_file(db):
    piece = InformationFactory(published=True)
    CountyHostFactory(county=piece.county)
    return AttachmentFactory(information=piece)


def test_a_public_file_is_saved_and_never_run(client, public_file):
    answer = client.get(paths.attachment(public_file.information.public_id, public_file.public_id))

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_of_another_countys_piece_is_not_there(client, public_file):
    stranger = AttachmentFactory(information=InformationFactory(published=True))

    answer = client.get(paths.attachment(stranger.information.public_id, stranger.public_id))

    assert answer.status_code == 404


def test_a_file_of_a_draft_is_shown_to_its_desk_alone(client, public_file):
    body = public_file.information.body
    draft = AttachmentFactory(information=InformationFactory(body=body))
    address = paths.attachment(draft.information.public_id, draft.public_id)

    stranger = OfficerFactory(body=BodyFactory(county=body.county))
    answers = {"nobody": client.get(address).status_code}
    client.force_login(stranger)
    answers["stranger"] = client.get(address).status_code
    client.force_login(OfficerFactory(body=body, role=Role.REVIEWER))
    shown = client.get(address)

    assert answers == {"nobody": 404, "stranger": 404}
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
