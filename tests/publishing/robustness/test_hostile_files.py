"""Polyglots, macros, SVG, bombs, archives of programs: refused in words, and nothing changed; honest files are taken."""

from __future__ import annotations

import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.actions.attaching import checked_kind
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules.disguises import is_disguised
from gongkai.publishing.rules.file_types import Family
from gongkai.publishing.rules.states import PublishingRefused
from tests.publishing.desk_pages import HTMX, desk
from tests.publishing.robustness import hostile
from tests.publishing.test_attaching import PDF, PNG, a_document, a_workbook

MACROS = "_VBA_PROJECT".encode("utf-16-le")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    **{name: (*file, "夹带着网页或另一个文件") for name, file in hostile.DISGUISED.items()},
    "a drawing with a script": ("a.svg", SVG, "SVG 图片里可以藏程序"),
    "a drawing that calls itself a picture": ("a.png", SVG, "文件内容与扩展名不符"),
    "a drawing that calls itself a text of drawings": ("a.svgz", SVG, "SVG 图片里可以藏程序"),
    "a page": ("a.html", hostile.PAGE, "不收这种文件"),
    "a document with macros": ("a.docx", hostile.docx({"word/vbaProject.bin": b"x"}), "文件里有宏"),
    "a document with controls": ("a.docx", hostile.docx({"word/activeX/activeX1.bin": b"x"}), "文件里有宏"),
    "an old document with macros": ("a.doc", hostile.OLE + bytes(600) + MACROS, "文件里有宏"),
    "an archive of programs": ("a.zip", hostile.archive({"安装.exe": b"MZ"}), "压缩包里有程序或网页文件"),
    "an archive that unpacks to far too much": ("a.zip", hostile.bomb(), "压缩包展开后过大"),
    "archives within archives": ("a.zip", hostile.nested(4), "压缩包展开后过大"),
    "many bearable archives": ("a.zip", hostile.nested_bomb(), "压缩包展开后过大"),
    "an archive of very many files": (
        "a.zip",
        hostile.archive({f"{n}.txt": b"" for n in range(2001)}),
        "压缩包展开后过大",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_what_it_says_is_refused_in_words_and_the_draft_is_untouched(client, draft, name, content, words):
    before = Information.objects.values().get()

    answer = client.post(desk("attach", draft.public_id), {"file": SimpleUploadedFile(name, content)}, headers=HTMX)

    assert answer.status_code == 422
    assert f"{name}：" in answer.content.decode()
    assert words in answer.content.decode()
    assert not Attachment.objects.exists()
    assert Information.objects.values().get() == before


HONEST = {
    "文件.pdf": PDF,
    "文件.docx": a_document(),
    "表.xlsx": a_workbook(),
    "图.png": PNG,
    "图2.png": hostile.png(b"Taken with a camera"),
    "图.gif": hostile.GIF,
    "图.jpg": bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9") + b"second picture",
    "网页说明.txt": "写法：<script>，不会运行".encode(),
    "材料.zip": hostile.archive({"名单.csv": b"a,b", "里层.zip": hostile.nested(0)}),
    "老文件.doc": hostile.OLE + bytes(600),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), HONEST.items(), ids=HONEST)
def test_an_honest_file_is_taken(client, draft, name, content):
    answer = client.post(desk("attach", draft.public_id), {"file": SimpleUploadedFile(name, content)}, headers=HTMX)

    assert answer.status_code == 200
    assert Attachment.objects.get().name == name


def test_a_bomb_is_weighed_without_being_unpacked():
    content = hostile.bomb()
    tracemalloc.start()
    with pytest.raises(PublishingRefused, match="file_bomb"):
        checked_kind("a.zip", content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 16 * hostile.MEGABYTE


@given(
    st.sampled_from(list(Family)),
    st.binary(max_size=400),
    st.sampled_from([b"", hostile.GIF, hostile.PDF, hostile.png()]),
)
def test_no_bytes_break_the_look_for_disguises(family, noise, head):
    assert is_disguised(family, head + noise) in (True, False)


def test_a_picture_that_tells_of_itself_is_taken():
    start, image = hostile.GIF.split(b"\x2c", 1)
    remark = b"\x21\xfe\x06Camera\x00"

    assert not is_disguised(Family.IMAGE, start + remark + b"\x2c" + image)
    assert is_disguised(Family.IMAGE, start + remark[:-1] + b"\x2c" + image)


@given(st.binary(min_size=1, max_size=60).filter(lambda noise: noise.strip(b"\0\r\n\t ")))
def test_nothing_may_stand_behind_a_picture(noise):
    assert is_disguised(Family.IMAGE, hostile.GIF + noise)
    assert is_disguised(Family.IMAGE, hostile.png() + noise)
