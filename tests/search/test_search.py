"""What a citizen types, and what she finds."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.search import actions
from gongkai.search.actions import SearchDocument
from gongkai.search.index import NodeIndex, node_index
from gongkai.search.queries import Question, ask, suggest
from tests.search.conftest import COUNTY, OTHER_COUNTY

pytestmark = pytest.mark.django_db

SUBSIDY = SearchDocument(
    key="information:subsidy",
    kind="policy",
    url="/info/subsidy/",
    title="明镜县耕地地力保护补贴实施方案",
    title_en="Implementation plan for the arable land protection subsidy",
    body_text="补贴对象为拥有耕地承包权的种地农民。补贴标准为每亩98元，通过一卡通发放。",
    identifiers=["明农发〔2026〕12号", "N00000001/2026-00012"],
    facets={"field": "agricultural-subsidies", "body": "agriculture", "kind": "policy"},
    dated_on=date(2026, 5, 6),
)
RELIEF = SearchDocument(
    key="information:relief",
    kind="guide",
    url="/info/relief/",
    title="最低生活保障申请指南",
    body_text="持有本县户籍的家庭可以申请。补贴与救助不重复。",
    facets={"field": "social-assistance", "body": "civil-affairs", "kind": "guide"},
    dated_on=date(2026, 6, 1),
)


@pytest.fixture
def two_documents(shipped_words):
    actions.put(county_id=COUNTY, documents=[SUBSIDY, RELIEF])
    node_index().sync()


def found(text, **more):
    return [hit.key for hit in ask(Question(county_id=COUNTY, text=text, **more)).hits]


@pytest.mark.usefixtures("two_documents")
@pytest.mark.parametrize(
    "typed",
    [
        "耕地地力保护补贴",
        "耕地补贴怎么发放",
        "地力保护",
        "明农发[2026]12号",
        "耕地地力保護補貼",
        "gengdi",
        "gddlbh",
        "arable subsidy",
    ],
)
def test_the_subsidy_is_found_however_it_is_asked_for(typed):
    results = found(typed)

    assert results[0] == SUBSIDY.key


@pytest.mark.usefixtures("two_documents")
def test_a_title_ranks_above_a_passing_mention():
    assert found("补贴") == [SUBSIDY.key, RELIEF.key]


@pytest.mark.usefixtures("two_documents")
def test_newest_first_orders_by_date():
    assert found("补贴", newest_first=True) == [RELIEF.key, SUBSIDY.key]


@pytest.mark.usefixtures("two_documents")
def test_filters_narrow_and_their_own_facet_still_offers_the_other_values():
    results = ask(Question(county_id=COUNTY, text="补贴", filters={"body": "agriculture"}))

    assert [hit.key for hit in results.hits] == [SUBSIDY.key]
    assert {value.value: (value.count, value.is_chosen) for value in results.facets["body"]} == {
        "agriculture": (1, True),
        "civil-affairs": (1, False),
    }


@pytest.mark.usefixtures("two_documents")
def test_dates_narrow():
    assert found("补贴", since=date(2026, 5, 31)) == [RELIEF.key]
    assert found("补贴", until=date(2026, 5, 31)) == [SUBSIDY.key]


@pytest.mark.usefixtures("two_documents")
def test_words_that_stand_in_no_one_document_are_relaxed_and_the_page_says_so():
    results = ask(Question(county_id=COUNTY, text="耕地 户籍"))

    assert results.is_relaxed
    assert {hit.key for hit in results.hits} == {SUBSIDY.key, RELIEF.key}


@pytest.mark.usefixtures("two_documents")
def test_the_snippet_marks_what_was_asked_for():
    hit = ask(Question(county_id=COUNTY, text="承包权")).hits[0]

    assert [segment.text for segment in hit.snippet if segment.is_hit] == ["承包权"]


@pytest.mark.usefixtures("two_documents")
def test_nothing_crosses_into_another_county():
    assert ask(Question(county_id=OTHER_COUNTY, text="补贴")).total == 0
    assert suggest(county_id=OTHER_COUNTY, text="最低") == []


@pytest.mark.usefixtures("two_documents")
def test_suggestions_come_by_characters_and_by_first_letters():
    assert suggest(county_id=COUNTY, text="最低生活") == ["最低生活保障", RELIEF.title]
    assert suggest(county_id=COUNTY, text="zdsh") == ["最低生活保障", RELIEF.title]


@pytest.mark.usefixtures("two_documents")
def test_what_was_withdrawn_is_gone_and_stays_gone_in_a_rebuilt_copy(tmp_path):
    actions.remove(county_id=COUNTY, keys=[SUBSIDY.key])
    node_index().sync()
    rebuilt = NodeIndex(tmp_path / "rebuilt")
    rebuilt.sync()

    assert found("耕地") == []
    assert rebuilt.searcher().num_docs == 1


@pytest.mark.usefixtures("two_documents")
def test_a_crash_between_commit_and_cursor_repeats_work_and_doubles_nothing():
    index = node_index()
    index.generation._cursor_file.write_text("{}", encoding="ascii")

    index.sync()

    assert index.searcher().num_docs == 2


def test_an_empty_index_answers_with_nothing():
    results = ask(Question(county_id=COUNTY, text="补贴"))

    assert (results.total, results.hits, results.has_next) == (0, (), False)


@pytest.mark.usefixtures("two_documents")
@pytest.mark.parametrize("typed", ["", "   ", "。，！", "*:*", '"', "AND OR (", "a" * 500, "补" * 300])
def test_odd_input_never_fails(typed):
    ask(Question(county_id=COUNTY, text=typed))
    suggest(county_id=COUNTY, text=typed)


@pytest.mark.usefixtures("two_documents")
def test_what_citizens_call_low_insurance_is_found_under_its_official_name():
    assert found("低保") == [RELIEF.key]
    assert found("低保怎么申请") == [RELIEF.key]


@pytest.mark.usefixtures("two_documents")
def test_a_word_for_the_present_time_need_not_stand_in_the_answer():
    assert found("今年耕地补贴标准") == [SUBSIDY.key]


@pytest.mark.usefixtures("two_documents")
def test_a_long_word_that_stands_nowhere_is_taken_apart():
    budget = SearchDocument(key="budget", kind="finance", url="/", title="部门预算公开", body_text="由财政局编制。")
    actions.put(county_id=COUNTY, documents=[budget])
    node_index().sync()

    assert found("今年财政预算") == ["budget"]
