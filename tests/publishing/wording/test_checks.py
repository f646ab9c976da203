"""What the editor and the reviewer are shown: wrong words, links, attachments that do not open, bare pictures."""

from __future__ import annotations

import io

import pytest

from gongkai.publishing import actions
from gongkai.publishing.models import Attachment
from gongkai.publishing.queries.findings import found_in
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from gongkai.publishing.rules.wording import Kind, Word
from tests.factories.publishing import AttachmentFactory, InformationFactory
from tests.publishing.desk_pages import desk
from tests.publishing.wording.conftest import AT, ON, TYPO
from tests.tables.old_workbook import xls

pytestmark = pytest.mark.django_db
LOCKED = "locked.xls"


def write(draft, html, by, **fields):
    draft.refresh_from_db()
    return actions.save_draft(information_id=draft.pk, revision=draft.revision, by=by, at=AT, html=html, **fields)


def told(piece, check):
    piece.refresh_from_db()
    return [(one.kind, one.level, one.place) for one in found_in(piece, on=ON) if one.check == check]


def attach(draft, name, content, by):
    return actions.attach(information_id=draft.pk, name=name, content=content, by=by, at=AT)


def test_a_word_is_shown_beside_the_text_with_what_to_write(client, draft, clerk, in_force):
    in_force(TYPO)
    write(draft, "<p>开立帐户</p>", clerk)
    client.force_login(clerk)

    page = client.get(desk("edit", draft.public_id)).text

    assert "错别字：帐户 → 账户" in page
    assert "一键改正错别字" in page


def test_a_word_is_looked_for_in_title_abstract_text_and_files(draft, clerk, in_force):
    in_force(TYPO)
    write(draft, "<p>帐户</p>", clerk, title="帐户公告", summary="帐户")
    file = attach(draft, "帐户.txt", "开立帐户".encode(), clerk)

    places = [place for _kind, _level, place in told(draft, "words")]

    assert sorted(places) == sorted(["title", "summary", "text", f"file:{file.public_id}", f"file:{file.public_id}"])


def test_a_word_that_must_go_keeps_a_draft_from_leaving(draft, clerk, in_force):
    in_force(Word("某禁词", Kind.BANNED, level=Level.BLOCK))
    write(draft, "<p>某禁词</p>", clerk)

    with pytest.raises(PublishingRefused, match=Refusal.FINDINGS_OPEN):
        actions.submit(information_id=draft.pk, by=clerk, at=AT)


def test_an_attachment_with_a_password_opens_for_nobody(draft, clerk):
    file = attach(draft, LOCKED, xls([["a"]], is_locked=True), clerk)

    assert told(draft, "links") == [("file_closed", Level.BLOCK, f"file:{file.public_id}")]
    with pytest.raises(PublishingRefused, match=Refusal.FINDINGS_OPEN):
        actions.submit(information_id=draft.pk, by=clerk, at=AT)


def test_a_damaged_attachment_says_how_to_mend_it(client, draft, clerk):
    attach(draft, "明细.txt", "张某某".encode(), clerk)
    Attachment.objects.update(name="明细.pdf", findings=[], scanned_with="1")
    file = Attachment.objects.get()
    file.file.storage.delete(file.file.name)
    file.file.save("broken.pdf", io.BytesIO(b"%PDF-1.7\nbroken"))
    Attachment.objects.update(size=15)

    actions.rescan_unpublished(at=AT)

    client.force_login(clerk)
    assert "附件打不开：明细.pdf（文件已损坏。" in client.get(desk("edit", draft.public_id)).text


@pytest.mark.parametrize("content", [None, b"half"])
def test_a_file_that_is_not_on_the_disk_or_not_all_of_it_is_missed(draft, content):
    file = AttachmentFactory(information=draft)
    file.file.storage.delete(file.file.name)
    if content is not None:
        file.file.save("half.txt", io.BytesIO(content))

    assert told(draft, "links") == [("file_missing", Level.BLOCK, f"file:{file.public_id}")]


def test_files_that_an_older_scanner_saw_are_looked_at_again_before_release(draft, clerk):
    file = attach(draft, LOCKED, xls([["a"]], is_locked=True), clerk)
    Attachment.objects.update(findings=[], scanned_with="1")

    actions.rescan(information_id=draft.pk, at=AT)

    assert told(draft, "links") == [("file_closed", Level.BLOCK, f"file:{file.public_id}")]


def test_a_link_to_what_is_not_public_is_told_and_one_to_what_is_is_not(draft, clerk, body, make):
    hidden, public = InformationFactory(body=body), make()
    links = f'<a href="/info/{hidden.public_id}/">某</a><a href="/info/{public.public_id}/">某</a>'
    write(draft, f"<p>详见{links}</p>", clerk)

    assert told(draft, "links") == [("not_public", Level.WARN, "text")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>如图<img src="/info/a/files/b/" alt=""></p>', ("no_alternative", Level.BLOCK, "text")),
        ('<p>如图<img src="/info/a/files/b/" alt="IMG_2031.jpg"></p>', ("nameless_alternative", Level.WARN, "text")),
        ('<p><img src="/info/a/files/b/" alt="申领流程图"></p>', ("only_pictures", Level.WARN, "text")),
    ],
)
def test_pictures_that_say_nothing_are_told(draft, html, expected):
    draft.html, draft.text = html, ""
    draft.save()

    assert told(draft, "pictures") == [expected]
