"""Uploads beyond what any form takes are turned away before a byte is read; within that, a file that is too large is named."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.publishing.models import Attachment
from gongkai.publishing.rules import file_types
from tests.publishing.desk_pages import HTMX, desk

pytestmark = pytest.mark.django_db
ANNOUNCED = 200 * 2**20


class Unread:
    """A body that must not be touched."""

    def read(self, *_args):
        raise AssertionError("the body was read")

    readline = read


def test_two_hundred_megabytes_are_refused_in_words_before_a_byte_is_read(client, draft):
    unread = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(ANNOUNCED)}

    answer = client.generic(
        "POST", desk("attach", draft.public_id), content_type="multipart/form-data; boundary=x", **unread
    )

    assert answer.status_code == 413
    assert "文件太大，没有接收" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_length_that_is_no_number_is_left_to_the_framework(client):
    assert client.get("/", headers={"Content-Length": "x"}).status_code in (200, 404)


def test_a_file_that_is_too_large_is_named_and_the_others_are_taken(client, draft, monkeypatch):
    monkeypatch.setattr(file_types, "MAX_BYTES", 10)
    files = [SimpleUploadedFile("大.txt", b"x" * 11), SimpleUploadedFile("小.txt", b"x")]

    answer = client.post(desk("attach", draft.public_id), {"file": files}, headers=HTMX)

    assert answer.status_code == 413
    assert "大.txt：文件超过" in answer.content.decode()
    assert Attachment.objects.get().name == "小.txt"
