"""Every saved state is kept, and an older one can become the draft again, with its files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gongkai.audit.models import Entry
from gongkai.publishing import actions
from gongkai.publishing.actions import PublishingRefused, Refusal
from gongkai.publishing.models import Information, KeptFile, Version
from gongkai.publishing.rules import paths, snapshots
from tests.factories.organisations import OfficerFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 2, tzinfo=UTC)
LIST = "张某某".encode()
PNG = bytes.fromhex(  # one grey pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


@pytest.fixture
def draft(body):
    return InformationFactory(body=body)


def saved(draft, **fields):
    draft.refresh_from_db()
    return actions.save_draft(information_id=draft.pk, revision=draft.revision, by=draft.drafted_by, at=AT, **fields)


def attached(draft, name="名单.txt", content=LIST, **about):
    return actions.attach(information_id=draft.pk, name=name, content=content, by=draft.drafted_by, at=AT, **about)


def removed(draft, file):
    actions.remove_attachment(attachment_id=file.pk, by=draft.drafted_by, at=AT)


def restored(draft, serial, **about):
    draft.refresh_from_db()
    given = {"revision": draft.revision, "by": draft.drafted_by} | about
    return actions.restore_version(information_id=draft.pk, serial=serial, at=AT, **given)


def reasons(draft):
    return [version.reason for version in draft.versions.order_by("serial")]


def snapshot(draft, serial):
    return snapshots.unpack(draft.versions.get(serial=serial).snapshot)


def test_a_beginning_and_each_save_that_changed_something_is_a_version(body):
    row = InformationFactory(body=body).row
    clerk = OfficerFactory(body=body)

    draft = actions.start_draft(body=body, matter_id=row.matter_id, by=clerk, at=AT)
    saved(draft, title="甲")
    saved(draft, title="甲")
    saved(draft, title="乙")

    assert reasons(draft) == ["started", "saved", "saved"]
    assert [snapshot(draft, n)["title"] for n in (2, 3)] == ["甲", "乙"]
    assert {version.saved_by for version in draft.versions.all()} == {clerk}


def test_a_file_that_came_or_went_is_a_version(draft):
    file = attached(draft)
    removed(draft, file)

    assert [[f["name"] for f in snapshot(draft, n)["files"]] for n in (1, 2)] == [["名单.txt"], []]


def test_an_older_version_comes_back_word_for_word(draft):
    saved(draft, title="旧题", html="<p>旧文</p>", document_number="明政发〔2025〕3号")
    saved(draft, title="新题", html="<p>新文</p>", document_number="")

    restored(draft, 1)

    draft.refresh_from_db()
    assert (draft.title, draft.html, draft.text) == ("旧题", "<p>旧文</p>", "旧文")
    assert draft.document_number == "明政发〔2025〕3号"
    assert draft.revision == 3
    assert reasons(draft)[-1] == "restored"
    assert draft.versions.get(serial=3).digest == draft.versions.get(serial=1).digest


def test_dates_come_back_as_dates(draft):
    saved(draft, title="甲", written_on=AT.date())
    saved(draft, title="乙", written_on=None)

    restored(draft, 1)

    assert Information.objects.get(pk=draft.pk).written_on == AT.date()


def test_what_stood_there_before_is_kept_too(draft):
    saved(draft, title="旧题")
    Information.objects.filter(pk=draft.pk).update(title="没有版本的题")

    restored(draft, 1)

    assert reasons(draft) == ["saved", "saved", "restored"]
    assert snapshot(draft, 2)["title"] == "没有版本的题"


def test_its_files_come_back_under_their_addresses_and_later_ones_stay_inside(draft):
    old = attached(draft)
    picture = attached(draft, "图.png", PNG, is_inline=True)
    address = paths.attachment(draft.public_id, picture.public_id)
    saved(draft, html=f'<p><img src="{address}"></p>')
    removed(draft, old)
    removed(draft, picture)
    saved(draft, html="<p>无图</p>")
    new = attached(draft, "新.txt", "新".encode())

    restored(draft, 3)

    files = list(draft.attachments.all())
    assert [(f.public_id, f.name, f.text) for f in files] == [
        (old.public_id, "名单.txt", "张某某"),
        (picture.public_id, "图.png", ""),
    ]
    assert files[0].file.read() == "张某某".encode()
    assert files[1].is_inline
    assert Information.objects.get(pk=draft.pk).html == f'<p><img src="{address}"></p>'
    assert [kept.sha256 for kept in draft.kept_files.all()] == [new.sha256]


def test_what_the_scanner_found_in_a_file_is_found_again(draft):
    file = attached(draft, "名单.txt", "张某某 11010519491231002X".encode())
    removed(draft, file)

    restored(draft, 1)

    assert draft.attachments.get().findings == file.findings != []


def test_a_file_that_was_attached_again_meanwhile_gets_its_old_address_back(draft):
    old = attached(draft)
    removed(draft, old)
    attached(draft)

    restored(draft, 1)

    assert draft.attachments.get().public_id == old.public_id
    assert not draft.kept_files.exists()


def test_a_file_that_stayed_is_left_alone_but_for_its_place(draft):
    first, second = attached(draft, "一.txt", b"1"), attached(draft, "二.txt", b"2")
    saved(draft, title="新题")
    draft.attachments.filter(pk=first.pk).update(position=9)

    restored(draft, 2)

    assert [file.pk for file in draft.attachments.all()] == [first.pk, second.pk]


def test_a_masked_original_may_come_back_and_is_still_kept(draft):
    file = attached(draft)
    KeptFile.objects.create(
        information=draft, name=file.name, file=file.file.name, media_type=file.media_type, size=file.size,
        sha256=file.sha256, reason=KeptFile.Reason.MASKED, kept_at=AT,
    )  # fmt: skip
    draft.attachments.all().delete()

    restored(draft, 1)

    assert draft.attachments.get().sha256 == file.sha256
    assert draft.kept_files.get().reason == "masked"


def test_what_a_publicity_period_took_away_does_not_come_back(draft):
    removed(draft, attached(draft))
    draft.kept_files.update(reason=KeptFile.Reason.PURGED)

    with pytest.raises(PublishingRefused, match=Refusal.FILE_GONE):
        restored(draft, 1)

    assert reasons(draft) == ["saved", "saved"]


def test_a_restored_text_is_cleaned_by_the_rules_of_today(draft):
    saved(draft, html="<p>甲</p>")
    version = draft.versions.get()
    version.snapshot = snapshots.pack(snapshot(draft, 1) | {"html": "<p>甲</p><script>x</script>"})
    version.save()

    assert restored(draft, 1).html == "<p>甲</p>"


def test_a_link_to_a_document_that_is_no_more_does_not_come_back(draft):
    saved(draft, title="甲")
    version = draft.versions.get()
    version.snapshot = snapshots.pack(snapshot(draft, 1) | {"interprets_id": 10**9})
    version.save()

    assert restored(draft, 1).interprets_id is None


def test_a_restore_from_an_old_page_is_refused(draft):
    saved(draft, title="甲")
    saved(draft, title="乙")

    with pytest.raises(PublishingRefused, match=Refusal.STALE_REVISION):
        restored(draft, 1, revision=1)

    assert Information.objects.get(pk=draft.pk).title == "乙"


def test_only_a_draft_is_restored_and_only_by_who_may_write(draft, body):
    saved(draft, title="甲")

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        restored(draft, 1, by=OfficerFactory())
    actions.submit(information_id=draft.pk, by=None, at=AT, plea="核对无误")
    with pytest.raises(PublishingRefused, match=Refusal.NOT_A_DRAFT):
        restored(draft, 1)


def test_who_restores_becomes_an_author_and_it_is_recorded(draft, body):
    saved(draft, title="甲")
    other = OfficerFactory(body=body)

    restored(draft, 1, by=other)

    draft.refresh_from_db()
    assert other.pk in draft.authors
    assert Entry.objects.get(action="information.restore_version").detail == {"serial": 1}


def test_a_draft_thrown_away_leaves_neither_versions_nor_files(draft, django_capture_on_commit_callbacks):
    kept, still = attached(draft), attached(draft, "二.txt", b"2")
    removed(draft, kept)

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_draft(information_id=draft.pk, by=draft.drafted_by, at=AT)

    assert not Version.objects.exists()
    assert not any(file.file.storage.exists(file.file.name) for file in (kept, still))
