"""The files of a draft under other names, in another order, with another content."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.publishing import actions
from gongkai.publishing.models import Attachment, KeptFile
from tests.publishing.desk_pages import HTMX, desk

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)


@pytest.fixture
def files(draft, clerk):
    return [
        actions.attach(information_id=draft.pk, name=f"{name}.txt", content=name.encode(), by=clerk, at=AT)
        for name in ("甲", "乙", "丙")
    ]


@pytest.fixture
def arrange(client, draft):
    def arranged(attached, **how):
        return client.post(desk("arrange_attachment", draft.public_id, attached.public_id), how, headers=HTMX)

    return arranged


def names():
    return list(Attachment.objects.order_by("position", "id").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("typed", "name"), [("名单.txt", "名单.txt"), (" 名单 ", "名单.txt"), ("名单.pdf", "名单.pdf.txt")]
)
def test_a_file_gets_another_name_and_keeps_its_ending(files, arrange, typed, name):
    assert arrange(files[0], name=typed).status_code == 200
    assert names()[0] == name


@pytest.mark.parametrize(
    ("typed", "words"), [(" ", "文件名不能为空"), (".txt", "文件名不能为空"), ("乙.txt", "已有同名附件")]
)
def test_a_name_that_is_none_or_taken_is_refused_in_words(files, arrange, typed, words):
    answer = arrange(files[0], name=typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert names()[0] == "甲.txt"


def test_files_are_put_up_and_down_and_stop_at_the_ends(files, arrange):
    arrange(files[0], move="down")
    arrange(files[2], move="up")
    arrange(files[1], move="up")
    arrange(files[0], move="down")
    arrange(files[0], move="sideways")

    assert names() == ["乙.txt", "丙.txt", "甲.txt"]


def test_a_picture_of_the_text_is_not_in_the_list(files, arrange):
    Attachment.objects.filter(pk=files[1].pk).update(is_inline=True)

    arrange(files[1], move="up")

    assert names() == ["甲.txt", "乙.txt", "丙.txt"]


def test_a_newer_file_takes_the_place_of_an_older_one_which_stays_inside(files, arrange):
    arrange(files[1], file=SimpleUploadedFile("乙（新）.txt", b"new"))

    assert names() == ["甲.txt", "乙（新）.txt", "丙.txt"]
    assert KeptFile.objects.get().name == "乙.txt"


def test_a_newer_file_that_is_refused_changes_nothing(files, arrange):
    answer = arrange(files[1], file=SimpleUploadedFile("乙.exe", b"MZ"))

    assert answer.status_code == 422
    assert names() == ["甲.txt", "乙.txt", "丙.txt"]


def test_a_file_that_is_not_there_cannot_be_arranged(client, draft):
    assert client.post(desk("arrange_attachment", draft.public_id, "none"), {"move": "up"}).status_code == 404
