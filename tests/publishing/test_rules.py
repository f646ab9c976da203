"""States, numbers, checklist, metadata, markup, file types, digest and what is filled in beforehand."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.organisations.rules.roles import Permission
from gongkai.publishing.models import Information
from gongkai.publishing.rules import (
    checklist,
    digest,
    document_number,
    file_types,
    index_number,
    markup,
    metadata,
    paths,
    prefill,
)
from gongkai.publishing.rules.checklist import Draft, Tick, Where
from gongkai.publishing.rules.document_number import Mending
from gongkai.publishing.rules.file_types import Family
from gongkai.publishing.rules.metadata import Finding, Metadata
from gongkai.publishing.rules.states import MOVES, PublishingRefused, Refusal, State, find_move, open_moves

ON = date(2025, 4, 2)
ALL = frozenset(Permission)


# --- States ---


def test_every_state_is_reached_from_a_draft():
    reached = {State.DRAFT}
    for _ in State:
        reached |= {move.target for move in MOVES if move.source in reached}

    assert reached == set(State)


def test_nothing_leads_out_of_withdrawn():
    assert not [move for move in MOVES if move.source is State.WITHDRAWN]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.name}-{move.source}")
def test_every_move_asks_for_a_permission_and_the_buttons_agree_with_the_refusals(move):
    for permission in Permission:
        may = move.name in open_moves(state=move.source, permissions=[permission], is_author=False)
        assert may == (permission in move.permissions)
        if may:
            found = find_move(move.name, state=move.source, permissions=[permission], is_author=False, reason="理由")
            assert found.target is move.target


def test_only_signing_off_asks_for_someone_else():
    assert {move.name for move in MOVES if move.by_someone_else} == {"sign_off"}


@pytest.mark.parametrize(
    ("name", "state", "is_author", "reason", "refusal"),
    [
        ("publish", State.DRAFT, False, "", Refusal.NOT_OPEN),
        ("sign_off", State.IN_REVIEW, True, "", Refusal.OWN_DRAFT),
        ("withdraw", State.PUBLISHED, False, " ", Refusal.REASON_MISSING),
    ],
)
def test_the_table_says_why_not(name, state, is_author, reason, refusal):
    with pytest.raises(PublishingRefused, match=refusal):
        find_move(name, state=state, permissions=ALL, is_author=is_author, reason=reason)


# --- Index numbers ---


def test_the_standard_form_of_an_index_number():
    code = index_number.organisation_part(credit_code="11370322004222241N", division_code="370322", body_number=3)

    assert index_number.compose(pattern="", code=code, year=2025, serial=39) == "004222241/2025-00039"


def test_a_body_without_credit_code_is_known_by_division_and_number():
    code = index_number.organisation_part(credit_code="", division_code="990001000000", body_number=12)

    assert code == "990001012"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("000014349/2022-00039", ("000014349", 2022, 39)),
        ("11370322004222241N/2021-5135380", ("11370322004222241N", 2021, 5135380)),
        ("11341702486344515H/202110-00013", ("11341702486344515H", 2021, 13)),
        ("6107280000/2024-001005", ("6107280000", 2024, 1005)),
    ],
)
def test_numbers_that_counties_write_are_read(text, parts):
    found = index_number.parse(text)

    assert found is not None
    assert (found.code, found.year, found.serial) == parts


def test_what_is_no_index_number_is_none():
    assert index_number.parse("国办发〔2022〕8号") is None


# --- Document numbers ---


@pytest.mark.parametrize(
    ("text", "written", "warnings"),
    [
        ("国办发〔2019〕54号", "国办发〔2019〕54号", ()),
        ("国办发[2022]08号", "国办发〔2022〕8号", (Mending.BRACKETS, Mending.LEADING_ZERO)),
        ("明政发（2026）12号", "明政发〔2026〕12号", (Mending.BRACKETS,)),
        ("明政字〔2026〕第3号", "明政〔2026〕3号", (Mending.ORDINAL, Mending.CHARACTER)),
        (" 明政办发 【2026】 7 号 ", "明政办发〔2026〕7号", (Mending.BRACKETS,)),
        ("国务院令第711号", "国务院令第711号", ()),
        ("无", "无", (Mending.UNKNOWN_FORM,)),
        ("", "", ()),
    ],
)
def test_a_document_number_is_written_as_the_standard_wants_it(text, written, warnings):
    assert document_number.normalise(text) == document_number.Normalised(written, warnings)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_more(text):
    once = document_number.normalise(text).text

    assert document_number.normalise(once).text == once


# --- Checklist ---


def tick(element, *, title="", text="", attachments=(), by_hand=None):
    return checklist.check([element], Draft(title, text, attachments), by_hand=by_hand)[0]


@pytest.mark.parametrize(
    ("element", "draft", "where"),
    [
        ("咨询电话", {"text": "咨询电话：0990"}, Where.TEXT),
        ("办理结果", {"title": "关于办理结果的公告"}, Where.TITLE),
        ("发放明细", {"attachments": ["发放明细表.xlsx"]}, Where.ATTACHMENT),
        ("补贴对象、补贴标准等信息", {"text": "补贴对象为农户，补贴标准为每亩100元"}, Where.TEXT),
        ("补贴资金发放明细", {"text": "现将发放补贴资金的明细公布如下"}, Where.TEXT),
        ("相关政策文件（含解读）", {"text": "政 策\n文件如下"}, Where.TEXT),
    ],
)
def test_an_element_ticks_itself_where_the_text_holds_it(element, draft, where):
    found = tick(element, **draft)

    assert (found.tick, found.where) == (Tick.FOUND, where)


def test_an_element_found_in_part_says_what_is_missing():
    found = tick("补贴对象、补贴标准、咨询电话", text="补贴对象为农户")

    assert (found.tick, found.missing) == (Tick.PARTLY, ("补贴标准", "咨询电话"))


def test_a_list_in_brackets_says_what_an_element_consists_of():
    found = tick("申请指南（对象、标准、电话）", text="申请指南：对象为农户，标准每亩100元")

    assert (found.tick, found.missing) == (Tick.PARTLY, ("电话",))


def test_examples_in_brackets_are_only_examples():
    assert tick("补贴名称（高龄津贴、护理补贴等）", text="补贴名称：高龄津贴").tick is Tick.FOUND


def test_an_element_that_is_not_there_is_missing():
    assert tick("咨询电话", text="没有").tick is Tick.MISSING


@pytest.mark.parametrize(("hand", "expected"), [(True, Tick.BY_HAND), (False, Tick.MISSING)])
def test_the_hand_counts_before_the_text(hand, expected):
    assert tick("咨询电话", text="咨询电话：0990", by_hand={"咨询电话": hand}).tick is expected


@given(st.lists(st.text(min_size=1, max_size=30), max_size=6), st.text(max_size=200))
def test_every_element_gets_one_line(elements, text):
    lines = checklist.check(elements, Draft("", text))

    assert [line.element for line in lines] == list(dict.fromkeys(elements))


# --- Metadata ---


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (Metadata("announcement", written_on=ON), ()),
        (Metadata("announcement", written_on=ON + timedelta(days=1)), (Finding.WRITTEN_IN_FUTURE,)),
        (Metadata("policy", effective_on=ON, expires_on=ON), (Finding.EXPIRES_BEFORE_EFFECTIVE,)),
        (
            Metadata("policy", written_on=ON, effective_on=ON - timedelta(days=1)),
            (Finding.EFFECTIVE_BEFORE_WRITTEN,),
        ),
        (Metadata("normative"), (Finding.NUMBER_MISSING, Finding.VALIDITY_MISSING)),
        (Metadata("interpretation"), (Finding.INTERPRETS_NOTHING,)),
        (Metadata("interpretation", has_interpreted=True), ()),
    ],
)
def test_metadata_that_do_not_agree_are_found(facts, found):
    assert metadata.findings(facts, on=ON) == found


@pytest.mark.parametrize(
    ("validity", "effective_on", "expires_on", "shown"),
    [
        ("effective", None, None, "effective"),
        ("effective", ON + timedelta(days=1), None, "not_yet_effective"),
        ("not_yet_effective", ON, None, "effective"),
        ("effective", None, ON, "expired"),
        ("repealed", None, ON + timedelta(days=9), "repealed"),
        ("", None, ON, ""),
    ],
)
def test_validity_moves_on_by_its_dates_but_a_repeal_stays(validity, effective_on, expires_on, shown):
    assert metadata.validity_on(validity, effective_on=effective_on, expires_on=expires_on, on=ON) == shown


def test_an_abstract_ends_with_a_sentence():
    text = "第一句。" * 30 + "还没有完" * 30

    assert metadata.abstract_of(text) == "第一句。" * 30


def test_an_abstract_leaves_headings_and_tables_out():
    assert metadata.abstract_of("一、标准\n现公告如下：\n| 类别 | 每亩") == "现公告如下："


def test_a_text_without_sentences_is_its_own_abstract():
    assert metadata.abstract_of("发放明细表") == "发放明细表"


# --- Markup ---


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p onclick=x()>a</p>", "<p>a</p>"),
        ("<script>x()</script><style>p{}</style>b", "<p>b</p>"),
        ('<a href="javascript:x()">c</a>', '<a rel="noopener noreferrer">c</a>'),
        ('<a href="https://a.cn/">c</a>', '<a href="https://a.cn/" rel="noopener noreferrer">c</a>'),
        ("<h1>d</h1><h5>e</h5>", "<h2>d</h2><h3>e</h3>"),
        ("<b>f</b><i>g</i>", "<strong>f</strong><em>g</em>"),
        ("<div><span>h</span></div>", "<p>h</p>"),
        ('<img src="/info/x/files/y/" alt="图">', '<img src="/info/x/files/y/" alt="图">'),
        ('<img src="https://a.cn/b.png">', ""),
        ('<td colspan="2" rowspan="x">i</td>', "<p>i</p>"),
        ("<iframe src='//a'></iframe>", ""),
    ],
)
def test_only_what_may_stand_in_a_published_text_is_kept(html, kept):
    assert markup.clean(html, pictures={"/info/x/files/y/"}) == kept


def test_spans_of_cells_are_kept():
    table = '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'

    assert markup.clean(table) == table


def test_plain_lines_become_paragraphs():
    assert markup.clean("第一段\n\n第二段 & 尾") == "<p>第一段</p><p>第二段 &amp; 尾</p>"


@settings(max_examples=80)
@given(st.text(alphabet="<>/ab img=\"'srconclk:javp\n&;", max_size=120))
def test_cleaning_twice_changes_nothing_more_and_leaves_nothing_that_runs(html):
    once = markup.clean(html)

    assert markup.clean(once) == once
    assert "<script" not in once.lower()


def test_plain_text_parts_paragraphs_and_cells():
    html = "<h2>标题</h2><p>一<br>二</p><table><tr><td>甲</td><td>乙</td></tr></table><img alt='图示'>"

    assert markup.plain_text(html) == "标题\n一\n二\n| 甲 | 乙\n图示"


def test_a_control_character_cannot_hide_a_forbidden_address():
    html = '<p>甲\x07乙&#19;丙</p><p><a href="java&#7;script:alert(1)">丁</a></p>'

    cleaned = markup.clean(html)

    assert "<p>甲乙丙</p>" in cleaned
    assert "script" not in cleaned


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


# --- Digest, addresses, what is filled in ---


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


def test_addresses_in_texts_are_those_of_the_pages():
    assert paths.information("ab") == reverse("publishing_portal:information", args=["ab"])
    assert paths.attachment("ab", "cd") == reverse("publishing_portal:attachment", args=["ab", "cd"])
    assert paths.matter(7) == reverse("portal:matter", args=[7])
    assert paths.field("health") == reverse("portal:field", args=["health"])
    assert paths.body("office") == reverse("portal:body", args=["office"])


@pytest.mark.parametrize(
    ("occurrence", "title"),
    [
        ("2026-Q3", "2026年第三季度补贴发放情况"),
        ("2026-H1", "2026年上半年补贴发放情况"),
        ("2026-11", "2026年11月补贴发放情况"),
        ("2026", "2026年度补贴发放情况"),
        ("standing", "补贴发放情况"),
        ("event:7", "补贴发放情况"),
        ("2026-W05", "补贴发放情况"),
    ],
)
def test_a_first_title_names_the_period(occurrence, title):
    assert prefill.title_for(name="补贴发放情况", occurrence=occurrence) == title


@pytest.mark.parametrize(
    ("l1", "l2", "kind"),
    [
        ("政策法规", "政策解读", "interpretation"),
        ("公共服务", "办事指南", "guide"),
        ("补贴发放", "补贴发放结果", "finance"),
        ("行政处罚", "处罚结果", "result"),
        ("其他", "其他", "announcement"),
    ],
)
def test_the_likely_kind_is_one_that_exists(l1, l2, kind):
    assert prefill.kind_for(l1=l1, l2=l2) == kind
    assert kind in Information.Kind.values


def test_every_field_has_a_topic_of_the_list():
    assert {prefill.topic_for(number) for number in range(1, 40)} <= set(prefill.TOPICS)
