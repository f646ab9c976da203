"""Every code has words, and the words find every fact they name."""

from __future__ import annotations

import re

import pytest

from gongkai.standards import reading_presenters
from gongkai.tables import presenters
from gongkai.tables.findings import Code, Finding
from gongkai.tables.questions import Refusal
from gongkai.workdays.rules import phrases

PARAMS = {
    "kind": "PDF",
    "extension": "xls",
    "width": 3,
    "cells": 2,
    "guess": ["序号", ""],
}


@pytest.mark.parametrize("code", Code)
def test_every_code_is_said_with_a_way_to_mend_it(code: Code):
    finding = Finding(code, table=2, sheet="目录", row=3, column="公开时限", cell="F3", params=PARAMS)

    said = presenters.explain(finding)

    assert said.what
    assert said.mend
    assert "%(" not in said.what + said.mend
    assert said.where == "第2个表 工作表“目录” 第3行 “公开时限”列 单元格 F3"


def test_errors_and_warnings_are_told_apart():
    assert Finding(Code.NO_ROWS).is_error
    assert presenters.explain(Finding(Code.NO_ROWS)).level == "错误"
    assert presenters.explain(Finding(Code.NOTHING_ABOVE)).level == "注意"


def test_a_header_that_tells_nothing_is_said_to():
    finding = Finding(Code.HEADER_NOT_FOUND, params={"guess": ["", ""]})

    assert presenters.explain(finding).what == "没有找到表头。共 2 列，都无法判断"


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_has_words(refusal: Refusal):
    assert str(presenters.REFUSALS[refusal])


def test_what_reading_a_limit_finds_has_words():
    assert {str(code) for code in phrases.Code} <= set(reading_presenters.WORDS)


def test_all_codes_of_the_catalogue_have_words():
    named = re.findall(r"[WE]_[A-Z_]+", " ".join(reading_presenters.WORDS))

    assert set(named) == set(reading_presenters.WORDS)
    assert {"W_TRIGGER_MISSING", "W_FIELD_INFERRED", "W_EMPTY_SHEET", "E_ROW_TRUNCATED"} <= set(named)
