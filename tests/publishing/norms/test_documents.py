"""Word and PDF in the unified layout: what stands in them, that words stay words, that what is gone is gone."""

from __future__ import annotations

import io
from datetime import date

import docx
import pypdfium2
import pytest
from PIL import Image

from gongkai.publishing import actions
from gongkai.publishing.actions import Basis
from gongkai.publishing.printing import blocks
from gongkai.publishing.printing.blocks import Block, Picture, Table
from gongkai.publishing.rules.title_note import Amendment, Noted, title_note
from tests.factories.publishing import AttachmentFactory
from tests.publishing.norms.conftest import AT, ON

TEXT = (
    "<h2>第一章 总则</h2><p>第一条 为了<strong>保障</strong>生活，制定本办法。</p><p>一、对象</p><p>（一）急难型</p>"
    "<table><caption>标准</caption><tr><th rowspan='2'>类别</th><th colspan='2'>元</th></tr><tr><th>单人</th>"
    "<th>家庭</th></tr><tr><td rowspan='9'>甲</td><td>1</td><td>2</td></tr></table><ol><li>申请<ol><li>签字</li></ol></li></ol>"
)
NASTY = '#eval("1+1") #read("/etc/passwd") $x$ *a* _b_ `c` \\ ] [ <w:p> &amp; = @x // #{ }'


def words_of_pdf(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def words_of_docx(content):
    document = docx.Document(io.BytesIO(content))
    paragraphs = [p.text for p in [*document.paragraphs, *document.sections[0].footer.paragraphs]]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*paragraphs, *cells])


READERS = {"pdf": words_of_pdf, "docx": words_of_docx}


def squeezed(text):
    return "".join(text.split()).replace("\u200b", "")


@pytest.fixture(params=["pdf", "docx"])
def fetch(request, client):
    """The words of a document as it is downloaded."""

    def words(piece):
        response = client.get(f"/info/{piece.public_id}/document.{request.param}")
        assert response.status_code == 200, response.status_code
        return squeezed(READERS[request.param](response.content))

    words.form = request.param
    return words


@pytest.mark.django_db
def test_title_note_text_files_and_address_stand_in_it(fetch, make):
    piece = make(html=TEXT, document_number="明政发〔2024〕3号", effective_on=date(2024, 2, 1))
    AttachmentFactory(information=piece, name="申请表.docx")

    words = fetch(piece)

    for expected in (
        piece.title,
        "（2024年1月1日明镜县民政局明政发〔2024〕3号公布自2024年2月1日起施行）",
        "第一条为了保障生活，制定本办法。",
        "（一）急难型",
        "单人",
        "1.申请表.docx",
        f"/info/{piece.public_id}/",
        piece.index_number,
    ):
        assert expected in words


@pytest.mark.django_db
def test_what_somebody_wrote_is_never_markup(fetch, make):
    from html import escape

    piece = make(
        title=f"标题{NASTY}"[:200], html=f"<p>{escape(NASTY)}</p><table><tr><td>{escape(NASTY)}</td></tr></table>"
    )

    assert fetch(piece).count(squeezed(NASTY)) == 3


@pytest.mark.django_db
def test_a_repealed_document_says_so_on_paper(fetch, make, decision):
    piece = make(html=TEXT)
    before = fetch(piece)
    actions.repeal(information_ids=[piece.pk], basis=Basis(information_id=decision.pk), on=ON, by=None, at=AT)

    assert "起废止，依据" not in before
    with_date = f"本文件自2025年4月10日起废止，依据：《{decision.title}》（明政发〔2025〕9号）。"
    assert with_date in fetch(piece)


@pytest.mark.django_db
def test_what_is_gone_or_not_yet_public_has_no_document(client, make, document):
    draft = make("草稿", published=False)
    actions.withdraw(information_id=document.pk, reason="内容有误", by=None, at=AT)

    for piece, status in ((draft, 404), (document, 410)):
        for form in ("pdf", "docx"):
            assert client.get(f"/info/{piece.public_id}/document.{form}").status_code == status
    assert client.get(f"/info/{draft.public_id}/document.exe").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_document_is_the_same_file_and_is_not_sent_twice(client, document, form):
    address = f"/info/{document.public_id}/document.{form}"
    first = client.get(address)
    second = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, second.status_code) == (200, 304)
    assert "%E6%98%8E%E9%95%9C" in first["Content-Disposition"]
    assert first.content == client.get(address).content


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"no picture at all", None])
def test_a_picture_is_shown_and_a_broken_one_by_its_words(fetch, make, content):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    piece = make()
    file = AttachmentFactory(information=piece, name="图.png", media_type="image/png", is_inline=True)
    file.file.save("a.png", io.BytesIO(content or picture.getvalue()))
    piece.html = f'<p>见图</p><p><img src="/info/{piece.public_id}/files/{file.public_id}/" alt="流程图"></p>'
    piece.save(update_fields=["html"])

    assert ("［图：流程图］" in fetch(piece)) is (content is not None)


def test_a_text_is_taken_apart_as_officials_write_it():
    parts = blocks.read(TEXT)

    assert [(part.kind, part.level, part.text) for part in parts if isinstance(part, Block)] == [
        ("heading", 1, "第一章 总则"),
        ("paragraph", 0, "第一条 为了保障生活，制定本办法。"),
        ("heading", 1, "一、对象"),
        ("heading", 2, "（一）急难型"),
        ("item", 0, "申请"),
        ("item", 1, "签字"),
    ]


def test_spans_of_a_table_never_reach_out_of_it_or_over_each_other():
    table = next(part for part in blocks.read(TEXT) if isinstance(part, Table))

    assert (table.caption, table.columns, table.head) == ("标准", 3, 2)
    assert [[(cell.column, cell.columns, cell.rows) for cell in row] for row in table.rows] == [
        [(0, 1, 2), (1, 2, 1)],
        [(1, 1, 1), (2, 1, 1)],
        [(0, 1, 1), (1, 1, 1), (2, 1, 1)],
    ]


@pytest.mark.parametrize(
    "html", ["", "只有字", "<p>甲<br>乙</p>尾巴", "<table></table>", "<blockquote>引</blockquote>", "<ul></ul>"]
)
def test_odd_texts_are_read_too(html):
    blocks.read(html)


def test_pictures_come_after_their_paragraph():
    parts = blocks.read('<p>前<img src="/info/a/files/b/" alt="图">后</p>')

    assert parts[1] == Picture("/info/a/files/b/", "图")


def test_the_note_names_what_changed_the_document():
    noted = Noted(
        publisher="明镜县人民政府",
        number="明政规〔2024〕3号",
        written_on=date(2024, 1, 5),
        effective_on=date(2024, 2, 1),
        expires_on=date(2029, 2, 1),
        is_document=True,
        amendments=[Amendment(date(2025, 3, 1), "关于修改部分文件的决定", "明政发〔2025〕2号")],
    )

    assert title_note(noted) == (
        "（2024年1月5日明镜县人民政府明政规〔2024〕3号公布"
        "\u3000根据2025年3月1日《关于修改部分文件的决定》（明政发〔2025〕2号）修改"
        "\u3000自2024年2月1日起施行\u3000有效期至2029年1月31日）"
    )
    assert title_note(Noted("县民政局", "", date(2024, 1, 5))) == "（县民政局\u30002024年1月5日）"
