"""Texts, lists, pages, slides and archives."""

from __future__ import annotations

import pytest

from gongkai.publishing.masking import clean_copy
from gongkai.publishing.masking.kinds import What
from gongkai.publishing.rules.profiles import BY_NAME
from tests.publishing.masking import reading, slides
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, CARD, CHILD, MOBILE, ON

MASKED = f"99*************{ADULT[-3:]}"


def copy_of(content: bytes, name: str, profile: str | None = None):
    return clean_copy(content, name=name, on=ON, profile=BY_NAME[profile] if profile else None)


def whats(copy) -> set[What]:
    return {removed.what for removed in copy.removed}


class TestTexts:
    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_the_encoding_stays(self, codec):
        copy = copy_of(f"户主王大山\r\n身份证{ADULT}\r\n".encode(codec), "公示.txt")

        assert copy.content.decode(codec) == f"户主王大山\r\n身份证{MASKED}\r\n"

    def test_a_list_keeps_its_delimiter_and_loses_its_columns(self):
        text = f'姓名;身份证号;说明\n王大山;{ADULT};"一""二"\n'

        assert copy_of(text.encode(), "名单.csv", "subsidy").content.decode() == f"姓名;身份证号\n王大山;{MASKED}\n"
        assert copy_of(text.encode(), "名单.csv").content.decode() == f'姓名;身份证号;说明\n王大山;{MASKED};"一""二"\n'

    def test_columns_that_blanks_part_go_too(self):
        text = f"低保名单如下\n姓名  身份证号    金额\n王大山 {ADULT} 500\n李大水 {ADULT}  600\n以上"

        copy = copy_of(text.encode(), "名单.txt", "relief")

        assert copy.content.decode() == "低保名单如下\n姓名  金额\n王大山 500\n李大水 600\n以上"

    def test_an_official_contact_stays_for_a_person_to_decide(self):
        text = f"监督电话：{MOBILE}，村民王大山{ADULT}"

        assert copy_of(text.encode(), "公示.txt").content.decode() == f"监督电话：{MOBILE}，村民王大山{MASKED}"


class TestNames:
    @pytest.mark.parametrize(
        ("name", "clean"),
        [
            (f"王大山{ADULT}.txt", f"王大山{MASKED.replace('*', 'x')}.txt"),
            ("名单.CSV", "名单.CSV"),
            ("名单", "名单.txt"),
            ("名单.xls", "名单.txt"),
            ("/home/名单.txt", "名单.txt"),
        ],
    )
    def test_a_copy_has_a_clean_name_and_the_ending_of_what_it_is(self, name, clean):
        assert copy_of("正文".encode(), name).name == clean

    def test_a_child_that_the_text_names_is_not_in_the_name(self):
        text = f"姓名,身份证号\n王小虎,{CHILD}\n"

        assert copy_of(text.encode(), "王小虎的补助.csv").name == "王某某的补助.csv"


class TestPages:
    def test_what_no_browser_shows_goes_and_what_it_shows_stays(self):
        page = (
            '<html lang="zh"><head><title>公示</title><meta name="author" content="某事"><script>某事</script>'
            "<style>p{color:red}</style><style>@import url(某事)</style></head><body onload='某事'><!--某事-->"
            '<p style="color:red" data-x="某事">公告</p><p style="display:none">某事</p><p hidden>某事</p>'
            '<form><input value="某事"><textarea>某事</textarea></form><img src="某事"><a href="javascript:某事">看</a></body></html>'
        )

        copy = copy_of(page.encode(), "公示.html")

        text = copy.content.decode()
        assert "某事" not in text
        assert '<p style="color:red">公告</p>' in text
        assert "<a>看</a>" in text
        assert "p{color:red}" in text
        assert whats(copy) >= {What.SCRIPTS, What.COMMENTS, What.HIDDEN_TEXT, What.FIELDS, What.DRAWINGS}

    def test_a_number_that_the_source_breaks_is_one_number(self):
        copy = copy_of(making.page(f"<p>王大山{ADULT[:6]}\n   <b>{ADULT[6:]}</b></p>"), "公示.html")

        assert MASKED in copy.content.decode()

    def test_an_old_encoding_becomes_utf_8(self):
        page = f'<html><head><meta charset="gbk"></head><body><p>王大山{ADULT}</p></body></html>'

        copy = copy_of(page.encode("gb18030"), "公示.htm")

        assert copy.name == "公示.htm"
        assert f"王大山{MASKED}" in copy.content.decode("utf-8")


class TestSlides:
    def test_slides_are_masked_and_hidden_ones_notes_and_pictures_go(self):
        content = slides.show(
            slides.slide(slides.text(f"户主{ADULT}") + slides.picture("某事")),
            slides.slide(slides.text("某事"), is_hidden=True),
            notes="某事",
        )

        copy = copy_of(content, "公示.pptx")

        everything = reading.everything(copy.content)
        assert f"户主{MASKED}" in everything
        assert "某事" not in everything
        assert ADULT not in everything
        assert whats(copy) >= {What.HIDDEN_SHEET, What.HIDDEN_TEXT}
        assert {part for part in reading.parts(copy.content) if "/slides/slide" in part} == {"ppt/slides/slide1.xml"}

    def test_a_table_on_a_slide_is_cut_to_the_profile(self):
        table = slides.table([["姓名", "身份证号", "金额"], ["王大山", ADULT, "500"]])

        copy = copy_of(slides.show(slides.slide(table)), "公示.pptx", "relief")

        assert slides.cells(copy.content) == [["姓名", "金额"], ["王大山", "500"]]


class TestArchives:
    def test_each_file_is_masked_by_itself_under_a_clean_name(self):
        inner = making.archive({"附件.docx": making.word(f"王大山{ADULT}")})
        content = making.archive(
            {
                f"甲/{ADULT}.txt": ADULT.encode(),
                "名单.xlsx": making.sheet([["姓名", "银行账号", "金额"], ["王大山", CARD, "5"]]),
                "里.zip": inner,
                "空.txt": b"",
                "__MACOSX/._名单.xlsx": b"\0\1",
                "甲/Thumbs.db": b"\0\1",
            }
        )

        copy = copy_of(content, "公示.zip", "relief")

        name = f"甲/{MASKED.replace('*', 'x')}.txt"
        assert reading.parts(copy.content) == {name, "名单.xlsx", "里.zip", "空.txt"}
        everything = reading.everything(copy.content)
        assert ADULT not in everything
        assert CARD not in everything
        assert any(removed.where.startswith("压缩包内 里.zip：压缩包内 附件.docx") for removed in copy.removed)

    def test_names_that_are_alike_once_masked_stay_apart(self):
        other = f"{ADULT[:6]}19810517123"
        content = making.archive({f"{ADULT}.txt": b"1", f"{ADULT} .txt": b"2", f"{other}.txt": b"3"})

        assert len(reading.parts(copy_of(content, "公示.zip").content)) == 3
