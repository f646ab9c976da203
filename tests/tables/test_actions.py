"""What people say about a header is asked once."""

from __future__ import annotations

import datetime as dt

import pytest

from gongkai.tables import actions, queries
from gongkai.tables.models import RememberedMapping
from gongkai.tables.questions import Question, Refusal
from tests.tables.test_records import POWERS, names, read

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 9, 1, 9, 0, tzinfo=dt.UTC)
ROWS = [["号", "编码", "类型", "叫什么", "凭什么"], ["1", "A", "许可", "甲", "x"]]
COLUMNS = ["seq", "code", "type", "name", "basis"]
QUESTION = Question("f" * 64, "", tuple(ROWS[0]), (None,) * 5)


def asked() -> Question:
    rows = [["号", "编码", "类型", "名称", "凭什么"], ROWS[1]]
    return read(rows).questions[0]


def remember(columns, *, county_id=None, question=QUESTION):
    return actions.remember(layout=POWERS, question=question, columns=columns, by=7, at=AT, county_id=county_id)


def test_a_header_explained_once_is_read_ever_after():
    rows = [["号", "编码", "类型", "名称", "凭什么"], ROWS[1]]
    remember(COLUMNS, question=asked())

    found = read(rows, answers=queries.answers("powers"))

    assert names(found) == ["甲"]
    assert found.questions == ()


def test_a_county_goes_by_its_own_answer_and_others_by_everyones():
    mine = ["seq", "code", "type", "basis", "name"]
    remember(COLUMNS)
    remember(mine, county_id=1)

    assert queries.answers("powers", county_id=1)("f" * 64) == mine
    assert queries.answers("powers", county_id=2)("f" * 64) == COLUMNS
    assert queries.answers("other")("f" * 64) is None


def test_a_later_answer_replaces_the_earlier():
    remember(COLUMNS)
    remember(["code", "seq", "type", "name", "basis"])

    (kept,) = RememberedMapping.objects.all()
    assert kept.columns[0] == "code"
    assert (kept.set_by, kept.set_at, kept.headers) == (7, AT, ROWS[0])
    assert str(kept) == "号 | 编码 | 类型 | 叫什么 | 凭什么"


def test_an_answer_that_does_not_make_the_list_changes_nothing():
    with pytest.raises(actions.MappingRefused) as refused:
        remember(["seq", None, None, "name", None])

    assert refused.value.code is Refusal.COLUMN_MISSING
    assert not RememberedMapping.objects.exists()
