"""Which files are taken, and what the digest is made of."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from gongkai.publishing.rules import (
    digest,
    file_types,
)
from gongkai.publishing.rules.file_types import Family

ON = date(2025, 4, 2)

# --- File types ---


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return content.getvalue()


PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"\0" * 20


@pytest.mark.parametrize(
    ("content", "family"),
    [
        (b"%PDF-1.7 ...", Family.PDF),
        (archive("OFD.xml"), Family.OFD),
        (archive("[Content_Types].xml", "word/document.xml"), Family.WORD),
        (archive("[Content_Types].xml", "xl/workbook.xml"), Family.SHEET),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), Family.SLIDES),
        (archive("[Content_Types].xml", "word/vbaProject.bin"), Family.MACROS),
        (archive("a.txt"), Family.ZIP),
        (b"PK\x03\x04 broken", Family.UNKNOWN),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 20, Family.OLE),
        (b"{\\rtf1 }", Family.RTF),
        (PNG, Family.IMAGE),
        ("户主,金额".encode("gb18030"), Family.TEXT),
        (b"\x7fELF\x02\x01", Family.UNKNOWN),
        (b"MZ\x90\x00\x03", Family.UNKNOWN),
    ],
)
def test_a_file_is_known_by_its_content(content, family):
    assert file_types.family_of(content) is family


@pytest.mark.parametrize(
    ("name", "content", "fits"),
    [
        ("a.pdf", b"%PDF-1.7", True),
        ("a.pdf", b"MZ\x90\x00", False),
        ("a.docx", archive("[Content_Types].xml", "xl/workbook.xml"), False),
        ("a.wps", archive("[Content_Types].xml", "word/document.xml"), True),
        ("a.png", PNG, True),
        ("a.jpg", PNG, False),
    ],
)
def test_a_file_must_be_what_its_name_says(name, content, fits):
    kind = file_types.kind_of(name)

    assert kind is not None
    assert file_types.is_what_it_says(kind, content) is fits


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a", "a.js"])
def test_other_files_are_not_taken(name):
    assert file_types.kind_of(name) is None


# --- Digest ---


def record(**changed):
    facts = {
        "index_number": "990001001/2025-00001",
        "title": "公告",
        "summary": "",
        "html": "<p>一</p>",
        "kind": "announcement",
        "publisher": "某局",
        "matter": 1,
        "document_number": "",
        "topic": "",
        "content_source": "",
        "written_on": ON,
        "effective_on": None,
        "expires_on": None,
        "published_at": datetime(2025, 4, 2, 1, tzinfo=UTC),
        "attachments": (digest.PublishedFile("a.pdf", 3, "f" * 64),),
    }
    return digest.PublishedRecord(**facts | changed)


def test_the_digest_can_be_worked_out_from_the_written_record():
    written = digest.canonical(record())

    assert hashlib.sha256(written).hexdigest() == digest.digest(record())
    assert json.loads(written)["published_at"] == "2025-04-02T01:00:00.000000+00:00"


def test_the_same_moment_in_another_zone_has_the_same_digest():
    beijing = datetime(2025, 4, 2, 9, tzinfo=timezone(timedelta(hours=8)))

    assert digest.digest(record(published_at=beijing)) == digest.digest(record())


@pytest.mark.parametrize("changed", [{"title": "公告二"}, {"html": ""}, {"written_on": None}, {"attachments": ()}])
def test_whatever_the_public_sees_is_in_the_digest(changed):
    assert digest.digest(record(**changed)) != digest.digest(record())
