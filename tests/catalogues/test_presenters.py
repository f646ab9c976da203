"""Every code has words."""

from __future__ import annotations

import pytest

from gongkai.catalogues import presenters
from gongkai.catalogues.models import Decision
from gongkai.catalogues.rules.completeness import COMPARED, Element
from gongkai.catalogues.rules.inspection import Code
from gongkai.catalogues.rules.lists import Code as ListCode
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.catalogues.rules.stages import Stage
from gongkai.tables.findings import Finding


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (presenters.REFUSALS, Refusal),
        (presenters.FINDINGS, Code),
        (presenters.STAGES, Stage),
        (presenters.DECISIONS, Decision),
    ],
)
def test_every_code_has_words(words, codes):
    assert set(words) == set(codes)


def test_every_finding_of_a_list_has_words_and_a_remedy():
    assert set(ListCode) <= set(presenters.LIST_WORDS)


def test_every_element_has_a_name():
    assert set(presenters.ELEMENTS) >= {*map(str, Element), *COMPARED}


def test_a_refusal_with_a_number_says_it():
    refused = CatalogueRefused(Refusal.UNDECIDED_ROWS, count=7, owner="")

    assert presenters.explain(refused) == "还有 7 行没有决定。"


def test_a_refusal_without_one_is_plain():
    assert presenters.explain(CatalogueRefused(Refusal.NOT_DRAFT, state="issued")) == "这一版目录不是草案，不能修改。"


@pytest.mark.parametrize(
    ("code", "detail", "words"),
    [
        ("blank_element", {"element": "basis"}, "要素空缺：公开依据"),
        ("replaced_law", {"name": "收养法", "successor": "民法典"}, "依据已被替代：《收养法》→《民法典》"),
        ("subject_choice", {"phrase": "甲或乙", "reason": "原文用“或”"}, "主体需要选定：甲或乙（原文用“或”）"),
        ("subject_unresolved", {"phrase": "某中心"}, "主体未能对应到机构：某中心"),
        ("level_without_body", {"phrase": "教育部门", "level": "township"}, "勾选的层级没有主体：教育部门（乡级）"),
        ("absent_channel", {"channels": ["广播", "电视"]}, "勾选了本地没有的渠道：广播、电视"),
        ("unreadable_limit", {"time_limit": "适时"}, "时限未能读懂：适时"),
        ("entry_without_body", {"body_name": "某局"}, "清单事项的实施主体未能对应：某局"),
        ("power_without_row", {}, "权责事项没有目录行"),
    ],
)
def test_a_finding_is_a_sentence(code, detail, words):
    assert presenters.finding_words(code, detail) == words


def test_a_finding_of_a_list_says_which_line_it_repeats():
    said = presenters.table_words(Finding(code="E_ENTRY_TWICE", row=9, params={"detail": "4"}))

    assert (said.where, said.what) == ("第9行", "与第 4 行重复")
