"""What a text says of itself, what of it may stand, and what is filled in beforehand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.models import Information
from gongkai.publishing.rules import (
    embedded,
    markup,
    metadata,
    paths,
    prefill,
)
from gongkai.publishing.rules.metadata import Finding, Metadata

ON = date(2025, 4, 2)

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


def test_an_abstract_ends_with_a_sentence():
    text = "第一句。" * 30 + "还没有完" * 30

    assert metadata.abstract_of(text) == "第一句。" * 30


def test_an_abstract_leaves_headings_and_tables_out():
    assert metadata.abstract_of("一、标准\n现公告如下：\n| 类别 | 每亩") == "现公告如下："


def test_a_text_without_sentences_is_its_own_abstract():
    assert metadata.abstract_of("发放明细表") == "发放明细表"


def test_an_abstract_names_nobody_from_a_table():
    assert metadata.abstract_of("补贴发放明细\n| 姓名 | 金额\n| 张某 | 100") == "补贴发放明细"


# --- Markup ---


def test_what_was_typed_as_lines_is_written_as_lines_again():
    html = markup.clean("共30人，合计 <1 万元\n名单已撤下")

    assert html == "<p>共30人，合计 &lt;1 万元</p><p>名单已撤下</p>"
    assert markup.lines_of(html) == "共30人，合计 <1 万元\n名单已撤下"


@pytest.mark.parametrize("html", ["", "<p>共<strong>30</strong>人</p>", "<ul><li>共30人</li></ul>"])
def test_what_is_more_than_lines_stays_markup(html):
    assert markup.lines_of(html) == html


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


def test_a_text_tells_its_links_once_and_whether_there_is_anything_to_read():
    html = '<p><a href="/a/">甲</a><a href="/a/">乙</a><a>丙</a></p><img src="x" alt="流程图"><img src="y">'

    assert embedded.embedded_in(html) == embedded.Embedded(("/a/",), ("流程图", ""), 3)
    assert embedded.embedded_in('<p>——</p><img src="x" alt="流程图">').is_bare
    assert not embedded.embedded_in("<p>——</p>").is_bare


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/info/ab/", embedded.Target("ab")),
        ("https://www.example.gov.cn/info/ab/files/cd/?x=1", embedded.Target("ab", "cd")),
        ("https://elsewhere.example.org/info/ab/", None),
        ("mailto:a@example.org", None),
        ("http://[broken", None),
        ("/fields/", None),
    ],
)
def test_a_link_names_a_piece_or_a_file_of_ours_or_leads_elsewhere(link, target):
    assert embedded.target_of(link, hosts=["www.example.gov.cn"]) == target


@pytest.mark.parametrize(("alternative", "is_nameless"), [("IMG_0123.jpg", True), ("图片1", True), ("办理流程", False)])
def test_what_a_camera_calls_a_picture_says_nothing_of_it(alternative, is_nameless):
    assert embedded.is_nameless(alternative) is is_nameless


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
