"""No file stays on the disk that nothing refers to, whatever was killed on the way; no other file is touched."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from gongkai.kernel import periodic
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import Information
from tests.factories.organisations import OfficerFactory
from tests.factories.publishing import AttachmentFactory, InformationFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def draft():
    return InformationFactory()


def stored(information, *, age=2 * DAY, **facts):
    """A file on the disk, and how to ask whether it is still there."""
    file = AttachmentFactory(information=information, **facts).file
    written = (AT - age).timestamp()
    os.utime(file.path, (written, written))
    return file


def is_there(file):
    return file.storage.exists(file.name)


def night(at=AT):
    periodic.run_due(at=at - DAY)
    periodic.run_due(at=at)


def test_the_files_of_a_discarded_draft_are_gone_with_it(client, draft, django_capture_on_commit_callbacks):
    files = [stored(draft), stored(draft)]
    client.force_login(OfficerFactory(body=draft.body, role=Role.PUBLISHER))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("publishing_workbench:discard", args=[draft.public_id]))

    assert not Information.objects.exists()
    assert not any(is_there(file) for file in files)


def test_a_file_that_another_attachment_refers_to_stays(draft, django_capture_on_commit_callbacks):
    file = stored(draft)
    AttachmentFactory(information=InformationFactory(published=True), file=file.name)

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_draft(information_id=draft.pk, by=draft.drafted_by, at=AT)
    night()

    assert is_there(file)


def test_nothing_is_removed_if_the_discarding_does_not_hold(draft, django_capture_on_commit_callbacks):
    file = stored(draft)

    with django_capture_on_commit_callbacks():  # killed before the commit: what waited for it never runs
        actions.discard_draft(information_id=draft.pk, by=draft.drafted_by, at=AT)

    assert is_there(file)


def test_what_a_killed_process_left_is_swept_the_next_night(draft):
    orphan, kept = stored(draft), stored(InformationFactory(published=True))
    # The test's transaction never commits: as if the process had been killed right after the commit.
    actions.discard_draft(information_id=draft.pk, by=draft.drafted_by, at=AT)

    night()

    assert not is_there(orphan)
    assert is_there(kept)


def test_a_file_whose_row_may_still_be_on_its_way_is_left(draft):
    fresh = stored(draft, age=timedelta(hours=1))
    actions.discard_draft(information_id=draft.pk, by=draft.drafted_by, at=AT)

    assert actions.remove_orphaned_files(at=AT) == 0
    assert is_there(fresh)


def test_a_county_that_never_attached_anything_has_nothing_to_sweep():
    assert actions.remove_orphaned_files(at=AT) == 0


def test_a_disk_that_refuses_does_not_undo_the_discarding(draft, monkeypatch, django_capture_on_commit_callbacks):
    stored(draft)

    def refuse(*_name):
        raise OSError("read-only")

    monkeypatch.setattr(FileSystemStorage, "delete", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_draft(information_id=draft.pk, by=draft.drafted_by, at=AT)

    assert not Information.objects.exists()
