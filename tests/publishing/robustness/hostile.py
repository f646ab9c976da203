"""Files that are two things at once, or far more than they look."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from docx import Document

PAGE = b"<html><script>alert(1)</script></html>"
GIF = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MEGABYTE = 2**20


def png(extra: bytes = b"") -> bytes:
    """One grey pixel, with a chunk of text if any."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    text = chunk(b"tEXt", b"Comment\0" + extra) if extra else b""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + text
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def archive(members: dict[str, bytes], comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = comment
        for name, content in members.items():
            packed.writestr(name, content)
    return made.getvalue()


def docx(extra: dict[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    Document().save(made)
    if extra:
        with zipfile.ZipFile(made, "a") as package:
            for name, content in extra.items():
                package.writestr(name, content)
    return made.getvalue()


def bomb(megabytes: int = 300) -> bytes:
    """Some hundred kilobytes that unpack to hundreds of megabytes of nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("名单.csv", "w") as member:
        for _ in range(megabytes):
            member.write(bytes(MEGABYTE))
    return made.getvalue()


def nested(depth: int) -> bytes:
    content = archive({"a.txt": b"a"})
    for level in range(depth):
        content = archive({f"{level}.zip": content})
    return content


def nested_bomb() -> bytes:
    """Each of its archives is bearable, all of them together are not."""
    inner = bomb(15)
    return archive({f"{n}.zip": inner for n in range(20)})


DISGUISED = {
    "a page in the head of a PDF": ("a.pdf", b"%PDF-1.4\n" + PAGE + PDF[9:]),
    "a page behind the end of a PDF": ("a.pdf", PDF + PAGE),
    "an archive behind the end of a PDF": ("a.pdf", PDF + bytes(2000) + archive({"a.txt": bytes(range(256)) * 9})),
    "a script that begins like a GIF": ("a.gif", b"GIF89a/*" + GIF[8:] + b"*/=1;alert(1)"),
    "a script behind a GIF": ("a.gif", GIF + b"=1;alert(1)"),
    "a GIF that is none": ("a.gif", b"GIF89a=1;alert(document.domain)//" + bytes(40)),
    "a GIF without an end": ("a.gif", GIF[:-1]),
    "a page in the words of a picture": ("a.png", png(b"<script>alert(1)</script>")),
    "an archive behind a picture": ("a.png", png() + archive({"a.txt": b"a"})),
    "a page behind a picture": ("a.png", png() + PAGE),
    "a picture without an end": ("a.png", png()[:-12]),
    "an archive behind an old document": ("a.doc", OLE + bytes(600) + archive({"a.txt": b"a"})),
    "a page in the comment of an archive": ("a.zip", archive({"a.txt": b"a"}, comment=PAGE)),
    "a page behind a document": ("a.docx", docx() + PAGE),
}
